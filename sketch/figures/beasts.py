"""Where a person's body meets another being's: heads, tails and wings, horses to ride, and what centaurs stand on."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.creatures.anatomy import Coat, Quadruped, Torso
from sketch.creatures.bodies.quadruped import draw_quadruped
from sketch.creatures.bodies.tails import draw_tail, draw_wing
from sketch.creatures.drawing import gait_of
from sketch.creatures.heads.drawing import Look, draw_creature_head
from sketch.creatures.species import SPECIES
from sketch.figures.heads.hats import draw_hat
from sketch.paint.colours import RGB, darker, lighter
from sketch.paint.geometry import Point, between, ellipse, limb, spline

if TYPE_CHECKING:
    from sketch.creatures.plan import CreaturePlan
    from sketch.figures.plan import PersonPlan
    from sketch.figures.poses import Joints
    from sketch.paint.pen import Pen


_BAY: RGB = (138, 92, 62)
_SADDLE_HEIGHT = 82.0
"""Of the saddle of a horse that walks."""


def draw_beast_head(pen: Pen, plan: PersonPlan, creature: CreaturePlan, look: Look) -> None:
    """Draw another being's head upon a person's neck, with hat and spectacles."""
    head = creature.row.head
    assert head is not None
    own = pen.at(0.0, 0.1, scale=head.looms)
    look = replace(look, spectacles=bool({"spectacles", "monocle"} & {*plan.marks}))
    draw_creature_head(own, head, creature.coat, look)
    if plan.outfit.head is not None:
        cx, cy, rx, ry = head.skull
        draw_hat(own.at(cx + 0.02, cy - ry + 0.9 - head.crown, scale=rx / 0.76), plan.outfit.head)


def draw_grown(pen: Pen, plan: PersonPlan, body: Joints) -> None:
    """Draw the tail and the wings that somebody has, behind their body."""
    creature = plan.creature
    if creature is None:
        return
    row, coat = creature.row, creature.coat
    (nx, ny), (hx, hy) = body.neck, body.hip
    if row.wings:
        kind = row.wings
        white = Coat((240, 238, 232), (250, 248, 242), (190, 198, 214), (240, 238, 232))
        worn = white if creature.name == "angel" else coat
        span = {"bat": 46.0, "feather": 44.0 if creature.name == "angel" else 27.0}.get(kind, 38.0)
        draw_wing(pen, kind, worn, (nx - 3, ny + 9), span, far=False)
        other = replace(pen.at(nx + 3, ny + 9), facing=-pen.facing)
        draw_wing(other, kind, worn, (0, 0), span * 0.9, far=False)
    _on_the_back(pen, row.parts, coat, body)
    if row.tail != "none":
        long = {"stub": 12.0, "lizard": 34.0, "bushy": 34.0, "brush": 36.0, "long": 36.0}.get(row.tail, 30.0)
        draw_tail(pen, row.tail, coat, (hx - body.half * 0.7, hy + 1), long, 2.9, row.parts)


def _on_the_back(pen: Pen, parts: tuple[str, ...], coat: Coat, body: Joints) -> None:
    """Draw a shell, a wing case or spines behind the back of a beast in clothes."""
    (nx, ny), (hx, hy), half = body.neck, body.hip, body.half
    x, y, high = (nx + hx) / 2 - half * 0.5, (ny + hy) / 2 + 2, (hy - ny) * 0.62
    if "spines" in parts:
        crest: list[Point] = []
        for k in range(11):
            angle = math.pi * (0.42 + 1.16 * k / 10)
            c, s = math.cos(angle), -math.sin(angle)
            crest += [(x + c * half * 1.5, y + s * high * 1.25), (x + c * half * 1.02, y + s * high * 0.94 + 3)]
        pen.fill([*crest, (x + half * 0.4, y)], coat.dark, shade=darker(coat.dark, 0.4))
    elif {"shell", "snail shell", "case"} & {*parts}:
        tone = coat.fur if "case" in parts else coat.dark
        pen.fill(ellipse(x - 2, y, half * 1.22, high * 1.12, tilt=0.1, count=30), tone, shade=darker(tone, 0.4))
        if "snail shell" in parts:
            spiral = [
                (x - 8 + (8 - k * 0.3) * math.cos(k * 0.42), y + (10 - k * 0.36) * math.sin(k * 0.42))
                for k in range(24)
            ]
            pen.stroke(spiral, (1.4, 1.2, 0.8), lighter(tone, 0.42))
        elif "shell" in parts:
            plates = [ellipse(x - half * 0.95, y + d * high * 0.5, 3.4, 4.4, count=6) for d in (-1, 0, 1)]
            pen.fills(plates, lighter(tone, 0.28), line=0.6)


def draw_halo(pen: Pen, plan: PersonPlan) -> None:
    """Draw the ring of light over an angel's head. `pen` is in the head's measure."""
    if plan.creature is None or "halo" not in plan.creature.row.parts:
        return
    ring = [(0.72 * math.cos(a * 0.31), -1.5 + 0.15 * math.sin(a * 0.31)) for a in range(21)]
    pen.stroke(ring, (0.08, 0.08), (250, 220, 120))
    pen.glow(0.0, -1.3, 1.8, (255, 230, 150), 0.4)


def draw_mount(pen: Pen) -> None:
    """Draw a saddled horse with its feet at the pen's origin."""
    row = SPECIES["horse"]
    coat = replace(row.coat, fur=_BAY)
    assert isinstance(row.body, Quadruped)
    saddle, neck = draw_quadruped(pen, row.body, row.head, coat, "walk", Look())
    _saddle(pen, saddle, neck)


def saddle_height(tall: float) -> float:
    """Return how high above the ground the feet of a rider's measure are; `tall` is their size."""
    return _SADDLE_HEIGHT - 36 * tall


def _saddle(pen: Pen, at: Point, neck: Point) -> None:
    x, y = at
    cloth: RGB = (150, 62, 56)
    pen.fill(
        spline(
            [(x - 15, y + 1), (x + 14, y + 1), (x + 15, y + 18), (x + 6, y + 24), (x - 9, y + 23), (x - 16, y + 17)]
        ),
        cloth,
        shade=darker(cloth, 0.4),
    )
    pen.fill(
        spline([(x - 12, y - 2), (x, y + 1), (x + 11, y - 4), (x + 12, y + 3), (x, y + 7), (x - 12, y + 4)]),
        (104, 68, 48),
        shade=(66, 42, 36),
    )
    pen.stroke(
        [(x + 10, y - 2), between((x + 10, y - 2), neck, 0.6), (neck[0] + 34, neck[1] - 26)],
        (1.1, 1.1, 1.1),
        (86, 52, 40),
    )


def draw_below(pen: Pen, plan: PersonPlan, body: Joints, pose: str) -> None:
    """Draw what a centaur or a mermaid has in place of legs."""
    assert plan.creature is not None
    assert isinstance(plan.creature.row.body, Torso)
    if plan.creature.row.body.below == "fish":
        _fish_tail(pen, plan.creature.coat, body)
        return
    row = SPECIES["horse"]
    assert isinstance(row.body, Quadruped)
    coat = replace(row.coat, fur=plan.creature.coat.fur, dark=plan.hair)
    scale = 0.62
    hip = body.hip
    shoulder = (row.body.long * 0.36 * scale, -(row.body.high - row.body.chest * 0.58) * scale)
    lower = pen.at(hip[0] - shoulder[0] - 1, 0.0, scale=scale * abs(hip[1]) / (abs(shoulder[1]) + 4))
    draw_quadruped(
        lower, replace(row.body, neck=(1.0, 80.0), head=(13.0, 0.0), parts=()), None, coat, gait_of(pose), Look()
    )


def _fish_tail(pen: Pen, coat: Coat, body: Joints) -> None:
    (hx, hy), half = body.hip, body.half
    path = [(hx, hy - 4), (hx + 3, hy * 0.62), (hx - 4, hy * 0.24), (hx - 18, -5.0), (hx - 34, -9.0)]
    pen.fill(
        limb(path, (half * 1.7, half * 1.5, half * 1.05, half * 0.7, half * 0.32)),
        coat.fur,
        shade=darker(coat.fur, 0.4),
    )
    scales = []
    for k in range(5):
        for d in (-0.5, 0.0, 0.5):
            x, y = hx + 2 + d * half * 0.9 - k * 0.9, hy * (0.86 - 0.13 * k)
            scales.append([(x - 1.8, y), (x, y + 2.0), (x + 1.8, y)])
    pen.strokes_of(scales, (0.3, 0.8, 0.3), lighter(coat.fur, 0.35))
    ex, ey = path[-1]
    fluke = [
        (ex + 3, ey + 2),
        (ex - 12, ey - 12),
        (ex - 16, ey - 22),
        (ex - 8, ey - 12),
        (ex - 18, ey - 2),
        (ex - 24, ey + 4),
        (ex - 10, ey + 5),
    ]
    pen.fill(spline(fluke), coat.dark, shade=darker(coat.dark, 0.3))
    pen.fill(ellipse(hx, hy - 3, half * 0.95, 3.4, count=22), coat.pale, line=0.6)
