"""What hangs at the walls of a genre's rooms: horns of the frontier, slatted blinds, webs that nobody has swept."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import ellipse, limb, spline
from sketch.plans.rooms import openings
from sketch.plans.rooms.wall_item import WallItem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.world.view import View


def _antlers(view: View, x: float, _rng: Random) -> None:
    """Draw the skull of a steer with its wide horns, on a board."""
    bone, horn = view.lit((232, 220, 196)), view.lit((206, 184, 148))
    view.sheet.fill([ellipse(x, 290, 60, 74, count=24)], view.lit(darker(m.TIMBER, 0.1)), line=0.7)
    for side in (-1, 1):
        tip = limb(
            [(x + side * 26, 250), (x + side * 84, 256), (x + side * 128, 226), (x + side * 126, 180)], (22, 18, 12, 3)
        )
        view.sheet.fill([tip], horn, line=0.7)
    skull = spline([(x - 34, 238), (x, 226), (x + 34, 238), (x + 30, 286), (x + 15, 350), (x - 15, 350), (x - 30, 286)])
    view.sheet.fill([skull], bone, line=0.8)
    dark = view.lit((70, 56, 48))
    view.sheet.fill([ellipse(x + side * 18, 270, 7, 9, count=12) for side in (-1, 1)], dark, line=0)
    view.sheet.fill([ellipse(x + side * 7, 334, 3, 6, count=10) for side in (-1, 1)], dark, line=0)


def _blinds(view: View, x: float, rng: Random) -> None:
    """Draw a window behind slats, some of them bent."""
    openings.window(view, x, 330, 250, 310)
    slats = []
    for k in range(15):
        y, bent = 184 + 20 * k, rng.uniform(-5, 5) if rng.random() < 0.25 else 0.0
        slats.append(
            [(x - 136, y), (x, y + bent), (x + 136, y), (x + 136, y + 10), (x, y + 10 + bent), (x - 136, y + 10)]
        )
    view.sheet.fill(slats, view.lit(mix(m.STEEL, m.CREAM, 0.4)), line=0.4)
    view.sheet.strokes([[(x + dx, 176), (x + dx, 484)] for dx in (-80, 80)], (3, 3), view.lit(lighter(m.IRON, 0.2)))


def _cobweb(view: View, x: float, rng: Random) -> None:
    """Draw a web with its spider."""
    thread = lighter(view.lit((176, 180, 176)), 0.2)
    cx, cy = x + rng.uniform(-20, 20), 250.0
    spokes = [(math.cos(math.tau * k / 9 + 0.2), math.sin(math.tau * k / 9 + 0.2)) for k in range(9)]
    reach = [rng.uniform(90, 130) for _ in spokes]
    lines = [[(cx, cy), (cx + dx * r, cy + dy * r)] for (dx, dy), r in zip(spokes, reach, strict=True)]
    for ring in (0.25, 0.45, 0.65, 0.85):
        knots = [(cx + dx * r * ring, cy + dy * r * ring) for (dx, dy), r in zip(spokes, reach, strict=True)]
        lines += [
            [a, ((a[0] + b[0]) / 2 * 0.96 + cx * 0.04, (a[1] + b[1]) / 2 * 0.96 + cy * 0.04), b]
            for a, b in zip(knots, [*knots[1:], knots[0]], strict=True)
        ]
    view.sheet.strokes(lines, (2.4, 2.4), thread, alpha=0.85)
    view.sheet.strokes([[(cx + 70, cy), (cx + 70, cy + 110)]], (1.6, 1.6), thread, alpha=0.85)
    black = view.lit((26, 22, 28))
    view.sheet.fill([ellipse(cx + 70, cy + 118, 9, 11, count=12)], black, line=0)
    legs = [
        [(cx + 70, cy + 116), (cx + 70 + d * 18, cy + 100 + 12 * k), (cx + 70 + d * 24, cy + 116 + 12 * k)]
        for d in (-1, 1)
        for k in range(3)
    ]
    view.sheet.strokes(legs, (2.6, 1.6), black)


OF_TALES: Mapping[str, WallItem] = {
    "antlers": WallItem(300, _antlers),
    "blinds": WallItem(300, _blinds, "window"),
    "cobweb": WallItem(280, _cobweb),
}
