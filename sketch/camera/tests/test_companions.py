"""Small companions: a face that nobody could read is brought near the eye, and all other scenes stay as they are."""

from __future__ import annotations

import pytest

from sketch.camera.companions import SEEN
from sketch.camera.seen import see
from sketch.paint.light import light_for
from sketch.picture import Composed, compose
from sketch.scene import DepictedPerson, DepictedScene
from sketch.staging.ground import plan_of

LIGHTHOUSE = DepictedPerson("rufus", "Rufus", species="lighthouse", age="young")
GIRL = DepictedPerson("ann", "Ann", gender="female", age="child")
CUB = DepictedPerson("cub", "the otter cub", species="otter", age="child", size="small")
MOUSE = DepictedPerson("mouse", "the mouse", species="mouse", age="child", size="small")


def composed(*people: DepictedPerson, place: str = "beach", position: int = 5) -> Composed:
    scene = DepictedScene(place=place, place_key="p", people=people, deed="talking", position=position)
    return compose(scene, plan_of(scene), light_for("day", "clear", "calm"), seed=5, width=1000)


def radii(made: Composed) -> list[float]:
    return [see(made.shot.camera, actor, made.staged.actors).radius for actor in made.staged.actors]


@pytest.mark.parametrize("small", [CUB, MOUSE], ids=lambda person: person.name)
@pytest.mark.parametrize("place", ["beach", "forest", "bedroom"])
def test_a_small_one_beside_a_tall_one_has_a_face_that_can_be_read(small: DepictedPerson, place: str) -> None:
    faces = [radii(composed(LIGHTHOUSE, small, place=place, position=number))[1] for number in range(1, 9)]

    assert sum(face >= SEEN for face in faces) >= 6


def test_they_stand_on_something_before_the_others() -> None:
    made = composed(LIGHTHOUSE, MOUSE)
    small = made.staged.actors[1]

    stand = next(thing for thing in made.staged.things if thing.kind == "stump")
    assert stand.at == small.at
    assert stand.high == pytest.approx(small.seat)
    assert made.shot.camera.seen((small.at[0], 0.0, small.at[1]))[2] < made.shot.camera.seen((0.0, 0.0, 190.0))[2]


def test_nobody_is_brought_near_at_sea_or_in_a_crowd_or_who_is_seen_well() -> None:
    crowd = [DepictedPerson(name, name) for name in "abc"]

    for made in (composed(LIGHTHOUSE, MOUSE, place="rowing boat"), composed(LIGHTHOUSE, MOUSE, *crowd), composed(GIRL)):
        assert not [thing for thing in made.staged.things if thing.kind in ("stump", "stool")]
