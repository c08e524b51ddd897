"""What is drawn is kept with its colours, its light and what it belongs to."""

from __future__ import annotations

import pytest

from sketch.paint.colours import Pigment, darker, local_colour, mix
from sketch.paint.geometry import rect
from sketch.paint.light import light_for
from sketch.record.recorder import Recorder
from sketch.record.shapes import Layer, Relief, Shape
from sketch.styles import STYLES

RED = (186, 60, 52)
NIGHT = light_for("night", "clear", "calm")


def test_a_colour_in_the_light_remembers_its_own() -> None:
    seen = NIGHT.lit(RED, 0.4)

    assert seen != RED
    assert local_colour(seen) == RED
    assert isinstance(seen, Pigment)
    assert (seen.response, seen.haze) == ("air", 0.4)


def test_a_darker_colour_in_the_light_is_that_of_a_darker_thing() -> None:
    worn = NIGHT.worn(RED)
    shaded = darker(worn, 0.4)

    assert shaded == darker((worn[0], worn[1], worn[2]), 0.4)
    assert local_colour(shaded) == darker(RED, 0.4)
    assert isinstance(shaded, Pigment)
    assert shaded.response == "near"


def test_a_mixture_takes_light_as_the_first_that_takes_it() -> None:
    mixed = mix((10, 20, 30), NIGHT.lit(RED), 0.5)

    assert isinstance(mixed, Pigment)
    assert local_colour(mixed) == mix((10, 20, 30), RED, 0.5)


def test_what_is_drawn_belongs_to_what_the_sheet_was_said_to_be_of() -> None:
    recorder = Recorder((200, 100), 0.1)
    ada = recorder.of(owner="ada", role="figure", depth=240.0)

    ada.of(part="dress").fill([rect(0, 0, 10, 10)], RED)
    ada.stroke([(0, 0), (5, 9)], (1, 2), RED)
    recorder.fill([rect(0, 0, 10, 10)], RED)

    dress, stroke, thing = recorder.items
    assert isinstance(dress, Shape)
    assert isinstance(stroke, Shape)
    assert (dress.tags.owner, dress.tags.part, dress.tags.depth, dress.stroke) == ("ada", "dress", 240.0, False)
    assert (stroke.tags.part, stroke.stroke) == ("", True)
    assert (thing.tags.owner, thing.tags.role) == ("", "thing")
    assert (recorder.width, recorder.height) == (2000, 1000)


def test_a_layer_is_kept_with_its_items_where_it_is_stamped() -> None:
    recorder = Recorder((100, 100), 0.1)
    layer = recorder.of(owner="ada").layer(100, 100, 300, 400)
    layer.fill([rect(120, 120, 200, 300)], RED)
    recorder.fill([rect(0, 0, 10, 10)], RED)
    recorder.of(owner="ada").stamp(layer, Relief(-1, 5.0))

    behind, stamped = recorder.items
    assert isinstance(behind, Shape)
    assert isinstance(stamped, Layer)
    assert (stamped.box, stamped.tags.owner, len(stamped.items)) == ((100, 100, 300, 400), "ada", 1)
    assert [item.tags.owner for item in recorder.drawn().flat()] == ["", "ada"]


def test_outlines_of_less_than_three_points_are_nothing() -> None:
    recorder = Recorder((100, 100), 0.1)

    recorder.fill([[(0, 0), (1, 1)]], RED)
    recorder.strokes([], (1, 1), RED)

    assert recorder.items == ()


@pytest.mark.parametrize("at", [(1020.0, 500.0), (500.0, 1020.0)])
def test_a_light_that_shines_beyond_the_edge_lights_nothing(at: tuple[float, float]) -> None:
    light, medium = light_for("day", "clear", "calm"), STYLES["storybook"].medium
    dark, lit = Recorder((360, 360), 0.36), Recorder((360, 360), 0.36)
    lit.glow(*at, 14.0, (255, 200, 100), 0.8)

    assert medium.render(lit.drawn(), light).tobytes() == medium.render(dark.drawn(), light).tobytes()
