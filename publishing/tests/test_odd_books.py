"""Every kind makes of an odd book what it makes of any other, or says in words what the book lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from publishing.catalogue import KINDS, kind_named
from publishing.kinds.kind import Refused
from publishing.kinds.picture_book.kind import KIND as PICTURE_BOOK
from publishing.tests.books import make_publication, prose, scene
from storyboards.illustrated.tree import BookParagraph, CastMember, IllustratedChapter, Illustration, TextBlock

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.publication import Publication

pytestmark = pytest.mark.processes
NASTY = 'a\x01b\x0b\u2028\ufffe#"]}\\ $x$ @foo *b* _u_ <b>&amp;</b> ]]> --> \u202e 😀 #eval("1") \x7f'
OPTIONS = {"cover": {"pages": 120}}
LACKS = ("binds at least 24 pages", "no text yet", "no pictures", "Nothing is known of this book yet")
"""What refusals may say; none of them is about the odd thing itself."""


def with_chapter(heading: str, *blocks: TextBlock | Illustration, **changes: Any) -> Publication:
    """Make a book of one chapter of one scene."""
    publication = make_publication()
    chapter = IllustratedChapter(1, "body", heading, scenes=(scene(1, *blocks),))
    return replace(publication, book=replace(publication.book, chapters=(chapter,), **changes))


def in_characters_of_markup() -> Publication:
    publication = make_publication()
    cover = publication.book.cover
    assert cover is not None
    blocks = (
        TextBlock("heading", (BookParagraph(NASTY, "heading"),)),
        prose(NASTY, "", "   ", "\x0c"),
        Illustration(cover, NASTY, NASTY),
        TextBlock("verse", (BookParagraph(f"\n\n{NASTY}\n", "verse"),)),
        TextBlock("break", ()),
    )
    cast = (CastMember(UUID(int=21), NASTY, "protagonist", Illustration(cover, NASTY)),)
    told: dict[str, Any] = {
        "description": NASTY,
        "series": NASTY,
        "series_index": NASTY,
        "subjects": (NASTY, ""),
        "identity": NASTY,
    }
    drawn_by = {name: replace(by, prompt=NASTY, model=NASTY) for name, by in publication.drawn_by.items()}
    book = with_chapter(NASTY, *blocks, title=NASTY, authors=(NASTY, ""), cast=cast)
    return replace(book, drawn_by=drawn_by, **told)


def without_chapters() -> Publication:
    book = replace(make_publication().book, chapters=(), cast=(), cover=None, title="", authors=())
    return make_publication(book=book, drawn_by={}, description="", subjects=(), series="")


def of_one_word() -> Publication:
    return with_chapter("", prose("Hi."), cast=(), cover=None)


def of_pictures_alone() -> Publication:
    cover = make_publication().book.cover
    assert cover is not None
    return with_chapter("", Illustration(cover, ""), Illustration(cover, ""))


def from_right_to_left() -> Publication:
    words = "בראשית ברא אלהים את השמים"
    return with_chapter(words, prose(words, words), language="he", title=words)


def in_japanese() -> Publication:
    words = "吾輩は猫である。名前はまだ無い。" * 5
    return with_chapter(words, prose(words, words), language="ja", title=words)


def in_a_language_that_is_no_tag() -> Publication:
    return make_publication(book=replace(make_publication().book, language='English, "mostly" & <others>'))


def of_a_word_without_end() -> Publication:
    return with_chapter("w" * 5000, prose("w" * 5000), title="w" * 5000, authors=("w" * 5000,))


BOOKS = (
    in_characters_of_markup,
    without_chapters,
    of_one_word,
    of_pictures_alone,
    from_right_to_left,
    in_japanese,
    in_a_language_that_is_no_tag,
    of_a_word_without_end,
)


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("name", [kind.name for kind in KINDS if kind.prepared is None])
def test_an_odd_book_is_made_or_lacks_something(name: str, book: Any, tmp_path: Path) -> None:
    kind = kind_named(name)
    publication = book()

    said, size = "", 0
    try:
        made = kind.make(publication, kind.options(**OPTIONS.get(name, {})), tmp_path, lambda _done, _of: None)
        size = made.file.stat().st_size
    except Refused as refused:
        said = str(refused)

    assert size > 0 or any(words in said for words in LACKS), said


def test_a_picture_book_ends_with_its_blank_pages(tmp_path: Path) -> None:
    made = PICTURE_BOOK.make(make_publication(), PICTURE_BOOK.options(), tmp_path, lambda _done, _of: None)

    assert made.pages % 2 == 0
