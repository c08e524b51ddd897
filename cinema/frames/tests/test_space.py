"""Where things go when the eye moves: as a camera of the sketch artist sees them."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from cinema.contract import Move, Size
from cinema.frames.depth.cards import matrices
from cinema.frames.depth.space import VERY_FAR, Eye, Journey
from sketch.world.camera import Camera

CAMERA = Camera((10.0, 60.0, -20.0), (30.0, 44.0, 180.0), 900.0, (880.0, 420.0))
UNIT = 1.08
GONE = (7.0, 16.0)


def moved(camera: Camera) -> Camera:
    by = [GONE[0] * r + GONE[1] * f for r, f in zip(camera.right, camera.forward, strict=True)]
    eye, target = ((p[0] + by[0], p[1] + by[1], p[2] + by[2]) for p in (camera.eye, camera.target))
    return replace(camera, eye=eye, target=target)


def pixels(camera: Camera, point: tuple[float, float, float]) -> np.ndarray:
    return np.array([*(side * UNIT for side in camera.point(point)), 1.0])


def test_the_floor_goes_where_a_camera_that_has_gone_there_sees_it() -> None:
    eye, chance = Eye.of(CAMERA, unit=UNIT, focus=1e12), Random("floor")

    for _ in range(20):
        point = (chance.uniform(-80, 120), 0.0, chance.uniform(60, 900))
        seen = eye.floor(GONE) @ pixels(CAMERA, point)
        assert seen[:2] / seen[2] == pytest.approx(pixels(moved(CAMERA), point)[:2], abs=0.01)


def test_what_stands_at_a_depth_goes_where_a_camera_sees_it_and_the_focus_stays() -> None:
    focus = 210.0
    eye = Eye.of(CAMERA, unit=UNIT, focus=focus)

    for depth in (120.0, 210.0, 800.0):
        point = np.array(CAMERA.eye) + 40 * np.array(CAMERA.right) + depth * np.array(CAMERA.forward)
        middle = np.array(CAMERA.eye) + 40 * np.array(CAMERA.right) + focus * np.array(CAMERA.forward)
        # In focus everything is moved back to where it was; the same is done to what is seen at the depth.
        at, now = pixels(CAMERA, tuple(middle)), pixels(moved(CAMERA), tuple(middle))
        scale = focus / (focus - GONE[1])
        wanted = (pixels(moved(CAMERA), tuple(point)) - now) / scale + at
        assert (eye.upright(depth, GONE) @ pixels(CAMERA, tuple(point)))[:2] == pytest.approx(wanted[:2], abs=0.01)
    assert eye.upright(focus, GONE) == pytest.approx(np.eye(3))


def test_wall_and_floor_meet_where_they_met() -> None:
    eye, row = Eye.of(CAMERA, unit=UNIT, focus=210.0), 700.0
    depth = eye.depth_at(row)

    for x in (0.0, 900.0, 1900.0):
        floor = eye.floor(GONE) @ (x, row, 1.0)
        assert (eye.upright(depth, GONE) @ (x, row, 1.0))[:2] == pytest.approx(floor[:2] / floor[2], abs=0.02)


@pytest.mark.parametrize("box", [(0.0, 0.0, 0.8, 0.8), (0.2, 0.2, 1.0, 1.0), (0.15, 0.0, 0.87, 0.72)])
@pytest.mark.parametrize("back", [False, True])
def test_no_frame_shows_anything_beyond_what_is_drawn(box: tuple[float, float, float, float], *, back: bool) -> None:
    size, whole = Size(1920, 1080), (0.0, 0.0, 1.0, 1.0)
    frame, drawn = (173.0, 98.0, 2093.0, 1178.0), (2266, 1276)
    eye = Eye.of(replace(CAMERA, lens=763.0), unit=1.276, focus=150.0)
    journey = Journey(eye, Move(box, whole) if back else Move(whole, box), frame, 70.0)
    corners = np.array([(0.0, 0.0, 1.0), (1920.0, 0.0, 1.0), (0.0, 1080.0, 1.0), (1920.0, 1080.0, 1.0)]).T

    for step in range(11):
        t = step / 10
        window, gone = journey.window(t, size), journey.gone(t)
        for placed, rows in ((eye.upright(VERY_FAR, gone), (0, 1)), (eye.floor(gone), (2, 3))):
            seen = np.linalg.inv(window @ placed) @ corners[:, rows]
            x, y = seen[0] / seen[2], seen[1] / seen[2]
            assert x.min() > 0
            assert x.max() < drawn[0]
            assert y.min() > 0
            assert y.max() < drawn[1]


def test_colours_are_read_where_brightness_is() -> None:
    bright, colour = matrices(np.array([[2.0, 0.0, -30.0], [0.0, 2.0, 8.0], [0.0, 0.0, 1.0]]), (40, 20))

    # The sample (10, 5) of colour lies at (20, 10.5) of brightness; a plane's colour likewise.
    at = bright @ (20.0, 10.5, 1.0)
    assert (colour @ (10.0, 5.0, 1.0))[:2] == pytest.approx((at[0] / 2, (at[1] - 0.5) / 2))
