"""The text of one element: what is in it on a line, without notes and page numbers, with signs for what they leave."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from books.epub.pages.apparatus import (
    EPUB_TYPE,
    LIBRARY_NOTICE_IDS,
    NOTE_TYPES,
    PIECES_OF_A_MARK,
    SKIPPED,
    is_note_mark,
    is_number,
    link_of,
)
from books.epub.pages.blocks import Address, NoteElement, NoteReference, PictureReference
from books.epub.pages.element_traits import MARKING, ElementTraits, ElementTraitsCache
from books.epub.pages.marks import InlineSigns
from books.epub.pages.text import folded, is_blank
from books.epub.xml import NAMES, attribute, local
from books.text.names import shortened

if TYPE_CHECKING:
    from lxml import etree

    from books.epub.pages.breaks import BreakRules

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CONTAINERS = {
    "html",
    "body",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "hgroup",
    "blockquote",
    "aside",
    "figure",
    "figcaption",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "center",
    "address",
    "details",
    "summary",
    "fieldset",
    "form",
    "book",
    "bodymatter",
    "level1",
    "level2",
    "level3",
    "caption",
}
TEXT_BLOCKS = CONTAINERS | HEADINGS | {"p", "hr", "pre", "nav"}
CELLS = {"td", "th"}
APART = TEXT_BLOCKS | CELLS
"""What is divided from its neighbours on a line by a space."""
NOT_MERE_TEXT = SKIPPED | APART | set(MARKING) | {"", "br", "img", "image", "sup"}
"""Any other element without attributes is on a line nothing but the text in it."""
DROP_CAP = re.compile(r"^[“”\"‘’']?[^\W\d_]$")
LINE_END = "\x0b"
"""Stands for `<br/>` among the pieces of a text: no parsed document has it, while its own line ends are spaces."""
BRACKETS_OF_A_LABEL = " \t\r\n\u00a0[](){}"
LONGEST_LABEL = 20
LOGO = "publisher-logo"
"""Part of what such a picture is called by `epub:type`."""
LONGEST_ADDRESS = 2000
"""Characters of a name of a picture's file; `data:` URLs are as long as the picture."""

FindFile = Callable[..., "str | None"]
"""`Container.find`."""


class InlineReader:
    """Reads the text of a page's elements, and notes the anchors, signs and pictures in it."""

    def __init__(self, name: str, rules: BreakRules, traits: ElementTraitsCache, find: FindFile) -> None:
        self._name = name
        self._rules = rules
        self._traits = traits
        self._find = find
        self.ids: list[str] = []
        """The anchors that no block has yet."""
        self.references: list[NoteReference] = []
        """All notes, and all signs that lead to notes."""
        self.signs = InlineSigns()
        self.has_line_ends = False
        self.pictures: list[tuple[PictureReference, bool]] = []
        """The pictures in the text that is being read, and whether something is to be read before them."""

    def content_of(self, element: etree._Element) -> str:
        """Read the text of an element without note marks, page numbers and readings; the anchors in it are noted."""
        pieces: list[str] = []
        self._content(element, pieces)
        return "".join(pieces)

    def _content(self, element: etree._Element, pieces: list[str]) -> None:
        text = element.text
        if text:
            pieces.append(text)
        for child in element:
            name = NAMES[child.tag]
            if name not in NOT_MERE_TEXT and not child.keys():
                self._content(child, pieces)
            elif name:
                traits = self._traits.of(child, name)
                if self.is_skipped(child, traits):
                    self.note_inner_ids(child)
                    self.keep_note(child, traits, pieces)
                else:
                    self.note_id(child, name)
                    self.add(child, name, traits, pieces)
            tail = child.tail
            if tail:
                pieces.append(tail)

    def add(self, element: etree._Element, name: str, traits: ElementTraits, pieces: list[str]) -> None:
        """Add the text of an element that stands on a line."""
        if name == "br":
            pieces.append(LINE_END)
            self.has_line_ends = True
            self.note_inner_ids(element)
        elif name in ("img", "image"):
            self._picture(element, pieces)
        elif name in APART:
            pieces.append(" ")
            self._content(element, pieces)
            pieces.append(" ")
        elif traits.mark:
            pieces.append(self.signs.opening(traits.mark))
            self._content(element, pieces)
            pieces.append(self.signs.closing(traits.mark))
        else:
            self._content(element, pieces)

    def _picture(self, element: etree._Element, pieces: list[str]) -> None:
        self.note_inner_ids(element)
        letter = (element.get("alt") or "").strip()
        if DROP_CAP.match(letter) and (element.tail or " ")[0].isalpha():
            pieces.append(letter)
            return
        reference = self.reference_of(element)
        if reference is not None and not self._rules.is_ornament(element):
            self.pictures.append((reference, not all(map(is_blank, pieces))))

    def reference_of(self, element: etree._Element) -> PictureReference | None:
        """Return the picture that an `<img>` or an `<image>` of a drawing shows.

        None if its file is not in the book, or if it is the publisher's logo.
        """
        if LOGO in (element.get(EPUB_TYPE) or ""):
            return None
        source = element.get("src") or attribute(element, "href")
        alt = folded(element.get("alt") or element.get("aria-label") or element.get("title"))
        if source.startswith("data:image/"):
            return PictureReference(source, alt)
        name = self._find(source, base=self._name) if 0 < len(source) <= LONGEST_ADDRESS else None
        return None if name is None else PictureReference(name, alt)

    def keep_note(self, element: etree._Element, traits: ElementTraits, pieces: list[str]) -> None:
        """Leave a sign in the text for an element that is left out of it, if that is a note or leads to one."""
        reference = self.note_reference(element, traits)
        if reference is not None:
            pieces.append(self.signs.note(reference))

    def note_reference(self, element: etree._Element, traits: ElementTraits) -> NoteReference | None:
        """Return the note that an element which is left out of the text is or leads to; None if it is neither."""
        link = link_of(element) if self._leads_to_a_note(element, traits) else None
        if link is not None:
            reference = NoteReference(self._address(link), _label(link))
        elif traits.is_note:
            reference = NoteReference(NoteElement.copied(element, self._name), "")
        else:
            return None
        self.references.append(reference)
        return reference

    @staticmethod
    def _leads_to_a_note(element: etree._Element, traits: ElementTraits) -> bool:
        if traits.is_apparatus:
            return "noteref" in traits.types or (local(element) in ("a", "sup") and bool(traits.types & NOTE_TYPES))
        return traits.may_be_a_sign and is_note_mark(element)

    def _address(self, link: etree._Element) -> Address:
        path, _, fragment = (link.get("href") or "").partition("#")
        page = self._find(path, base=self._name) if path else self._name
        return Address(page or "", unquote(fragment))

    def is_skipped(self, element: etree._Element, traits: ElementTraits) -> bool:
        """Return whether an element is left out of the text. Its anchor is noted then."""
        if (
            traits.is_apparatus
            or (traits.may_be_a_sign and is_note_mark(element))
            or (traits.may_be_a_number and is_number(element))
            or element.get("id") in LIBRARY_NOTICE_IDS
        ):
            self.note_id(element)
            return True
        return False

    def note_id(self, element: etree._Element, name: str = "") -> None:
        """Note an element's anchor; that of a link may be its name."""
        identifier = element.get("id") or (element.get("name") if name == "a" else None)
        if identifier:
            self.ids.append(identifier)

    def note_inner_ids(self, element: etree._Element) -> None:
        """Note the anchors within an element."""
        if len(element):
            for inner in islice(element.iter(), 1, None):
                if inner.keys():
                    self.note_id(inner, local(inner))


def _label(link: etree._Element) -> str:
    text = "".join(map(str, islice(link.itertext(), PIECES_OF_A_MARK)))
    return shortened(folded(text).strip(BRACKETS_OF_A_LABEL), LONGEST_LABEL)
