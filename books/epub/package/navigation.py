"""The contents of a book: from its navigation document, or its NCX."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from books.epub.errors import EpubError, TooLarge
from books.epub.pages.text import folded, is_blank
from books.epub.xml import local, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from books.epub.archive.container import Container
    from books.epub.package.document import Package

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
LABEL_REACH = 50
"""A label has fewer elements and pieces of text."""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A line of the contents. `depth` counts from 0; `name` is None where it only groups others."""

    depth: int
    title: str
    name: str | None
    fragment: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents in order, and what the landmarks call the pages they name."""

    entries: tuple[NavigationEntry, ...]
    landmarks: dict[str, str]


def read_contents(container: Container, package: Package) -> Contents:
    """Read the navigation document's contents, or the NCX's if it has none."""
    entries: list[NavigationEntry] = []
    landmarks = dict(package.guide)
    if package.navigation is not None:
        root = _parse(container, package.navigation)
        for nav in root.iter("{*}nav", "nav") if root is not None else ():
            kinds = nav.get(EPUB_TYPE, nav.get("epub:type", "toc")).split()
            if "toc" in kinds and not entries:
                entries = list(_list(nav, package.navigation, container, 0))
            elif "landmarks" in kinds:
                landmarks.update(_landmarks(nav, package.navigation, container))
    if not any(entry.name for entry in entries) and package.ncx is not None:
        root = _parse(container, package.ncx)
        for nav_map in root.iter("{*}navMap", "navmap") if root is not None else ():
            entries = list(_points(nav_map, package.ncx, container, 0))
    return Contents(tuple(entries), landmarks)


def _parse(container: Container, name: str) -> etree._Element | None:
    try:
        return parse(container.read_text(name))
    except TooLarge:
        raise
    except EpubError:
        return None


def _list(element: etree._Element, base: str, container: Container, depth: int) -> Iterator[NavigationEntry]:
    for child in element:
        if local(child) in ("ol", "ul"):
            for line in child:
                if local(line) == "li":
                    yield from _line(line, base, container, depth)
        elif local(child) not in ("a", "span", "h1", "h2", "h3"):
            yield from _list(child, base, container, depth)


def _line(line: etree._Element, base: str, container: Container, depth: int) -> Iterator[NavigationEntry]:
    label = next((e for e in line if local(e) in ("a", "span")), None)
    if label is None:  # <li><p><a>…
        label = next((e for e in islice(line.iter(), LABEL_REACH) if local(e) in ("a", "ol", "ul")), None)
        label = label if label is not None and local(label) == "a" else None
    if label is not None:
        yield _entry(depth, _words(label), label.get("href", ""), base, container)
    yield from _list(line, base, container, depth + 1)


def _points(element: etree._Element, base: str, container: Container, depth: int) -> Iterator[NavigationEntry]:
    for child in element:
        if local(child) != "navpoint":
            continue
        label = next((_words(e) for e in child if local(e) == "navlabel"), "")
        source = next((e.get("src", "") for e in child if local(e) == "content"), "")
        yield _entry(depth, label, source, base, container)
        yield from _points(child, base, container, depth + 1)


def _entry(depth: int, title: str, href: str, base: str, container: Container) -> NavigationEntry:
    fragment = unquote(href.partition("#")[2])
    return NavigationEntry(depth, title, container.find(href, base=base) if href else None, fragment)


def _landmarks(nav: etree._Element, base: str, container: Container) -> dict[str, str]:
    landmarks: dict[str, str] = {}
    for link in nav.iter("{*}a", "a"):
        name = container.find(link.get("href", ""), base=base)
        if name is not None:
            landmarks.setdefault(name, link.get(EPUB_TYPE, link.get("epub:type", "")))
    return landmarks


def _words(element: etree._Element) -> str:
    """Return the text of a label, or what it says in place of a picture."""
    text = folded("".join(map(str, islice(element.itertext(), LABEL_REACH))))
    if text:
        return text
    alternatives = (inner.get("alt") or inner.get("title") or "" for inner in islice(element.iter(), LABEL_REACH))
    return next((folded(words) for words in alternatives if not is_blank(words)), "")
