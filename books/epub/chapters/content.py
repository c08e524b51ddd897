"""What is in a chapter: its paragraphs, the notes whose signs stand in it, and the book's own pictures."""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from books.epub.chapters.parts import label_length, plain
from books.epub.pages.blocks import (
    Attachment,
    NoteReference,
    PageBlock,
    PageBlocks,
    PictureReference,
    PlacedNoteReference,
)
from books.epub.pages.kinds import QUOTATION, is_verse
from books.manuscript import BETWEEN_PARAGRAPHS, ManuscriptChapter, Note, NoteAnchor, OwnPicture, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from books.epub.chapters.segments import Segment
    from books.epub.pages.note_index import NoteIndex
    from books.epub.pages.pictures import PictureReader

LONGEST_TITLE = 150
"""Characters of a subtitle that is set as a paragraph."""
MOST_COPIED = 1_000_000
"""Characters of notes that more than one chapter has."""


class ContentReader:
    """Fills the chapters of one book with what its pages only refer to: notes, and the book's own pictures."""

    def __init__(self, notes: NoteIndex, pictures: PictureReader) -> None:
        self._notes = notes
        self._pictures = pictures
        self._given: set[int] = set()
        self._copied = 0

    def add_matter(self, pages: Iterable[PageBlocks], matter: Iterable[PageBlock]) -> None:
        """Take up the notes that are part of these pages' text, as far as that is not the story's."""
        self._notes.add_matter(((page.name, page.blocks) for page in pages), matter)

    def fill(self, chapter: ManuscriptChapter, arrangement: Arrangement) -> ManuscriptChapter:
        """Fill the chapter with its notes and pictures."""
        if not (arrangement.in_lines or arrangement.signs or arrangement.pictures):
            return chapter
        paragraphs = list(chapter.paragraphs)
        for index, is_quoted in arrangement.in_lines if chapter.kind == "body" else ():
            if is_verse(paragraphs[index].text, is_quoted=is_quoted):
                paragraphs[index] = replace(paragraphs[index], kind="verse")
        notes = self._add_anchors(paragraphs, arrangement.signs)
        pictures = (self._pictures.read(reference, after) for after, reference in arrangement.pictures)
        captioned = _captioned((picture for picture in pictures if picture is not None), paragraphs)
        return replace(chapter, paragraphs=tuple(paragraphs), notes=tuple(notes), pictures=tuple(captioned))

    def _add_anchors(
        self, paragraphs: list[Paragraph], signs_by_paragraph: dict[int, list[PlacedNoteReference]]
    ) -> list[Note]:
        """Give the paragraphs the anchors of those of their notes that are found; returns these notes."""
        notes: list[Note] = []
        numbers: dict[int, int] = {}
        for index, signs in sorted(signs_by_paragraph.items()):
            anchors: list[NoteAnchor] = []
            for sign in sorted(signs, key=lambda sign: sign.at):
                note = self._notes.note_of(sign.reference)
                if note is None or (id(note) not in numbers and not self._may_give(note)):
                    continue
                number = numbers.setdefault(id(note), len(notes))
                if number == len(notes):
                    notes.append(note)
                anchors.append(NoteAnchor(sign.at, number))
            if anchors:
                paragraphs[index] = replace(paragraphs[index], anchors=tuple(anchors))
        return notes

    def _may_give(self, note: Note) -> bool:
        """Return whether a chapter can have a note. Copies for further chapters must not outgrow the book."""
        if id(note) not in self._given:
            self._given.add(id(note))
            return True
        self._copied += sum(len(paragraph.text) for paragraph in note.paragraphs)
        return self._copied <= MOST_COPIED


def arrange(segment: Segment) -> Arrangement:
    """Arrange the text of a segment without its own heading and without breaks at its ends or side by side."""
    arrangement = Arrangement()
    arrangement.attach(segment.carried)
    start = _story_start(segment)
    for block in segment.blocks[:start]:
        arrangement.pass_over(block)
    arrangement.add(segment.blocks[start:])
    arrangement.end()
    if segment.is_cover:
        arrangement.pictures.clear()
    return arrangement


class Arrangement:
    """The paragraphs of a chapter as they come, and where between them pictures and signs of notes stand."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.pictures: list[tuple[int, PictureReference]] = []
        self.signs: dict[int, list[PlacedNoteReference]] = {}
        """The signs of notes by the index of their paragraph."""
        self.in_lines: list[tuple[int, bool]] = []
        """The indexes of paragraphs of several lines, and whether they stand in a quotation."""
        self._waiting: list[NoteReference] = []
        """Those before the first paragraph."""

    @property
    def has_words(self) -> bool:
        """Whether there is anything to read."""
        return any(paragraph.kind != "break" for paragraph in self.paragraphs)

    def add(self, blocks: Iterable[PageBlock]) -> None:
        """Add blocks of the chapter's text, with what stands beside them."""
        paragraphs = self.paragraphs
        for block in blocks:
            text = block.text
            if block.kind != "prose" or block.notes or block.after or block.before or self._waiting:
                self._add_block(block)
            elif text:  # as nearly all are
                if "\n" in text:
                    self.in_lines.append((len(paragraphs), QUOTATION in block.types))
                paragraphs.append(Paragraph(text, "prose", block.marks))

    def _add_block(self, block: PageBlock) -> None:
        if block.before:
            self.attach(block.before)
        if block.text or block.kind == "break":
            self._add_paragraph(block)
        if block.after:
            self.attach(block.after)

    def _add_paragraph(self, block: PageBlock) -> None:
        paragraphs, kind = self.paragraphs, block.kind
        if kind == "prose":
            if "\n" in block.text:
                self.in_lines.append((len(paragraphs), QUOTATION in block.types))
        elif kind == "break" and (not paragraphs or paragraphs[-1].kind in ("break", "heading")):
            return
        elif kind == "heading" and paragraphs and paragraphs[-1].kind == "break":
            self._drop_last()
        paragraphs.append(Paragraph(block.text, kind, block.marks))
        if block.notes or self._waiting:
            self._sign([*(PlacedNoteReference(0, reference) for reference in self._waiting), *block.notes])
            self._waiting.clear()

    def pass_over(self, block: PageBlock) -> None:
        """Leave a block out of the text, and keep what stands beside it: the chapter's own heading has pictures."""
        self._waiting.extend(sign.reference for sign in block.notes)
        self.attach((*block.before, *block.after))

    def attach(self, attachments: Iterable[Attachment]) -> None:
        """Put these behind the last paragraph."""
        for attachment in attachments:
            if isinstance(attachment, PictureReference):
                self.pictures.append((len(self.paragraphs), attachment))
            elif self.paragraphs:
                self._sign([PlacedNoteReference(len(self.paragraphs[-1].text), attachment)])
            else:
                self._waiting.append(attachment)

    def end(self) -> None:
        """Drop the breaks and headings at the end."""
        while self.paragraphs and self.paragraphs[-1].kind in ("break", "heading"):
            self._drop_last()

    def _sign(self, signs: Iterable[PlacedNoteReference]) -> None:
        self.signs.setdefault(len(self.paragraphs) - 1, []).extend(signs)

    def _drop_last(self) -> None:
        self.paragraphs.pop()
        last = len(self.paragraphs)
        self.signs.pop(last, None)
        for index in range(len(self.pictures) - 1, -1, -1):
            place, picture = self.pictures[index]
            if place <= last:
                break
            self.pictures[index] = last, picture


def _story_start(segment: Segment) -> int:
    """Return how many blocks at the start are the chapter's own heading, labels of it, and breaks."""
    at = label_length(segment.blocks)
    is_before = takewhile(lambda block: _is_title_or_break(block, segment.title), segment.blocks[at:])
    return at + sum(1 for _ in is_before)


def _is_title_or_break(block: PageBlock, title: str) -> bool:
    """Return whether a block is no more than the chapter's heading, a break, or a subtitle set as a paragraph."""
    if block.kind in ("heading", "break") or not block.text:
        return True
    if block.kind != "prose" or len(block.text) > LONGEST_TITLE:
        return False
    return bool(plain(block.text)) and plain(title).endswith(plain(block.text)) and "title" in block.types


def _captioned(pictures: Iterable[OwnPicture], paragraphs: Sequence[Paragraph]) -> list[OwnPicture]:
    """Give the pictures the captions next to them: those below, else those above that are not another's."""
    captioned: list[OwnPicture] = []
    taken = 0
    for picture in pictures:
        if picture.caption:
            captioned.append(picture)
            continue
        below = _captions(paragraphs[picture.after :])
        end = picture.after + len(below)
        above = [] if below else _captions(reversed(paragraphs[taken : picture.after]))[::-1]
        texts = [text for text in below or above if text != picture.alt]
        if texts:
            taken = max(taken, end)
        captioned.append(replace(picture, caption=BETWEEN_PARAGRAPHS.join(texts)))
    return captioned


def _captions(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in takewhile(lambda paragraph: paragraph.kind == "caption", paragraphs)]
