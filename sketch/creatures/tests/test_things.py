"""Things with a face: each is told by its shape, shows what it feels, and can be seen beside others anywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sketch.artist import Recorded, draw_face, draw_portrait, record_scene
from sketch.creatures.anatomy import ThingBody
from sketch.creatures.drawing import draw_creature
from sketch.creatures.heads.drawing import Look
from sketch.creatures.plan import creature_for
from sketch.creatures.species import SPECIES
from sketch.creatures.words import THINGS, species_of
from sketch.figures.heads.expressions import EXPRESSIONS
from sketch.outputs.contours import contour_page
from sketch.outputs.masks import visible
from sketch.outputs.truth import truth_of
from sketch.paint.geometry import bounds
from sketch.paint.light import light_for
from sketch.paint.pen import Pen
from sketch.portrait import FACE, draw_bust
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.scene import DepictedPerson, DepictedScene
from sketch.styles import STYLES

BODIES = {name: row.body for name, row in SPECIES.items() if isinstance(row.body, ThingBody)}
BO = DepictedPerson(key="bo", name="Bo", species="lighthouse", part="actor")
MIA = DepictedPerson(key="mia", name="Mia", gender="female", age="child", part="object")
PLACES = ("beach", "kitchen", "forest", "street")


def together(thing: str, place: str, other: str = "human") -> tuple[DepictedScene, Recorded]:
    people = (replace(BO, species=thing), replace(MIA, species=other))
    indoors = place == "kitchen"
    scene = DepictedScene(place=place, indoors=indoors, time_of_day="day", people=people, relation="facing", position=1)
    return scene, record_scene(scene, size=(200, 200), seed=1)


def test_every_thing_that_a_word_names_is_drawn_as_one() -> None:
    assert set(BODIES) == set(THINGS)


@pytest.mark.parametrize("name", BODIES)
def test_a_thing_has_its_face_where_faces_of_portraits_are(name: str) -> None:
    recorder = Recorder((200, 200), 0.2)
    draw_bust(recorder, light_for("day", "clear", "calm"), replace(BO, species=name))
    shapes = [item for item in recorder.drawn().flat() if isinstance(item, Shape)]
    left, top, right, foot = bounds(line for shape in shapes if shape.tags.role == "face" for line in shape.outlines)

    assert FACE[0] * 1000 < left < right < FACE[2] * 1000
    assert FACE[1] * 1000 < top < foot < FACE[3] * 1000


@pytest.mark.parametrize("name", BODIES)
def test_all_of_a_thing_is_in_its_portrait(name: str) -> None:
    recorder = Recorder((200, 200), 0.2)
    draw_bust(recorder, light_for("day", "clear", "calm"), replace(BO, species=name), expression="joyful")
    shapes = [item for item in recorder.drawn().flat() if isinstance(item, Shape) and item.tags.role != "ground"]
    left, top, right, foot = bounds(line for shape in shapes for line in shape.outlines)

    assert 0 <= left < right <= 1000
    assert 0 <= top < foot <= 1000


@pytest.mark.parametrize("name", BODIES)
def test_a_thing_is_no_robot_and_no_other_thing(name: str) -> None:
    def portrait(species: str) -> bytes:
        return draw_portrait(replace(BO, species=species), size=(96, 96), style=STYLES["storybook"])

    assert portrait(name) not in {portrait(other) for other in ("robot", *BODIES) if other != name}


def test_a_thing_shows_every_expression() -> None:
    faces = {draw_face(BO, expression=name, size=160, style=STYLES["storybook"]) for name in EXPRESSIONS}

    assert len(faces) == len(EXPRESSIONS)


@pytest.mark.parametrize("name", BODIES)
def test_a_thing_stands_on_the_ground_or_hovers_above_it(name: str) -> None:
    def lowest(gait: str) -> float:
        creature = creature_for(replace(BO, species=name))
        assert creature is not None
        recorder = Recorder((100, 100), 0.1)
        light = light_for("day", "clear", "calm")
        draw_creature(Pen(recorder, light, 0.0, 0.0, 1.0), creature, gait, Look())
        shapes = [item for item in recorder.drawn().flat() if isinstance(item, Shape)]
        return bounds(line for shape in shapes for line in shape.outlines)[3]

    assert lowest("stand") == pytest.approx(-BODIES[name].hover, abs=8)
    assert lowest("fly") < lowest("stand") - 5


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", BODIES)
def test_a_thing_and_whoever_is_with_it_are_seen_wherever_they_are(name: str, place: str) -> None:
    scene, recorded = together(name, place)

    assert truth_of(recorded.drawn, scene).score == 100


@pytest.mark.parametrize(("thing", "other"), [("lighthouse", "crab"), ("tree", "robin"), ("train", "mouse")])
def test_a_tall_thing_is_in_the_frame_with_a_small_beast(thing: str, other: str) -> None:
    scene, recorded = together(thing, "beach", other)
    bo = next(one for one in visible(recorded.drawn) if one.owner == "bo")

    assert truth_of(recorded.drawn, scene).score == 100
    assert bo.figure > 0.8, "its top tells what it is"


def test_a_thing_is_on_the_page_for_colouring() -> None:
    _, alone = together("umbrella", "forest")
    people = replace(together("umbrella", "forest")[0], people=(MIA,))

    assert contour_page(alone.drawn).image != contour_page(record_scene(people, size=(200, 200), seed=1).drawn).image


def test_a_thing_in_a_scarf_keeps_its_own_body() -> None:
    creature = creature_for(replace(BO, species="snowman", is_clothed=True))

    assert creature is not None
    assert not creature.upright


@pytest.mark.parametrize(
    ("word", "species"),
    [
        ("Lighthouses", "lighthouse"),
        ("a little steam engine", "train"),
        ("tugboat", "boat"),
        ("spirit of the tree", "ghost"),
        ("house mouse", "mouse"),
        ("man in the moon", "moon"),
    ],
)
def test_a_word_names_a_thing_where_it_names_nobody_alive(word: str, species: str) -> None:
    assert species_of(word, frozenset(SPECIES)) == species
