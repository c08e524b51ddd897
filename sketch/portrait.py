"""Portraits: head and shoulders before a plain ground."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.creatures.anatomy import Quadruped, ThingBody
from sketch.creatures.plan import filling
from sketch.figures.figure import Stand, draw_figure
from sketch.figures.plan import plan_for
from sketch.paint.colours import darker, lighter, mix, tuned

if TYPE_CHECKING:
    from sketch.creatures.plan import CreaturePlan
    from sketch.paint.light import Light
    from sketch.record.sheet import Sheet
    from sketch.scene import DepictedPerson


_USUAL_HEADS = 5.7
_HALF_A_HEAD = 170.0
"""Of a beast, in drawing units."""
_WHOLE = 740.0
"""What all of a thing takes of a portrait's sides, in drawing units."""
_OFF, _FACES = 110.0, (300.0, 560.0)
"""How far from the middle and how high the face of a thing is."""
_ABOVE = 530.0
"""The most that a thing has above its face."""


FACE = (0.24, 0.16, 0.76, 0.68)
"""Where the head is in a portrait, as parts of its sides: left, top, right and foot."""


def draw_bust(canvas: Sheet, light: Light, person: DepictedPerson, *, expression: str = "calm") -> None:
    """Draw `person` large, with an expression, before a ground that sets their clothes off."""
    plan = plan_for(person)
    worn = plan.outfit.dress or plan.outfit.over or plan.outfit.top
    ground = tuned(mix(light.sky[1], (222, 206, 176), 0.55), saturation=0.8)
    if worn is not None:
        ground = mix(ground, tuned(worn.colour, hue=0.45, saturation=0.5, value=1.1), 0.2)
    canvas.wash((darker(ground, 0.12), ground, darker(ground, 0.2)), 0, 1010)
    middle = canvas.width / 2
    canvas.mist(middle, 420, 520, 520, lighter(ground, 0.45), 0.8)
    creature = plan.creature
    if creature is not None and not creature.upright:
        draw_figure(canvas, light, plan, _beast(canvas, creature, plan.tall, expression))
        return
    # A head of usual size fills a fifth of the picture from its middle up, whoever's it is.
    looms = creature.row.head.looms if creature is not None and creature.row.head is not None else 1.0
    grown = (
        2500 / plan.tall * (0.92 if plan.years == "child" else 1.0) * plan.heads / _USUAL_HEADS / (0.5 + 0.5 * looms)
    )
    crown_to_middle = 0.5 * grown / plan.heads * plan.tall
    y = 430 - crown_to_middle * 0.15 + grown * plan.tall * (1 - 0.5 / plan.heads)
    draw_figure(canvas, light, plan, Stand(middle - 24, y, grown, 1, mood=expression))


def _beast(canvas: Sheet, creature: CreaturePlan, tall: float, expression: str) -> Stand:
    """Return how a beast on its own body is shown: head and shoulders of one on four legs, all of any other."""
    body, middle = creature.row.body, canvas.width / 2
    if isinstance(body, Quadruped):
        scale = _HALF_A_HEAD / body.head[0]
        angle = math.radians(body.neck[1])
        across = body.long * 0.34 + body.neck[0] * math.cos(angle)
        up = body.high - body.chest * 0.43 + body.neck[0] * math.sin(angle)
        return Stand(middle - 60 - across * scale, 420 + up * scale, scale * 100 / tall, 1)
    if isinstance(body, ThingBody):
        return _whole(body, canvas, tall, expression)
    return Stand(middle, 880, filling(creature, canvas.width * 0.84, 700) / tall, 1)


def _whole(body: ThingBody, canvas: Sheet, tall: float, expression: str) -> Stand:
    """Return how all of a thing is shown, its face where people have theirs."""
    x, y, _ = body.face
    scale = min(_WHOLE / body.high, _WHOLE / (body.wide + 1.2 * body.reach), _ABOVE / (body.high + y))
    aside = min(max(x * scale, -_OFF), _OFF) - x * scale
    face = min(max(500 + (body.high / 2 + y) * scale, _FACES[0]), _FACES[1])
    return Stand(canvas.width / 2 + aside, face + (body.hover - y) * scale, scale * 100 / tall, 1, mood=expression)
