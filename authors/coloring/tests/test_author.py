"""Colouring books of the built-in author."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, get_args

import pytest

from analysts.vocabulary import PlaceKind
from authors import checks
from authors.coloring.author import ColoringAuthor
from authors.coloring.brief import ColoringBrief
from authors.coloring.subjects import stock, subject_of, subjects_in, topics
from authors.contract import Context, Declined, Material, Memory, Outline

if TYPE_CHECKING:
    from collections.abc import Mapping


def plan(used: Mapping[str, int] | None = None, **fields: object) -> Outline:
    brief = ColoringBrief.model_validate(fields)
    return ColoringAuthor().outline(brief, memory=Memory(used=used or {}), material=Material())


@pytest.mark.parametrize(("pages", "pictures"), [(24, 10), (32, 14), (40, 18), (48, 22)])
def test_a_book_has_as_many_pictures_as_its_pages_ask_for_and_no_two_alike(pages: int, pictures: int) -> None:
    outline = plan(theme="foxes, a whale, a knight, a castle and a lantern", pages=pages)
    titles = [part.title for part in outline.parts]

    assert len(titles) == pictures
    assert len(set(titles)) == len(titles)
    assert all(part.kind == "picture" and part.depiction is not None for part in outline.parts)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("foxes", "fox"),
        ("a brave knight", "Knight"),
        ("the castle", "castle"),
        ("railway stations", "railway station"),
        ("two lanterns", "lantern"),
    ],
)
def test_subjects_are_known_by_their_words(words: str, what: str) -> None:
    subject = subject_of(words)
    assert subject is not None
    assert what in {
        subject.thing,
        subject.place,
        *((subject.person.species, subject.person.name) if subject.person else ()),
    }


@pytest.mark.parametrize("topic", topics())
def test_all_that_a_topic_stands_for_can_be_drawn(topic: str) -> None:
    assert [one for one in topics()[topic].split(", ") if subject_of(one) is None] == []


@pytest.mark.parametrize("words", ["a farm", "farm animals", "On the farm", "the animals of the farm"])
def test_a_topic_is_many_subjects(words: str) -> None:
    assert {"cow", "pig", "hen"} <= {*subjects_in(words)}
    assert {person.species for person in plan(theme=words, pages=48).people} >= {"cow", "pig", "hen"}


def test_a_place_is_itself_and_a_topic_where_its_animals_are_asked_for() -> None:
    assert subjects_in("the jungle") == ("the jungle",)
    assert "tiger" in subjects_in("jungle animals")
    assert subjects_in("a fox") == ("a fox",)


def test_what_nobody_can_draw_is_said_and_what_can_be_drawn_is_in_the_book() -> None:
    outline = plan(theme="a fractal, owls")
    assert outline.doubts == ("Nobody here can draw a fractal, so that is left out.",)
    assert {person.species for person in outline.people} == {"owl"}

    with pytest.raises(Declined, match="a fractal"):
        plan(theme="a fractal")


def test_everybody_and_every_place_of_a_picture_is_in_the_plan() -> None:
    outline = plan(
        theme="whales, robins, a lantern, a castle", heroes=[{"name": "Wick", "species": "hedgehog", "key": "k"}]
    )
    people = {person.name for person in outline.people}
    places = {place.name for place in outline.places}
    for part in outline.parts:
        assert part.depiction is not None
        assert {person.name for person in part.depiction.people} <= people
        assert part.depiction.place in places
    assert {place.kind for place in outline.places} <= set(get_args(PlaceKind))
    assert next(person for person in outline.people if person.name == "Wick").key == "k"


def test_nothing_is_found_in_a_book_without_words() -> None:
    brief = ColoringBrief()
    outline, author = plan(), ColoringAuthor()
    texts = {part.key: author.write(brief, part, Context(outline=outline)) for part in outline.parts}

    assert checks.check_whole(brief, outline, texts, Material()) == {}
    assert all(subject_of(word) for word in stock())


def test_a_second_book_of_the_same_shows_other_scenes() -> None:
    first = plan(theme="fox, owl")
    used = dict.fromkeys(first.details["used"], 1)
    second = plan(used, theme="fox, owl")

    shown = [{part.title for part in outline.parts} for outline in (first, second)]
    assert not shown[0] & shown[1]


def test_a_book_that_would_repeat_its_pictures_is_declined() -> None:
    with pytest.raises(Declined, match="different pictures of a castle"):
        plan(theme="a castle", pages=48)


def test_one_subject_does_something_else_on_every_page() -> None:
    outline = plan(theme="a fox", pages=48)
    shown = [part.depiction for part in outline.parts if part.depiction is not None]

    assert len({(one.deed, one.thing, one.people[0].pose) for one in shown}) >= 12
    assert len({one.place for one in shown}) >= 12
    assert {person.is_clothed for person in outline.people} == {True}
    assert {person.is_clothed for person in plan(theme="whales, an owl").people} == {None}


def test_the_same_brief_gives_the_same_book_in_another_process() -> None:
    program = (
        "from authors.coloring.author import ColoringAuthor; from authors.coloring.brief import ColoringBrief; "
        "from authors.contract import Material, Memory; "
        "print(ColoringAuthor().outline(ColoringBrief(theme='fox, castle'), memory=Memory(), material=Material())"
        ".model_dump_json())"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert printed.strip() == plan(theme="fox, castle").model_dump_json()
