"""What kind of view a moment wants: by its formation, its distance, its mood and its place in the book."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from sketch.camera.seen import is_beast
from sketch.figures.poses import pose_named
from sketch.repertoire import KNOWN
from sketch.staging.formations import SHOTS

if TYPE_CHECKING:
    from sketch.scene import DepictedScene
    from sketch.staging.actors import Staged

_STEP = (0.7548776662466927, 0.5698402909980532)
"""Of a sequence that fills a square evenly, however few of its points are taken (powers of the plastic number)."""
_TURN = 0.41421356
"""By which part of the set-ups the first of them moves on from scene to scene."""
_CROWDED = 3
"""More people than these do not fit into a close view."""
_MANY = 6
"""Of a crowd that is to be seen as one."""
_NEAR_SHOTS = ("close", "view", "over")


@dataclass(frozen=True, slots=True)
class Wish:
    """`shots` in the order in which they are tried. `side` (-1 to 1) says from how far to the left or the right one
    looks, `level` (0 to 1) from how high, `place` (0 to 1) where in the frame the focus is; `roll` is in radians."""

    shots: tuple[str, ...]
    side: float
    level: float
    place: float
    roll: float


def wish_for(scene: DepictedScene, staged: Staged, seed: int) -> Wish:
    """Return what kind of view a scene wants.

    Scenes that follow one another in a book want views that differ in all respects: `position` alone decides which.
    """
    rng = Random(f"{seed}/camera")
    number = scene.position or rng.randrange(1, 10_000)
    side = (number * _STEP[0]) % 1.0
    level = (number * _STEP[1] + rng.uniform(-0.1, 0.1)) % 1.0
    roll = rng.choice((-0.055, 0.055)) if scene.mood == "violent" and staged.formation.startswith("fighting") else 0.0
    return Wish(_shots(scene, staged, number), 2 * side - 1, level, (number * 0.618034) % 1.0, roll)


def _shots(scene: DepictedScene, staged: Staged, number: int) -> tuple[str, ...]:
    """Return the set-ups to try: those of the formation that the distance allows, another first each time."""
    allowed = [shot for shot in staged.shots if shot in KNOWN.distances.get(scene.distance, SHOTS)]
    allowed = allowed or list(KNOWN.distances.get(scene.distance, ("medium",)))
    if any(actor.acts for actor in staged.actors) and len(staged.actors) <= _CROWDED:
        allowed = list(staged.shots)
    if len(staged.crowd) >= _MANY and scene.distance != "close":
        allowed = ["high", "long", "low"]
    if len(staged.actors) > _CROWDED:
        allowed = [shot for shot in allowed if shot not in _NEAR_SHOTS] or ["medium"]
    if not _may_be_looked_over(staged):
        allowed = [shot for shot in allowed if shot != "over"] or ["medium"]
    if _lies(staged):
        allowed = [shot for shot in allowed if shot not in (*_NEAR_SHOTS, "two")] or ["medium"]
    turn = int(number * _TURN % 1.0 * len(allowed))
    order = (*allowed[turn:], *allowed[:turn])
    return (*order, *(shot for shot in ("medium", "two", "long", "high") if shot not in order))


def _may_be_looked_over(staged: Staged) -> bool:
    """Say whether there is a shoulder to look over: a horse has none, and before a deed it would hide the hands."""
    pair = [staged.actors[number] for number in staged.pair]
    return len(pair) > 1 and not any(actor.acts or is_beast(actor.plan) for actor in pair)


def _lies(staged: Staged) -> bool:
    """Say whether the focus lies on something: of a face alone one does not know that."""
    return bool(staged.actors) and not staged.actors[0].abed and pose_named(staged.actors[0].pose).kind == "lying"
