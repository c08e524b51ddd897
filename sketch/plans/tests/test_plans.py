"""Plans of places: the same from any viewpoint, another for each place of a book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sketch.paint.light import light_for
from sketch.plans.choosing import plan_for
from sketch.plans.grammar import PlanInvalid, terms
from sketch.plans.rooms.rows import ROOM_ROWS
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.scene import DepictedScene
from sketch.world.camera import Camera
from sketch.world.view import View

if TYPE_CHECKING:
    from sketch.paint.colours import RGB
    from sketch.plans.plan import Plan
    from sketch.record.shapes import Item

FROM_THE_DOOR = Camera((-20.0, 110.0, -90.0), (0.0, 60.0, 150.0), 900.0)
FROM_THE_CORNER = Camera((-110.0, 100.0, 40.0), (60.0, 55.0, 200.0), 640.0)


def painted(plan: Plan, scene: DepictedScene, camera: Camera) -> tuple[Item, ...]:
    recorder = Recorder((100, 100), 0.1)
    view = View(recorder, camera, light_for("day", "clear", "calm"), scene, 7)
    plan.backdrop(view)
    for piece in plan.pieces:
        piece.paint(view)
    plan.foreground(view)
    return recorder.items


def colours(items: tuple[Item, ...]) -> set[RGB]:
    return {item.colour for item in items if isinstance(item, Shape)}


def test_a_place_is_the_same_whenever_we_come_back_to_it() -> None:
    scene = DepictedScene(place="parlour", place_key="the vicarage")

    first, again = plan_for(scene), plan_for(scene)

    assert first.spots == again.spots
    assert [(piece.at, piece.radius) for piece in first.pieces] == [(piece.at, piece.radius) for piece in again.pieces]
    assert painted(first, scene, FROM_THE_DOOR) == painted(again, scene, FROM_THE_DOOR)


def test_two_viewpoints_see_the_same_furniture_in_the_same_colours() -> None:
    scene = DepictedScene(place="parlour", place_key="the vicarage")
    plan = plan_for(scene)

    door, corner = (painted(plan, scene, camera) for camera in (FROM_THE_DOOR, FROM_THE_CORNER))

    assert door != corner
    assert len(colours(door) & colours(corner)) > 0.4 * len(colours(corner))


def test_each_place_of_a_book_is_furnished_in_its_own_way() -> None:
    plans = [plan_for(DepictedScene(place="parlour", place_key=f"house {n}")) for n in range(20)]

    assert len({tuple(piece.at for piece in plan.pieces) for plan in plans}) == 20


@pytest.mark.parametrize("place", ROOM_ROWS)
def test_a_plan_has_room_for_people_and_for_an_eye(place: str) -> None:
    plan = plan_for(DepictedScene(place=place, place_key="k", indoors=True))

    assert plan.spots_of("stand", "bench", "seat", "deck")
    assert all(plan.floor.holds(*plan.floor.kept(spot.at[0], spot.at[2])) for spot in plan.spots)
    assert plan.camera_area.z0 < plan.floor.z0


@pytest.mark.parametrize("text", ["armchair@", "Chair", "a*x", "a||"])
def test_what_is_no_thing_of_a_plan_is_refused(text: str) -> None:
    with pytest.raises(PlanInvalid):
        terms(text)
