"""Beasts and other beings: each looks like itself, moves as its pose says, and has what the text's words give it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageStat

from sketch.artist import draw_portrait, draw_scene
from sketch.creatures.anatomy import Torso
from sketch.creatures.bodies.coats import COATS
from sketch.creatures.heads.marks import MARKS
from sketch.creatures.heads.parts import BEFORE, BEHIND, NAMED_ELSEWHERE
from sketch.creatures.plan import creature_for
from sketch.creatures.species import SPECIES
from sketch.creatures.words import species_of, traits_of
from sketch.figures.plan import plan_for
from sketch.paint.colours import luminance
from sketch.scene import DepictedPerson, DepictedScene
from sketch.staging.sea import BEASTS
from sketch.styles import STYLES

RAT = DepictedPerson(key="rat", name="Rat", gender="male", age="adult", species="rat")
MEADOW = DepictedScene(place="field", time_of_day="day")


def draw(person: DepictedPerson, *, side: int = 96, style: str = "storybook") -> bytes:
    place = "underwater" if person.species in BEASTS else "field"  # ashore there is no whale
    scene = replace(MEADOW, place=place, people=(person,))
    return draw_scene(scene, size=(side, side), seed=7, style=STYLES[style])


def test_no_two_species_look_alike_on_bodies_of_their_own_or_in_clothes() -> None:
    for clothed in (False, True):
        drawn = {name: draw(replace(RAT, species=name, is_clothed=clothed)) for name in SPECIES}

        assert len(set(drawn.values())) == len(SPECIES)


@pytest.mark.parametrize("style", STYLES)
def test_beasts_are_drawn_in_every_style(style: str) -> None:
    assert draw(RAT, style=style) != draw(replace(RAT, species="badger"), style=style)


@pytest.mark.parametrize(
    "name", [name for name, row in SPECIES.items() if row.body is not None and row.head is not None]
)
def test_who_wears_clothes_has_a_persons_body_and_who_does_not_has_not(name: str) -> None:
    clothed, bare = (creature_for(replace(RAT, species=name, is_clothed=said)) for said in (True, False))

    assert clothed is not None
    assert bare is not None
    assert (clothed.upright, bare.upright) == (True, False)


@pytest.mark.parametrize("species", ["dog", "rabbit", "eagle"])
def test_a_beast_runs_lies_and_rears_as_the_pose_says(species: str) -> None:
    beast = replace(RAT, species=species)

    assert len({draw(replace(beast, pose=pose)) for pose in ("standing", "running", "lying")}) == 3


@pytest.mark.parametrize(
    ("word", "species"),
    [
        ("water-rat", "rat"),
        ("Gryphon", "griffin"),
        ("cock robin", "robin"),
        ("redbreast", "robin"),
        ("mock turtle", "turtle"),
        ("white kittens", "cat"),
        ("an old walrus", "seal"),
        ("bay mare", "horse"),
        ("shoggoth", ""),
        ("", ""),
    ],
)
def test_another_word_for_a_species_is_understood(word: str, species: str) -> None:
    assert species_of(word, frozenset(SPECIES)) == species


def test_words_give_a_being_its_legs_its_eyes_and_its_hide() -> None:
    said = traits_of(
        replace(
            RAT,
            species="thing",
            build="huge, on six legs",
            marks=("three red eyes", "scaly hide", "two horns", "a long tail"),
        )
    )

    assert (said.legs, said.eyes, said.horns, said.tail, said.wings, said.texture) == (6, 3, 2, True, False, "scales")


@pytest.mark.parametrize("words", ["with eight legs", "with one eye", "winged", "with two horns", "shaggy", "green"])
def test_a_being_known_from_words_alone_shows_them(words: str) -> None:
    thing = replace(RAT, species="wozzit")

    assert draw(replace(thing, marks=(words,))) != draw(thing)


def test_a_white_rabbit_is_white_and_black_beauty_black() -> None:
    white = creature_for(replace(RAT, name="The White Rabbit", species="rabbit"))
    black = creature_for(replace(RAT, name="Black Beauty", species="horse"))

    assert white is not None
    assert black is not None
    assert luminance(white.coat.fur) > 0.8
    assert luminance(black.coat.fur) < 0.25


def test_the_colour_of_its_eyes_is_not_that_of_its_coat() -> None:
    thing = replace(RAT, species="wozzit")

    assert creature_for(replace(thing, marks=("red eyes",))).coat == creature_for(thing).coat
    assert creature_for(replace(thing, marks=("red skin",))).coat != creature_for(thing).coat


def test_a_human_is_no_creature() -> None:
    assert plan_for(replace(RAT, species="human")).creature is None


def test_every_part_and_mark_of_a_head_has_a_drawer_and_every_drawer_a_row() -> None:
    heads = [row.head for row in SPECIES.values() if row.head is not None]
    marks, parts = {m for head in heads for m in head.marks}, {p for head in heads for p in head.parts}

    assert marks - set(MARKS) <= {"dark face", "dark ears", "pale head"}
    assert set(MARKS) <= marks
    assert parts <= set(BEFORE) | set(BEHIND) | NAMED_ELSEWHERE
    assert set(BEFORE) | set(BEHIND) <= parts
    assert set(COATS) <= {part for row in SPECIES.values() for part in getattr(row.body, "parts", ())}


@pytest.mark.parametrize("species", ["elephant", "mouse", "whale", "machine", "bee"])
def test_a_beasts_portrait_fills_the_frame_whatever_its_size(species: str) -> None:
    beast = draw_portrait(replace(RAT, species=species), size=(96, 96), style=STYLES["storybook"])
    ground = draw_portrait(replace(RAT, species="ghost"), size=(96, 96), style=STYLES["storybook"])
    difference = [
        abs(a - b)
        for a, b in zip(
            *(Image.open(io.BytesIO(p)).convert("L").get_flattened_data() for p in (beast, ground)), strict=True
        )
    ]

    assert sum(d > 12 for d in difference) > 96 * 96 * 0.04


@pytest.mark.parametrize("species", ["toad", "elephant", "fox", "mouse"])
def test_a_beast_in_clothes_has_its_whole_head_in_its_portrait(species: str) -> None:
    """What is drawn above the chin keeps off the upper edge: the ground is all that is there."""
    person = replace(RAT, species=species, is_clothed=True)
    picture = Image.open(io.BytesIO(draw_portrait(person, size=(200, 200), style=STYLES["storybook"])))
    top = picture.convert("RGB").crop((40, 0, 160, 8))

    assert max(ImageStat.Stat(top).stddev) < 14


def test_a_cub_is_smaller_than_its_mother() -> None:
    cub, mother = (plan_for(replace(RAT, species="otter", age=age)) for age in ("child", "adult"))

    assert cub.tall < 0.8 * mother.tall


def test_a_centaur_has_a_persons_head_and_a_mermaid_too() -> None:
    for species in ("centaur", "mermaid"):
        creature = creature_for(replace(RAT, species=species))

        assert creature is not None
        assert isinstance(creature.row.body, Torso)
        assert creature.row.head is None


def test_a_ghost_lets_what_is_behind_it_through() -> None:
    def darkness(species: str) -> float:
        picture = Image.open(io.BytesIO(draw(replace(RAT, species=species, clothes=()), side=200))).convert("L")
        return ImageStat.Stat(picture.crop((60, 90, 140, 190))).stddev[0]

    assert darkness("ghost") < darkness("human")
