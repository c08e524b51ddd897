"""The illustrated book is one tree, made in a few queries, with just the pictures that may be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from books.models import Chapter, Scene, VividPage
from books.text.passages import Passage
from books.visibility import Visibility
from characters.models import Analysis
from storyboards.illustrated.blocks import blocks_of
from storyboards.illustrated.building import illustrated_book, illustrated_chapter
from storyboards.illustrated.tests.books import TEXT, make_illustrated_book
from storyboards.illustrated.tree import BookParagraph, Figure, IllustratedScene, TextBlock
from storyboards.models import PicturePreferences, PictureVersion
from storyboards.pictures.showing import has_shown_picture, shown_version
from storyboards.pictures.stored_image import StoredImage
from storyboards.tests.making import add_version

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from accounts.models import User


@pytest.fixture
def vividpage(reader: User) -> VividPage:
    return make_illustrated_book(reader)


def scene_of(vividpage: VividPage, number: int = 1) -> IllustratedScene:
    chapters = illustrated_book(vividpage).chapters
    return next(scene for chapter in chapters for scene in chapter.scenes if scene.number == number)


@pytest.mark.parametrize(("wanted", "is_there"), [("blur", False), ("hide", False), ("show", True)])
def test_what_is_taken_away_has_no_picture_that_stands_behind_a_blur(
    vividpage: VividPage, wanted: str, is_there: bool
) -> None:
    scene = vividpage.scenes.first()
    assert scene is not None
    add_version(scene, rating="violent")
    PicturePreferences.objects.create(reader=vividpage.owner, violent=wanted)

    chapters = illustrated_book(vividpage).chapters
    (taken,) = [found for chapter in chapters for found in chapter.scenes if found.id == scene.pk]
    assert (taken.picture is not None) is is_there


def test_the_book_has_its_chapters_with_titles_and_parts(vividpage: VividPage) -> None:
    book = illustrated_book(vividpage)

    headings = [(chapter.kind, chapter.title, chapter.opens_part) for chapter in book.chapters]
    assert headings == [("front", "To my mother", False), ("body", "Chapter 1", True), ("body", "The River", False)]
    assert (book.title, book.authors, book.language) == ("The Mill", ("Ann Author",), "en")


def test_paragraphs_of_a_kind_stand_together_and_pictures_of_the_book_in_their_place(vividpage: VividPage) -> None:
    blocks = scene_of(vividpage).blocks

    kinds = ["plate", "heading", "prose", "verse", "letter", "list", "figure", "break", "prose"]
    assert [block.kind for block in blocks] == kinds
    assert [len(block.paragraphs) for block in blocks if isinstance(block, TextBlock)] == [1, 1, 1, 2, 2, 0, 1]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("The Mill", ["plate", "heading", "prose", "verse", "letter", "list", "figure", "break", "prose"]),
        ("home", ["heading", "plate", "prose", "verse", "letter", "list", "figure", "break", "prose"]),
        ("at once", ["heading", "prose", "verse", "letter", "plate", "letter", "list", "figure", "break", "prose"]),
        ("never slept", ["heading", "prose", "verse", "letter", "list", "figure", "break", "plate", "prose"]),
    ],
)
def test_a_picture_stands_before_the_paragraph_of_its_moment_and_quotes_it(
    vividpage: VividPage, words: str, kinds: list[str]
) -> None:
    start = TEXT.index(words)
    Analysis.objects.filter(scene__number=1).update(moment_start=start, moment_end=start + len(words))

    scene = scene_of(vividpage)

    assert [block.kind for block in scene.blocks] == kinds
    assert scene.picture is not None
    assert scene.picture.caption == words


def test_a_moment_of_a_text_that_was_written_again_is_none(vividpage: VividPage) -> None:
    Analysis.objects.update(moment_start=20, moment_end=30)
    Scene.objects.update(revision=2)

    assert scene_of(vividpage).blocks[0].kind == "plate"
    assert scene_of(vividpage).picture.caption == ""


def test_what_a_reader_says_of_a_moment_is_what_its_picture_shows(vividpage: VividPage) -> None:
    Analysis.objects.update(moment="Mara weeps.", locked=["moment"])

    assert scene_of(vividpage).picture.alt == "Mara weeps."


def test_a_caption_goes_into_the_figure_beside_it(vividpage: VividPage) -> None:
    figure = next(block for block in scene_of(vividpage).blocks if isinstance(block, Figure))

    assert figure.alt == "A drawing of a mill"
    assert [(paragraph.text, paragraph.number) for paragraph in figure.caption] == [("The old mill", 7)]


def test_paragraphs_know_their_place_in_the_text(vividpage: VividPage) -> None:
    scene = Scene.objects.get(number=1)
    paragraphs = list(scene_of(vividpage).paragraphs)

    assert [paragraph.number for paragraph in paragraphs] == list(range(9))
    for paragraph in paragraphs:
        assert scene.text[paragraph.start :].startswith(paragraph.text)
    assert [(mark.start, mark.end) for mark in paragraphs[8].marks] == [(4, 9)]


def test_signs_stand_where_the_text_has_them_and_only_the_first_is_led_back_to(vividpage: VividPage) -> None:
    signs = [(p.number, s.at, s.number, s.label, s.is_first) for p in scene_of(vividpage).paragraphs for s in p.signs]

    assert signs == [(1, 14, 1, "*", True), (8, 16, 2, "2", True), (8, 16, 1, "*", False)]


def test_notes_stand_with_their_chapter(vividpage: VividPage) -> None:
    notes = illustrated_chapter(vividpage, 2, heading=("Two", False)).notes

    assert [(note.number, note.label) for note in notes] == [(1, "*"), (2, "2")]
    assert [paragraph.text for paragraph in notes[1].blocks[0].paragraphs] == ["Nor did <they>.", "Ever."]  # type: ignore[union-attr]


def test_a_chapter_alone_is_as_it_is_in_the_book(vividpage: VividPage) -> None:
    for chapter in illustrated_book(vividpage).chapters:
        heading = chapter.title, chapter.opens_part
        assert illustrated_chapter(vividpage, chapter.number, heading=heading) == chapter
    assert illustrated_chapter(vividpage, 9, heading=("", False)) is None


def test_a_name_that_is_told_later_is_not_in_the_words_to_a_picture(vividpage: VividPage) -> None:
    assert scene_of(vividpage, 1).picture.alt == "Somebody not yet named at the mill, 1"
    assert scene_of(vividpage, 2).picture.alt == "Duke of Brindle at the mill, 2"


@pytest.mark.parametrize("summary", [None, ""])
def test_a_picture_without_words_is_shown_all_the_same(vividpage: VividPage, summary: str | None) -> None:
    if summary is None:
        Analysis.objects.all().delete()
    else:
        Analysis.objects.update(summary=summary)

    assert scene_of(vividpage, 1).picture.alt == "Picture of scene 1"


def test_what_is_not_shown_is_neither_in_the_tree_nor_in_queries(vividpage: VividPage) -> None:
    add_version(Scene.objects.get(number=2))
    newest = PictureVersion.objects.get(number=2)
    PictureVersion.objects.filter(pk=newest.pk).update(moderation=PictureVersion.Moderation.HIDDEN)
    chapter = Chapter.objects.get(number=3)
    Scene.objects.create(vividpage=vividpage, chapter=chapter, number=3, text="Nobody came.", word_count=2)

    book = illustrated_book(vividpage)
    shown = [scene.number for each in book.chapters for scene in each.scenes if scene.picture]
    assert shown == [1]
    assert list(vividpage.scenes.filter(has_shown_picture()).values_list("number", flat=True)) == [1]


def test_what_lies_beyond_the_reader_has_no_picture(vividpage: VividPage) -> None:
    visible = Visibility(scene=1, picture=1)

    book = illustrated_book(vividpage, visible=visible)
    assert [bool(scene.picture) for chapter in book.chapters for scene in chapter.scenes] == [True, False]
    assert list(vividpage.scenes.filter(has_shown_picture(visible)).values_list("number", flat=True)) == [1]
    assert shown_version(vividpage.scenes.get(number=2), visible) is None


def test_main_people_are_the_cast_with_their_portraits(vividpage: VividPage) -> None:
    duke = vividpage.characters.get()
    assert [(member.name, member.portrait) for member in illustrated_book(vividpage).cast] == [(duke.name, None)]

    version = add_version(duke)

    portrait = illustrated_book(vividpage).cast[0].portrait
    assert (portrait.image.name, portrait.alt) == (version.image.name, "Portrait of Duke of Brindle")


@pytest.mark.parametrize("scenes", [0, 30])
def test_the_queries_do_not_grow_with_the_book(
    vividpage: VividPage, scenes: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    chapter = Chapter.objects.get(number=3)
    for number in range(10, 10 + scenes):
        scene = Scene.objects.create(vividpage=vividpage, chapter=chapter, number=number, text="Wind.", word_count=1)
        Analysis.objects.create(scene=scene, summary="Duke of Brindle in the wind", prompt="p")
        add_version(scene)

    with django_assert_max_num_queries(9):
        illustrated_book(vividpage)
    with django_assert_max_num_queries(9):
        illustrated_chapter(vividpage, 3, heading=("Three", False))


def captioned(*paragraphs: tuple[str, str], alt: str, caption: str) -> list[tuple[str, list[str]]]:
    """Return the blocks of a passage with a figure behind its first paragraph."""
    figure = Figure(StoredImage("a.png", 1, 1), alt, (BookParagraph(caption, "caption"),) if caption else ())
    passage = Passage(tuple(text for text, _ in paragraphs), kinds=tuple(kind for _, kind in paragraphs))  # type: ignore[misc]
    blocks = blocks_of(passage, figures=[(1, figure)])
    return [(b.alt, [p.text for p in b.caption]) if isinstance(b, Figure) else (b.kind, []) for b in blocks]


def test_words_that_only_say_what_a_picture_shows_are_no_caption() -> None:
    text = [("Before.", "prose"), ("A wheel", "caption"), ("The old wheel", "caption"), ("After.", "prose")]

    blocks = captioned(*text, alt="A wheel", caption="The old wheel")

    assert blocks == [("prose", []), ("A wheel", ["The old wheel"]), ("prose", [])]


def test_a_caption_that_says_what_a_picture_shows_is_said_once() -> None:
    text = [("The wheel", "caption"), ("After.", "prose")]

    assert captioned(*text, alt="The wheel", caption="The wheel") == [("", ["The wheel"]), ("prose", [])]


def test_a_caption_of_nothing_beside_it_stays_where_it_is() -> None:
    text = [("Before.", "prose"), ("Of something else", "caption")]

    assert captioned(*text, alt="A wheel", caption="") == [("prose", []), ("A wheel", []), ("caption", [])]
