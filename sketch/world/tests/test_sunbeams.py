"""The sun falls through the windows of a room onto the floor and what stands there, while it shines."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import ImageChops, ImageStat

from sketch.artist import record_scene
from sketch.outputs.depths import in_depths
from sketch.paint.colours import luminance
from sketch.paint.light import light_for
from sketch.plans.choosing import plan_for
from sketch.plans.solids import Solid
from sketch.record.recorder import Recorder
from sketch.record.shapes import DisplayList
from sketch.scene import DepictedScene
from sketch.styles import STYLES
from sketch.world.camera import Camera
from sketch.world.view import View

ROOM = DepictedScene(place="schoolroom", place_key="k", indoors=True, time_of_day="day", weather="clear")
CAMERA = Camera((0.0, 100.0, -60.0), (0.0, 50.0, 200.0), 800.0)


def view_of(scene: DepictedScene) -> View:
    light = light_for(scene.time_of_day, scene.weather, scene.mood)
    return View(Recorder((100, 100), 0.1), CAMERA, light, scene, 1, plan_for(scene).sunbeams)


def test_what_stands_in_the_sun_is_lighter_than_what_does_not() -> None:
    view = view_of(ROOM)
    beam = view.sunbeams[0].floor
    lit = (sum(p[0] for p in beam) / 4, 0.0, sum(p[2] for p in beam) / 4)
    tones = [Solid.of(view, at, 270).tone((90, 70, 50), (0.0, 1.0, 0.0)) for at in (lit, (0.0, 0.0, 20.0))]

    assert view.in_sun(lit)
    assert luminance(tones[0]) > luminance(tones[1]) + 0.04


@pytest.mark.parametrize("change", [{"time_of_day": "night"}, {"weather": "rain"}, {"time_of_day": "evening"}])
def test_no_sun_falls_into_a_room_when_it_does_not_shine(change: dict[str, str]) -> None:
    view = view_of(replace(ROOM, **change))  # type: ignore[arg-type]

    assert view.sunbeams
    assert not any(view.in_sun(beam.floor[0]) for beam in view.sunbeams)


def test_the_rays_of_the_sun_fall_on_the_ground_of_films() -> None:
    sunny, dull = (record_scene(scene, size=(270, 270), seed=2) for scene in (ROOM, replace(ROOM, weather="rain")))

    def rays(recorded: object) -> int:
        return sum(item.tags.role == "light" for item in recorded.drawn.flat())  # type: ignore[attr-defined]

    assert rays(sunny) > 0
    assert rays(dull) == 0
    without = tuple(item for item in sunny.drawn.items if item.tags.role != "light")
    dark = replace(sunny, drawn=DisplayList(without, sunny.drawn.size, sunny.drawn.unit))
    lit, unlit = (in_depths(one, STYLES["storybook"]).ground for one in (sunny, dark))
    assert ImageStat.Stat(ImageChops.subtract(lit, unlit)).sum[0] > 0
