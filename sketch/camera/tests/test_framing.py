"""How people are framed: at the level of their eyes, large, low in the picture, and from the side where they touch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sketch.camera.choose import choose
from sketch.camera.seen import foot_of, see
from sketch.scene import DepictedPerson
from sketch.staging.stage import stage
from sketch.staging.tests.grounds import MOOR, ROOM, moment

if TYPE_CHECKING:
    from sketch.camera.choose import Shot
    from sketch.camera.seen import Seen
    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene

MANY = range(1, 13)


def framed(scene: DepictedScene, plan: Plan) -> tuple[Shot, list[Seen]]:
    staged = stage(scene, plan, scene.position)
    shot = choose(scene, staged, plan, seed=scene.position)[0]
    return shot, [see(shot.camera, actor, staged.actors) for actor in staged.actors]


def head_height(seen: Seen) -> float:
    return foot_of(seen.actor)[1] + (seen.y - seen.head[1]) / seen.scale


@pytest.mark.parametrize("plan", [ROOM, MOOR], ids=lambda plan: plan.kind)
def test_two_who_talk_are_seen_from_eye_level_or_below(plan: Plan) -> None:
    for position in MANY:
        shot, people = framed(moment("facing", 2, position=position, distance="medium"), plan)

        assert shot.camera.eye[1] < 1.12 * max(head_height(seen) for seen in people)


@pytest.mark.parametrize("species", ["mouse", "frog", "bee", "robin", "human", "horse"])
def test_whoever_a_picture_is_about_is_large_in_it_however_small_they_are(species: str) -> None:
    for position in MANY:
        alone = DepictedPerson("it", "It", species=species, part="actor")
        scene = replace(moment("alone", 1, position=position, distance="medium"), people=(alone,))
        _, (seen,) = framed(scene, MOOR)
        left, top, right, bottom = seen.reach

        assert max(right - left, bottom - top) > 300
        assert all(0 < part < 1000 for part in seen.head)


@pytest.mark.parametrize("relation", ["embracing", "kissing", "dancing"])
@pytest.mark.parametrize("plan", [ROOM, MOOR], ids=lambda plan: plan.kind)
def test_of_two_who_touch_both_faces_are_seen(relation: str, plan: Plan) -> None:
    backs = [seen.back for position in MANY for seen in framed(moment(relation, 2, position=position), plan)[1]]

    assert sum(backs) <= 1


def test_whoever_turns_to_somebody_else_is_seen_in_profile_and_whoever_looks_at_us_is_not() -> None:
    people = [seen for position in MANY for seen in framed(moment("facing", 2, position=position), MOOR)[1]]
    views = [framed(moment("embracing", 2, position=position), MOOR)[1] for position in MANY]

    assert any(seen.profile for seen in people)
    assert any(not seen.profile and not seen.back for seen in people)
    assert sum(seen.profile for pair in views for seen in pair) > len(MANY)
    assert not any(seen.profile and seen.back for seen in people)


def test_people_who_are_small_in_the_frame_stand_low_in_it() -> None:
    for position in MANY:
        shot, people = framed(moment("watching from afar", 2, position=position, distance="long"), MOOR)

        if shot.name in ("long", "medium", "low"):
            assert max(seen.reach[3] for seen in people) > 700
