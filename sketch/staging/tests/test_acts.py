"""Acts: a deed is shown as its words tell it, with its thing in the hand or before who does it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from sketch.artist import record_scene
from sketch.camera.posture import stand_of
from sketch.camera.seen import see
from sketch.deeds.things import HANDLED
from sketch.figures.poses import pose_named
from sketch.paint.light import light_for
from sketch.picture import Composed, compose
from sketch.record.shapes import Shape
from sketch.scene import DepictedPerson, DepictedScene
from sketch.staging.acts import ACTS, act_of, is_done_to_somebody, load_acts
from sketch.staging.formations import FormationsInvalid
from sketch.staging.ground import plan_of
from sketch.staging.pieces import PIECES

if TYPE_CHECKING:
    from pathlib import Path

ADA = DepictedPerson("ada", "Ada", gender="female", age="adult", part="actor")
BEN = DepictedPerson("ben", "Ben", gender="male", age="adult", part="object")


def told(deed: str, words: str, *people: DepictedPerson, place: str = "room", thing: str = "") -> DepictedScene:
    return DepictedScene(
        place=place,
        place_key="k",
        indoors=place in ("room", "schoolroom", "parlour"),
        people=people or (ADA,),
        deed=deed,
        words=words,
        thing=thing,
        relation="beside" if len(people) > 1 else "alone",
        props=(thing,) if thing else (),
    )


def composed(scene: DepictedScene) -> Composed:
    return compose(scene, plan_of(scene), light_for("day", "clear", "calm"), seed=3, width=1000.0)


@pytest.mark.parametrize(
    ("deed", "words", "held", "piece"),
    [
        ("breaking", "was splitting wood", "axe", "block"),
        ("writing", "wrote on the blackboard above her head", "chalk", "blackboard"),
        ("writing", "wrote a letter", "quill", "paper"),
        ("eating", "ate a hearty breakfast", "spoon", "bowl"),
        ("opening", "opened the door", "", "doorway"),
        ("taking", "took the Golden Cap from her cupboard", "hat", "cupboard"),
        ("carrying", "carried the tray downstairs", "tray", ""),
        ("pushing", "pushed the boat into the water", "", "boat"),
        ("working", "swept the floor", "broom", ""),
        ("searching", "hunting out her workbasket", "", "basket"),
        ("giving", "held out a letter", "letter", ""),
    ],
)
def test_what_is_done_is_in_the_hand_or_before_who_does_it(deed: str, words: str, held: str, piece: str) -> None:
    staged = composed(told(deed, words)).staged

    assert staged.actors[0].held == held
    assert {thing.kind for thing in staged.things if thing.by == 0} >= ({piece} if piece else set())


def test_what_is_given_is_in_the_hand_of_who_gives_and_the_hands_meet() -> None:
    picture = composed(told("giving", "gave him the ring", ADA, BEN))
    people = [see(picture.shot.camera, actor, picture.staged.actors) for actor in picture.staged.actors]
    giver, taker = (stand_of(seen, people, 1) for seen in people)

    assert picture.staged.actors[0].held == "jewel"
    assert giver.held is HANDLED["jewel"]
    assert taker.held is None
    assert giver.far_hand is not None
    assert taker.far_hand is not None


def test_a_long_tool_has_both_hands_on_its_shaft() -> None:
    picture = composed(told("digging", "was digging", place="garden"))
    people = [see(picture.shot.camera, actor, picture.staged.actors) for actor in picture.staged.actors]
    stand, pose = stand_of(people[0], people, 1), pose_named("dig")

    assert stand.near_hand is not None
    assert pose.angle is not None
    assert pose.shaft > 0
    assert math.isclose(stand.grip, math.radians(pose.angle - 180))


@pytest.mark.parametrize(
    ("deed", "words", "place"),
    [
        ("breaking", "was splitting wood", "forest"),
        ("reading", "read the letter", "parlour"),
        ("drinking", "drank a cup of tea", "parlour"),
        ("looking", "looked through his spyglass", "ship"),
    ],
)
def test_the_thing_of_a_deed_is_in_the_picture(deed: str, words: str, place: str) -> None:
    scene = told(deed, words, place=place)
    drawn = record_scene(scene, size=(200, 200), seed=5).drawn
    held = [item for item in drawn.flat() if isinstance(item, Shape) and item.tags.part == "held"]
    points = [point for shape in held for outline in shape.outlines for point in outline]

    assert points
    assert all(-20 < x < 1020 and -20 < y < 1020 for x, y in points)


def test_who_is_known_to_lie_stands_up_for_what_is_done_with_the_hands() -> None:
    lying = DepictedPerson("ada", "Ada", gender="female", age="adult", part="actor", pose="lying")
    staged = composed(told("taking", "took a golden sovereign from his pocket", lying)).staged

    assert staged.actors[0].pose == "draw out"
    assert staged.actors[0].held == "coin"


def test_who_sits_and_smokes_has_a_chair() -> None:
    sitting = DepictedPerson("ada", "Ada", gender="female", age="adult", part="actor", pose="sitting")
    staged = composed(told("smoking", "lit his pipe", sitting)).staged

    assert staged.actors[0].pose == "smoke seated"
    assert staged.actors[0].held == "smoked pipe"


def test_him_is_the_other_of_two_and_her_only_where_nothing_is_hers() -> None:
    other = DepictedPerson("ben", "Ben", gender="male", age="adult")

    assert is_done_to_somebody(told("pushing", "shoving him back into the chair", ADA, other))
    assert is_done_to_somebody(told("pushing", "pushed her back", ADA, other))
    assert not is_done_to_somebody(told("taking", "picked up her hat", ADA, other))


def test_nobody_digs_in_a_floor_of_boards() -> None:
    assert plan_of(told("digging", "was digging", place="parlour")).roofed is False


def test_a_deed_without_words_is_shown_as_its_kind_is() -> None:
    assert act_of(told("writing", "")) is None


def test_a_deed_that_words_do_not_say_more_of_is_shown_as_its_kind_is() -> None:
    assert act_of(told("talking", "spoke to her sister")) is None


def test_a_crowd_looks_on_at_a_deed() -> None:
    scene = told("seizing", "snatching the burning harpoon", place="ship")
    formation = act_of(DepictedScene(**{**{f: getattr(scene, f) for f in scene.__slots__}, "relation": "crowd"}))

    assert formation is not None
    assert formation.crowd > 0


def test_every_piece_of_every_act_can_be_drawn() -> None:
    kinds = {piece.kind for act in ACTS for piece in act.formation.pieces}
    named = {kind.removeprefix("thing").removeprefix(" or ") for kind in kinds} - {""}

    assert named <= {*PIECES, *HANDLED}


def test_everything_that_an_act_holds_can_be_drawn() -> None:
    places = [place for act in ACTS for place in act.formation.places]
    held = {place.held.removeprefix("thing").removeprefix(" or ") for place in places} - {"", "it"}

    assert held <= set(HANDLED)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ('nouns = "axe"\nfirst = { pose = "dig" }', "deeds or verbs"),
        ('deeds = "levitating"\nfirst = { pose = "dig" }', "levitating"),
        ('deeds = "digging"\nformation = "nowhere"', "nowhere"),
        ('deeds = "digging"\nfirst = { pose = "levitating" }', "levitating"),
    ],
)
def test_an_act_that_is_wrong_is_refused_in_words(tmp_path: Path, row: str, complaint: str) -> None:
    file = tmp_path / "acts.toml"
    file.write_text(f"[chopping]\n{row}\n", encoding="utf-8")

    with pytest.raises(FormationsInvalid, match=complaint):
        load_acts(file)


def test_who_sobs_weeps_whatever_the_deed_was_taken_for() -> None:
    staged = composed(told("making music", "blowing her nose and sobbing")).staged

    assert staged.formation == "weeping"
    assert staged.actors[0].held == ""


def test_a_fire_that_somebody_sits_at_burns_under_the_sky_and_in_a_room_on_its_hearth() -> None:
    outside = composed(told("sitting", "sat down quite close to the fire", place="mountain")).staged
    within = composed(told("sitting", "sat down quite close to the fire", place="parlour")).staged

    assert "fire" in {thing.kind for thing in outside.things}
    assert "fire" not in {thing.kind for thing in within.things if thing.by is not None}
