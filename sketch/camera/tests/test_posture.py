"""Hands arrive, eyes meet, and what is held turns with the forearm."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from sketch.camera.choose import choose
from sketch.camera.posture import stand_of
from sketch.camera.seen import frame_in, see
from sketch.figures.figure import body_of
from sketch.staging.stage import stage
from sketch.staging.tests.grounds import MOOR, moment

if TYPE_CHECKING:
    from sketch.camera.seen import Seen
    from sketch.figures.figure import Stand
    from sketch.paint.geometry import Point
    from sketch.paint.limbs import Limb

SEEDS = range(8)


def drawn(relation: str, seed: int, **facts: object) -> tuple[list[Seen], list[Stand]]:
    scene = moment(relation, 2, position=seed + 1, distance="medium", **facts)
    staged = stage(scene, MOOR, seed)
    camera = choose(scene, staged, MOOR, seed=seed)[0].camera
    seen = [see(camera, actor, staged.actors) for actor in staged.actors]
    return seen, [stand_of(one, seen, 1) for one in seen]


def arms(seen: Seen, stand: Stand) -> tuple[Limb, Limb]:
    body = body_of(seen.actor.plan, stand)
    return body.near_arm, body.far_arm


def in_picture(seen: Seen, point: Point) -> Point:
    x, y = frame_in(seen).out(point)
    k = seen.scale * seen.actor.plan.tall
    return (seen.x + seen.facing * x * k, seen.y + y * k)


@pytest.mark.parametrize("relation", ["giving", "taking", "kneeling before"])
def test_hands_that_give_and_take_meet(relation: str) -> None:
    for seed in SEEDS:
        seen, stands = drawn(relation, seed)
        hands = [in_picture(one, arms(one, stand)[1].end) for one, stand in zip(seen, stands, strict=True)]

        assert math.dist(*hands) < 14 * seen[0].scale, seed


@pytest.mark.parametrize("relation", ["embracing", "comforting", "seizing"])
def test_a_hand_that_reaches_for_somebody_is_on_them(relation: str) -> None:
    for seed in SEEDS:
        seen, stands = drawn(relation, seed)
        hand = in_picture(seen[0], arms(seen[0], stands[0])[0].end)
        left, top, right, bottom = seen[1].reach

        assert left - 20 * seen[0].scale < hand[0] < right + 20 * seen[0].scale
        assert top < hand[1] < bottom


def test_two_who_face_each_other_look_at_each_other() -> None:
    for seed in SEEDS:
        seen, stands = drawn("facing", seed)
        aside = (seen[1].head[0] - seen[0].head[0]) / seen[0].scale
        if abs(aside) > 12:
            assert [one.facing for one in seen] == ([1, -1] if aside > 0 else [-1, 1])
            assert all(stand.gaze[0] > 0 for stand in stands)


def test_a_sword_goes_on_where_the_forearm_points() -> None:
    for seed in SEEDS:
        seen, stands = drawn("fighting with swords", seed)
        for one, stand in zip(seen, stands, strict=True):
            arm = arms(one, stand)[1]
            along = math.atan2(arm.end[1] - arm.joint[1], arm.end[0] - arm.joint[0])
            blade = stand.grip - math.pi / 2
            turned = abs((blade - along + math.pi) % math.tau - math.pi)

            assert turned < math.radians(40)


def test_a_lantern_hangs_upright() -> None:
    _, stands = drawn("facing", 1, props=("lantern",))

    assert stands[0].held is not None
    assert stands[0].grip == 0
