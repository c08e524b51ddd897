"""Keep the notes and the own pictures of a chapter where its text has them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from books.manuscript import Note, OwnPicture
from books.markup import stored
from books.models import BookNote, BookPicture, Chapter, Scene
from books.services import new_files
from books.text.names import shortened
from books.text.passages import passage_of
from files import store

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from books.services.decoding import DecodedPicture

PICTURE_FIELDS = ("number", "scene", "after", "alt", "caption")


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture of the book in its place; `digest` is that of its file in the book, `scene` None in front matter."""

    picture: OwnPicture
    digest: str
    scene: Scene | None
    after: int


def write_notes(*, chapter: Chapter, notes: Sequence[Note]) -> None:
    """Write the notes of a chapter in place of those that it had."""
    chapter.notes.all().delete()
    BookNote.objects.bulk_create(_note(chapter, number, note) for number, note in enumerate(notes, 1))


def _note(chapter: Chapter, number: int, note: Note) -> BookNote:
    passage = passage_of(note.paragraphs)
    return BookNote(
        chapter=chapter,
        number=number,
        label=shortened(note.label, 100),
        text=passage.text,
        kinds=list(passage.kinds),
        marks=stored(passage.marks),
    )


def write_pictures(*, chapter: Chapter, placed: Sequence[PlacedPicture], decoded: Mapping[str, DecodedPicture]) -> None:
    """Write the book's own pictures of a chapter; those of the same file as before keep theirs, in their order.

    What is neither known nor among `decoded` is left out.
    """
    free: dict[str, list[BookPicture]] = defaultdict(list)
    for known in chapter.own_pictures.all().order_by("-number"):
        free[known.digest].append(known)
    old: list[BookPicture] = []
    new: list[BookPicture] = []
    for one in placed:
        row = free[one.digest].pop() if free[one.digest] else None
        if row is None and one.digest in decoded:
            row = _new_picture(chapter, one, decoded[one.digest])
            new.append(row)
        elif row is not None:
            old.append(row)
        else:
            continue
        row.number = len(old) + len(new)
        row.scene, row.after = one.scene, one.after
        row.alt, row.caption = one.picture.alt, one.picture.caption
    delete_pictures(row for rows in free.values() for row in rows)
    BookPicture.objects.bulk_update(old, PICTURE_FIELDS, batch_size=500)
    BookPicture.objects.bulk_create(new)


def _new_picture(chapter: Chapter, placed: PlacedPicture, decoded: DecodedPicture) -> BookPicture:
    row = BookPicture(
        chapter=chapter,
        media_type=decoded.media_type,
        width=decoded.width,
        height=decoded.height,
        digest=placed.digest,
    )
    kept = store.keep(decoded.data, owner=chapter.vividpage.owner_id, extension=decoded.extension)
    new_files.note(kept.name)
    row.image = kept.name
    return row


def delete_pictures(rows: Iterable[BookPicture]) -> None:
    """Delete own pictures, and once that is certain those of their files that no other chapter has as well."""
    gone = list(rows)
    if not gone:
        return
    BookPicture.objects.filter(pk__in=[row.pk for row in gone]).delete()
    store.release_on_commit(row.image.name or "" for row in gone)
