"""Where points of the world lie in a picture."""

from __future__ import annotations

import math
from random import Random

import pytest

from sketch.paint.light import light_for
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.scene import DepictedScene
from sketch.world.camera import NEAR, Camera
from sketch.world.frame import MARGIN, within
from sketch.world.plane import Plane
from sketch.world.vectors import add, cross, dot, length, scaled, unit
from sketch.world.view import View

LEVEL = Camera(eye=(0.0, 100.0, -300.0), target=(0.0, 100.0, 0.0), lens=900.0)
TILTED = Camera(eye=(-40.0, 160.0, -200.0), target=(30.0, 40.0, 120.0), lens=1100.0, centre=(640.0, 480.0), roll=0.1)


@pytest.mark.parametrize("camera", [LEVEL, TILTED])
def test_the_target_lies_in_the_centre(camera: Camera) -> None:
    assert camera.point(camera.target) == pytest.approx(camera.centre)


@pytest.mark.parametrize("camera", [LEVEL, TILTED])
def test_its_directions_stand_square_to_each_other(camera: Camera) -> None:
    for a, b in ((camera.right, camera.up), (camera.up, camera.forward), (camera.forward, camera.right)):
        assert dot(a, b) == pytest.approx(0.0, abs=1e-9)
    assert [length(camera.right), length(camera.up)] == pytest.approx([1.0, 1.0])


def test_what_is_twice_as_far_is_half_as_large() -> None:
    near, far = LEVEL.scale((0.0, 0.0, -100.0)), LEVEL.scale((0.0, 0.0, 100.0))

    assert near == pytest.approx(2 * far)


def test_right_is_right_and_up_is_up() -> None:
    x, y = LEVEL.point((10.0, 120.0, 0.0))

    assert x > 500
    assert y < 500


def test_the_far_ground_comes_close_to_the_horizon() -> None:
    for camera in (LEVEL, Camera((0.0, 150.0, -100.0), (0.0, 40.0, 200.0), 900.0)):
        assert camera.point((0.0, 0.0, 1e7))[1] == pytest.approx(camera.horizon, abs=0.1)


def test_a_straight_line_of_the_world_is_straight_in_the_picture() -> None:
    a, b, c = (TILTED.point((-60.0 + 40 * k, 20.0 * k, 80.0 + 30 * k)) for k in range(3))

    assert (b[0] - a[0]) * (c[1] - a[1]) == pytest.approx((b[1] - a[1]) * (c[0] - a[0]), abs=1e-6)


def test_a_floor_that_reaches_behind_the_eye_is_cut_off_before_it() -> None:
    floor = [(-500.0, 0.0, -900.0), (500.0, 0.0, -900.0), (500.0, 0.0, 900.0), (-500.0, 0.0, 900.0)]

    outline = LEVEL.polygon(floor)

    assert len(outline) >= 4
    assert max(y for _, y in outline) == pytest.approx(500 + 900 * 100 / NEAR)


def test_what_lies_behind_the_eye_is_not_seen() -> None:
    assert LEVEL.polygon([(-10.0, 0.0, -400.0), (10.0, 0.0, -400.0), (0.0, 20.0, -500.0)]) == []
    assert not LEVEL.sees((0.0, 100.0, -310.0))


def test_an_outline_is_kept_within_reach_of_the_picture() -> None:
    rng = Random("frame")
    for _ in range(50):
        outline = [(rng.uniform(-9000, 9000), rng.uniform(-9000, 9000)) for _ in range(5)]
        for x, y in within(outline, 1400.0):
            assert -MARGIN - 1e-6 <= x <= 1400 + MARGIN + 1e-6
            assert -MARGIN - 1e-6 <= y <= 1000 + MARGIN + 1e-6


def test_an_outline_inside_the_picture_stays_as_it_is() -> None:
    outline = [(10.0, 10.0), (400.0, 20.0), (300.0, 700.0)]

    assert within(outline, 1000.0) == outline
    assert within([(2000.0, 0.0), (2100.0, 0.0), (2000.0, 50.0)], 1000.0) == []


def test_a_plane_shows_what_is_drawn_on_it_where_it_lies_in_the_world() -> None:
    recorder = Recorder((100, 100), 0.1)
    plane = Plane(recorder, TILTED, (-50.0, 100.0, 200.0), (0.5, 0.0, 0.0), (0.0, -0.5, 0.0), 200.0, 200.0)

    plane.fill([[(10.0, 20.0), (60.0, 20.0), (60.0, 90.0)]], (10, 20, 30))

    (shape,) = recorder.items
    assert isinstance(shape, Shape)
    corners = [(-45.0, 90.0, 200.0), (-20.0, 90.0, 200.0), (-20.0, 55.0, 200.0)]
    assert shape.outlines[0] == [pytest.approx(TILTED.point(corner)) for corner in corners]


def test_a_view_hazes_what_is_far_and_darkens_what_is_near() -> None:
    scene = DepictedScene(place="field", time_of_day="day")
    view = View(Recorder((100, 100), 0.1), LEVEL, light_for("day", "clear", "calm"), scene, 1)

    near, there, far = (view.depth((0.0, 0.0, z)) for z in (-250.0, 0.0, 4000.0))

    assert near < 0 == there < far < 1
    assert sum(view.lit((90, 90, 90), near)) < sum(view.lit((90, 90, 90), there)) < sum(view.lit((90, 90, 90), far))


def test_vectors_agree_with_geometry() -> None:
    a, b = (1.0, 2.0, 3.0), (-4.0, 0.5, 2.0)

    assert dot(cross(a, b), a) == pytest.approx(0.0)
    assert add(a, scaled(b, 2)) == (-7.0, 3.0, 7.0)
    assert unit((0.0, 0.0, 0.0)) == (0.0, 0.0, 0.0)
    assert math.isclose(length(unit(a)), 1.0)
