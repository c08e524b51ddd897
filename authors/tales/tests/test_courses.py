"""Themes that are told as what happens in them, days of a child's year, and questions whose answer is known."""

from __future__ import annotations

import re

import pytest

from authors.contract import Material, Memory
from authors.tales.author import TalesAuthor
from authors.tales.brief import ChildrensBrief, Hero
from authors.tales.pen import Variant
from authors.tales.plots import plots_for
from authors.tales.reading.courses.course import course_of
from authors.tales.reading.courses.scenes import scenes
from authors.tales.reading.matters import matter_of
from authors.tales.reading.occasions import occasion_in
from authors.tales.slips import told_slips, written_slips
from authors.tales.telling import tell
from authors.tales.themes import theme_called
from authors.tales.understanding import Understood, understand

PARTS = ("did", "said", "snag", "turn", "after")


def told(theme: str, *, age: str = "3-5") -> str:
    """Return all the words of the book of a theme."""
    brief = ChildrensBrief.model_validate({"theme": theme, "age": age})
    book = TalesAuthor().outline(brief, memory=Memory(), material=Material())
    return " ".join((book.title, *(part.details["text"] for part in book.parts)))


@pytest.mark.parametrize(
    ("theme", "subject", "friend", "happenings"),
    [
        (
            "a goose who steals a pie and then gives it back",
            "a goose",
            "",
            [("", "stole a pie", "take"), ("", "gave it back", "give")],
        ),
        (
            "a lizard who wants company but everybody runs away from him",
            "a lizard",
            "",
            [("", "wanted company", "want"), ("everybody", "ran away from {him}", "o-shun")],
        ),
        ("a cow and a hen open a bakery", "a cow", "a hen", [("", "opened a bakery", "work")]),
        ("two goats get lost", "a goat", "a goat", [("", "got lost", "lost-way")]),
        ("the fog swallows the village", "", "", [("the fog", "swallowed the village", "o-gone")]),
        ("the shy crab and the cheeky gull", "the shy crab", "the cheeky gull", [("{H}", "was shy", "befriend")]),
        (
            "a duck is late because her clock is broken",
            "a duck",
            "",
            [("{his} clock", "was broken", "o-own"), ("", "{was} late", "be")],
        ),
    ],
)
def test_a_theme_is_read_as_what_happens_in_its_order(
    theme: str, subject: str, friend: str, happenings: list[tuple[str, str, str]]
) -> None:
    course = course_of(theme)

    assert course is not None
    assert (course.subject, course.friend) == (subject, friend)
    found = [(one.who, one.past, one.scene) for one in course.happenings]
    assert [(who, past.split(" and ")[0], scene) for who, past, scene in found] == happenings


@pytest.mark.parametrize(
    "theme",
    [
        "a boy hits a girl and she cries",
        "a bear who lost his mother",
        "two kings swap places",
        "how I met your mother",
        "friendly things",
        "a fox whose leg is broken",
    ],
)
def test_what_is_grave_or_not_surely_read_is_no_course(theme: str) -> None:
    assert course_of(theme) is None


def test_each_thing_that_happens_stands_in_its_role_on_pages_in_its_order() -> None:
    text = told("a goose who steals a pie and then gives it back")

    assert "goose" in text
    assert 0 < text.index(" stole a pie") < text.rindex(" gave it back")
    assert re.search(r"that you stole a pie|you stole a pie", text)


def test_two_heroes_of_one_kind_are_two() -> None:
    understood = understand(ChildrensBrief(theme="two goats get lost"))
    book = TalesAuthor().outline(ChildrensBrief(theme="two goats get lost"), memory=Memory(), material=Material())

    assert understood.friend is not None
    assert [person.species for person in book.people[:2]] == ["goat", "goat"]


@pytest.mark.parametrize("name", scenes())
def test_texts_of_a_scene_have_no_slip_and_suit_one_and_two(name: str) -> None:
    for part in PARTS:
        for text in scenes()[name].texts(part):
            one = re.sub(r"\{W\.", "{H.", text.replace("{W}", "{H}"))
            assert not re.search(r"[|\[\]]", text)
            assert list(written_slips(Variant(text=one), people={"H"}, is_thing=False)) == []


@pytest.mark.parametrize("kind", ["occasion", "known-why", "virtue"])
def test_every_matter_of_a_closed_theme_is_told_without_slips(kind: str) -> None:
    theme, (plot, *_) = theme_called(kind), plots_for(kind, "3-5", "prose")

    for matter in theme.matters:
        slots = matter_of(theme, matter.phrase)
        understood = Understood(fidelity="full", words="", kind=kind, hero=Hero(species="hedgehog"), matter=slots)
        story = tell(ChildrensBrief(theme=matter.phrase), understood, plot, {}, matter.phrase)
        assert [slip for page in story.pages for slip in told_slips(page.text, page.text)] == [], matter.phrase


@pytest.mark.parametrize(
    ("theme", "what", "subject"),
    [
        ("the first snow", "the snow", ""),
        ("Emma's birthday", "the birthday", "Emma"),
        ("a bear goes camping", "the night in the tent", "a bear"),
        ("a picnic with grandpa", "the picnic | Grandpa", ""),
    ],
)
def test_a_day_of_a_childs_year_is_known_with_who_has_it(theme: str, what: str, subject: str) -> None:
    found = occasion_in(theme)

    assert found is not None
    assert (found.object, found.subject) == (what, subject)


@pytest.mark.parametrize("theme", ["the snow queen", "a fox who sells umbrellas", "rain of frogs"])
def test_a_theme_that_only_has_the_word_is_no_such_day(theme: str) -> None:
    assert occasion_in(theme) is None


def test_a_question_is_answered_only_where_the_answer_is_known() -> None:
    assert "nectar" in told("how do bees make honey")
    assert understand(ChildrensBrief(theme="why the dog barks at night")).fidelity == "part"


def test_free_themes_are_told_for_children_of_six_to_eight() -> None:
    assert len(told("a goose who steals a pie and then gives it back", age="6-8").split()) >= 400
