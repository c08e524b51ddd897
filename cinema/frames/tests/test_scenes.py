"""Our own scenes in depth: they are the picture, near things move more, weather and light live, and it is all the same
wherever it is painted."""

from __future__ import annotations

import itertools
import pickle
from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import Image

from cinema.contract import Frame, Move, Size
from cinema.frames.depth.falling import Falling
from cinema.frames.depth.fog import Fog
from cinema.frames.depth.lights import UNSTEADY, Rising, Twinkling, flicker, lightning
from cinema.frames.depth.painter import ROOM, ScenePainter, Stage, sight_of_scene
from cinema.frames.planes import frame_of, plain_frame
from cinema.frames.tests.test_still import bytes_of
from sketch.artist import record_scene
from sketch.outputs.depths import in_depths
from sketch.scene import DepictedPerson, DepictedScene
from sketch.styles import STYLES

SIZE = Size(320, 180)
WHOLE = (0.0, 0.0, 1.0, 1.0)
PEOPLE = tuple(DepictedPerson(key=name, name=name) for name in ("ada", "bob"))
FOREST = DepictedScene(place="forest", place_key="wood", time_of_day="day", weather="rain", people=PEOPLE)
KITCHEN = DepictedScene(place="kitchen", place_key="k", indoors=True, time_of_day="night", people=PEOPLE)
SEA = DepictedScene(place="sea", place_key="sea", time_of_day="night", weather="clear")


def painter(scene: DepictedScene, move: Move = Move(WHOLE, WHOLE), style: str = "storybook") -> ScenePainter:  # noqa: B008
    return ScenePainter(scene, 4, STYLES[style], move, 60)


def apart(one: Frame, other: Frame) -> float:
    return float(np.abs(one.y.astype(int) - other.y).mean())


def test_with_room_the_picture_is_the_same_in_its_middle() -> None:
    plain = record_scene(KITCHEN, size=(320, 180), seed=4)
    wide = record_scene(KITCHEN, size=(320, 180), seed=4, room=0.2)

    assert wide.drawn.size == (384, 216)
    for point in ((0.0, 30.0, 60.0), (40.0, 0.0, 120.0)):
        x, y = plain.camera.point(point)
        assert wide.camera.point(point)[0] * wide.drawn.unit == pytest.approx(x * plain.drawn.unit + 32)
        assert wide.camera.point(point)[1] * wide.drawn.unit == pytest.approx(y * plain.drawn.unit + 18)


def test_a_scene_is_seen_as_the_artist_has_framed_it() -> None:
    sight = sight_of_scene(KITCHEN, seed=4, style=STYLES["storybook"], aspect=16 / 9)

    assert len(sight.heads) == 2
    assert all(0 <= side <= 1 for head in sight.heads for side in head)


@pytest.mark.parametrize("size", [Size(214, 120), Size(320, 180)])
def test_frames_of_every_size_show_the_same(size: Size) -> None:
    exact = record_scene(FOREST, size=(960, 540), seed=4)

    stage = Stage.of(painter(FOREST), size)

    assert stage.journey.eye.height == exact.camera.eye[1]
    left, top, right, foot = stage.journey.frame
    assert (right - left) / (foot - top) == pytest.approx(16 / 9)
    assert (stage.journey.eye.middle[0] - left) / (right - left) == pytest.approx(exact.camera.centre[0] / (16000 / 9))


def test_a_painter_of_scenes_paints_the_same_after_a_journey_to_another_process() -> None:
    one = painter(FOREST, Move(WHOLE, (0.1, 0.1, 0.9, 0.9)))
    other = pickle.loads(pickle.dumps(one))

    assert bytes_of(list(one.frames(size=SIZE, count=2))) == bytes_of(list(other.frames(size=SIZE, count=2)))
    assert one.fingerprint == other.fingerprint
    assert one.fingerprint != replace(one, seed=5).fingerprint
    assert one.fingerprint != replace(one, style=STYLES["ink"]).fingerprint


def test_a_frame_alone_is_the_last_one_of_the_shot_with_its_rain() -> None:
    whole = painter(FOREST)
    short = replace(whole, length=3)

    last = bytes_of(list(short.frames(size=SIZE, count=3))[-1:])
    assert last == bytes_of(list(short.frames(size=SIZE, count=1)))
    assert last == bytes_of(list(short.frames(size=SIZE, count=2))[-1:])


def test_rain_never_repeats_itself_and_stays_over_the_whole_frame() -> None:
    stage = Stage.of(painter(FOREST), SIZE)
    streaks = [swarm for swarm in stage.swarms if isinstance(swarm, Falling)]

    assert {swarm.behind for swarm in streaks} == {True, False}
    near = next(swarm for swarm in streaks if not swarm.behind)
    seen = [near.at(second, np.eye(3)) for second in np.arange(0, 60, 0.5)]
    assert len({one.x.tobytes() for one in seen}) == len(seen)
    for one in seen:
        within = (one.x > 0) & (one.x < SIZE.width) & (one.y > 0) & (one.y < SIZE.height)
        assert within.sum() > 20
        assert np.histogram(one.x[within], 4, (0, SIZE.width))[0].min() > 0
    assert apart(stage.frame(0.5, 1.0), stage.frame(0.5, 1.1)) > 0.1


def test_nothing_falls_indoors_and_a_fire_flickers() -> None:
    stage = Stage.of(painter(replace(KITCHEN, weather="rain")), SIZE)

    assert not any(isinstance(swarm, Falling) for swarm in stage.swarms)
    assert stage.dimmed is not None
    levels = [flicker(frame / 30, 3) for frame in range(600)]
    assert 1 - UNSTEADY <= min(levels) < max(levels) <= 1
    assert max(abs(a - b) for a, b in itertools.pairwise(levels)) < 0.12


def test_stars_twinkle_where_they_stand() -> None:
    stage = Stage.of(painter(SEA), SIZE)
    stars = [swarm for swarm in stage.swarms if isinstance(swarm, Twinkling)]

    assert stars
    one, other = (stars[0].at(second, np.eye(3)) for second in (0.0, 0.7))
    assert (one.x == other.x).all()
    assert (one.opacity != other.opacity).any()


def test_sparks_rise() -> None:
    spark = Rising(
        (), np.zeros(1, int), np.array([[50.0], [80.0]]), np.array([20.0]), np.array([3.0]), np.ones(1), np.zeros(1)
    )

    heights = [float(spark.at(second, np.eye(3)).y[0]) for second in (0.1, 0.4, 0.8)]

    assert heights == sorted(heights, reverse=True)


def test_lightning_flashes_now_and_then_and_never_dangerously_often() -> None:
    levels = np.array([lightning(frame / 30, 9) for frame in range(900)])
    flashes = np.flatnonzero(np.diff(levels) > 0.2)

    assert 6 <= len(flashes) <= 20
    assert np.mean(levels < 0.05) > 0.6
    assert all(np.sum((flashes >= start) & (flashes < start + 30)) <= 3 for start in flashes)


def test_fog_drifts_and_is_thickest_at_the_horizon() -> None:
    fog = Fog.of((255, 255, 255), size=SIZE, horizon=0.5, thickest=0.6, seed=1)
    one, other = plain_frame(SIZE), plain_frame(SIZE)

    fog.lay(one, 0.0)
    fog.lay(other, 4.0)

    assert apart(one, other) > 2
    rows = one.y.mean(axis=1)
    assert rows[80:100].mean() > rows[10:30].mean() + 20
    assert np.abs(np.diff(one.y.astype(int), axis=1)).max() < 12


def test_cards_have_no_seams() -> None:
    size = Size(640, 360)
    stage = replace(Stage.of(painter(FOREST), size), swarms=())
    left, top, right, foot = (round(side) for side in stage.journey.frame)
    recorded = record_scene(FOREST, size=(right - left, foot - top), seed=4, room=ROOM)
    picture = in_depths(recorded, STYLES["storybook"])
    sheet = picture.ground.copy()
    for plane in picture.planes:
        sheet.paste(plane.image, plane.at, plane.image)
    wanted = frame_of(sheet.resize((640, 360), Image.Resampling.LANCZOS, box=(left, top, right, foot)))

    frame = stage.frame(0.5, 0.0)

    for seen, exact in zip((frame.y, frame.u, frame.v), (wanted.y, wanted.u, wanted.v), strict=True):
        differences = cv2.blur(np.abs(seen.astype(np.float32) - exact), (5, 5))
        assert differences.max() < 12
        assert differences.mean() < 2
