"""What is overhead: the open sky, the stars of space, clouds below us, or the sea above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint.colours import lighter, mix
from sketch.paint.geometry import ellipse
from sketch.plans.landscapes.sky import paint_sky

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
