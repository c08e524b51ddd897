"""A being on a body of its own: which drawer draws it, and how it moves in a pose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.creatures.anatomy import (
    BirdBody,
    FishBody,
    HopperBody,
    InsectBody,
    MachineBody,
    Quadruped,
    ShapeBody,
    ThingBody,
    WormBody,
)
from sketch.creatures.bodies.bird import draw_bird
from sketch.creatures.bodies.fish import draw_fish
from sketch.creatures.bodies.hopper import draw_hopper
from sketch.creatures.bodies.insect import draw_insect
from sketch.creatures.bodies.machine import draw_machine
from sketch.creatures.bodies.quadruped import draw_quadruped
from sketch.creatures.bodies.shape import draw_shape
from sketch.creatures.bodies.thing import draw_thing
from sketch.creatures.bodies.worm import draw_worm

if TYPE_CHECKING:
    from sketch.creatures.heads.drawing import Look
    from sketch.creatures.plan import CreaturePlan
    from sketch.paint.pen import Pen

_GAITS: dict[str, str] = {
    "standing": "stand",
    "walking": "walk",
    "running": "gallop",
    "sitting": "sit",
    "kneeling": "lie",
    "lying": "lie",
    "fighting": "rear",
    "swim": "swim",
    "fly": "fly",
}


def gait_of(pose: str, kind: str = "standing") -> str:
    """Return how a beast holds itself where a person would be in `pose`, which is one of a `kind`."""
    return _GAITS.get(pose) or _GAITS.get(kind, "stand")


def draw_creature(pen: Pen, plan: CreaturePlan, gait: str, look: Look) -> None:
    """Draw a being in a gait with its feet at the pen's origin, in the measure of people, looking to the right."""
    body, head, coat = plan.row.body, plan.row.head, plan.coat
    match body:
        case Quadruped():
            draw_quadruped(pen, body, head, coat, gait, look)
        case BirdBody():
            draw_bird(pen, body, head, coat, gait, look)
        case FishBody():
            draw_fish(pen, body, head, coat, look)
        case InsectBody():
            draw_insect(pen, body, coat, gait, look)
        case WormBody():
            draw_worm(pen, body, head, coat, look)
        case HopperBody():
            draw_hopper(pen, body, head, coat, gait, look)
        case MachineBody():
            draw_machine(pen, body, coat, gait)
        case ShapeBody():
            draw_shape(pen, body, coat, plan.traits, look)
        case ThingBody():
            draw_thing(pen, body, coat, gait, look)
        case _:
            pass  # a person's body, which figures draw
