"""What is overhead: the open sky, the stars of space, clouds below us, or the sea above."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint.colours import lighter, mix
from sketch.paint.geometry import ellipse
from sketch.paint.medium import Shade
from sketch.plans.identity import built
from sketch.plans.landscapes.sky import cloud, paint_sky

if TYPE_CHECKING:
    from sketch.world.view import View


def paint_heavens(view: View, kind: str) -> None:
    """Paint what is overhead, over the whole sheet."""
    horizon = min(max(view.camera.horizon, 60.0), 1000.0)
    if kind == "stars":
        _stars(view)
    elif kind == "deep":
        _deep(view)
    else:
        paint_sky(view, horizon)


def paint_cloud_banks(view: View) -> None:
    """Heap clouds round about and below us, the farthest first."""
    rng = built(view.scene, "cloud banks")
    banks = [
        (rng.uniform(-1.3, 1.3), 3400 - 190.0 * k, rng.uniform(-520, -90), rng.uniform(380, 620)) for k in range(15)
    ]
    for number, (angle, away, high, broad) in enumerate(banks):
        at = (away * math.sin(angle), high, away * math.cos(angle))
        if not view.sees(at, 700):
            continue
        (x, y), k = view.camera.point(at), view.camera.scale(at)
        wide = broad * k
        depth = min(0.6, away / 5200)
        tone = mix(view.lit((244, 244, 240), depth), view.light.sky[2], 0.2)
        heap = cloud(x, y, wide, wide * 0.42, built(view.scene, f"cloud bank {number}"))
        view.sheet.fill(heap, tone, Shade(mix(tone, view.light.shade, 0.34), "bottom", 0.7), line=0.2)


def _stars(view: View) -> None:
    rng = view.chance("stars")
    view.sheet.wash(((14, 14, 40), (34, 28, 72), (64, 50, 104)), 0, 1010)
    for _ in range(3):
        view.sheet.mist(
            rng.uniform(0, view.width),
            rng.uniform(0, 600),
            380,
            190,
            rng.choice(((96, 70, 150), (60, 90, 160), (150, 80, 120))),
            0.4,
        )
    stars = [
        ellipse(rng.uniform(0, view.width), rng.uniform(0, 900), *(2 * [rng.choice((1.1, 1.5, 2.4, 3.2))]), count=8)
        for _ in range(150)
    ]
    view.sheet.fill(stars, (250, 246, 230), line=0, shine=True)


def _deep(view: View) -> None:
    light = view.light
    top = mix(light.sky[2], (70, 170, 170), 0.6)
    view.sheet.wash((top, mix((40, 120, 136), light.shade, 0.2), mix((18, 62, 86), light.shade, 0.3)), 0, 1010)
    rng = view.chance("beams")
    for _ in range(5):
        x, wide, slant = rng.uniform(0, view.width), rng.uniform(30, 90), rng.uniform(60, 200)
        view.sheet.fill(
            [[(x, -10), (x + wide, -10), (x + wide * 1.8 - slant, 820), (x - slant, 820)]],
            lighter(top, 0.4),
            alpha=0.14,
            line=0,
        )
