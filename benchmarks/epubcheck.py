"""What EPUBCheck says of novels and of their illustrated editions, side by side, and whether calibre converts them.

    DATABASE_URL=postgresql://not-used MEDIA_ROOT=/tmp/media python -m benchmarks.epubcheck NOVEL.epub … --out FOLDER

Prints a table: what EPUBCheck reports (fatal errors / errors / warnings) of the original, of the edition that is made
from it, and of the one in our own design; whether the text is the original's to the last character; the pictures of the
built-in artist in it, seconds, megabytes, and what calibre's `ebook-convert` makes of it for a Kindle, where that is
installed. The editions stay in the folder; each message is written to standard error. Needs Java.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.publications import make_edition, publication_of_epub
from publishing.kinds.epub.plates import plates_of
from publishing.kinds.epub.tests.originals import text_nodes
from publishing.tests.epubcheck import SEVERITIES, epubcheck

MINUTES = 10
HEADINGS = ("book", "original", "edition", "own design", "same text", "pictures", "seconds", "MB", "for a Kindle")


def main() -> None:
    """Measure the novels one by one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("novels", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pictures", type=int, default=40, help="in each novel")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    print(f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}")
    for novel in arguments.novels:
        print(f"| {' | '.join(_cells(novel, arguments.out, arguments.pictures))} |", flush=True)


def _cells(novel: Path, folder: Path, pictures: int) -> list[str]:
    publication = publication_of_epub(novel, pictures=pictures)
    edition, own = folder / f"{novel.stem}.epub", folder / f"{novel.stem}-own-design.epub"
    figures = make_edition("epub", publication, edition)
    make_edition("epub", publication, own, design="ours")
    return [
        novel.stem,
        *map(_verdict, (novel, edition, own)),
        "yes" if text_nodes(novel) == text_nodes(edition) else "no",
        str(len(plates_of(publication.book))),
        str(figures["seconds"]),
        f"{int(figures['bytes']) / 1e6:.1f}",
        _converted(edition),
    ]


def _verdict(epub: Path) -> str:
    messages = epubcheck(epub)
    for message in messages:
        sys.stderr.write(f"{epub}: {' '.join(message)}\n")
    return " / ".join(str(sum(message.severity == severity for message in messages)) for severity in SEVERITIES)


def _converted(epub: Path) -> str:
    """Convert an EPUB for a Kindle, and say how large what comes out is."""
    program = shutil.which("ebook-convert")
    if program is None:
        return "–"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "book.azw3"
        done = subprocess.run([program, epub, out], capture_output=True, check=False, timeout=60 * MINUTES)
        return f"AZW3, {out.stat().st_size / 1e6:.1f} MB" if done.returncode == 0 and out.exists() else "failed"


if __name__ == "__main__":
    main()
