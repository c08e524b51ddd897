"""Plans of places: the same from any viewpoint, another for each place of a book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sketch.paint.light import light_for
from sketch.plans.choosing import PLAN_KINDS, plan_for
from sketch.plans.furniture.catalogue import ITEMS
from sketch.plans.grammar import PlanInvalid, terms
from sketch.plans.growing.catalogue import GROWTHS
from sketch.plans.landscapes.rows import LANDSCAPE_ROWS
from sketch.plans.landscapes.scattering import PATTERNS
from sketch.plans.rooms.floors import CEILINGS
from sketch.plans.rooms.rows import ROOM_ROWS
from sketch.plans.rooms.wall_items import WALL_ITEMS
from sketch.plans.rooms.walls import FINISHES
from sketch.plans.wording.periods import period_of
from sketch.plans.wording.places import WORDS
from sketch.record.recorder import Recorder
from sketch.record.shapes import Shape
from sketch.repertoire import KNOWN
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


@pytest.mark.parametrize("place", KNOWN.places)
@pytest.mark.parametrize("indoors", [True, False])
def test_a_plan_has_room_for_people_and_for_an_eye(place: str, indoors: bool) -> None:
    plan = plan_for(DepictedScene(place=place, place_key="k", indoors=indoors))

    assert plan.spots_of("stand", "bench", "seat", "deck")
    assert plan.camera_area.z0 < plan.floor.z0
    assert plan.kind in PLAN_KINDS


@pytest.mark.parametrize("place", KNOWN.places)
def test_every_place_is_painted_from_anywhere_in_every_weather(place: str) -> None:
    scene = DepictedScene(place=place, place_key="k", indoors=place in ("castle", "ship"))
    plan = plan_for(scene)
    area = plan.camera_area
    for weather, eye in (
        ("snow", (area.x0, 140.0, area.z0)),
        ("rain", (area.x1, 30.0, area.z1)),
        ("fog", (0.0, 80.0, 0.0)),
    ):
        camera = Camera((eye[0], min(eye[1], plan.tall - 12), eye[2]), (10.0, 40.0, 200.0), 800.0, roll=0.05)
        assert painted(plan, replace(scene, weather=weather), camera)


@pytest.mark.parametrize("place", ["street", "forest", "harbour"])
def test_what_stands_in_a_landscape_shifts_against_what_lies_far_off(place: str) -> None:
    """One step aside moves the near by more than the far: the picture is no painted wall."""
    scene = DepictedScene(place=place, place_key="k")
    plan = plan_for(scene)
    near = min((piece for piece in plan.pieces if piece.at[2] > 60), key=lambda piece: piece.at[2])
    here, there = (Camera((x, 90.0, -200.0), (x, 60.0, 200.0), 900.0) for x in (0.0, 40.0))

    shift = [here.point(at)[0] - there.point(at)[0] for at in (near.at, (0.0, 0.0, 4000.0))]

    assert shift[0] > 5 * shift[1]


@pytest.mark.parametrize("text", ["armchair@", "Chair", "a*x", "a||"])
def test_what_is_no_thing_of_a_plan_is_refused(text: str) -> None:
    with pytest.raises(PlanInvalid):
        terms(text)


def kinds_at(**facts: object) -> list[str]:
    """Return the colours and number of what is painted: what a plan's words change shows in them."""
    scene = DepictedScene(place_key="k", **facts)  # type: ignore[arg-type]
    return sorted(map(repr, painted(plan_for(scene), scene, FROM_THE_DOOR)))


def test_the_words_for_a_place_change_what_is_there() -> None:
    bare = kinds_at(place="room", indoors=True)

    assert kinds_at(place="room", indoors=True, place_words=("a grand piano", "red walls")) != bare
    assert kinds_at(place="room", indoors=True, place_words=("the silence",)) == bare


def test_a_place_that_nobody_knows_is_made_from_its_words() -> None:
    def kind(*words: str, indoors: bool) -> str:
        return plan_for(DepictedScene(place="unknown", place_key="k", place_words=words, indoors=indoors)).kind

    assert kind("wooden pews", "an altar", indoors=True) == "church"
    assert kind("a quay with nets", indoors=False) == "harbour"
    assert kind("an odd feeling", indoors=False) == "meadow"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("1880s", "victorian"),
        ("1350", "medieval"),
        ("the 14th century", "medieval"),
        ("Regency England", "georgian"),
        ("2350", "future"),
        ("present day", "modern"),
    ],
)
def test_a_time_is_known_by_its_year_or_its_name(text: str, name: str) -> None:
    period = period_of(text)

    assert period is not None
    assert period.name == name


def test_a_time_that_is_not_told_is_none() -> None:
    assert period_of("") is None
    assert period_of("some time or other") is None


def test_another_time_furnishes_a_room_in_its_own_way() -> None:
    rooms = [kinds_at(place="study", indoors=True, period=period) for period in ("medieval", "1880s", "2024", "2500")]

    assert len({tuple(room) for room in rooms}) == 4


def test_all_that_plans_periods_and_words_name_can_be_drawn() -> None:
    rows = [*(row.things for row in ROOM_ROWS.values()), *(row.things for row in LANDSCAPE_ROWS.values())]
    things = {name for row in rows for term in row for name in term.names}
    walls = {name for row in ROOM_ROWS.values() for side in row.sides.values() for term in side for name in term.names}
    drawn = {*ITEMS, *GROWTHS}
    told = {name for text in (*WORDS.things.values(), *WORDS.outdoors.values()) for name in terms(text)[0].names}

    assert things | told <= drawn
    assert walls | set(WORDS.walls.values()) <= set(WALL_ITEMS)
    assert set(WORDS.finishes.values()) <= set(FINISHES)
    assert {name for row in ROOM_ROWS.values() for name in row.ceiling} <= CEILINGS
    assert set(WORDS.kinds.values()) <= PLAN_KINDS
    assert all(term.where in PATTERNS for row in LANDSCAPE_ROWS.values() for term in row.things)


def test_what_is_painted_says_how_far_off_it_is() -> None:
    scene = DepictedScene(place="forest", place_key="k")

    items = painted(plan_for(scene), scene, FROM_THE_DOOR)
    depths = {item.tags.depth for item in items if isinstance(item, Shape) and item.tags.role in ("thing", "ground")}

    assert len(depths) > 6
    assert max(depths) > 1000


def test_the_moon_lays_a_path_on_water_by_night_and_not_by_day() -> None:
    def streaks(time_of_day: str) -> int:
        scene = DepictedScene(place="sea", place_key="k", time_of_day=time_of_day, weather="clear")
        recorder = Recorder((100, 100), 0.1)
        view = View(recorder, FROM_THE_DOOR, light_for(time_of_day, "clear", "calm"), scene, 7)
        plan_for(scene).backdrop(view)
        glow = view.light.glow
        return sum(
            len(item.outlines)
            for item in recorder.items
            if isinstance(item, Shape) and item.tags.role == "texture" and item.colour == glow
        )

    assert streaks("night") > 5
    assert streaks("day") == 0


def test_a_bridge_carries_people_over_its_arches() -> None:
    scene = DepictedScene(place="bridge", place_key="k")
    plan = plan_for(scene)

    assert plan.below > 100
    assert all(spot.at[1] == 0 for spot in plan.spots_of("stand"))
    assert any(mark.half > plan.below for mark in plan.landmarks)


@pytest.mark.parametrize(
    ("place", "words", "kind"),
    [
        ("rowing boat", (), "rowing-boat"),
        ("rowing boat", ("oars", "water close on both sides"), "rowing-boat"),
        ("rowing boat", ("a broad river", "oars"), "river-boat"),
        ("lake", (), "river-boat"),
        ("sea", (), "rowing-boat"),
    ],
)
def test_a_boat_has_banks_only_where_its_place_names_them(place: str, words: tuple[str, ...], kind: str) -> None:
    scene = DepictedScene(place, "b", place_words=words)

    assert plan_for(scene, "rowing-boat").kind == kind


@pytest.mark.parametrize(("place", "thing"), [("tavern", "casks"), ("stable", "horse-box"), ("office", "pigeonholes")])
def test_a_room_of_work_has_what_tells_it(place: str, thing: str) -> None:
    for n in range(12):
        marks = plan_for(DepictedScene(place, f"{place} {n}", indoors=True)).landmarks

        assert any(mark.kind == thing for mark in marks)


def test_masts_and_rails_tell_the_deck_of_a_ship() -> None:
    assert {"mast", "rail", "hatch"} <= {mark.kind for mark in plan_for(DepictedScene("ship", "s")).landmarks}
