"""EPUBs built in code, so that each test can say in a few lines what is odd about its book."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
METADATA = "<dc:title>A Book</dc:title><dc:creator>Ann Author</dc:creator><dc:language>en</dc:language>"
PROSE = (
    "The lamp burned low in the window of the mill, and nobody on the road below could have told whether anyone sat "
    "behind it or whether it had been forgotten there, as so much had been forgotten since the river changed its bed."
)
"""A paragraph of forty words, long enough to be no part's title page."""


class Line(NamedTuple):
    """A line of the contents; without `href` it only groups the lines within it."""

    title: str
    href: str = ""
    within: Sequence[Line] = ()


def page(body: str, *, head: str = "", attributes: str = "") -> str:
    """Return a well-formed page."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title>-</title>{head}</head>'
        f"<body {attributes}>{body}</body></html>"
    )


def chapter(title: str, *paragraphs: str) -> str:
    """Return a page with a heading and paragraphs."""
    return page(f"<h2>{title}</h2>" + "".join(f"<p>{text}</p>" for text in paragraphs or (PROSE,)))


def build(
    pages: Mapping[str, str | bytes],
    *,
    lines: Sequence[Line] = (),
    contents: Literal["nav", "ncx", "both"] = "nav",
    metadata: str = METADATA,
    manifest: str = "",
    spine: str = "",
    guide: str = "",
    landmarks: str = "",
    files: Mapping[str, str | bytes] | None = None,
    leave_out: Sequence[str] = (),
) -> BytesIO:
    """Make an EPUB with these pages in this order.

    `manifest`, `spine` (instead of the pages' own order), `guide` and `landmarks` are markup; `files` come on top
    under their full names and win over what would be made; `leave_out` names files that are listed and not there.
    """
    items = "".join(
        f'<item id="p{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    made: dict[str, str | bytes] = {"META-INF/container.xml": CONTAINER}
    made |= {f"OEBPS/{name}": text for name, text in pages.items()}
    if lines and contents in ("nav", "both"):
        made["OEBPS/nav.xhtml"] = navigation(lines, landmarks)
        items += '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    if lines and contents in ("ncx", "both"):
        made["OEBPS/toc.ncx"] = ncx(lines)
        items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    order = spine or "".join(f'<itemref idref="p{n}"/>' for n in range(len(pages)))
    made["OEBPS/package.opf"] = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">'
        f"{metadata}</metadata><manifest>{items}{manifest}</manifest><spine>{order}</spine>{guide}</package>"
    )
    made |= files or {}
    return zipped({name: data for name, data in made.items() if name not in leave_out})


def zipped(files: Mapping[str, str | bytes]) -> BytesIO:
    """Make a ZIP archive of these files, the same each time: what is drawn for a book follows from its bytes."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    archive.seek(0)
    return archive


def navigation(lines: Sequence[Line], landmarks: str = "") -> str:
    """Return a navigation document as EPUB 3 has it."""
    marks = f'<nav epub:type="landmarks"><ol>{landmarks}</ol></nav>' if landmarks else ""
    return page(f'<nav epub:type="toc">{_list(lines)}</nav>{marks}')


def ncx(lines: Sequence[Line]) -> str:
    """Return an NCX as EPUB 2 has it."""
    return f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{_points(lines)}</navMap></ncx>'


def _list(lines: Sequence[Line]) -> str:
    marked = []
    for title, href, within in lines:
        label = f'<a href="{href}">{escape(title)}</a>' if href else f"<span>{escape(title)}</span>"
        marked.append(f"<li>{label}{_list(within) if within else ''}</li>")
    return f"<ol>{''.join(marked)}</ol>"


def _points(lines: Sequence[Line]) -> str:
    return "".join(
        f'<navPoint><navLabel><text>{escape(title)}</text></navLabel><content src="{href}"/>'
        f"{_points(within)}</navPoint>"
        for title, href, within in lines
    )
