"""Build the sample book: `python -m samples.build OUT.epub`.

The same story gives the same bytes every time: no clock and no chance goes into the file.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from samples.cover import draw_cover
from samples.pages import STYLESHEET, render_navigation, render_ncx, render_package, render_page, story_pages
from samples.story import read_story

STORY = Path(__file__).parent / "the-bell-called-comfort" / "story.md"

CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""


def build_sample(out: Path) -> Path:
    """Write "The Bell Called Comfort" as an EPUB 3 to `out`, and return `out`. Its folder must exist."""
    story = read_story(STORY)
    pages = story_pages(story)
    cover = draw_cover(title=("The Bell", "called", "Comfort"), byline=story.author.upper())
    with zipfile.ZipFile(out, "w") as archive:
        # A reader tells an EPUB by its first bytes, so this entry comes first and is not compressed.
        _add(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _add(archive, "META-INF/container.xml", CONTAINER.encode())
        _add(archive, "OEBPS/package.opf", render_package(story, pages).encode())
        _add(archive, "OEBPS/nav.xhtml", render_navigation(story, pages).encode())
        _add(archive, "OEBPS/toc.ncx", render_ncx(story, pages).encode())
        _add(archive, "OEBPS/style.css", STYLESHEET.encode())
        _add(archive, "OEBPS/cover.jpg", cover, zipfile.ZIP_STORED)
        for page in pages:
            _add(archive, f"OEBPS/{page.href}", render_page(page, story).encode())
    return out


def _add(archive: zipfile.ZipFile, name: str, data: bytes, compression: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = compression
    entry.create_system = 3  # Unix, whatever this runs on
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


def main(arguments: list[str]) -> int:
    """Build the book into the only argument; 0 when done, 2 when called wrongly."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m samples.build OUT.epub\n")
        return 2
    out = build_sample(Path(arguments[0]))
    sys.stdout.write(f"{out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
