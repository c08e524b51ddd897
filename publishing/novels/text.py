"""From the illustrated tree to what the typesetter is told: chapters of blocks, each a plain dictionary."""

from __future__ import annotations

import re
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from publishing.novels.drops import dropped
from publishing.novels.pictures import Box, Boxes, covering, fitted, measured, natural
from publishing.novels.runs import Signs, lines_of
from storyboards.illustrated.tree import BookParagraph, Figure, Illustration, TextBlock
from storyboards.pictures.quoting import listed as named_in_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from publishing.novels.look import Look
    from storyboards.illustrated.tree import BookBlock, IllustratedBook, IllustratedChapter
    from storyboards.pictures.stored_image import StoredImage

Told = dict[str, Any]
LONGEST_IN_A_HEAD = 58
"""Characters of a running head, at a usual measure; it is cut between words."""
LONGEST_LISTED = 120
"""Characters of a line in the list of illustrations: two rows."""
NEAR_THE_TITLE = 1500
"""Characters: a picture that stands before this place of its chapter never goes to the top, over the title."""
UNDER_A_TITLE = 0.42
"""Of a page's text: as high as a picture there may be, so that the text begins on the same page."""
SMALL = 0.45
"""Of the measure: the book's own pictures that are narrower stay where they stand."""
DROPPED_ROWS = 3
NUMBER = re.compile(r"(?:\w+ )?(?:(?=[CLXVI])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})|\d+)\.?")
"""All that some chapters are called."""


class ChapterTexts:
    """Writes chapters one after another. Pictures are taken up in `boxes` in the order in which they come."""

    def __init__(self, book: IllustratedBook, look: Look, boxes: Boxes) -> None:
        self._book = book
        self._look = look
        self._boxes = boxes

    def all(self) -> list[Told]:
        """Write all that have something in them."""
        written = (self._chapter(chapter) for chapter in self._book.chapters)
        return [chapter for chapter in written if chapter["blocks"] or chapter["part"]]

    def _chapter(self, chapter: IllustratedChapter) -> Told:
        writer = _ChapterWriter(chapter, self._look, self._boxes)
        heads = self._look.running_heads
        name = f"{chapter.part} · {chapter.title}" if chapter.part and is_number(chapter.title) else chapter.title
        return {
            "title": chapter.title,
            "over": "",
            "level": 2 if chapter.part else 1,
            "part": chapter.part if chapter.opens_part else "",
            "plain": chapter.kind != "body",
            "verso": shortened(self._book.title, LONGEST_IN_A_HEAD) if heads else None,
            "recto": shortened(name, LONGEST_IN_A_HEAD) if heads else None,
            "blocks": list(writer.write()),
        }


class _ChapterWriter:
    """Writes the blocks of one chapter."""

    def __init__(self, chapter: IllustratedChapter, look: Look, boxes: Boxes) -> None:
        self._chapter = chapter
        self._look = look
        self._boxes = boxes
        self._signs = Signs(chapter.number, chapter.notes)
        self._written = 0
        """Characters of the chapter that are written."""
        self._is_first = True
        """Whether the next paragraph of prose is the first after something else, and so has no indent."""
        self._may_drop = look.drop_caps and chapter.kind == "body"

    def write(self) -> Iterator[Told]:
        yield from self._blocks(self._chapter.matter)
        for scene in self._chapter.scenes:
            yield from self._blocks(scene.blocks)
        yield from self._unset_notes()

    def _blocks(self, blocks: Iterable[BookBlock]) -> Iterator[Told]:
        for block in blocks:
            if isinstance(block, Illustration):
                yield from self._plate(block)
            elif isinstance(block, Figure):
                yield from self._figure(block)
            else:
                yield from self._text(block)

    def _text(self, block: TextBlock) -> Iterator[Told]:
        if block.kind == "prose":
            yield from self._prose(block.paragraphs)
            return
        self._is_first = True
        texts = [lines_of(paragraph, self._signs) for paragraph in block.paragraphs]
        self._written += sum(len(paragraph.text) for paragraph in block.paragraphs)
        if block.kind == "break":
            yield {"kind": "break"}
        elif block.kind == "verse":
            yield {"kind": "verse", "stanzas": _stanzas(texts)}
        elif block.kind == "letter":
            yield {"kind": "letter", "paragraphs": texts}
        elif block.kind == "list":
            yield {"kind": "list", "items": texts}
        elif block.kind == "heading":
            level = 3 if self._chapter.part else 2
            yield from ({"kind": "heading", "level": level, "lines": lines} for lines in texts)
        else:
            yield from ({"kind": block.kind, "lines": lines} for lines in texts)

    def _prose(self, paragraphs: Sequence[BookParagraph]) -> Iterator[Told]:
        for is_verse, run in groupby(paragraphs, key=lambda paragraph: paragraph.look == "verse"):
            written = [(paragraph, lines_of(paragraph, self._signs)) for paragraph in run]
            self._written += sum(len(paragraph.text) for paragraph, _ in written)
            if is_verse:
                self._is_first = True
                yield {"kind": "verse", "stanzas": _stanzas([lines for _, lines in written])}
            else:
                yield from self._paragraphs(written)

    def _paragraphs(self, written: Iterable[tuple[BookParagraph, list[Any]]]) -> Iterator[Told]:
        for paragraph, lines in written:
            drop = dropped(paragraph, lines, rows=DROPPED_ROWS) if self._may_drop else None
            yield {"kind": "prose", "lines": lines, "first": self._is_first, "drop": drop}
            self._may_drop = self._is_first = False

    def _plate(self, picture: Illustration) -> Iterator[Told]:
        if self._look.pictures == "none":
            return
        caption = [[picture.caption]] if picture.caption and self._look.captions else []
        listed = named_in_list(picture.caption or picture.alt, LONGEST_LISTED)
        yield self._picture(picture, picture.alt, caption, listed)

    def _figure(self, figure: Figure) -> Iterator[Told]:
        caption = [line for paragraph in figure.caption for line in lines_of(paragraph, self._signs)]
        words = " ".join(paragraph.text for paragraph in figure.caption)
        image = measured(figure.image)
        look = self._look
        width, height = natural(image, look.page.text_width, look.picture_height)
        if width < SMALL * look.page.text_width or look.pictures == "none":
            self._is_first = True
            placed = self._boxes.place(Box(image, width, height, figure.alt or words or self._chapter.title))
            yield {"kind": "picture", "place": "here", "caption": caption, "listed": "", **placed}
        else:
            yield self._picture(figure, figure.alt or words or self._chapter.title, caption, "")

    def _picture(self, picture: Figure | Illustration, alt: str, caption: list[list[Any]], listed: str) -> Told:
        look, image = self._look, measured(picture.image)
        place = self._place()
        width, height = self._size(image, place)
        placed = self._boxes.place(Box(image, width, height, alt or self._chapter.title, listed))
        told = {"kind": "picture", "place": place, "caption": caption, "listed": listed, "room": look.page.text_height}
        return told | placed

    def _size(self, image: StoredImage, place: str) -> tuple[float, float]:
        page = self._look.page
        if place == "sheet":
            return covering(image, page.width, page.height)
        rooms = {"plate": self._look.plate_height, "bottom": page.text_height * UNDER_A_TITLE}
        return fitted(image, page.text_width, rooms.get(place, self._look.picture_height))

    def _place(self) -> str:
        if self._look.pictures == "plates":
            return "sheet" if self._look.plates_bleed else "plate"
        return "bottom" if self._written < NEAR_THE_TITLE else "auto"

    def _unset_notes(self) -> Iterator[Told]:
        """Write the notes to which nothing refers at the end of the chapter."""
        for note in self._signs.unset():
            texts = (block.paragraphs for block in note.blocks if isinstance(block, TextBlock))
            for at, paragraph in enumerate(chain.from_iterable(texts)):
                lines = lines_of(paragraph, self._signs)
                if at == 0:
                    lines[0].insert(0, f"{note.label} ")
                yield {"kind": "prose", "lines": lines, "first": True, "drop": None}


def is_number(title: str) -> bool:
    """Return whether a chapter is called by nothing but its number: "XII", "Chapter 3"."""
    return NUMBER.fullmatch(title.strip()) is not None


def _stanzas(paragraphs: Iterable[list[Any]]) -> list[list[Any]]:
    """Bring verse into stanzas: a paragraph of several lines is one, and so are lines that come one by one."""
    stanzas: list[list[Any]] = []
    for is_line, run in groupby(paragraphs, key=lambda lines: len(lines) == 1):
        texts = list(run)
        stanzas.extend([[line for lines in texts for line in lines]] if is_line else texts)
    return stanzas


def shortened(text: str, most: int) -> str:
    """Return a text in one line, cut between words where it is longer than `most` characters."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    cut = line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.-–—")
    return f"{cut}…"
