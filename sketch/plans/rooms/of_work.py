"""What tells inns, stables and offices at a glance: casks with their taps, a horse that looks out, pigeonholes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import Outline, Point, ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.plans.rooms.wall_item import WallItem
from sketch.plans.rooms.walls import FLOOR

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from sketch.world.view import View

_COATS = ((122, 76, 48), (88, 58, 44), (176, 168, 158), (152, 98, 58), (58, 50, 50))
_BINDINGS = ((124, 66, 58), (70, 92, 86), (104, 84, 58))
_PEWTER = (150, 152, 150)


def _casks(view: View, x: float, rng: Random) -> None:
    """Draw casks on their rack, with taps, and tankards on the shelf above them."""
    sheet, wood, oak = view.sheet, view.lit(m.TIMBER), view.lit(m.PLANK)
    sheet.fill([rect(x - 230, 610, x + 230, 640), rect(x - 220, 640, x - 190, FLOOR)], wood, line=0.6)
    sheet.fill([rect(x + 190, 640, x + 220, FLOOR), rect(x - 230, 318, x + 230, 332)], wood, line=0.6)
    fronts = [(x - 148.0, 538.0), (x, 538.0), (x + 148.0, 538.0), (x - 74.0, 416.0), (x + 74.0, 416.0)]
    for cx, cy in fronts:
        sheet.fill([ellipse(cx, cy, 72, 72, count=30)], view.lit(m.IRON), line=0.8)
        sheet.fill([ellipse(cx, cy, 63, 63, count=30)], oak, Shade(darker(oak, 0.4), "bottom", 0.7), line=0.5)
        seams = [[(cx + dx, cy - (60**2 - dx * dx) ** 0.5), (cx + dx, cy + (60**2 - dx * dx) ** 0.5)] for dx in _SEAMS]
        sheet.strokes(seams, (2.4, 2.4), darker(oak, 0.4))
        sheet.fill([rect(cx - 6, cy + 26, cx + 6, cy + 62), rect(cx - 15, cy + 20, cx + 15, cy + 30)], view.lit(m.GOLD))
    for k in range(6):
        px, tall = x - 200 + k * 74 + rng.uniform(-6, 6), rng.uniform(46, 60)
        cup = view.lit(_PEWTER if k % 2 else lighter(m.PLANK, 0.1))
        sheet.strokes(
            [[(px + 20, 318 - tall * 0.8), (px + 38, 318 - tall / 2), (px + 20, 318 - tall * 0.2)]], (7, 7), cup
        )
        mug = [(px - 20, 318 - tall), (px + 20, 318 - tall), (px + 24, 318), (px - 24, 318)]
        sheet.fill([mug], cup, Shade(darker(cup, 0.4), "right", 0.6), line=0.5)


_SEAMS = (-36.0, -12.0, 12.0, 36.0)


def _horse_box(view: View, x: float, rng: Random) -> None:
    """Draw a box of a stable: a horse looks out over its half door."""
    sheet, wood = view.sheet, view.lit(m.TIMBER)
    side = rng.choice((-1, 1))

    def turned(points: list[Point]) -> Outline:
        return spline([(x + side * px, py) for px, py in points], steps=4)

    sheet.fill([rect(x - 150, 150, x + 150, FLOOR)], wood, line=0.8)
    sheet.fill([rect(x - 122, 176, x + 122, FLOOR)], view.lit((44, 36, 34)), line=0)
    coat = rng.choice(_COATS)
    tone, dark = view.lit(coat), view.lit(darker(coat, 0.55))
    neck = [(104.0, 500.0), (112.0, 372.0), (84.0, 262.0), (34.0, 236.0), (10.0, 300.0), (-8.0, 400.0), (-26.0, 500.0)]
    sheet.fill([turned(neck)], tone, Shade(darker(tone, 0.4), "bottom", 0.7), line=0.8)
    mane = [(108.0, 470.0), (122.0, 360.0), (96.0, 250.0), (44.0, 210.0), (22.0, 222.0), (62.0, 280.0), (82.0, 380.0)]
    sheet.fill([turned(mane)], dark, line=0.6)
    ears = [[(40.0, 240.0), (48.0, 182.0), (18.0, 222.0)], [(14.0, 232.0), (10.0, 180.0), (-8.0, 228.0)]]
    sheet.fill([[(x + side * px, py) for px, py in ear] for ear in ears], tone, line=0.7)
    head = [(44.0, 236.0), (4.0, 220.0), (-34.0, 256.0), (-92.0, 352.0), (-104.0, 396.0), (-82.0, 424.0)]
    head += [(-52.0, 410.0), (-14.0, 360.0), (34.0, 330.0)]
    sheet.fill([turned(head)], tone, Shade(darker(tone, 0.35), "bottom", 0.6), line=0.8)
    sheet.fill([turned([(-10.0, 250.0), (-26.0, 262.0), (-60.0, 326.0), (-44.0, 330.0)])], view.lit(m.CREAM), line=0)
    sheet.fill([ellipse(x - side * 12, 286, 9, 11, count=14)], view.lit((24, 20, 22)), line=0)
    sheet.fill([ellipse(x - side * 88, 388, 6, 9, count=10)], dark, line=0)
    strap = view.lit((112, 74, 50))
    sheet.strokes([[(x + side * px, py) for px, py in line] for line in _HALTER], (7, 7), strap)
    door = rect(x - 128, 470, x + 128, FLOOR)
    sheet.fill([door], view.lit(m.PLANK), Shade(darker(view.lit(m.PLANK), 0.4), "bottom", 0.6))
    sheet.strokes([[(x + dx, 474), (x + dx, FLOOR)] for dx in (-76, -25, 26, 77)], (2.6, 2.6), view.lit(m.TIMBER))
    sheet.fill([limb([(x - 120, FLOOR - 14), (x + 120, 490)], (20, 20)), rect(x - 132, 462, x + 132, 484)], wood)


_HALTER = (
    [(-64.0, 310.0), (-44.0, 350.0), (-30.0, 384.0)],
    [(26.0, 240.0), (20.0, 300.0), (24.0, 334.0)],
    [(-52.0, 330.0), (20.0, 300.0)],
)


def _pigeonholes(view: View, x: float, rng: Random) -> None:
    """Draw a cabinet of pigeonholes with rolls and bundles of papers, ledgers on top of it and drawers below."""
    sheet, wood = view.sheet, view.lit(m.TIMBER)
    sheet.fill([rect(x - 180, 220, x + 180, FLOOR)], wood, Shade(darker(wood, 0.35), "bottom", 0.5), line=0.8)
    papers: list[Outline] = []
    for row in range(4):
        for column in range(5):
            left, top = x - 166 + column * 67, 234 + row * 62
            sheet.fill([rect(left, top, left + 60, top + 54)], darker(wood, 0.55), line=0.3)
            what = rng.random()
            if what < 0.4:
                papers += [ellipse(left + 14 + 16 * k, top + 44 - 9 * (k % 2), 9, 9, count=12) for k in range(3)]
            elif what < 0.85:
                high = rng.uniform(16, 34)
                papers.append(rect(left + 7, top + 54 - high, left + 53, top + 54))
    sheet.fill(papers, view.lit(m.CREAM), line=0.4)
    drawers = [rect(x - 166 + 170 * c, 494 + 64 * r, x - 8 + 170 * c, 550 + 64 * r) for c in (0, 1) for r in (0, 1, 2)]
    sheet.fill(drawers, lighter(wood, 0.12), line=0.6)
    knobs = [ellipse(x - 87 + 170 * c, 522 + 64 * r, 7, 7, count=10) for c in (0, 1) for r in (0, 1, 2)]
    sheet.fill(knobs, view.lit(m.GOLD), line=0.3)
    for k in range(5):
        left, high = x - 150 + 52 * k, rng.uniform(54, 84)
        book = view.lit(rng.choice(_BINDINGS))
        sheet.fill([rect(left, 220 - high, left + 44, 220)], book, line=0.5)
        sheet.fill([rect(left, 220 - high * 0.75, left + 44, 220 - high * 0.6)], view.lit(m.GOLD), line=0)


OF_WORK: Mapping[str, WallItem] = {
    "casks": WallItem(470, _casks),
    "horse-box": WallItem(310, _horse_box, ahead=44),
    "pigeonholes": WallItem(370, _pigeonholes),
}
