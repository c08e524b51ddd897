"""The pages around the story: title, copyright, whose book it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.pages.catalogue import layouts
from publishing.pages.cutting import BETWEEN
from publishing.pages.drafts import Draft
from publishing.pages.markup import HEADING, escaped
from publishing.pages.tree import PlacedPicture
from publishing.words import words_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from publishing.pages.catalogue import Audience
    from storyboards.illustrated.tree import IllustratedBook, Illustration

CHILDREN = frozenset({"toddlers", "young", "early"})
LINE = "_______________________"


def pages_before(book: IllustratedBook, audience: Audience, small_print: Sequence[str]) -> list[Draft]:
    """Return what comes before the story, so that it begins on a left-hand page."""
    title = Draft("title", "title", _title(book), align="center", picture=_emblem(book))
    copyright_page = Draft("copyright", "small-print", copyright_text(book.title, small_print), align="left")
    belongs = f"{words_in(book.language).belongs}\n\n{LINE}"
    third = Draft("belongs", "text", belongs, align="center") if audience.name in CHILDREN else _half_title(book)
    return [title, copyright_page, third]


def pages_after(book: IllustratedBook, audience: Audience) -> list[Draft]:
    """Return what comes after the story."""
    return (
        [Draft("story", "text", f"*{words_in(book.language).end}*", align="center")]
        if audience.name in CHILDREN
        else []
    )


def copyright_text(title: str, small_print: Sequence[str]) -> str:
    """Return the text of the copyright page, of what a book says of its rights."""
    return BETWEEN.join([f"*{_plain(title)}*", *map(_plain, small_print)])


def _title(book: IllustratedBook) -> str:
    return BETWEEN.join(filter(None, [f"{HEADING}{_plain(book.title)}", _plain(", ".join(book.authors))]))


def _half_title(book: IllustratedBook) -> Draft:
    return Draft("title", "text", f"*{_plain(book.title)}*", align="center")


def _plain(words: str) -> str:
    return escaped(" ".join(words.split()))


def _emblem(book: IllustratedBook) -> PlacedPicture | None:
    """Return the first picture of the book for its title page."""
    plates = (scene.picture for chapter in book.chapters for scene in chapter.scenes)
    plate: Illustration | None = next((one for one in plates if one is not None), None)
    layout = layouts()["title"]
    if plate is None or layout.picture is None:
        return None
    return PlacedPicture(plate.image, plate.alt, layout.picture, shape=layout.shape, zoom=1.25)
