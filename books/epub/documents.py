"""A page of a book as blocks of text in reading order: headings, paragraphs, verses, breaks, captions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from books.content import ParagraphKind
from books.epub.apparatus import is_apparatus, types_of
from books.epub.breaks import LONGEST_ORNAMENT, BreakRules
from books.epub.text import folded, is_blank
from books.epub.wrapped import stretches_of
from books.epub.xml import local

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
CONTAINERS = {
    "html", "body", "div", "section", "article", "main", "header", "footer", "hgroup", "blockquote", "aside", "figure",
    "figcaption", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "center", "address",
    "details", "summary", "fieldset", "form", "book", "bodymatter", "level1", "level2", "level3", "caption",
}  # fmt: skip
TEXT_BLOCKS = CONTAINERS | HEADINGS | {"p", "hr", "pre", "nav"}
BLOCKS = TEXT_BLOCKS | {"img", "svg"}
LEAVES = {"p", "div", "pre", "li", "tr"}
"""What is one paragraph unless there are blocks within."""
CELLS = {"td", "th"}
LETTER_TYPES = {"z3998:letter", "letter"}
VERSE = re.compile(r"(?:^|[^a-z])(?:verse|poem|poetry|stanza|hymn|song|lyrics?)", re.IGNORECASE)
DROP_CAP = re.compile(r"^[“”\"‘’']?[^\W\d_]$")
EMPTY_LINES = re.compile(r"\n\s*\n")
LINE_OF_VERSE = 90
"""Lines that `<br/>` ends and of which one has more characters are paragraphs, not lines of verse or an address."""
LEVEL_OF_A_TITLE = 2
"""Of a heading within plain text, where all are alike."""
PICTURE_WORDS = 4
"""An alternative text of fewer words says too little to be part of the story."""


@dataclass(slots=True)
class Block:
    """A block of a page. `ids` are the anchors that lie at or before its start, `types` those of its sections.

    `doubt` is what a break is called in `BreakRules.is_ordinary`; a break without is certain.
    """

    text: str
    kind: ParagraphKind
    types: frozenset[str]
    ids: tuple[str, ...] = ()
    level: int = 0
    doubt: str = ""


class Page:
    """Reads one document into blocks."""

    def __init__(self, root: etree._Element, rules: BreakRules) -> None:
        self._rules = rules
        self._ids: list[str] = []
        self._holders: set[etree._Element] | None = None
        self.blocks: list[Block] = []
        body = next((e for e in root.iter() if local(e) in ("body", "bodymatter", "svg", "book")), root)
        self.types = types_of(body)
        self._walk(body, self.types, "text")
        if self._ids:  # anchors at the very end of the page
            self.blocks.append(Block("", "text", self.types, tuple(self._ids)))

    def _walk(self, element: etree._Element, types: frozenset[str], kind: ParagraphKind) -> None:
        """Add the blocks of an element; text that lies loose between blocks is a paragraph too."""
        loose: list[str] = []
        _add_loose(loose, element.text)
        plain = 0
        for child in element:
            name = local(child)
            if name == "p" and not len(child) and not child.attrib and not loose:  # as most of a book is
                text = folded(child.text)
                if text:
                    plain += 1
                    self._add_line(text, types, kind)
                    tail = child.tail
                    if tail and not tail.isspace():
                        _add_loose(loose, tail)
                    continue
            if not name or self._is_skipped(child, name):
                pass
            elif name in BLOCKS or self._holds_blocks(child):
                self._add_text(loose, types, kind)
                self._block(child, name, types, kind)
            else:
                self._note_id(child)
                self._note_inner_ids(child)
                self._inline(child, name, loose)
                if name in CELLS:
                    loose.append(" ")
            _add_loose(loose, child.tail)
        self._add_text(loose, types, kind)
        self._rules.count(plain)

    def _block(self, element: etree._Element, name: str, types: frozenset[str], kind: ParagraphKind) -> None:
        self._note_id(element)
        if name in HEADINGS:
            self._note_inner_ids(element)
            pieces: list[str] = []
            self._content(element, pieces)
            text = folded("".join(pieces)) or folded("".join(map(str, element.itertext())))
            if len(text) <= LONGEST_ORNAMENT and self._rules.is_ornament_text(text):
                self.blocks.append(Block(text, "break", types))
            else:
                self._add(text, "heading", types, level=int(name[1]))
        elif name == "hr":
            self._add_break(types)
        elif name in ("img", "svg"):
            self._picture(element, types)
        elif name in LEAVES and not self._holds_blocks(element):
            self._paragraph(element, name, types, kind)
        elif element.attrib and self._rules.is_box(element):
            self._note_inner_ids(element)
            self._add_break(types)
        else:
            own = types_of(element)
            self._walk(element, types | own, self._kind_within(element, own, kind))

    def _paragraph(self, element: etree._Element, name: str, types: frozenset[str], kind: ParagraphKind) -> None:
        self._rules.count(1, element.get("class") or "")
        self._note_inner_ids(element)
        pieces: list[str] = []
        if name == "pre":
            pieces.append("".join(map(str, element.itertext())))
        elif len(element):
            self._content(element, pieces)
        else:
            pieces.append(folded(element.text))
        if all(map(is_blank, pieces)):
            self._wordless(element, name, types)
            return
        if element.attrib:
            doubt = self._rules.space_before(element)
            if doubt is not None:
                self._add_break(types, doubt)
            own = types_of(element)
            types, kind = types | own, self._kind_within(element, own, kind)
        if name == "pre" and kind != "verse":
            self._add_preformatted(pieces[0], types, kind)
        else:
            self._add_text(pieces, types, kind)

    def _add_preformatted(self, text: str, types: frozenset[str], kind: ParagraphKind) -> None:
        for stretch in stretches_of(text):
            if stretch.is_title:
                for line in stretch.text.split("\n"):
                    self._add(folded(line), "heading", types, level=LEVEL_OF_A_TITLE)
            else:
                self._add_text([stretch.text], types, kind)

    def _wordless(self, element: etree._Element, name: str, types: frozenset[str]) -> None:
        """Add what a paragraph without words stands for: a break, or its pictures."""
        doubt = self._rules.wordless(element) if name != "tr" else None
        if doubt is not None:
            self._add_break(types, doubt)
            return
        for picture in element.iter():
            if local(picture) in ("img", "svg"):
                self._picture(picture, types)

    def _picture(self, element: etree._Element, types: frozenset[str]) -> None:
        if self._rules.is_ornament(element):
            self._add_break(types)
            return
        text = folded(element.get("alt"))
        if len(text.split()) >= PICTURE_WORDS:
            self._add(text, "caption", types)

    def _add_text(self, pieces: list[str], types: frozenset[str], kind: ParagraphKind) -> None:
        """Add these pieces of text as a paragraph, or as several where `<br/>` stands for the end of one."""
        if not pieces:
            return
        text = "".join(pieces)
        pieces.clear()
        if "\n" not in text:
            self._add_line(folded(text), types, kind)
            return
        for stretch in EMPTY_LINES.split(text):
            lines = [line for line in map(folded, stretch.split("\n")) if line]
            if kind == "verse" or all(len(line) <= LINE_OF_VERSE for line in lines):
                lines = ["\n".join(lines)]
            for line in lines:
                self._add_line(line, types, kind)

    def _add_line(self, text: str, types: frozenset[str], kind: ParagraphKind) -> None:
        if len(text) <= LONGEST_ORNAMENT and self._rules.is_ornament_text(text):
            self.blocks.append(Block(text, "break", types))
        else:
            self._add(text, kind, types)

    def _add(self, text: str, kind: ParagraphKind, types: frozenset[str], *, level: int = 0) -> None:
        if not text:
            return
        ids: tuple[str, ...] = ()
        if self._ids:
            ids = tuple(self._ids)
            self._ids.clear()
        self.blocks.append(Block(text, kind, types, ids, level))

    def _add_break(self, types: frozenset[str], doubt: str = "") -> None:
        """Add a break; the anchors so far belong to what comes after it."""
        self.blocks.append(Block("", "break", types, doubt=doubt))

    def _content(self, element: etree._Element, pieces: list[str]) -> None:
        """Append the text of an element without note marks, page numbers and readings."""
        pieces.append(_spaced(element.text))
        for child in element:
            name = local(child)
            if name and not self._is_skipped(child, name):
                self._inline(child, name, pieces)
            pieces.append(_spaced(child.tail))

    def _inline(self, element: etree._Element, name: str, pieces: list[str]) -> None:
        if name == "br":
            pieces.append("\n")
        elif name == "img":
            letter = (element.get("alt") or "").strip()
            if DROP_CAP.match(letter) and (element.tail or " ")[0].isalpha():
                pieces.append(letter)
        elif name in TEXT_BLOCKS or name in CELLS:
            pieces.append(" ")
            self._content(element, pieces)
            pieces.append(" ")
        else:
            self._content(element, pieces)

    def _is_skipped(self, element: etree._Element, name: str) -> bool:
        if not is_apparatus(element, name):
            return False
        self._note_id(element)
        return True

    def _kind_within(self, element: etree._Element, own: frozenset[str], kind: ParagraphKind) -> ParagraphKind:
        if any(VERSE.search(name) for name in own) or VERSE.search(element.get("class") or ""):
            return "verse"
        return "letter" if own & LETTER_TYPES else kind

    def _note_id(self, element: etree._Element) -> None:
        identifier = element.get("id")
        if identifier:
            self._ids.append(identifier)

    def _note_inner_ids(self, element: etree._Element) -> None:
        if not len(element):
            return
        for inner in element.iterdescendants():
            if inner.attrib:
                identifier = inner.get("id") or (inner.get("name") if local(inner) == "a" else None)
                if identifier:
                    self._ids.append(identifier)

    def _holds_blocks(self, element: etree._Element) -> bool:
        """Whether there is a block somewhere within an element."""
        if not len(element):
            return False
        if self._holders is None:
            if not any(len(child) for child in element):
                return any(local(child) in TEXT_BLOCKS for child in element)
            self._holders = _holders_of_blocks(element.getroottree().getroot())
        return element in self._holders


def _holders_of_blocks(root: etree._Element) -> set[etree._Element]:
    """The elements with a block somewhere within, found by walking up from each block as far as nobody has been."""
    holders: set[etree._Element] = set()
    for element in root.iter():
        if local(element) in TEXT_BLOCKS:
            parent = element.getparent()
            while parent is not None and parent not in holders:
                holders.add(parent)
                parent = parent.getparent()
    return holders


def _add_loose(pieces: list[str], text: str | None) -> None:
    """Add text that lies between elements; white space only counts between words."""
    if text and (pieces or not text.isspace()):
        pieces.append(text.replace("\n", " "))


def _spaced(text: str | None) -> str:
    """A source text's own line ends are spaces; those of `<br/>` come as newlines later."""
    return text.replace("\n", " ") if text else ""
