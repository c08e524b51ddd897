"""A book's story cut into scenes: what every analyst takes. Plain frozen dataclasses without the ORM."""

from __future__ import annotations

from dataclasses import dataclass

from books.manuscript import BETWEEN_PARAGRAPHS, Mark, NoteAnchor, ParagraphKind


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Where one of the book's own pictures stands: after so many paragraphs of a scene.

    `picture` is an index into the pictures of the chapter.
    """

    after: int
    picture: int


@dataclass(frozen=True, slots=True)
class SceneText:
    """One scene of a chapter: `number` counts from 1 over the whole book, `paragraphs` are its text in order.

    `kinds` has the kind of each paragraph, or nothing if all are prose. `marks` and `anchors` count characters in
    `text`. `breaks` are the paragraphs, from 0, before which the book marks a break.
    """

    number: int
    paragraphs: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    kinds: tuple[ParagraphKind, ...] = ()
    anchors: tuple[NoteAnchor, ...] = ()
    pictures: tuple[PicturePlace, ...] = ()
    breaks: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The paragraphs with a blank line between; marks and spans of quotations count characters in this text."""
        return BETWEEN_PARAGRAPHS.join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class ChapterText:
    """One chapter cut into scenes, as an analyst takes it. `number` counts body chapters from 1."""

    number: int
    title: str
    scenes: tuple[SceneText, ...] = ()
