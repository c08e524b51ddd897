"""A genre leans the places of a book, and never overrides what the book says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sketch.figures.plan import plan_for as person_plan_for
from sketch.plans.choosing import PLAN_KINDS, plan_for
from sketch.plans.furniture.catalogue import ITEMS
from sketch.plans.grammar import PlanInvalid
from sketch.plans.growing.catalogue import GROWTHS
from sketch.plans.landscapes.grounds import GROUNDS
from sketch.plans.landscapes.scattering import PATTERNS
from sketch.plans.rooms.floors import CEILINGS
from sketch.plans.rooms.floors import GROUNDS as FLOORS
from sketch.plans.rooms.rows import ROOM_ROWS
from sketch.plans.rooms.walls import FINISHES
from sketch.plans.tests.test_plans import FROM_THE_DOOR, painted
from sketch.plans.wording.fashion import fashion_of
from sketch.plans.wording.genres import GENRES, dressed_in_genre, in_genre, load_genres
from sketch.plans.wording.periods import PERIODS, load_periods
from sketch.scene import DepictedPerson, DepictedScene
from sketch.styles import STYLES

if TYPE_CHECKING:
    from pathlib import Path

STREET = DepictedScene(place="street", place_key="k")
WOOD = DepictedScene(place="road", place_key="k")


def drawn(scene: DepictedScene) -> list[str]:
    return list(map(repr, painted(plan_for(scene), scene, FROM_THE_DOOR)))


@pytest.mark.parametrize("genre", GENRES)
@pytest.mark.parametrize("place", ["street", "parlour"])
def test_a_genre_makes_another_place_of_a_street_and_of_a_room(genre: str, place: str) -> None:
    scene = DepictedScene(place=place, place_key="k", indoors=place == "parlour")

    assert drawn(replace(scene, genre=genre)) != drawn(scene)


def test_a_street_of_the_middle_ages_is_no_town_of_the_west() -> None:
    scene = replace(STREET, period="14th century")

    assert drawn(replace(scene, genre="western")) == drawn(scene)


def test_a_book_keeps_its_own_time_in_a_genre_of_another() -> None:
    of_the_book = fashion_of("parlour", "1880s", "science-fiction", indoors=True)
    of_the_genre = fashion_of("parlour", "", "science-fiction", indoors=True)

    assert "panels" not in of_the_book.usual.finishes
    assert of_the_genre.usual.finishes["panels"] == "metal"


def test_what_the_book_names_stands_in_every_genre() -> None:
    fashion = fashion_of("road", "", "horror", indoors=False)

    assert fashion.usual.things["oak"] == "bare"
    assert "oak" not in fashion.told.things
    named = replace(WOOD, genre="horror", place_words=("old oaks",))
    assert len(drawn(named)) > len(drawn(replace(WOOD, genre="horror")))


def test_people_of_no_known_time_wear_what_their_genre_does() -> None:
    person = DepictedPerson(key="k", name="K")
    scene = in_genre(replace(STREET, people=(person, replace(person, period="1350"))), "western")

    assert [person.period for person in scene.people] == ["1870s", "1350"]
    assert person_plan_for(scene.people[0]) != person_plan_for(person)
    assert dressed_in_genre(person, "") == person
    assert in_genre(STREET, "") is STREET


def test_all_that_genres_name_can_be_drawn() -> None:
    outdoors = [term for genre in GENRES.values() for term in genre.outdoors]
    indoors = [term for genre in GENRES.values() for term in genre.indoors]
    places = {kind: terms for genre in GENRES.values() for kind, terms in genre.places.items()}

    assert {name for term in (*outdoors, *indoors) for name in term.names} <= {*ITEMS, *GROWTHS}
    assert {name for terms in places.values() for term in terms for name in term.names} <= {*ITEMS, *GROWTHS}
    assert {term.where for term in outdoors} <= set(PATTERNS)
    assert set(places) <= PLAN_KINDS
    assert {name for genre in GENRES.values() for name in genre.periods} <= {period.name for period in PERIODS}


def test_every_genre_that_leans_places_is_one_that_is_offered() -> None:
    assert {style.genre for style in STYLES.values() if style.genre} == set(GENRES)


def test_a_genre_that_says_something_unknown_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "genres.toml"
    file.write_text('[opera]\nperiods = ""\nsings = "true"\n')

    with pytest.raises(PlanInvalid, match="opera: a genre has periods"):
        load_genres(file)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('grounds.rock = "toadstool"', "fairy: among grounds there is nothing named toadstool"),
        ('finishes.bare = "apple"', "fairy: among finishes there is nothing named apple"),
        ('grounds.oak = "grass"', "fairy: among grounds there is nothing named oak"),
        ('trees.oak = "birch"', "fairy: “trees” is none of things, fixtures"),
    ],
)
def test_nothing_stands_in_for_what_is_of_another_catalogue(tmp_path: Path, line: str, message: str) -> None:
    genres, periods = tmp_path / "genres.toml", tmp_path / "periods.toml"
    genres.write_text(f'[fairy]\nperiods = "medieval"\ninstead.{line}\n', encoding="utf-8")
    periods.write_text(f'[fairy]\nwords = "fairy"\nuntil = 1600\ninstead.{line}\n', encoding="utf-8")

    with pytest.raises(PlanInvalid, match=message):
        load_genres(genres)
    with pytest.raises(PlanInvalid, match=message):
        load_periods(periods)


def test_a_name_of_two_catalogues_is_looked_up_in_the_right_one() -> None:
    """In fantasy a rock is a toadstool, and rocky ground and walls of rock stay what they are."""
    usual = fashion_of("cave", "", "fantasy", indoors=False).usual

    assert usual.things["rock"] == "toadstool"
    assert "rock" in {*GROUNDS, *FLOORS, *FINISHES, *CEILINGS}
    assert "rock" not in {*usual.grounds, *usual.floors, *usual.finishes, *usual.ceilings}


@pytest.mark.parametrize("genre", GENRES)
def test_every_place_can_be_planned_in_every_genre(genre: str) -> None:
    for kind in sorted(PLAN_KINDS):
        scene = DepictedScene(place=kind, place_key="k", indoors=kind in ROOM_ROWS, genre=genre)

        assert painted(plan_for(scene, kind), scene, FROM_THE_DOOR)
