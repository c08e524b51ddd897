"""The camera shows what a place is for: landmarks, and the horizon under the sky."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sketch.camera.choose import choose
from sketch.camera.seen import see
from sketch.camera.telling import told
from sketch.plans.plan import Landmark
from sketch.scene import DepictedScene
from sketch.staging.ground import plan_of
from sketch.staging.stage import stage
from sketch.staging.tests.grounds import MOOR, moment, people
from sketch.world.camera import Camera

WIDTH = 1000.0
LOOKING = Camera((0.0, 80.0, -300.0), (0.0, 80.0, 0.0), 1000.0)


def outdoors(place: str, position: int, distance: str) -> DepictedScene:
    return DepictedScene(place, place, people=people(2), position=position, distance=distance, relation="beside")


def test_a_landmark_tells_a_place_only_in_the_frame_and_before_the_eye() -> None:
    ahead, behind, beside = (
        Landmark((x, 0.0, z), 60.0, 0.0, 120.0, 1.0) for x, z in ((0.0, 200.0), (0.0, -900.0), (900.0, 200.0))
    )

    assert told(LOOKING, (ahead,), (), WIDTH) > 0.5
    assert told(LOOKING, (behind,), (), WIDTH) == 0.0
    assert told(LOOKING, (beside,), (), WIDTH) == 0.0
    assert told(LOOKING, (), (), WIDTH) == 1.0


def test_who_stands_before_a_landmark_hides_it() -> None:
    staged = stage(moment("alone", 1), MOOR, 1)
    actor = replace(staged.actors[0], at=(0.0, 0.0))
    mark = Landmark((0.0, 0.0, 100.0), 8.0, 40.0, 80.0, 1.0)

    assert told(LOOKING, (mark,), [see(LOOKING, actor, (actor,))], WIDTH) < 0.5 * told(LOOKING, (mark,), (), WIDTH)


@pytest.mark.parametrize("distance", ["medium", "long"])
@pytest.mark.parametrize("place", ["castle", "forest", "street", "mountain", "farmyard", "market", "harbour"])
def test_whole_people_under_the_sky_have_the_horizon_behind_them_and_one_knows_the_place(
    place: str, distance: str
) -> None:
    known = []
    for position in range(1, 7):
        scene = outdoors(place, position, distance)
        plan = plan_of(scene)
        staged = stage(scene, plan, position)
        shot = choose(scene, staged, plan, seed=position)[0]
        seen = [see(shot.camera, actor, staged.actors) for actor in staged.everybody]
        if shot.name in ("long", "medium", "high", "low"):
            known.append(told(shot.camera, plan.landmarks, seen, WIDTH))
            assert 0 < shot.camera.horizon < 1000

    assert sum(known) / len(known) > 0.45
    assert min(known) > 0.1


def test_what_few_places_have_tells_more_than_what_many_have() -> None:
    castle = plan_of(outdoors("castle", 1, "long")).landmarks
    church = plan_of(replace(outdoors("church", 1, "long"), indoors=True)).landmarks

    assert castle[0].weight > 0.7
    assert church[0].weight > 2 * church[-1].weight


def test_two_of_a_kind_tell_hardly_more_than_one_and_another_kind_much_more() -> None:
    camera = Camera((0.0, 100.0, -400.0), (0.0, 60.0, 200.0), 900.0)
    pew, other, altar = (
        Landmark((x, 0.0, 200.0), 30.0, 0.0, 60.0, 0.6, kind)
        for x, kind in ((-70.0, "pew"), (0.0, "pew"), (70.0, "altar"))
    )

    one, two, both = (told(camera, marks, [], 1000.0) for marks in ([pew], [pew, other], [pew, altar]))

    assert one < two < one + 0.3 * (both - one)
