"""Between rows of a book and plain data: chapters as a source gave them, and as analysts take them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from books.manuscript import BETWEEN_PARAGRAPHS, ManuscriptChapter, Note, NoteAnchor, OwnPicture, Paragraph
from books.markup import marks_of, stored
from books.models import BookNote, BookPicture, Chapter, Scene
from books.text.content import ChapterText, SceneText
from books.text.passages import Passage, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def columns_of(passage: Passage | SceneText) -> dict[str, Any]:
    """Return what is kept beside a text that has anchors of notes and breaks."""
    return {
        "kinds": list(passage.kinds),
        "marks": stored(passage.marks),
        "anchors": [[anchor.at, anchor.note + 1] for anchor in passage.anchors],
        "breaks": list(passage.breaks),
    }


def scene_text(scene: Scene) -> SceneText:
    """Make of a row a scene as analysts take it."""
    passage = passage_in(scene)
    return SceneText(
        scene.number,
        passage.paragraphs,
        marks=passage.marks,
        kinds=passage.kinds,
        anchors=passage.anchors,
        breaks=passage.breaks,
    )


def chapter_text(chapter: Chapter, number: int) -> ChapterText:
    """Make of a row a chapter of the story as analysts take it; `number` counts such chapters."""
    return ChapterText(number, chapter.title, tuple(scene_text(scene) for scene in chapter.scenes.all()))


def manuscript_chapter(chapter: Chapter) -> ManuscriptChapter:
    """Make a chapter as its source gave it, so that it can be cut anew. Its pictures have no data: their rows stay.

    Takes the scenes, notes and own pictures from what has been prefetched.
    """
    paragraphs: list[Paragraph] = []
    pictures: list[OwnPicture] = []
    rows = list(chapter.own_pictures.all())
    if chapter.kind == Chapter.Kind.BODY:
        for at, scene in enumerate(chapter.scenes.all()):
            if chapter.in_spreads and at:
                paragraphs.append(Paragraph("", "break"))
            own = [row for row in rows if row.scene_id == scene.pk]
            _append(paragraphs, pictures, passage_in(scene), own)
    _append(paragraphs, pictures, passage_in(chapter), [row for row in rows if row.scene_id is None])
    return ManuscriptChapter(
        title=chapter.title,
        paragraphs=tuple(paragraphs),
        kind=chapter.kind,  # type: ignore[arg-type]  # the column has the same choices
        part=chapter.part,
        notes=tuple(_note(note) for note in chapter.notes.all()),
        pictures=tuple(pictures),
        in_spreads=chapter.in_spreads,
    )


def _append(
    paragraphs: list[Paragraph], pictures: list[OwnPicture], passage: Passage, rows: Sequence[BookPicture]
) -> None:
    """Put a passage after others, its pictures among its paragraphs."""
    passed = 0
    waiting = sorted(rows, key=lambda row: (row.after, row.number))
    for paragraph in paragraphs_of(passage):
        if paragraph.kind != "break":
            if passed == 0:
                _place(pictures, waiting, passed, len(paragraphs))
            passed += 1
        paragraphs.append(paragraph)
        if paragraph.kind != "break":
            _place(pictures, waiting, passed, len(paragraphs))
    pictures += [_picture(row, len(paragraphs)) for row in waiting]


def _place(pictures: list[OwnPicture], waiting: list[BookPicture], passed: int, after: int) -> None:
    while waiting and waiting[0].after <= passed:
        pictures.append(_picture(waiting.pop(0), after))


def _picture(row: BookPicture, after: int) -> OwnPicture:
    return OwnPicture(
        after=after, data=b"", media_type=row.media_type, alt=row.alt, caption=row.caption, digest=row.digest
    )


def _note(row: BookNote) -> Note:
    return Note(row.label, tuple(paragraphs_of(passage_in(row))))


def passage_in(row: Scene | Chapter | BookNote) -> Passage:
    """Return the running text of a row, with what is known of it."""
    return Passage(
        paragraphs=_split(row.matter if isinstance(row, Chapter) else row.text),
        kinds=tuple(row.kinds),  # type: ignore[arg-type]  # the column has the same choices
        marks=marks_of(row.marks),
        anchors=() if isinstance(row, BookNote) else _anchors(row.anchors),
        breaks=() if isinstance(row, BookNote) else tuple(row.breaks),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split(BETWEEN_PARAGRAPHS)) if text else ()


def _anchors(kept: Iterable[Sequence[int]]) -> tuple[NoteAnchor, ...]:
    return tuple(NoteAnchor(at, number - 1) for at, number in kept)
