"""What stands on a page and is not its text: notes and their signs, page numbers, ruby, hidden things."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from books.epub.xml import local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
TYPE_ATTRIBUTES = {EPUB_TYPE, "epub:type", "role"}
NO_TYPES: frozenset[str] = frozenset()
SKIPPED = {
    "head",
    "script",
    "style",
    "template",
    "iframe",
    "object",
    "audio",
    "video",
    "noscript",
    "button",
    "select",
    "input",
    "textarea",
    "math",
    "map",
    "canvas",
    "rt",
    "rp",
    "title",
    "desc",
    "metadata",
}
NOTE_TYPES = {"footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes", "note", "notes"}
NOTE_PAGES = {"endnotes", "rearnotes", "notes"}
MARKER_TYPES = {"noteref", "pagebreak", "backlink"}
NOTE_MARK = re.compile(r"^[\[(]?(\d{1,3}|[*†‡§a-z])[\])]?$")
NOTE_CLASS = re.compile(r"(^|[\s_-])foot-?notes?($|[\s_-])", re.IGNORECASE)
NOTE_BOXES = {"div", "aside", "section", "ol", "ul", "li", "p"}
PAGE_NUMBER_CLASS = re.compile(r"(^|[\s_-])(page-?_?num(ber)?|page-?_?no|pagebreak)s?($|\s)", re.IGNORECASE)
LINE_NUMBER_CLASS = re.compile(r"(^|\s)(ln|l-?num|(line|verse)-?_?(num(ber)?|no))s?($|\s)", re.IGNORECASE)
LIBRARY_NOTICE_CLASS = re.compile(r"(^|\s)pg-?boilerplate($|\s)", re.IGNORECASE)
LIBRARY_NOTICE_IDS = {"pg-header", "pg-footer", "pg-machine-header"}
"""Project Gutenberg's own header and licence around the text."""
HIDDEN_STYLE = re.compile(r"(?:^|;)\s*display\s*:\s*none", re.IGNORECASE)
ELEMENTS_OF_A_MARK = 6
PIECES_OF_A_MARK = 12


def types_of(attributes: Mapping[str, str]) -> frozenset[str]:
    """Return what a book calls an element: the words of `epub:type`, and of its ARIA role without `doc-`."""
    if TYPE_ATTRIBUTES.isdisjoint(attributes):
        return NO_TYPES
    types = (attributes.get(EPUB_TYPE) or attributes.get("epub:type") or "").lower().split()
    roles = (role[4:] for role in attributes.get("role", "").lower().split() if role.startswith("doc-"))
    return frozenset([*types, *roles])


def is_note(name: str, attributes: Mapping[str, str], types: frozenset[str]) -> bool:
    """Return whether an element of that name is a note, or holds notes and nothing else.

    A whole page of notes is not: it is back matter.
    """
    if types & NOTE_TYPES:
        return not (name in ("section", "body") and types & NOTE_PAGES)
    return name in NOTE_BOXES and bool(NOTE_CLASS.search(attributes.get("class") or ""))


def is_apparatus(name: str, attributes: Mapping[str, str], types: frozenset[str]) -> bool:
    """Return whether an element of that name is left out of the text, whatever is in it.

    Notes are; a `<nav>` of which nothing is said is not.
    """
    if name in SKIPPED or types & MARKER_TYPES:
        return True
    if types & NOTE_TYPES:
        return is_note(name, attributes, types)
    if (name == "nav" and attributes) or "hidden" in attributes or HIDDEN_STYLE.search(attributes.get("style", "")):
        return True
    return _has_an_apparatus_class(attributes.get("class")) or is_note(name, attributes, types)


def _has_an_apparatus_class(class_name: str | None) -> bool:
    if not class_name:
        return False
    return bool(LIBRARY_NOTICE_CLASS.search(class_name) or PAGE_NUMBER_CLASS.search(class_name))


def asks_for_a_sign(name: str, types: frozenset[str]) -> bool:
    """Return whether an element is left out if it `is_note_mark`."""
    return name in ("a", "sup") and not types & NOTE_TYPES


def asks_for_a_number(class_name: str, types: frozenset[str]) -> bool:
    """Return whether an element is left out if it `is_number`."""
    return bool(class_name) and not types & NOTE_TYPES and bool(LINE_NUMBER_CLASS.search(class_name))


def is_number(element: etree._Element) -> bool:
    """Return whether an element holds nothing but a number: of a line, or a verse."""
    return "".join(map(str, islice(element.itertext(), PIECES_OF_A_MARK))).strip(" \n[]().").isdecimal()


def link_of(element: etree._Element) -> etree._Element | None:
    """Return the first link in an element that leads to a place in the book, near its start.

    It may be the element itself.
    """
    inner = islice(element.iter(), ELEMENTS_OF_A_MARK)
    return next((e for e in inner if local(e) == "a" and "#" in (e.get("href") or "")), None)


def is_note_mark(element: etree._Element) -> bool:
    """Return whether an element is a link whose only text is a number or a sign: `<sup><a href="#n1">1</a></sup>`."""
    inner = list(islice(element.iter(), ELEMENTS_OF_A_MARK + 1))
    link = next((e for e in inner if local(e) == "a"), None)
    if link is None or len(inner) > ELEMENTS_OF_A_MARK or "#" not in (link.get("href") or ""):
        return False
    return bool(NOTE_MARK.match("".join(map(str, islice(element.itertext(), PIECES_OF_A_MARK))).strip()))
