"""A page of a book as blocks of text in reading order: headings, paragraphs, verses, breaks, captions."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from books.epub.pages.blocks import Attachment, PageBlock, PictureReference, attach
from books.epub.pages.breaks import LONGEST_ORNAMENT, BreakRules
from books.epub.pages.inline import CELLS, HEADINGS, LINE_END, TEXT_BLOCKS, FindFile, InlineReader
from books.epub.pages.kinds import QUOTATION, inner_kind, mark_letter
from books.epub.pages.lines import is_set_in_lines, read_paragraphs
from books.epub.pages.marks import SIGN, MarkedText
from books.epub.pages.text import folded, is_blank
from books.epub.pages.wrapped import Stretch, stretches_of
from books.epub.xml import NAMES, local
from books.manuscript import BETWEEN_PARAGRAPHS, ParagraphKind

if TYPE_CHECKING:
    from lxml import etree

    from books.epub.pages.element_traits import ElementTraits, ElementTraitsCache

PICTURES = {"img", "svg"}
BLOCKS = TEXT_BLOCKS | PICTURES
LEAVES = {"p", "div", "pre", "li", "tr"}
"""What is one paragraph unless there are blocks within."""
LEVEL_OF_A_TITLE = 2
"""Of a heading within plain text, where all are alike."""
PICTURE_WORDS = 4
"""An alternative text of fewer words says too little to be part of the story."""
WITHOUT_PICTURES = {"cover", "titlepage", "halftitlepage", "halftitle", "title-page"}
"""Where pictures are the cover once more, or a title that is drawn."""
NEAR = 40
"""Elements right within another that are looked through for a block before all blocks of the page are looked up."""


def body_of(root: etree._Element) -> etree._Element:
    """Return the element of a document that holds its text."""
    return next((e for e in root.iter() if local(e) in ("body", "bodymatter", "svg", "book")), root)


class BlockReader:
    """Reads an element, of a page of that name, into blocks. `unattached` is what stands in it if there are none."""

    def __init__(
        self, body: etree._Element, *, name: str, rules: BreakRules, traits: ElementTraitsCache, find: FindFile
    ) -> None:
        self._rules = rules
        self._traits = traits
        self._inline = InlineReader(name, rules, traits, find)
        self._ids = self._inline.ids
        self._signs = self._inline.signs
        self._holders: set[etree._Element] | None = None
        self.references = self._inline.references
        self.blocks: list[PageBlock] = []
        self._attachments: list[tuple[int, Attachment]] = []
        self._captioned = 0
        """How many of them stand in figures that are over, or before one."""
        self.types = traits.of(body, local(body)).types
        self._walk(body, self.types, "prose")
        if self._ids:  # anchors at the very end of the page
            self.blocks.append(PageBlock("", "prose", self.types, tuple(self._ids)))
        self.unattached = attach(self.blocks, self._attachments) if self._attachments else ()

    def _walk(self, element: etree._Element, types: frozenset[str], kind: ParagraphKind) -> None:
        """Add the blocks of an element; text that lies loose between blocks is a paragraph too."""
        loose: list[str] = []
        if element.text and not element.text.isspace():
            loose.append(element.text)
        plain = 0
        for child in element:
            name = NAMES[child.tag]
            if name == "p" and not loose and not child.keys() and not (len(child) and self._holds_blocks(child)):
                plain += 1  # as most of a book is
                line = "" if len(child) else folded(child.text)
                if len(line) > LONGEST_ORNAMENT:
                    self.blocks.append(PageBlock(line, kind, types, self._ids_so_far() if self._ids else ()))
                else:
                    self._short_or_marked(child, types, kind)
            elif name:
                self._child(child, name, loose, types, kind)
            tail = child.tail
            if tail and (loose or not tail.isspace()):  # white space only counts between words
                loose.append(tail)
        self._add_loose(loose, types, kind)
        self._rules.count(plain)

    def _short_or_marked(self, element: etree._Element, types: frozenset[str], kind: ParagraphKind) -> None:
        """Add a paragraph without attributes that may be an ornament, or has elements in it."""
        start = len(self.blocks)
        has_words = self._add_text(self._inline.content_of(element), types, kind)
        if not has_words:
            self._wordless(element, "p", types)
        if self._inline.pictures:
            self._attach_pictures(start, types)

    def _child(
        self, element: etree._Element, name: str, loose: list[str], types: frozenset[str], kind: ParagraphKind
    ) -> None:
        """Add an element among the blocks of another, or its text to what lies loose between them."""
        traits = self._traits.of(element, name)
        if self._inline.is_skipped(element, traits):
            self._leave_out(element, traits, loose)
        elif name in BLOCKS or self._holds_blocks(element):
            self._add_loose(loose, types, kind)
            self._block(element, name, traits, types, kind)
        else:
            self._inline.note_id(element, name)
            self._inline.add(element, name, traits, loose)
            if name in CELLS:
                loose.append(" ")
            if self._inline.pictures and not any(map(str.strip, loose)):
                self._attach_pictures(len(self.blocks), types)

    def _leave_out(self, element: etree._Element, traits: ElementTraits, loose: list[str]) -> None:
        """Keep the note that an element is or leads to: in the text that it stands in, else between the blocks."""
        if any(map(str.strip, loose)):
            self._inline.keep_note(element, traits, loose)
        elif (reference := self._inline.note_reference(element, traits)) is not None:
            self._attachments.append((len(self.blocks), reference))

    def _block(
        self, element: etree._Element, name: str, traits: ElementTraits, types: frozenset[str], kind: ParagraphKind
    ) -> None:
        self._inline.note_id(element)
        if name in HEADINGS:
            self._heading(element, types, level=int(name[1]))
        elif name == "hr":
            self._add_break(types)
        elif name in PICTURES:
            self._picture(element, types)
        elif name in LEAVES and not self._holds_blocks(element):
            self._paragraph(element, name, traits, types, kind)
        elif traits.class_name and self._rules.is_box(element):
            self._inline.note_inner_ids(element)
            self._add_break(types)
        else:
            start, attached = len(self.blocks), len(self._attachments)
            within = types | traits.types if traits.types else types
            self._walk(element, within | {QUOTATION} if name == QUOTATION else within, inner_kind(kind, traits.kind))
            if name == QUOTATION:
                mark_letter(self.blocks, start)
            elif name == "figure":
                self._caption_figure(start, attached)

    def _heading(self, element: etree._Element, types: frozenset[str], *, level: int) -> None:
        content = self._inline.content_of(element)
        text = folded(content.replace(SIGN, ""))
        has_words = bool(text)
        text = text or folded("".join(map(str, element.itertext())))
        start = len(self.blocks)
        if len(text) <= LONGEST_ORNAMENT and self._rules.is_ornament_text(text):
            self.blocks.append(PageBlock(text, "break", types))
        elif text:
            signs = self._signs.notes_at(len(text)) if self._signs else ()
            self.blocks.append(PageBlock(text, "heading", types, self._ids_so_far(), level, notes=signs))
        self._signs.clear()
        self._inline.has_line_ends = False
        if not has_words:  # its picture is nothing but the heading, drawn
            self._inline.pictures.clear()
        self._attach_pictures(start, types)

    def _paragraph(
        self, element: etree._Element, name: str, traits: ElementTraits, types: frozenset[str], kind: ParagraphKind
    ) -> None:
        self._rules.count(1, traits.class_name)
        if name == "pre":
            text = "".join(map(str, element.itertext()))
            self._inline.note_inner_ids(element)
        else:
            text = self._inline.content_of(element)
        if traits.doubt is not None and not is_blank(text.replace(SIGN, "")):
            self._add_break(types, traits.doubt)
        start = len(self.blocks)
        within, kind_within = types | traits.types if traits.types else types, inner_kind(kind, traits.kind)
        if name == "pre":
            has_words = self._add_preformatted(text, within, kind_within)
        else:
            has_words = self._add_text(text, within, kind_within)
        if not has_words:
            self._wordless(element, name, types)
        self._attach_pictures(start, types)

    def _add_preformatted(self, text: str, types: frozenset[str], kind: ParagraphKind) -> bool:
        """Add text of which the line ends are the author's, and return what `_add_text` does."""
        for stretch in stretches_of(text) if kind != "verse" else [Stretch(text)]:
            if stretch.is_title:
                for line in stretch.text.split("\n"):
                    self._add(folded(line), "heading", types, level=LEVEL_OF_A_TITLE)
            else:
                self._inline.has_line_ends = True
                self._add_text(stretch.text.replace("\n", LINE_END), types, kind)
        return not is_blank(text)

    def _wordless(self, element: etree._Element, name: str, types: frozenset[str]) -> None:
        """Add what a paragraph without words stands for: a break, or the alternative texts of its pictures."""
        doubt = self._rules.wordless(element) if name != "tr" else None
        if doubt is not None:
            self._inline.pictures.clear()
            self._add_break(types, doubt)
            return
        pictures = [inner for inner in element.iter() if local(inner) in PICTURES]
        if pictures:
            self._attach_pictures(len(self.blocks), types)
        for picture in pictures:
            self._alternative(picture, types)

    def _picture(self, element: etree._Element, types: frozenset[str]) -> None:
        """Add a picture that stands between the blocks, or a drawing with pictures in it."""
        if not self._rules.is_ornament(element) and not types & WITHOUT_PICTURES:
            for inner in element.iter():
                if local(inner) in ("img", "image") and (reference := self._inline.reference_of(inner)) is not None:
                    self._attachments.append((len(self.blocks), reference))
        self._alternative(element, types)

    def _alternative(self, element: etree._Element, types: frozenset[str]) -> None:
        """Add the break that a picture is, or its alternative text if that says enough."""
        if self._rules.is_ornament(element):
            self._add_break(types)
            return
        text = folded(element.get("alt"))
        if len(text.split()) >= PICTURE_WORDS:
            self._add(text, "caption", types)

    def _caption_figure(self, start: int, attached: int) -> None:
        """Give the captions among the blocks from `start` on to the pictures of the same figure."""
        captions = [block.text for block in islice(self.blocks, start, start + NEAR) if block.kind == "caption"]
        first, self._captioned = max(attached, self._captioned), len(self._attachments)
        for index in range(first, len(self._attachments)) if captions else ():
            place, picture = self._attachments[index]
            if isinstance(picture, PictureReference):
                caption = BETWEEN_PARAGRAPHS.join(text for text in captions if text != picture.alt)
                self._attachments[index] = place, replace(picture, caption=caption)

    def _attach_pictures(self, start: int, types: frozenset[str]) -> None:
        """Put the pictures of a text before the blocks that it became, from `start` on, or behind the last of them."""
        for reference, is_behind in () if types & WITHOUT_PICTURES else self._inline.pictures:
            self._attachments.append((len(self.blocks) if is_behind else start, reference))
        self._inline.pictures.clear()

    def _add_loose(self, pieces: list[str], types: frozenset[str], kind: ParagraphKind) -> None:
        start = len(self.blocks)
        if pieces:
            text = "".join(pieces)
            pieces.clear()
            self._add_text(text, types, kind)
        if self._inline.pictures:
            self._attach_pictures(start, types)

    def _add_text(self, text: str, types: frozenset[str], kind: ParagraphKind) -> bool:
        """Add a text as a paragraph, or as several where `<br/>` stands for the end of one.

        False, and nothing is added, if there is nothing to be seen in it.
        """
        if kind == "verse" and not self._inline.has_line_ends and is_set_in_lines(text):
            self._inline.has_line_ends = True
            text = text.strip().replace("\n", LINE_END)
        if not self._inline.has_line_ends and not self._signs:
            line = folded(text)
            if line:
                self._add_paragraph(MarkedText(line), types, kind)
            return bool(line) or not is_blank(text)
        if self._inline.has_line_ends:
            for paragraph in read_paragraphs(text, self._signs, kind):
                self._add_paragraph(paragraph, types, kind)
        else:
            self._add_paragraph(self._signs.read(folded(text)), types, kind)
        self._inline.has_line_ends = False
        self._signs.clear()
        return not is_blank(text.replace(SIGN, ""))

    def _add_paragraph(self, paragraph: MarkedText, types: frozenset[str], kind: ParagraphKind) -> None:
        text, marks, notes = paragraph
        if len(text) <= LONGEST_ORNAMENT and self._rules.is_ornament_text(text):
            self.blocks.append(PageBlock(text, "break", types))
        elif text:
            ids = self._ids_so_far() if self._ids else ()
            self.blocks.append(PageBlock(text, kind, types, ids, 0, "", marks, notes))

    def _add(self, text: str, kind: ParagraphKind, types: frozenset[str], *, level: int = 0) -> None:
        if text:
            self.blocks.append(PageBlock(text, kind, types, self._ids_so_far(), level))

    def _ids_so_far(self) -> tuple[str, ...]:
        """Return the anchors that no block has yet."""
        ids = tuple(self._ids)
        self._ids.clear()
        return ids

    def _add_break(self, types: frozenset[str], doubt: str = "") -> None:
        """Add a break; the anchors so far belong to what comes after it."""
        self.blocks.append(PageBlock("", "break", types, doubt=doubt))

    def _holds_blocks(self, element: etree._Element) -> bool:
        """Return whether there is a block somewhere within an element."""
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


def _holders_of_blocks(root: etree._Element) -> set[etree._Element]:
    """Return the elements with a block somewhere within: walk up from each block as far as nobody has been."""
    holders: set[etree._Element] = set()
    for element in root.iter():
        if local(element) in TEXT_BLOCKS:
            parent = element.getparent()
            while parent is not None and parent not in holders:
                holders.add(parent)
                parent = parent.getparent()
    return holders
