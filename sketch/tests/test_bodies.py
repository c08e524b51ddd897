"""Bodies in pictures: faces that no arm hides, sleepers in their beds, seats under whoever sits, feet on the ground."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from sketch.artist import record_scene
from sketch.outputs.masks import heads_shown, visible
from sketch.paint.light import light_for
from sketch.picture import HALF, Composed, compose
from sketch.record.shapes import Shape
from sketch.repertoire import KNOWN
from sketch.scene import DepictedPerson, DepictedScene
from sketch.staging.casting import BED, SITTING
from sketch.staging.ground import plan_of

ANN = DepictedPerson("ann", "Ann", "female", "young", part="actor", period="1880s")
BOB = DepictedPerson("bob", "Bob", "male", "adult", part="object", period="1880s")
CID = DepictedPerson("cid", "Cid", "male", "child", period="1880s")
TOUCHING = [
    "fighting with fists",
    "seizing",
    "threatening",
    "embracing",
    "kissing",
    "comforting",
    "giving",
    "taking",
    "whispering",
    "dancing",
    "holding",
    "leading",
]


def composed(scene: DepictedScene, seed: int = 3) -> Composed:
    return compose(scene, plan_of(scene), light_for("day", "clear", "calm"), seed=seed, width=1000.0)


@pytest.mark.parametrize("relation", TOUCHING)
def test_no_arm_hides_a_face(relation: str) -> None:
    """Of all who hold, fight or give, half of each head is to be seen."""
    shares: list[float] = []
    for position, place in enumerate(("parlour", "street", "forest"), 1):
        scene = DepictedScene(place, place, place == "parlour", people=(ANN, BOB), relation=relation, position=position)
        shown = heads_shown(record_scene(scene, size=(320, 320), seed=position).drawn)
        shares += [shown["ann"], shown["bob"]]

    assert min(shares) >= HALF


def test_an_arm_that_is_raised_over_the_head_is_behind_it() -> None:
    for deed in ("breaking", "throwing", "shouting"):
        scene = DepictedScene("field", deed=deed, people=(ANN,))
        shown = heads_shown(record_scene(scene, size=(320, 320), seed=4).drawn)

        assert shown["ann"] > 0.8, deed


@pytest.mark.parametrize("place", ["bedroom", "hospital", "parlour", "ship's cabin"])
def test_who_sleeps_in_a_house_lies_in_a_bed_with_the_head_on_its_pillow(place: str) -> None:
    scene = DepictedScene(place, place, indoors=True, deed="sleeping", people=(ANN, BOB))
    found = composed(scene)
    sleeper = found.staged.actors[0]
    beds = [(piece.at[0], piece.at[2]) for piece in found.plan.pieces]
    beds += [thing.at for thing in found.staged.things if thing.kind == "bed"]
    head = next(one for one in visible(record_scene(scene, size=(320, 320), seed=3).drawn) if one.owner == "ann")

    assert sleeper.abed
    assert sleeper.seat == pytest.approx(BED, abs=6)
    assert min(math.dist(sleeper.at, at) for at in beds) < 12
    assert head.head > HALF


def test_a_sleeper_is_under_a_blanket_from_whatever_side_one_looks() -> None:
    parts: list[set[str]] = []
    scene = DepictedScene("bedroom", "b", indoors=True, deed="sleeping", people=(ANN,))
    for seed in range(4):
        drawn = record_scene(scene, size=(320, 320), seed=seed).drawn
        own = [item for item in drawn.flat() if isinstance(item, Shape) and item.tags.owner == "ann"]
        parts.append({shape.tags.part for shape in own})

    assert all({"blanket", "face"} <= each for each in parts)
    assert not any({"legs", "feet"} & each for each in parts)


def test_beasts_lie_on_the_bed_and_not_under_its_blanket() -> None:
    dog = DepictedPerson("dog", "Dog", species="dog", part="actor")
    scene = DepictedScene("bedroom", "b", indoors=True, deed="sleeping", people=(dog,))

    assert not composed(scene).staged.actors[0].abed


@pytest.mark.parametrize("place", ["parlour", "kitchen", "tavern", "garden", "beach"])
@pytest.mark.parametrize("deed", ["sitting", "eating", "weeping", "writing", "reading"])
def test_whoever_sits_has_a_seat_and_it_is_drawn(place: str, deed: str) -> None:
    scene = DepictedScene(place, place, indoors=place not in ("garden", "beach"), deed=deed, people=(ANN, BOB, CID))
    found = composed(scene)
    seats = [*((p.at[0], p.at[2]) for p in found.plan.pieces if p not in found.left_away)]
    seats += [thing.at for thing in found.staged.things if thing not in found.left_away]

    for actor in found.staged.actors:
        if actor.pose in SITTING:
            assert min((math.dist(actor.at, at) - 26 for at in seats), default=99.0) < 0, actor.key


@pytest.mark.parametrize("deed", sorted({"jumping", "falling"} & KNOWN.deeds.keys()))
def test_nobody_hovers_higher_than_one_leaps(deed: str) -> None:
    for place in ("parlour", "field"):
        found = composed(DepictedScene(place, place, indoors=place == "parlour", deed=deed, people=(ANN, BOB)))

        assert all(actor.lift <= 14 for actor in found.staged.actors)


@pytest.mark.parametrize("place", ["forest", "river", "hill", "garden", "beach", "field"])
def test_small_beings_are_in_the_picture_wherever_they_fall(place: str) -> None:
    people = (replace(ANN, species="hedgehog", part="actor"), replace(BOB, species="hare", part="present"))
    for key in ("a", "b", "c"):
        found = composed(DepictedScene(place, key, deed="falling", people=people))

        assert found.shot.left_out == ()


def test_no_stranger_of_a_crowd_stands_before_a_named_face() -> None:
    for seed in range(3):
        scene = DepictedScene("street", "s", relation="crowd", people=(ANN, replace(BOB, part="present"), CID))
        shown = heads_shown(record_scene(scene, size=(320, 320), seed=seed).drawn)

        assert min(shown[key] for key in ("ann", "bob", "cid") if key in shown) >= HALF


def crowd(place: str, *people: DepictedPerson) -> list[bool]:
    """Return of each of a crowd whether it is a grown man."""
    found = composed(DepictedScene(place, place, relation="crowd", people=people))
    return [actor.plan.sex == "male" and actor.plan.years != "child" for actor in found.staged.crowd]


def test_a_crew_and_a_company_of_men_have_no_ladies_and_children_among_them() -> None:
    assert all(crowd("ship", ANN, BOB))
    assert all(crowd("beach", BOB, replace(BOB, key="dan")))
    assert not all(crowd("street", ANN, BOB))


@pytest.mark.parametrize("deed", ["running", "walking", "fleeing"])
def test_nobody_runs_about_in_a_boat(deed: str) -> None:
    found = composed(DepictedScene("rowing boat", "r", deed=deed, people=(ANN, BOB)))

    assert {actor.pose for actor in found.staged.actors} <= SITTING
