"""Put people and things into a place: who stands where, how large, facing whom, with what in hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from sketch.creatures.plan import filling
from sketch.drawing import FEET, Drawing
from sketch.figures.beasts import draw_mount, saddle_height
from sketch.figures.figure import Held, Stand, draw_figure
from sketch.figures.plan import PersonPlan, plan_for
from sketch.paint.pen import Pen
from sketch.props.drawings import DRAWINGS
from sketch.props.vocabulary import PROPS, Prop, words_for_props
from sketch.staging.casting import formation_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sketch.scene import DepictedPerson, DepictedScene

MOST_PEOPLE = 6
MOST_THINGS = 2
WATERSIDE = frozenset({"sea", "beach", "river", "swamp", "meadow"})

# For so many people: each one's place across the picture (0 to 1), feet (units below FEET) and size of the focus.
_GROUPS: dict[int, tuple[tuple[float, float, float], ...]] = {
    1: ((0.50, 6, 1.0),),
    2: ((0.40, 10, 1.0), (0.62, 0, 0.97)),
    3: ((0.47, 18, 1.0), (0.70, 0, 0.93), (0.25, 2, 0.93)),
    4: ((0.42, 22, 1.0), (0.62, 14, 0.96), (0.82, -18, 0.86), (0.20, -14, 0.87)),
    5: ((0.46, 26, 1.0), (0.65, 16, 0.96), (0.26, 14, 0.95), (0.83, -30, 0.82), (0.10, -30, 0.82)),
    6: ((0.44, 28, 1.0), (0.62, 20, 0.97), (0.25, 16, 0.95), (0.79, 4, 0.9), (0.10, -34, 0.8), (0.93, -38, 0.8)),
}
_GROWN = {0: 520.0, 1: 540.0, 2: 520.0, 3: 480.0, 4: 436.0, 5: 404.0, 6: 384.0}
"""Height of a grown person in front, in drawing units, by the number of people."""


_FAR_OFF, _BEHIND = 0.36, 150
"""Height of somebody far off by that of one in front, and how far above them they stand, in drawing units."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody with their place in the picture."""

    plan: PersonPlan
    stand: Stand


def place_people(drawing: Drawing) -> list[Placed]:
    """Place everybody where they stand, those behind first."""
    people = drawing.scene.people[:MOST_PEOPLE]
    if not people:
        return []
    rng = drawing.chance("people")
    mirrored = rng.random() < 0.5
    held = [DRAWINGS[prop.name] for prop in _props(drawing.scene) if prop.carried][: len(people)]
    placed = [
        _placed(drawing, person, index, len(people), mirrored, held[index] if index < len(held) else None, rng)
        for index, person in enumerate(people)
    ]
    return sorted(placed, key=lambda one: one.stand.y)


def _placed(  # noqa: PLR0917
    drawing: Drawing, person: DepictedPerson, index: int, count: int, mirrored: bool, held: Held | None, rng: Random
) -> Placed:
    plan = plan_for(person)
    across, lower, size = _GROUPS[count][index]
    spread = min(1.0, 1000 / drawing.width)  # a wide picture keeps its group together
    across = 0.5 + (across - 0.5) * (0.62 + 0.38 * spread)
    if count == 1:
        across += rng.choice((-0.1, 0.1))
    across = 1 - across if mirrored else across
    facing = 1 if across < 0.5 else -1
    pose = _pose(drawing.scene, person)
    grown = _GROWN[count] * size * (0.6 if drawing.scene.distance == "long" else 1.0)
    if person.is_vague:
        grown, lower, pose = grown * _FAR_OFF, lower - _BEHIND, "standing"
    if pose == "riding":
        grown *= 0.78
    elif pose == "lying":
        grown *= 0.92
    if plan.creature is not None and not plan.creature.upright:
        grown = min(grown, filling(plan.creature, drawing.width * 0.8, 800))
    arms = (
        rng.choice(("rest", "gesture", "hip", "rest", "open"))
        if index == 0
        else rng.choice(("rest", "gesture", "clasp", "rest", "hip"))
    )
    may_hold = (
        held
        if (plan.creature is None or plan.creature.upright) and pose in ("standing", "walking", "sitting", "kneeling")
        else None
    )
    return Placed(
        plan,
        Stand(
            x=drawing.width * across + rng.uniform(-12, 12),
            y=FEET + lower,
            grown=grown,
            facing=facing,
            pose=pose,
            arms=arms,
            mood=drawing.scene.mood,
            held=may_hold,
            light_from=-1 if drawing.seed % 2 else 1,
            owner=person.key or person.name,
        ),
    )


def _pose(scene: DepictedScene, person: DepictedPerson) -> str:
    """Return the pose that somebody's facts give, or the one that their part in the deed does."""
    if person.pose != "standing" or person.part == "present":
        return person.pose
    formation = formation_of(scene)
    return formation.second.pose if person.part == "object" else formation.first.pose


def draw_people(drawing: Drawing, placed: Sequence[Placed]) -> None:
    """Draw everybody, those behind first."""
    for one in placed:
        stand, s = one.stand, one.stand.grown / 100
        if stand.pose == "riding":
            draw_mount(Pen(drawing.canvas, drawing.light, stand.x, stand.y, s, stand.facing))
            stand = replace(stand, y=stand.y - saddle_height(one.plan.tall) * s)
        draw_figure(drawing.canvas, drawing.light, one.plan, stand)


def draw_things(drawing: Drawing, placed: Sequence[Placed], *, indoors: bool) -> None:
    """Draw the things that stand about, in the gaps between the people."""
    animals = {one.plan.creature.name for one in placed if one.plan.creature is not None}
    things = [prop for prop in dict.fromkeys(_props(drawing.scene)) if not prop.carried and prop.name not in animals]
    standing = [thing for thing in things if _fits(thing, drawing.painting, indoors=indoors)][:MOST_THINGS]
    taken = sorted(one.stand.x for one in placed)
    grown = (placed[-1].stand.grown if placed else 520.0) / 100
    for index, thing in enumerate(standing):
        edges = [0.0, *taken, drawing.width]
        gaps = sorted(((b - a, (a + b) / 2) for a, b in pairwise(edges)), reverse=True)
        x = gaps[0][1] if taken else drawing.width * (0.34 + 0.32 * index)
        DRAWINGS[thing.name](
            Pen(drawing.canvas, drawing.light, x, FEET - 58, grown * 0.86, 1 if x < drawing.width / 2 else -1)
        )
        taken = sorted([*taken, x])


def _props(scene: DepictedScene) -> list[Prop]:
    """Find what the scene names and the vocabulary has, one for each word."""
    return [PROPS[word] for word in words_for_props(scene.props)]


def _fits(prop: Prop, painting: str, *, indoors: bool) -> bool:
    """Say whether a thing may stand here, and does not anyway."""
    if painting in prop.shown_in:
        return False
    if prop.where == "anywhere":
        return True
    if prop.where == "by water" and painting not in WATERSIDE:
        return False
    return indoors == (prop.where == "indoors")
