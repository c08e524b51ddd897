"""A navigation document from the NCX and the guide of an older book."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from books.epub.pages.text import folded
from books.epub.xml import local, parse
from publishing.kinds.epub.markup import text
from publishing.kinds.epub.original.addresses import address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lxml import etree

    from books.epub.archive.container import Container
    from books.epub.package.document import Package

LANDMARKS = {
    "cover": "cover",
    "title-page": "titlepage",
    "toc": "toc",
    "index": "index",
    "glossary": "glossary",
    "acknowledgements": "acknowledgments",
    "bibliography": "bibliography",
    "colophon": "colophon",
    "copyright-page": "copyright-page",
    "dedication": "dedication",
    "epigraph": "epigraph",
    "foreword": "foreword",
    "loi": "loi",
    "lot": "lot",
    "notes": "endnotes",
    "preface": "preface",
    "text": "bodymatter",
    "start": "bodymatter",
}
"""What the guide of EPUB 2 names, in the words of EPUB 3."""
LONGEST_LABEL = 200
"""Pieces of text."""


@dataclass(slots=True)
class Line:
    """A line of the contents. `name` is the file that it leads to, or empty; its lines stand under it."""

    title: str
    name: str = ""
    fragment: str = ""
    lines: list[Line] = field(default_factory=list)


class OldContents:
    """The contents of an older book: `lines`, and `pages` with the numbers of a printed one."""

    def __init__(self, container: Container, package: Package) -> None:
        self._container = container
        self._package = package
        self.lines: list[Line] = []
        self.pages: list[Line] = []
        order = {item.name: place for place, (item, _) in enumerate(package.spine)}
        self._order = order
        root = parse(container.read_text(package.ncx)) if package.ncx else None
        for element in root.iter() if root is not None else ():
            if local(element) == "navmap" and not self.lines:
                self.lines = self._points(element, "navpoint")
            elif local(element) == "pagelist" and not self.pages:
                self.pages = [line for line in self._points(element, "pagetarget") if line.name]
        self.lines = self.lines or [Line(f"Page {place + 1}", name) for name, place in order.items()]

    def _points(self, element: etree._Element, kind: str) -> list[Line]:
        lines: list[Line] = []
        for child in element:
            if local(child) != kind:
                continue
            label = next((e for e in child if local(e) == "navlabel"), None)
            words = folded("".join(map(str, islice(label.itertext(), LONGEST_LABEL)))) if label is not None else ""
            source = next((e.get("src", "") for e in child if local(e) == "content"), "")
            name = self._container.find(source, base=self._package.ncx or "") or ""
            line = Line(words or "…", name if name in self._order else "", unquote(source.partition("#")[2]))
            line.lines = self._points(child, kind)
            if line.name or line.lines:
                lines.append(line)
        return lines


def navigation(
    contents: OldContents,
    guide: Mapping[str, str],
    ids: Mapping[str, Mapping[str, int]],
    *,
    of: str,
    order: Sequence[str],
) -> tuple[str, list[tuple[str, str]]]:
    """Return the lists of a navigation document, and the landmarks with their addresses.

    `ids` are those of each page with their places in it: a line leads to no place that is not there. Lines stand in
    the order of the pages, as EPUB 3 wants them.
    """
    places = {name: place for place, name in enumerate(order)}

    def place(line: Line) -> tuple[int, int]:
        if not line.name:
            return min(map(place, line.lines), default=(0, 0))
        return places.get(line.name, 0), ids.get(line.name, {}).get(line.fragment, -1)

    def link(line: Line) -> str:
        fragment = line.fragment if line.fragment in ids.get(line.name, {}) else ""
        return address(line.name, of=of, fragment=fragment)

    toc = _list(contents.lines, link, place)
    lists = f'<nav epub:type="toc" role="doc-toc" aria-label="Contents"><h1>Contents</h1>\n{toc}</nav>\n'
    if contents.pages:
        pages = _list(contents.pages, link, place)
        lists += f'<nav epub:type="page-list" role="doc-pagelist" aria-label="Pages" hidden="hidden">\n{pages}</nav>\n'
    landmarks = {
        LANDMARKS[kind]: address(name, of=of) for name, kind in guide.items() if _is_landmark(kind, name, places)
    }
    return lists, list(landmarks.items())


def _is_landmark(kind: str, name: str, places: Mapping[str, int]) -> bool:
    return kind in LANDMARKS and name in places


def _list(lines: Iterable[Line], link: Callable[[Line], str], place: Callable[[Line], tuple[int, int]]) -> str:
    pieces: list[str] = []
    for line in sorted(lines, key=place):
        label = (
            f'<a href="{text(link(line))}">{text(line.title)}</a>' if line.name else f"<span>{text(line.title)}</span>"
        )
        within = "\n" + _list(line.lines, link, place) if line.lines else ""
        pieces.append(f"<li>{label}{within}</li>\n")
    return f"<ol>\n{''.join(pieces)}</ol>"
