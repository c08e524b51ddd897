"""A page of a book as blocks of text in reading order: headings, paragraphs, verses, breaks, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from lxml import etree

from books.epub.pages.apparatus import LIBRARY_NOTICE_IDS, SKIPPED, is_note_mark, is_number
from books.epub.pages.breaks import LONGEST_ORNAMENT, BreakRules
from books.epub.pages.looks import MARKING, Look, Looks
from books.epub.pages.marks import SIGN, Signs
from books.epub.pages.text import folded, is_blank
from books.epub.pages.wrapped import Stretch, stretches_of
from books.epub.xml import NAMES, local
from books.manuscript import Mark, ParagraphKind

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
APART = TEXT_BLOCKS | CELLS
"""What is divided from its neighbours on a line by a space."""
NOT_MERE_TEXT = SKIPPED | APART | set(MARKING) | {"", "br", "img", "sup"}
"""Any other element without attributes is on a line nothing but the text in it."""
DROP_CAP = re.compile(r"^[“”\"‘’']?[^\W\d_]$")
LINE_END = "\x0b"
"""Stands for `<br/>` among the pieces of a text: no parsed document has it, while its own line ends are spaces."""
Line = tuple[str, tuple[Mark, ...]]
"""A text and the marks in it."""
LINE_OF_VERSE = 90
"""Lines that `<br/>` ends and of which one has more characters are paragraphs, not lines of verse or an address."""
LEVEL_OF_A_TITLE = 2
"""Of a heading within plain text, where all are alike."""
PICTURE_WORDS = 4
"""An alternative text of fewer words says too little to be part of the story."""
NEAR = 40
"""Elements right within another that are looked through for a block before all blocks of the page are looked up."""


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
    marks: tuple[Mark, ...] = ()


class Page:
    """Reads one document into blocks."""

    def __init__(self, root: etree._Element, rules: BreakRules, looks: Looks) -> None:
        self._rules = rules
        self._looks = looks
        self._ids: list[str] = []
        self._holders: set[etree._Element] | None = None
        self._signs = Signs()
        self._has_line_ends = False
        self.blocks: list[Block] = []
        body = next((e for e in root.iter() if local(e) in ("body", "bodymatter", "svg", "book")), root)
        self.types = looks.of(body, local(body)).types
        self._walk(body, self.types, "prose")
        if self._ids:  # anchors at the very end of the page
            self.blocks.append(Block("", "prose", self.types, tuple(self._ids)))

    def _walk(self, element: etree._Element, types: frozenset[str], kind: ParagraphKind) -> None:
        """Add the blocks of an element; text that lies loose between blocks is a paragraph too."""
        loose: list[str] = []
        _gather(loose, element.text)
        plain = 0
        for child in element:
            name = NAMES[child.tag]
            if name == "p" and not loose and not child.keys() and not (len(child) and self._holds_blocks(child)):
                plain += 1  # as most of a book is
                line = "" if len(child) else folded(child.text)
                if len(line) > LONGEST_ORNAMENT:
                    self.blocks.append(Block(line, kind, types, self._ids_so_far() if self._ids else ()))
                elif not self._add_text(self._content_of(child), types, kind):
                    self._wordless(child, name, types)
                tail = child.tail
                if tail and not tail.isspace():
                    loose.append(tail)
                continue
            if name:
                look = self._looks.of(child, name)
                if self._is_skipped(child, look):
                    pass
                elif name in BLOCKS or self._holds_blocks(child):
                    self._add_loose(loose, types, kind)
                    self._block(child, name, look, types, kind)
                else:
                    self._note_id(child, name)
                    self._inline(child, name, look, loose)
                    if name in CELLS:
                        loose.append(" ")
            _gather(loose, child.tail)
        self._add_loose(loose, types, kind)
        self._rules.count(plain)

    def _block(
        self, element: etree._Element, name: str, look: Look, types: frozenset[str], kind: ParagraphKind
    ) -> None:
        self._note_id(element)
        if name in HEADINGS:
            self._heading(element, types, level=int(name[1]))
        elif name == "hr":
            self._add_break(types)
        elif name in ("img", "svg"):
            self._picture(element, types)
        elif name in LEAVES and not self._holds_blocks(element):
            self._paragraph(element, name, look, types, kind)
        elif look.class_name and self._rules.is_box(element):
            self._note_inner_ids(element)
            self._add_break(types)
        else:
            self._walk(element, types | look.types if look.types else types, look.kind or kind)

    def _heading(self, element: etree._Element, types: frozenset[str], *, level: int) -> None:
        text = folded(self._content_of(element).replace(SIGN, "")) or folded("".join(map(str, element.itertext())))
        self._signs.clear()
        self._has_line_ends = False
        if len(text) <= LONGEST_ORNAMENT and self._rules.is_ornament_text(text):
            self.blocks.append(Block(text, "break", types))
        else:
            self._add(text, "heading", types, level=level)

    def _paragraph(
        self, element: etree._Element, name: str, look: Look, types: frozenset[str], kind: ParagraphKind
    ) -> None:
        self._rules.count(1, look.class_name)
        if name == "pre":
            text = "".join(map(str, element.itertext()))
            self._note_inner_ids(element)
        else:
            text = self._content_of(element)
        if look.doubt is not None and not is_blank(text.replace(SIGN, "")):
            self._add_break(types, look.doubt)
        within, kind_within = types | look.types if look.types else types, look.kind or kind
        if name == "pre":
            has_words = self._add_preformatted(text, within, kind_within)
        else:
            has_words = self._add_text(text, within, kind_within)
        if not has_words:
            self._wordless(element, name, types)

    def _add_preformatted(self, text: str, types: frozenset[str], kind: ParagraphKind) -> bool:
        """Add text of which the line ends are the author's, and return what `_add_text` does."""
        for stretch in stretches_of(text) if kind != "verse" else [Stretch(text)]:
            if stretch.is_title:
                for line in stretch.text.split("\n"):
                    self._add(folded(line), "heading", types, level=LEVEL_OF_A_TITLE)
            else:
                self._has_line_ends = True
                self._add_text(stretch.text.replace("\n", LINE_END), types, kind)
        return not is_blank(text)

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

    def _add_loose(self, pieces: list[str], types: frozenset[str], kind: ParagraphKind) -> None:
        if pieces:
            text = "".join(pieces)
            pieces.clear()
            self._add_text(text, types, kind)

    def _add_text(self, text: str, types: frozenset[str], kind: ParagraphKind) -> bool:
        """Add a text as a paragraph, or as several where `<br/>` stands for the end of one.

        False, and nothing is added, if there is nothing to be seen in it.
        """
        if not self._has_line_ends and not self._signs:
            line = folded(text)
            if line:
                self._add_line(line, types, kind)
            return bool(line) or not is_blank(text)
        for line, marks in self._lines(text, kind):
            self._add_line(line, types, kind, marks)
        self._has_line_ends = False
        self._signs.clear()
        return not is_blank(text.replace(SIGN, ""))

    def _lines(self, text: str, kind: ParagraphKind) -> list[Line]:
        """The paragraphs that a text with signs is: one, or several where `<br/>` stands for the end of one."""
        if not self._has_line_ends:
            return [self._signs.read(folded(text))]
        stretches: list[list[Line]] = [[]]
        for source in text.replace("\n", " ").split(LINE_END):
            line = self._signs.read(folded(source))
            if line[0]:
                stretches[-1].append(line)
            elif not source.replace(SIGN, "").strip():
                stretches.append([])
        paragraphs: list[Line] = []
        for stretch in stretches:
            if kind == "verse" or all(len(line) <= LINE_OF_VERSE for line, _ in stretch):
                paragraphs.append(_one_below_another(stretch))
            else:
                paragraphs.extend(stretch)
        return paragraphs

    def _add_line(self, text: str, types: frozenset[str], kind: ParagraphKind, marks: tuple[Mark, ...] = ()) -> None:
        if len(text) <= LONGEST_ORNAMENT and self._rules.is_ornament_text(text):
            self.blocks.append(Block(text, "break", types))
        elif text:
            self.blocks.append(Block(text, kind, types, self._ids_so_far() if self._ids else (), 0, "", marks))

    def _add(self, text: str, kind: ParagraphKind, types: frozenset[str], *, level: int = 0) -> None:
        if text:
            self.blocks.append(Block(text, kind, types, self._ids_so_far(), level))

    def _ids_so_far(self) -> tuple[str, ...]:
        """The anchors that no block has yet."""
        ids = tuple(self._ids)
        self._ids.clear()
        return ids

    def _add_break(self, types: frozenset[str], doubt: str = "") -> None:
        """Add a break; the anchors so far belong to what comes after it."""
        self.blocks.append(Block("", "break", types, doubt=doubt))

    def _content_of(self, element: etree._Element) -> str:
        """The text of an element without note marks, page numbers and readings; the anchors in it are noted."""
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
                look = self._looks.of(child, name)
                if self._is_skipped(child, look):
                    self._note_inner_ids(child)
                else:
                    self._note_id(child, name)
                    self._inline(child, name, look, pieces)
            tail = child.tail
            if tail:
                pieces.append(tail)

    def _inline(self, element: etree._Element, name: str, look: Look, pieces: list[str]) -> None:
        if name == "br":
            pieces.append(LINE_END)
            self._has_line_ends = True
            self._note_inner_ids(element)
        elif name == "img":
            self._note_inner_ids(element)
            letter = (element.get("alt") or "").strip()
            if DROP_CAP.match(letter) and (element.tail or " ")[0].isalpha():
                pieces.append(letter)
        elif name in APART:
            pieces.append(" ")
            self._content(element, pieces)
            pieces.append(" ")
        elif look.mark:
            pieces.append(self._signs.opening(look.mark))
            self._content(element, pieces)
            pieces.append(self._signs.closing(look.mark))
        else:
            self._content(element, pieces)

    def _is_skipped(self, element: etree._Element, look: Look) -> bool:
        if (
            look.is_apparatus
            or (look.may_be_a_sign and is_note_mark(element))
            or (look.may_be_a_number and is_number(element))
            or element.get("id") in LIBRARY_NOTICE_IDS
        ):
            self._note_id(element)
            return True
        return False

    def _note_id(self, element: etree._Element, name: str = "") -> None:
        """Note an element's anchor; that of a link may be its name."""
        identifier = element.get("id") or (element.get("name") if name == "a" else None)
        if identifier:
            self._ids.append(identifier)

    def _note_inner_ids(self, element: etree._Element) -> None:
        if len(element):
            for inner in islice(element.iter(), 1, None):
                if inner.keys():
                    self._note_id(inner, local(inner))

    def _holds_blocks(self, element: etree._Element) -> bool:
        """Whether there is a block somewhere within an element."""
        if not len(element):
            return False
        is_deep = False
        for child in islice(element, NEAR):
            if NAMES[child.tag] in TEXT_BLOCKS:
                return True
            is_deep = is_deep or len(child) > 0
        if not is_deep and len(element) <= NEAR:
            return False
        if self._holders is None:
            self._holders = _holders_of_blocks(element.getroottree().getroot())
        return element in self._holders


def _one_below_another(lines: Iterable[Line]) -> Line:
    """One paragraph of these lines."""
    texts: list[str] = []
    marks: list[Mark] = []
    before = 0
    for text, own in lines:
        texts.append(text)
        marks.extend(Mark(mark.start + before, mark.end + before, mark.kind) for mark in own)
        before += len(text) + 1
    return "\n".join(texts), tuple(marks)


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


def _gather(pieces: list[str], text: str | None) -> None:
    """Add text that lies between elements; white space only counts between words."""
    if text and (pieces or not text.isspace()):
        pieces.append(text)
