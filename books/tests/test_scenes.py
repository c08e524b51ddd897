"""Scenes are the chapter's paragraphs, cut where the story turns; moments are the scenes that get a picture."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books.manuscript import ManuscriptChapter, NoteAnchor, OwnPicture, Paragraph
from books.text.content import ChapterText, SceneText
from books.text.scenes import Density, UnknownDensity, choose_moments, cut_scenes, parse_density

DENSITIES = ["per-scene", "per-chapter", "per-paragraph", "1-per-chapter", "3-per-chapter", "12-per-chapter"]
BREAK = Paragraph("* * *", "break")

words = st.sampled_from(["lamp", "“Come,”", "river:", "mill.", "The next morning", "She ran to the window", "nor"])
paragraphs = st.builds(
    Paragraph,
    st.builds(lambda word, count: " ".join([word] * count), words, st.integers(1, 120)),
    st.sampled_from(["prose", "prose", "prose", "prose", "verse", "heading", "letter", "caption", "break"]),
)
chapters = st.builds(
    ManuscriptChapter,
    st.just("A Chapter"),
    st.lists(paragraphs, max_size=30).map(tuple),
    st.sampled_from(["body", "front"]),
)
books = st.lists(chapters, max_size=4)


def a_paragraph(length: int, start: str = "The lamp burned") -> Paragraph:
    return Paragraph(" ".join([*start.split(), *["on"] * (length - len(start.split()))]))


def cut(*paragraphs: Paragraph, density: str = "per-scene") -> list[list[str]]:
    """Return how each scene of one chapter with these paragraphs begins."""
    (chapter,) = cut_scenes([ManuscriptChapter("A Chapter", paragraphs)], density=density)
    return [[text[:20].strip() for text in scene.paragraphs] for scene in chapter.scenes]


@given(books, st.sampled_from(DENSITIES), st.integers(1, 300), st.integers(20, 900))
def test_the_scenes_of_a_chapter_are_its_paragraphs_in_order(
    book: list[ManuscriptChapter], density: str, minimum: int, maximum: int
) -> None:
    texts = cut_scenes(book, minimum=minimum, maximum=maximum, density=density)

    for chapter, text in zip([c for c in book if c.kind == "body"], texts, strict=True):
        kept = [paragraph.text for paragraph in chapter.paragraphs if paragraph.kind != "break"]
        assert [paragraph for scene in text.scenes for paragraph in scene.paragraphs] == kept


@given(books, st.sampled_from(DENSITIES))
def test_scenes_are_numbered_through_the_book(book: list[ManuscriptChapter], density: str) -> None:
    texts = cut_scenes(book, density=density)

    numbers = [scene.number for text in texts for scene in text.scenes]
    assert numbers == list(range(1, len(numbers) + 1))
    assert [text.number for text in texts] == list(range(1, len(texts) + 1))


@given(books, st.sampled_from(DENSITIES))
def test_no_scene_is_empty(book: list[ManuscriptChapter], density: str) -> None:
    assert all(scene.paragraphs for text in cut_scenes(book, density=density) for scene in text.scenes)


@given(books, st.sampled_from(DENSITIES), st.integers(20, 300))
def test_moments_are_scenes_of_the_chapter_in_order_and_no_more_than_asked_for(
    book: list[ManuscriptChapter], density: str, maximum: int
) -> None:
    most = parse_density(density).most
    for text in cut_scenes(book, minimum=10, maximum=maximum, density=density):
        chosen = choose_moments(text, density)
        numbers = [scene.number for scene in text.scenes]
        assert set(chosen) <= set(numbers)
        assert all(earlier < later for earlier, later in pairwise(chosen))
        assert len(chosen) == (len(numbers) if most is None else min(most, len(numbers)))


def test_a_break_of_the_book_always_cuts() -> None:
    assert cut(a_paragraph(60, "Before"), BREAK, a_paragraph(60, "After")) == [
        ["Before on on on on o"],
        ["After on on on on on"],
    ]


def test_a_fragment_between_breaks_goes_with_its_neighbour() -> None:
    assert len(cut(a_paragraph(60), BREAK, a_paragraph(5), BREAK, a_paragraph(60))) == 2


def test_a_heading_within_a_chapter_begins_a_scene_and_stays_with_it() -> None:
    scenes = cut(a_paragraph(60), Paragraph("II", "heading"), a_paragraph(60))

    assert [scene[0] for scene in scenes] == ["The lamp burned on o", "II"]


def test_a_heading_after_a_break_stays_with_what_follows() -> None:
    scenes = cut(a_paragraph(60), BREAK, Paragraph("II", "heading"), BREAK, a_paragraph(60))

    assert [scene[0] for scene in scenes] == ["The lamp burned on o", "II"]


def test_a_chapter_no_longer_than_the_most_is_one_scene() -> None:
    assert len(cut(*[a_paragraph(100)] * 15)) == 1


def test_a_long_stretch_is_cut_where_the_time_changes() -> None:
    scenes = cut(*[a_paragraph(100)] * 9, a_paragraph(100, "The next morning"), *[a_paragraph(100)] * 7)

    assert [scene[0] for scene in scenes] == ["The lamp burned on o", "The next morning on"]


def test_a_conversation_is_not_cut_in_its_middle() -> None:
    talk = [a_paragraph(100, "“Come in")] * 8

    scenes = cut(*[a_paragraph(100)] * 4, *talk, *[a_paragraph(100)] * 6)

    assert [len(scene) for scene in scenes] == [12, 6]


def test_a_paragraph_longer_than_the_most_stays_whole() -> None:
    assert cut(a_paragraph(4000)) == [["The lamp burned on o"]]


def test_scenes_are_no_shorter_than_the_least_where_the_text_allows() -> None:
    (chapter,) = cut_scenes([ManuscriptChapter("One", tuple([a_paragraph(30)] * 200))], minimum=150, maximum=500)

    assert all(150 <= len(scene.text.split()) <= 500 for scene in chapter.scenes)


def test_per_paragraph_gives_each_paragraph_that_is_long_enough_a_scene() -> None:
    scenes = cut(a_paragraph(30, "One"), a_paragraph(5, "Two"), a_paragraph(30, "Three"), density="per-paragraph")

    assert [[text.split()[0] for text in scene] for scene in scenes] == [["One", "Two"], ["Three"]]


def test_per_paragraph_a_long_talk_in_short_lines_is_not_one_scene() -> None:
    scenes = cut(*[a_paragraph(10, "“Yes")] * 300, density="per-paragraph")

    assert max(len(scene) for scene in scenes) < 30


def test_front_and_back_matter_are_not_cut() -> None:
    story = ManuscriptChapter("One", (a_paragraph(60),))
    around = [
        ManuscriptChapter("Preface", (a_paragraph(60),), "front"),
        story,
        ManuscriptChapter("Notes", (a_paragraph(60),), "back"),
    ]

    assert [(text.number, text.title) for text in cut_scenes(around)] == [(1, "One")]


def test_a_very_long_chapter_is_cut_without_end_of_the_stack() -> None:
    (chapter,) = cut_scenes([ManuscriptChapter("One", tuple([a_paragraph(5), a_paragraph(5, "“Come")] * 20_000))])

    assert max(len(scene.text.split()) for scene in chapter.scenes) <= 1500


def test_the_scene_in_which_something_is_seen_is_chosen_over_mere_talk() -> None:
    seen = (
        "Ann ran through the dark garden, and the lantern lit the snow, the black trees and the red door of the house."
    )
    talk = "“I do not know what you mean by that, and I never have known it,” he said, “nor shall I ever.”"
    scenes = tuple(SceneText(n, (text,) * 4) for n, text in enumerate([talk, seen, talk], 7))

    assert choose_moments(ChapterText(1, "One", scenes), "per-chapter") == [8]


def test_moments_are_spread_over_the_chapter() -> None:
    scenes = tuple(SceneText(n, ("The lamp burned.",)) for n in range(1, 13))

    chosen = choose_moments(ChapterText(1, "One", scenes), "3-per-chapter")

    assert [(number - 1) // 4 for number in chosen] == [0, 1, 2]


@pytest.mark.parametrize(
    ("name", "density"),
    [
        ("per-scene", Density(None)),
        ("per-paragraph", Density(None, by_paragraph=True)),
        ("per-chapter", Density(1)),
        ("99-per-chapter", Density(99)),
    ],
)
def test_a_density_is_known_by_its_name(name: str, density: Density) -> None:
    assert parse_density(name) == density


@pytest.mark.parametrize(
    "name", ["", "per-page", "0-per-chapter", "100-per-chapter", "3-per-chapter\n", "x3-per-chapter"]
)
def test_any_other_density_is_unknown(name: str) -> None:
    with pytest.raises(UnknownDensity, match="3-per-chapter"):
        parse_density(name)


def test_a_scene_keeps_the_kinds_of_its_paragraphs() -> None:
    letter, verse = Paragraph("Dear Ann,", "letter"), Paragraph("The mill\nthe mill", "verse")

    (chapter,) = cut_scenes([ManuscriptChapter("One", (a_paragraph(60), letter, verse, BREAK, a_paragraph(60)))])

    assert [scene.kinds for scene in chapter.scenes] == [("prose", "letter", "verse"), ()]


def test_the_anchors_of_notes_count_characters_in_the_scene() -> None:
    noted = Paragraph("The lamp burned.", anchors=(NoteAnchor(8, 0), NoteAnchor(16, 1)))

    (chapter,) = cut_scenes([ManuscriptChapter("One", (a_paragraph(60), BREAK, a_paragraph(60), noted))])

    scene = chapter.scenes[1]
    assert [scene.text[: anchor.at].split()[-1] for anchor in scene.anchors] == ["lamp", "burned."]
    assert [anchor.note for anchor in scene.anchors] == [0, 1]


def test_the_pictures_of_a_chapter_stay_between_the_paragraphs_that_they_stand_between() -> None:
    paragraphs = (a_paragraph(60), a_paragraph(50), BREAK, a_paragraph(70), a_paragraph(80))
    pictures = tuple(OwnPicture(after, b"", "image/png") for after in (0, 1, 2, 3, 4, 5))

    (chapter,) = cut_scenes([ManuscriptChapter("One", paragraphs, pictures=pictures)])

    assert [[(place.after, place.picture) for place in scene.pictures] for scene in chapter.scenes] == [
        [(0, 0), (1, 1), (2, 2)],
        [(0, 3), (1, 4), (2, 5)],
    ]


@given(books, st.data())
def test_no_picture_is_lost_when_scenes_are_cut(book: list[ManuscriptChapter], data: st.DataObject) -> None:
    places = st.lists(st.integers(0, 30), max_size=5)
    illustrated = [
        replace(
            chapter,
            pictures=tuple(
                OwnPicture(min(place, len(chapter.paragraphs)), b"", "image/png") for place in sorted(data.draw(places))
            ),
        )
        for chapter in book
    ]

    for chapter, text in zip([c for c in illustrated if c.kind == "body"], cut_scenes(illustrated), strict=True):
        placed = [place.picture for scene in text.scenes for place in scene.pictures]
        assert placed == list(range(len(chapter.pictures))) or not text.scenes
        assert all(0 <= place.after <= len(scene.paragraphs) for scene in text.scenes for place in scene.pictures)


def test_spreads_are_scenes_however_short_and_also_without_words() -> None:
    paragraphs = (
        Paragraph("Wick woke."),
        Paragraph("", "break"),
        Paragraph("", "break"),
        Paragraph("A heading", "heading"),
        Paragraph("The end."),
    )
    chapter = ManuscriptChapter("Wick", paragraphs, in_spreads=True)

    for density in ("per-scene", "per-paragraph"):
        (cut,) = cut_scenes([chapter], density=density)
        assert [scene.text for scene in cut.scenes] == ["Wick woke.", "", "A heading\n\nThe end."]
        assert all(not scene.breaks for scene in cut.scenes)
