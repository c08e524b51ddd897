"""No furniture covers a face: what is drawn before people is found by drawing it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from sketch.camera.covering import covering
from sketch.camera.scoring import VISIBLE
from sketch.camera.seen import see, shown_of
from sketch.paint.light import light_for
from sketch.picture import compose
from sketch.plans.plan import Piece
from sketch.record.recorder import Recorder
from sketch.repertoire import KNOWN
from sketch.staging.ground import plan_of
from sketch.staging.tests.grounds import MOOR, moment
from sketch.world.view import View

if TYPE_CHECKING:
    from sketch.picture import Composed
    from sketch.scene import DepictedScene

LIGHT = light_for("day", "clear", "calm")


def curtain(view: View) -> None:
    """Paint over the whole picture."""
    view.sheet.fill([[(-9.0, -9.0), (1009.0, -9.0), (1009.0, 1009.0), (-9.0, 1009.0)]], (90, 60, 60))


def composed(scene: DepictedScene, seed: int) -> Composed:
    return compose(scene, plan_of(scene), LIGHT, seed=seed, width=1000.0)


def faces(picture: Composed, scene: DepictedScene) -> tuple[set[str], set[str]]:
    """Return whose heads people leave free, and whose furniture covers."""
    camera, staged = picture.shot.camera, picture.staged
    seen = [see(camera, actor, staged.actors) for actor in staged.everybody]
    view = View(Recorder((1, 1), 0.001), camera, LIGHT, scene, 1)
    free = {one.actor.key for one in seen if one.actor.named and shown_of(one, seen, 1000.0) >= VISIBLE}
    plan = replace(picture.plan, pieces=tuple(p for p in picture.plan.pieces if p not in picture.left_away))
    staged = replace(staged, things=tuple(t for t in staged.things if t not in picture.left_away))
    return free, {one.actor.key for _, one in covering(plan, staged, seen, view)}


def test_what_hangs_before_everybody_covers_them_and_is_left_away() -> None:
    scene = moment("facing", 2, position=3)
    spots = [(60.0 * n, 60.0 * k) for n in range(-8, 9) for k in range(-6, 9)]
    before = tuple(Piece((x, 0.0, z), 1.0, curtain, blocks=False) for x, z in spots)
    picture = compose(scene, replace(MOOR, pieces=before), LIGHT, seed=3, width=1000.0)

    assert picture.left_away
    assert set(picture.left_away) <= set(before)
    assert faces(picture, scene)[1] == set()


def test_nobody_is_hidden_whom_the_facts_name_in_any_place() -> None:
    """The truth of a picture: whoever is named shows a quarter of the head, or is named as left out."""
    named = shown = 0
    relations = [relation for relation in KNOWN.relations if relation != "unknown"]
    for number, place in enumerate(KNOWN.places):
        scene = moment(relations[number % len(relations)], 1 + number % 4, position=number + 1)
        scene = replace(scene, place=place, indoors=number % 2 == 0)
        picture = composed(scene, number)
        free, covered = faces(picture, scene)

        assert covered == set(), place
        assert free | set(picture.shot.left_out) == {actor.key for actor in picture.staged.actors}, place
        named, shown = named + len(scene.people), shown + len(free)

    assert shown / named >= 0.95


@pytest.mark.parametrize("place", ["sailing boat", "carriage", "tavern", "bedroom", "forest"])
def test_the_same_facts_are_composed_the_same(place: str) -> None:
    scene = replace(moment("facing", 3, position=2), place=place)

    assert composed(scene, 4).shot == composed(scene, 4).shot
