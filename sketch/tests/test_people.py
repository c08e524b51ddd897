"""People: from the front and from behind, what their faces show and where they look."""

from __future__ import annotations

from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat

from sketch.figures.expressions import EXPRESSIONS, Expression, expression_of
from sketch.figures.figure import Stand, draw_figure
from sketch.figures.plan import plan_for
from sketch.paint.light import light_for
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.scene import DepictedPerson, Garment
from sketch.styles import STYLES

ADA = DepictedPerson(
    key="ada", name="Ada", gender="female", age="adult", hair="long red hair", clothes=(Garment("coat", "blue"),)
)
TOAD = DepictedPerson(key="toad", name="Toad", gender="male", age="adult", species="toad", is_clothed=True)


def figure(person: DepictedPerson, stand: Stand, *, side: int = 160, style: str = "storybook") -> Image.Image:
    light, recorder = light_for("day", "clear", "calm"), Recorder((side, side), side / 1000)
    recorder.wash(((226, 220, 200), (226, 220, 200)), 0, 1010)
    draw_figure(recorder, light, plan_for(person), stand)
    return STYLES[style].medium.render(recorder.drawn(), light)


def difference(one: Image.Image, other: Image.Image) -> float:
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("person", [ADA, TOAD], ids=["a person", "a beast in clothes"])
def test_a_back_shows_no_face(person: DepictedPerson) -> None:
    def from_behind(gaze: float, expression: str) -> Image.Image:
        return figure(person, Stand(500, 930, 800, 1, seen="back", gaze=(gaze, 0.0), expression=expression))

    assert from_behind(-1, "joyful").tobytes() == from_behind(1, "violent").tobytes()
    assert difference(from_behind(0, "calm"), figure(person, Stand(500, 930, 800, 1))) > 1


@pytest.mark.parametrize("person", [ADA, TOAD], ids=["a person", "a beast in clothes"])
def test_eyes_look_where_they_are_told_to(person: DepictedPerson) -> None:
    looks = [figure(person, Stand(480, 2400, 2400, 1, gaze=gaze)).tobytes() for gaze in ((-1, 0), (1, 0), (0, 1))]

    assert len(set(looks)) == 3


def test_at_least_twelve_expressions_are_told_at_a_thumbnails_size() -> None:
    """Each pair of faces differs: half a head is eleven pixels here, as in a picture of 540 pixels."""
    faces = {name: figure(ADA, Stand(480, 1000, 900, 1, expression=name), side=320) for name in EXPRESSIONS}
    closest = min(combinations(faces, 2), key=lambda pair: difference(faces[pair[0]], faces[pair[1]]))

    assert len(EXPRESSIONS) >= 12
    assert difference(faces[closest[0]], faces[closest[1]]) > 0


def test_the_moods_of_scenes_are_expressions_and_an_unknown_word_is_calm() -> None:
    for mood in ("calm", "joyful", "tense", "sad", "mysterious", "violent", "tender"):
        assert mood in EXPRESSIONS
    assert expression_of("nonplussed") == Expression()


@pytest.mark.parametrize("style", STYLES)
def test_backs_are_drawn_in_every_style(style: str) -> None:
    front, back = (figure(ADA, Stand(500, 930, 800, 1, seen=seen), style=style) for seen in ("front", "back"))

    assert difference(front, back) > 0.2


def test_hands_have_fingers_where_they_can_be_seen() -> None:
    """An open hand and a mitten: the outline of the one is longer by far."""

    def outlines(grown: float) -> int:
        recorder = Recorder((1000, 1000), 1.0)
        stand = Stand(500, 900, grown, 1, arms="gesture")
        draw_figure(recorder, light_for("day", "clear", "calm"), plan_for(ADA), stand)
        hands = [item for item in recorder.drawn().flat() if isinstance(item, Shape) and item.tags.part == "hand"]
        return sum(len(hand.outlines) for hand in hands)

    assert outlines(300) == 4
    assert outlines(800) >= 2 * 6


def test_bodies_are_of_several_shapes_and_the_words_of_a_book_say_which() -> None:
    def shape(key: str, build: str = "") -> tuple[float, float]:
        plan = plan_for(DepictedPerson(key=key, name=key, age="adult", build=build))
        return plan.waist, plan.hips

    assert len({shape(f"person {n}") for n in range(40)}) >= 4
    assert {shape(f"person {n}", "stout") for n in range(10)} == {(1.34, 1.14)}
    assert plan_for(DepictedPerson(key="c", name="c", age="child")).heads < plan_for(ADA).heads
