"""A book as editions are made from it, with all that a book may have; of plain data and small real pictures.

`make_publication` asks no database; `make_published_book` makes the rows of such a book.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from books.manuscript import Mark
from publishing.publication import DrawnBy, Publication
from storyboards.illustrated.tests.books import make_illustrated_book
from storyboards.illustrated.tree import (
    BookParagraph,
    CastMember,
    ChapterNote,
    Figure,
    IllustratedBook,
    IllustratedChapter,
    IllustratedScene,
    Illustration,
    NoteSign,
    TextBlock,
)
from storyboards.pictures.keeping import ImageFiles, added_version, picture_for, show
from storyboards.pictures.stored_image import StoredImage
from storyboards.tests.making import encoded, made_up_renditions

if TYPE_CHECKING:
    from accounts.models import User
    from books.models import VividPage

SIZE = (72, 96)
"""Pixels of our pictures."""
NOTE = "Nor did <they> & theirs."
VERSE = "O mill, O mill,\nstand still."
STRANGE = "He wrote <b>*stars*</b> & _lines_ [so] # 1. `code` \\ back."


def keep_image(name: str, colour: str = "red", *, kind: str = "WEBP", size: tuple[int, int] = SIZE) -> StoredImage:
    """Put a picture of one colour into the storage."""
    kept = default_storage.save(f"pictures/{name}.{kind.lower()}", ContentFile(encoded(colour, kind, size)))
    return StoredImage(kept, *size)


def make_publication(**changes: Any) -> Publication:
    """Make front matter, two chapters in a part, and one after it: verse, a letter, a list, notes and pictures."""
    home, river = keep_image("home"), keep_image("river", "blue", size=(96, 72))
    face = keep_image("mara", "green")
    book = IllustratedBook(
        id=UUID(int=7),
        title="The Mill & the River",
        authors=("Ann Author", "Bob Writer"),
        language="en",
        cover=keep_image("cover", "orange", kind="JPEG"),
        chapters=(
            IllustratedChapter(1, "front", "To my mother", matter=(prose("For her."),)),
            _first_chapter(Illustration(home, "A mill at dusk", "Mara came home.")),
            IllustratedChapter(
                3,
                "body",
                "The River",
                part="Part One",
                scenes=(
                    scene(2, Illustration(river, "A river", "It sang."), prose("Otho sang.", "It sang.")),
                    scene(3, TextBlock("break", ()), prose("Then night came.")),
                ),
            ),
            IllustratedChapter(4, "back", "Afterword", matter=(prose("The end of it."),)),
        ),
        cast=(
            CastMember(UUID(int=21), "Mara", "protagonist", Illustration(face, "Portrait of Mara")),
            CastMember(UUID(int=22), "Otho", "major", None),
        ),
    )
    made = Publication(
        book=book,
        identity="mill",
        original="",
        is_own=False,
        style="ink",
        description="A mill & its river.",
        series="Mills",
        series_index="2",
        subjects=("Mills", "Rivers"),
        drawn_by={
            home.name: drawn_by(31, scene=UUID(int=1)),
            river.name: drawn_by(32, scene=UUID(int=2)),
            face.name: drawn_by(33),
        },
    )
    return replace(made, **changes)


def drawn_by(number: int, scene: UUID | None = None) -> DrawnBy:
    """Say that a picture is of the built-in artist."""
    return DrawnBy(UUID(int=number), "sketch", f"prompt {number}", number, is_built_in=True, scene=scene)


def scene(number: int, *blocks: TextBlock | Figure | Illustration) -> IllustratedScene:
    """Make a scene whose id is its number."""
    return IllustratedScene(UUID(int=number), number, blocks)


def prose(*texts: str) -> TextBlock:
    """Make paragraphs of prose."""
    return TextBlock("prose", tuple(BookParagraph(text) for text in texts))


def _first_chapter(plate: Illustration) -> IllustratedChapter:
    marked = "She never slept in SMALL rooms."
    drawing = Figure(keep_image("drawing", "white", kind="PNG", size=(60, 80)), "A drawing of a mill")
    return IllustratedChapter(
        2,
        "body",
        "Chapter 1",
        part="Part One",
        opens_part=True,
        scenes=(
            scene(
                1,
                TextBlock("heading", (BookParagraph("The Mill", "heading"),)),
                plate,
                TextBlock("prose", (BookParagraph("Mara came home.", signs=(NoteSign(14, 1, "*"),)),)),
                TextBlock("verse", (BookParagraph(VERSE, "verse"),)),
                TextBlock("letter", (BookParagraph("Dear Mara,", "letter"), BookParagraph("come at once.", "letter"))),
                TextBlock("list", (BookParagraph("flour", "list"), BookParagraph("salt", "list"))),
                replace(drawing, caption=(BookParagraph("The old mill", "caption"),)),
                TextBlock("break", ()),
                TextBlock("prose", (_marked(marked), BookParagraph(STRANGE))),
            ),
        ),
        notes=(
            ChapterNote(1, "*", (prose("A mill by a river."),)),
            ChapterNote(2, "2", (prose(NOTE, "Ever."),)),
        ),
    )


def _marked(text: str) -> BookParagraph:
    """Set off a word, one within it, and small capitals; the signs of both notes end it, the first once more."""
    at = text.index("never")
    small = text.index("SMALL")
    marks = (Mark(at, at + 11, "emphasis"), Mark(at, at + 5, "strong"), Mark(small, small + 5, "small-caps"))
    end = len(text)
    return BookParagraph(text, "prose", marks, (NoteSign(end, 2, "2"), NoteSign(end, 1, "*", is_first=False)))


def make_published_book(owner: User) -> VividPage:
    """Make the rows of a book that has everything, with pictures that can be opened."""
    vividpage = make_illustrated_book(owner)
    for each, colour in zip(vividpage.scenes.order_by("number"), ("navy", "olive"), strict=True):
        files = ImageFiles(encoded(colour, "WEBP", SIZE), "webp", *SIZE, made_up_renditions())
        with added_version(picture_for(each), files, prompt=f"a {colour} mill", parameters={"model": "sketch"}) as one:
            show(version=one)
    return vividpage
