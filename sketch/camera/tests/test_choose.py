"""The camera: everybody whom the facts name is seen or named as left out, and scenes in a row look different."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from sketch.camera.choose import choose
from sketch.camera.scoring import VISIBLE
from sketch.camera.seen import see, shown_of
from sketch.repertoire import KNOWN
from sketch.staging.formations import SHOTS
from sketch.staging.stage import stage
from sketch.staging.tests.grounds import MOOR, ROOM, moment

if TYPE_CHECKING:
    from sketch.camera.choose import Shot
    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene
    from sketch.staging.actors import Staged


def shoot(scene: DepictedScene, plan: Plan, seed: int, width: float = 1000.0) -> tuple[Staged, Shot]:
    staged = stage(scene, plan, seed)
    return staged, choose(scene, staged, plan, seed=seed, width=width)[0]


def visible(staged: Staged, shot: Shot, width: float = 1000.0) -> list[str]:
    seen = [see(shot.camera, actor, staged.actors) for actor in staged.everybody]
    return [one.actor.key for one in seen if one.actor.named and shown_of(one, seen, width) >= VISIBLE]


@pytest.mark.parametrize("plan", [ROOM, MOOR], ids=lambda plan: plan.kind)
def test_everybody_who_is_named_is_seen_or_named_as_left_out_and_few_are(plan: Plan) -> None:
    named = shown = 0
    for position, relation in enumerate(KNOWN.relations, start=1):
        for count in (1, 2, 3, 5):
            scene = moment(
                relation, count, position=position, distance=("close", "medium", "long", "unknown")[count % 4]
            )
            staged, shot = shoot(scene, plan, seed=position)
            heads = visible(staged, shot)

            assert sorted([*heads, *shot.left_out]) == sorted(actor.key for actor in staged.actors)
            named, shown = named + count, shown + len(heads)

    assert shown / named >= 0.95


def test_a_picture_of_any_width_shows_its_people() -> None:
    for width in (600.0, 1000.0, 1780.0):
        staged, shot = shoot(moment("facing", 3, position=5), MOOR, 3, width)

        assert len(visible(staged, shot, width)) == 3


def test_the_same_facts_are_seen_from_the_same_eye() -> None:
    scene = moment("facing", 3, position=4)

    assert shoot(scene, ROOM, 9) == shoot(scene, ROOM, 9)


def test_scenes_that_follow_one_another_are_seen_from_elsewhere() -> None:
    shots = [shoot(moment("facing", 2, position=position), ROOM, seed=position)[1] for position in range(1, 20)]
    alike = [
        one.name == other.name
        and math.dist(one.camera.eye, other.camera.eye) < 20
        and abs(one.camera.lens - other.camera.lens) < 100
        for one, other in pairwise(shots)
    ]

    assert sum(alike) == 0
    assert len({shot.name for shot in shots}) >= 4


@pytest.mark.parametrize(("distance", "sizes"), [("close", (0.6, 3.0)), ("long", (0.12, 0.75))])
def test_a_distance_says_how_large_the_focus_is(distance: str, sizes: tuple[float, float]) -> None:
    for position in range(1, 8):
        staged, shot = shoot(moment("facing", 2, position=position, distance=distance), MOOR, position)
        focus = see(shot.camera, staged.actors[0], staged.actors)

        assert sizes[0] < focus.scale * 100 / 1000 < sizes[1]


def test_every_set_up_is_used_by_some_scene() -> None:
    used = set()
    for position in range(1, 10):
        for relation in ("facing", "alone", "fighting with swords", "watching from afar"):
            scene = moment(relation, 1 if relation == "alone" else 2, position=position)
            used.add(shoot(scene, MOOR, position)[1].name)

    assert used == set(SHOTS)


def test_an_eye_is_never_outside_where_it_may_be() -> None:
    for position in range(1, 12):
        shot = shoot(replace(moment("crowd", 3), position=position), ROOM, position)[1]

        assert ROOM.camera_area.holds(shot.camera.eye[0], shot.camera.eye[2])
        assert shot.camera.eye[1] < ROOM.tall


def test_a_place_with_nobody_in_it_is_seen_whole() -> None:
    shot = shoot(moment("unknown", 0), ROOM, 1)[1]

    assert shot.name == "empty"
    assert shot.left_out == ()


def test_who_lies_in_a_bed_is_seen_from_the_side_but_over_a_shoulder() -> None:
    aside: dict[str, list[float]] = {}
    for seed in range(4):
        staged, shot = shoot(moment("at a bedside", 2, deed="sitting"), ROOM, seed)
        [ill] = [actor for actor in staged.actors if actor.on == "bed"]
        along = ill.ahead[0] * shot.camera.right[0] + ill.ahead[1] * shot.camera.right[2]
        aside.setdefault(shot.name, []).append(abs(along))

    assert min(along for name, views in aside.items() if name != "over" for along in views) > 0.85
