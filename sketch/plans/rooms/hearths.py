"""Fire in rooms: hearths, flames and candles, drawn on a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker
from sketch.paint.geometry import ellipse, limb, rect, spline
from sketch.paint.medium import Shade

if TYPE_CHECKING:
    from sketch.world.view import View

from sketch.plans.rooms.walls import FLOOR


def fireplace(view: View, x: float, wide: float, *, pot: bool = False) -> None:
    """Draw a hearth with a fire in it."""
    canvas, tall = view.sheet, wide * 0.82
    top, foot = FLOOR - tall, FLOOR + 14
    canvas.fill(
        [rect(x - wide * 0.34, -10, x + wide * 0.34, top)],
        view.lit(darker(m.STONE, 0.06)),
        Shade(view.lit(darker(m.STONE, 0.35)), "right", 0.5),
    )
    canvas.fill(
        [rect(x - wide * 0.5, top, x + wide * 0.5, foot)],
        view.lit(m.STONE),
        Shade(view.lit(darker(m.STONE, 0.38)), "right", 0.6),
    )
    canvas.fill([rect(x - wide * 0.58, top - 22, x + wide * 0.58, top)], view.lit(m.TIMBER))
    hole = spline(
        [
            (x - wide * 0.33, foot),
            (x - wide * 0.33, top + tall * 0.42),
            (x, top + tall * 0.22),
            (x + wide * 0.33, top + tall * 0.42),
            (x + wide * 0.33, foot),
        ],
        closed=False,
    )
    canvas.fill([hole], (44, 34, 36), line=0.6)
    flame(view, x, foot - 12, wide * 0.34)
    canvas.fill(
        [
            limb([(x - wide * 0.2, foot - 8), (x + wide * 0.2, foot - 14)], (15, 13)),
            limb([(x - wide * 0.18, foot - 18), (x + wide * 0.17, foot - 6)], (13, 13)),
        ],
        view.lit(m.BARK),
    )
    if pot:
        canvas.fill([ellipse(x, foot - wide * 0.33, wide * 0.12, wide * 0.10)], (52, 50, 56))
        canvas.strokes([[(x, top + tall * 0.25), (x, foot - wide * 0.43)]], (3, 3), (52, 50, 56))
    canvas.glow(x, foot - wide * 0.16, wide * 1.35, m.FLAME, 0.85 if view.dim else 0.5)
    for dx in (-0.34, 0.32):
        candle(view, x + wide * dx, top - 22)


def flame(view: View, x: float, foot: float, tall: float) -> None:
    """Draw a fire of three tongues."""
    for colour, size in (((226, 104, 48), 1.0), ((250, 168, 66), 0.72), ((255, 232, 150), 0.42)):
        h, w = tall * size, tall * 0.42 * size
        shape = spline(
            [
                (x - w, foot),
                (x - w * 1.05, foot - h * 0.34),
                (x - w * 0.5, foot - h * 0.72),
                (x - w * 0.34, foot - h * 0.5),
                (x + w * 0.05, foot - h),
                (x + w * 0.36, foot - h * 0.56),
                (x + w * 0.62, foot - h * 0.7),
                (x + w * 1.02, foot - h * 0.3),
                (x + w * 0.9, foot),
            ]
        )
        view.sheet.fill([shape], colour, line=0.3, shine=True)


def candle(view: View, x: float, foot: float) -> None:
    view.sheet.fill([rect(x - 5, foot - 34, x + 5, foot)], view.lit((240, 230, 206)), line=0.5)
    if view.dim:
        view.sheet.fill([ellipse(x, foot - 43, 4, 9)], m.LAMP, line=0, shine=True)
        view.sheet.glow(x, foot - 43, 80, m.FLAME, 0.5)
