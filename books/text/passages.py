"""Running text as it is kept: paragraphs in one string, and beside it what is known of them. Knows no ORM.

A passage is a scene, a chapter of front or back matter, or a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from books.manuscript import BETWEEN_PARAGRAPHS, Mark, NoteAnchor, Paragraph, ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs of running text.

    `kinds` has the kind of each paragraph, or nothing if all are prose. `marks` and `anchors` count characters in
    `text`. `breaks` are the paragraphs, from 0, before which the book marks a break.
    """

    paragraphs: tuple[str, ...]
    kinds: tuple[ParagraphKind, ...] = ()
    marks: tuple[Mark, ...] = ()
    anchors: tuple[NoteAnchor, ...] = ()
    breaks: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs with a blank line between."""
        return BETWEEN_PARAGRAPHS.join(self.paragraphs)

    @property
    def all_kinds(self) -> tuple[ParagraphKind, ...]:
        """The kind of each paragraph."""
        return self.kinds or tuple("prose" for _ in self.paragraphs)


def is_running_text(paragraph: Paragraph) -> bool:
    """Return whether a paragraph is part of a passage: a break only separates others."""
    return paragraph.kind != "break" and bool(paragraph.text)


def passage_of(paragraphs: Sequence[Paragraph]) -> Passage:
    """Join paragraphs, with their marks and anchors counted in the whole text."""
    running = [paragraph for paragraph in paragraphs if paragraph.kind != "break" and paragraph.text]
    marks: list[Mark] = []
    anchors: list[NoteAnchor] = []
    before = 0
    for paragraph in running:
        if paragraph.marks or paragraph.anchors:  # as few have
            marks.extend(Mark(mark.start + before, mark.end + before, mark.kind) for mark in paragraph.marks)
            anchors.extend(NoteAnchor(anchor.at + before, anchor.note) for anchor in paragraph.anchors)
        before += len(paragraph.text) + len(BETWEEN_PARAGRAPHS)
    kinds = tuple([paragraph.kind for paragraph in running])
    return Passage(
        paragraphs=tuple([paragraph.text for paragraph in running]),
        kinds=kinds if set(kinds) - {"prose"} else (),
        marks=tuple(marks),
        anchors=tuple(anchors),
        breaks=break_places(paragraphs) if len(running) < len(paragraphs) else (),
    )


def break_places(paragraphs: Iterable[Paragraph]) -> tuple[int, ...]:
    """Return the paragraphs of running text, from 0, before which there is a break."""
    places: set[int] = set()
    running = 0
    for paragraph in paragraphs:
        if is_running_text(paragraph):
            running += 1
        else:
            places.add(running)
    return tuple(sorted(places - {running}))


def paragraphs_of(passage: Passage) -> Iterator[Paragraph]:
    """Yield the paragraphs of a passage one by one, with a break wherever the book marks one."""
    at = 0
    for number, (text, kind) in enumerate(zip(passage.paragraphs, passage.all_kinds, strict=True)):
        if number in passage.breaks:
            yield Paragraph("", "break")
        end = at + len(text)
        yield Paragraph(text, kind, _marks_in(passage.marks, at, end), _anchors_in(passage.anchors, at, end))
        at = end + len(BETWEEN_PARAGRAPHS)


def _marks_in(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    return tuple(
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind)
        for mark in marks
        if mark.start < end and mark.end > start
    )


def _anchors_in(anchors: Sequence[NoteAnchor], start: int, end: int) -> tuple[NoteAnchor, ...]:
    return tuple(NoteAnchor(anchor.at - start, anchor.note) for anchor in anchors if start <= anchor.at <= end)
