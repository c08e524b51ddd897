"""Staging: everybody on the floor, nobody in another, and those who belong together as their formation has them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest

from sketch.plans.choosing import plan_for
from sketch.repertoire import KNOWN
from sketch.scene import DepictedScene
from sketch.staging.ground import plan_of
from sketch.staging.stage import stage
from sketch.staging.tests.grounds import MOOR, ROOM, moment, people

SEEDS = range(6)


@pytest.mark.parametrize("relation", KNOWN.relations)
@pytest.mark.parametrize("count", [1, 2, 4, 6])
def test_everybody_is_on_the_floor_and_nobody_stands_in_another(relation: str, count: int) -> None:
    for seed in SEEDS:
        staged = stage(moment(relation, count), ROOM, seed)
        fixed = {staged.actors[number].at for number in staged.pair}

        assert len(staged.actors) == count
        for actor in staged.everybody:
            assert ROOM.floor.holds(*actor.at), (relation, actor.key)
        for one, other in combinations(staged.actors, 2):
            near = math.dist(one.at, other.at)
            assert near > (6 if {one.at, other.at} <= fixed else 12), (relation, one.key, other.key, seed)


def test_the_same_facts_are_staged_the_same_and_another_seed_differs() -> None:
    scene = moment("facing", 3)

    assert stage(scene, ROOM, 1) == stage(scene, ROOM, 1) != stage(scene, ROOM, 2)


def test_who_may_not_be_there_is_farther_off_than_the_others_and_looks_away() -> None:
    scene = moment("facing", 3)
    vague = replace(scene, people=(*scene.people[:2], replace(scene.people[2], is_vague=True)))
    for seed in SEEDS:
        staged = stage(vague, MOOR, seed)
        apart = math.dist(staged.actors[2].at, staged.actors[0].at)

        assert apart > 120 > math.dist(staged.actors[0].at, staged.actors[1].at)
        assert staged.actors[2].look is None


def test_the_deed_decides_where_the_relation_says_little_and_the_relation_where_it_says_more() -> None:
    assert stage(moment("unknown", 1, deed="digging"), MOOR, 1).formation == "digging"
    assert stage(moment("embracing", 2, deed="talking"), MOOR, 1).formation == "embracing"


def test_nobody_embraces_the_air() -> None:
    alone = stage(moment("embracing", 1), MOOR, 1)

    assert alone.formation == "standing"
    assert alone.actors[0].near is None


def test_a_pose_that_the_facts_give_goes_before_one_that_the_formation_leaves_open() -> None:
    scene = moment("beside", 2)
    kneeling = replace(scene, people=(replace(scene.people[0], pose="kneeling"), scene.people[1]))

    assert stage(kneeling, MOOR, 1).actors[0].pose == "kneeling"
    assert stage(replace(kneeling, relation="chasing"), MOOR, 1).actors[0].pose == "flee"


def test_a_crowd_is_many_whom_nobody_names_and_a_group_is_several_alike() -> None:
    crowd = stage(moment("crowd", 2), MOOR, 1)
    group = replace(people(1)[0], is_group=True, clothes=())
    pack = stage(replace(moment("beside", 1), people=(group,)), MOOR, 1)

    assert len(crowd.crowd) >= 10
    assert not any(actor.named for actor in crowd.crowd)
    assert len(pack.actors) == 1
    assert 3 <= len(pack.crowd) <= 6


def test_children_giants_and_dwarfs_have_their_size() -> None:
    child, giant = replace(people(1)[0], age="child"), replace(people(1)[0], size="giant")
    staged = stage(replace(moment("facing", 2), people=(child, giant)), MOOR, 1)

    assert staged.actors[0].size < 0.75
    assert staged.actors[1].size > 1.3


def test_what_the_scene_names_takes_the_place_of_what_the_formation_has_in_hand() -> None:
    duel = moment("fighting with swords", 2)

    assert [actor.held for actor in stage(duel, MOOR, 1).actors] == ["sword", "sword"]
    assert stage(replace(duel, props=("a knife",)), MOOR, 1).actors[0].held == "knife"


def test_things_that_stand_about_have_room_of_their_own() -> None:
    for seed in SEEDS:
        staged = stage(moment("facing", 3, props=("table", "chest")), ROOM, seed)
        for thing in staged.things:
            assert min(math.dist(thing.at, actor.at) for actor in staged.actors) > 25


def test_who_is_only_there_does_not_do_the_deed() -> None:
    scene = moment("beside", 3, deed="running")
    bystander = replace(scene, people=(scene.people[0], *(replace(p, part="present") for p in scene.people[1:])))

    assert [actor.pose == "flee" for actor in stage(bystander, MOOR, 1).actors] == [True, False, False]
    assert {actor.pose for actor in stage(moment("chasing", 3), MOOR, 1).actors} == {"flee", "running"}


@pytest.mark.parametrize(
    ("relation", "place", "kind"),
    [
        ("rowing", "river", "river-boat"),
        ("rowing", "rowing boat", "rowing-boat"),
        ("swimming", "lake", "water"),
        ("driving", "road", "cart"),
        ("driving", "motor car", "motor-car"),
        ("facing", "river", "river"),
    ],
)
def test_a_deed_has_the_ground_that_it_needs(relation: str, place: str, kind: str) -> None:
    assert plan_of(replace(moment(relation, 2), place=place, indoors=False)).kind == kind


def test_in_a_boat_everybody_has_a_seat_of_their_own() -> None:
    scene = replace(moment("rowing", 4), place="river", indoors=False)
    plan = plan_of(scene)
    seats = {(spot.at[0], spot.at[2]) for spot in plan.spots}
    for seed in SEEDS:
        places = [actor.at for actor in stage(scene, plan, seed).actors]

        assert len({*places}) == 4
        assert {*places} <= seats


def test_a_seat_is_as_high_as_the_plan_has_it_and_a_child_sits_higher_up_on_it() -> None:
    scene = replace(moment("seated at a table", 2), place="kitchen")
    plan = plan_for(scene)
    grown = stage(scene, plan, 1).actors[0]
    child = replace(scene, people=(replace(scene.people[0], age="child"), scene.people[1]))

    assert stage(child, plan, 1).actors[0].seat > grown.seat + 5


def test_who_sleeps_in_a_bedroom_lies_in_its_bed() -> None:
    scene = replace(moment("asleep", 1), place="bedroom")
    plan = plan_for(scene)
    (bed, *_) = plan.spots_of("bed")
    sleeper = stage(scene, plan, 1).actors[0]

    assert math.dist(sleeper.at, (bed.at[0], bed.at[2])) < 1
    assert sleeper.seat == bed.at[1] + bed.seat


@pytest.mark.parametrize("relation", ["beside", "facing", "alone"])
def test_whoever_flies_sits_in_the_aeroplane_and_is_seen_from_its_side(relation: str) -> None:
    scene = DepictedScene(place="aeroplane", place_key="a", people=people(2), relation=relation)
    plan = plan_of(scene)
    staged = stage(scene, plan, 4)

    assert {actor.at for actor in staged.actors} == {(spot.at[0], spot.at[2]) for spot in plan.spots_of("seat")}
    assert {actor.pose for actor in staged.actors} == {"sitting"}
    assert plan.camera_area.z1 < plan.floor.z0


@pytest.mark.parametrize("relation", ["reading aloud", "alone at a window", "arriving", "facing", "comforting"])
def test_nobody_is_pushed_into_somebody_else_by_a_wall(relation: str) -> None:
    for seed in SEEDS:
        deed = relation if relation == "arriving" else "unknown"
        scene = moment("beside" if deed == relation else relation, 2, deed=deed)
        one, other = stage(scene, ROOM, seed).actors

        assert math.dist(one.at, other.at) > 18


@pytest.mark.parametrize("lying", [0, 1])
def test_at_a_bedside_whoever_lies_is_in_the_bed(lying: int) -> None:
    scene = moment("at a bedside", 2, deed="lying")
    poses = ["lying" if number == lying else "standing" for number in range(2)]
    ill = replace(scene, people=tuple(replace(p, pose=pose) for p, pose in zip(scene.people, poses, strict=True)))
    staged = stage(ill, ROOM, 1)

    assert [actor.key for actor in staged.actors if actor.on == "bed"] == [ill.people[lying].key]
