"""What stands on a page and is not its text: notes and their marks, page numbers, readings, hidden things."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

from books.epub.xml import local

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
TYPE_ATTRIBUTES = {EPUB_TYPE, "epub:type", "role"}
NO_TYPES: frozenset[str] = frozenset()
SKIPPED = {
    "head", "script", "style", "template", "iframe", "object", "audio", "video", "noscript", "button", "select",
    "input", "textarea", "math", "map", "canvas", "rt", "rp", "title", "desc", "metadata",
}  # fmt: skip
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


def types_of(element: etree._Element) -> frozenset[str]:
    """What a book calls an element: the words of `epub:type`, and of its ARIA role without `doc-`."""
    if TYPE_ATTRIBUTES.isdisjoint(element.keys()):
        return NO_TYPES
    types = (element.get(EPUB_TYPE) or element.get("epub:type") or "").lower().split()
    roles = (role[4:] for role in (element.get("role") or "").lower().split() if role.startswith("doc-"))
    return frozenset([*types, *roles])


def is_apparatus(element: etree._Element, name: str) -> bool:
    """Whether an element of that name is left out of the text. A whole page of notes is not: it is back matter."""
    if name in SKIPPED:
        return True
    if not element.attrib:
        return name == "sup" and _is_note_mark(element)
    types = types_of(element)
    if types & MARKER_TYPES:
        return True
    if types & NOTE_TYPES:
        return not (name in ("section", "body") and types & NOTE_PAGES)
    if name == "nav" or element.get("hidden") is not None:
        return True
    if HIDDEN_STYLE.search(element.get("style") or ""):
        return True
    if name in ("a", "sup") and _is_note_mark(element):
        return True
    kind = element.get("class")
    if element.get("id") in LIBRARY_NOTICE_IDS or (kind and LIBRARY_NOTICE_CLASS.search(kind)):
        return True
    if not kind:
        return False
    if LINE_NUMBER_CLASS.search(kind) and _is_number(element):
        return True
    return bool(PAGE_NUMBER_CLASS.search(kind)) or (name in NOTE_BOXES and bool(NOTE_CLASS.search(kind)))


def _is_number(element: etree._Element) -> bool:
    return "".join(map(str, islice(element.itertext(), PIECES_OF_A_MARK))).strip(" \n[]().").isdecimal()


def _is_note_mark(element: etree._Element) -> bool:
    """A link into the same book whose only text is a number or a sign: `<sup><a href="#n1">1</a></sup>`."""
    inner = list(islice(element.iter(), ELEMENTS_OF_A_MARK + 1))
    link = next((e for e in inner if local(e) == "a"), None)
    if link is None or len(inner) > ELEMENTS_OF_A_MARK or "#" not in (link.get("href") or ""):
        return False
    return bool(NOTE_MARK.match("".join(map(str, islice(element.itertext(), PIECES_OF_A_MARK))).strip()))
