"""Windows and doors, drawn on a wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.plans.rooms.walls import FLOOR

if TYPE_CHECKING:
    from random import Random

    from sketch.world.view import View


def window(
    view: View, x: float, y: float, wide: float, tall: float, *, arched: bool = False, leaded: bool = False
) -> None:
    """Draw a window seen from inside, and through it the sky."""
    canvas, light = view.sheet, view.light
    box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    canvas.fill([opening(*box, 12, arched)], view.lit(lighter(m.TIMBER, 0.25)))
    sky = mix(light.sky[1], light.sky[2], 0.4)
    canvas.fill([opening(*box, 0, arched)], sky, Shade(light.sky[2], "bottom", 0.85), shine=True)
    rng = view.chance("through the window")
    hill = [
        (box[0], box[3] - tall * 0.2),
        (x - wide * 0.1, box[3] - tall * rng.uniform(0.24, 0.34)),
        (box[2], box[3] - tall * 0.22),
        (box[2], box[3]),
        (box[0], box[3]),
    ]
    canvas.fill([hill], view.lit(m.SNOW if view.snowy else m.LEAF, 0.35), line=0.3)
    if view.scene.time_of_day == "night" and view.scene.weather in ("clear", "unknown", "wind"):
        canvas.fill(
            [ellipse(x + wide * 0.18, y - tall * 0.2, wide * 0.12, wide * 0.12)], light.glow, line=0.3, shine=True
        )
    if view.scene.weather in ("rain", "storm"):
        drops = [
            [(px, py), (px - 5, py + 26)]
            for px, py in [(rng.uniform(box[0] + 8, box[2]), rng.uniform(box[1], box[3] - 30)) for _ in range(26)]
        ]
        canvas.strokes(drops, (0.6, 2, 0.6), lighter(light.haze, 0.4), alpha=0.7)
    elif view.snowy:
        canvas.fill(
            [
                ellipse(rng.uniform(box[0] + 6, box[2] - 6), rng.uniform(box[1] + 6, box[3] - 6), 3, 3, count=8)
                for _ in range(24)
            ],
            (250, 250, 252),
            line=0,
            shine=True,
        )
    frame = view.lit(lighter(m.TIMBER, 0.2))
    if leaded:
        lines = [[(box[0] + wide * t, box[1]), (box[0] + wide * t, box[3])] for t in (0.2, 0.4, 0.6, 0.8)]
        lines += [[(box[0], box[1] + tall * t), (box[2], box[1] + tall * t)] for t in (0.25, 0.5, 0.75)]
        canvas.strokes(lines, (3, 3), view.lit(m.IRON))
    else:
        canvas.fill(
            [
                rect(x - 4, box[1], x + 4, box[3]),
                *(rect(box[0], box[1] + tall * t - 3.5, box[2], box[1] + tall * t + 3.5) for t in (0.34, 0.67)),
            ],
            frame,
            line=0,
        )
    canvas.fill([rect(box[0] - 22, box[3], box[2] + 22, box[3] + 17)], frame)
    if not light.dark:
        canvas.glow(x, y, max(wide, tall) * 0.95, light.sky[2], 0.3)


def daylight(view: View, shape: Outline, rng: Random) -> None:
    """Draw what is seen of the outside through an opening that stands open."""
    light = view.light
    ys = [y for _, y in shape]
    view.sheet.fill([shape], mix(light.sky[1], light.sky[2], 0.5), Shade(light.sky[2], "bottom", 0.6), shine=True)
    low = max(ys) - (max(ys) - min(ys)) * rng.uniform(0.25, 0.4)
    land = [(x, max(y, low)) for x, y in shape]
    view.sheet.fill([land], view.lit(m.SNOW if view.snowy else m.GRASS, 0.3), line=0.3)


def opening(x0: float, y0: float, x1: float, y1: float, grow: float, arched: bool) -> Outline:
    x0, y0, x1, y1 = x0 - grow, y0 - grow, x1 + grow, y1 + grow
    if not arched:
        return rect(x0, y0, x1, y1)
    rise = (x1 - x0) * 0.5
    arch = spline(
        [
            (x0, y0 + rise),
            (x0 + rise * 0.25, y0 + rise * 0.3),
            (x0 + rise, y0),
            (x1 - rise * 0.25, y0 + rise * 0.3),
            (x1, y0 + rise),
        ],
        closed=False,
    )
    return [(x0, y1), *arch, (x1, y1)]


def curtains(view: View, x: float, y: float, wide: float, tall: float, cloth: RGB) -> None:
    """Draw curtains to both sides of a window."""
    top, foot = y - tall / 2 - 30, y + tall / 2 + 60
    drapes = []
    for side in (-1, 1):
        outer, inner = x + side * wide * 0.86, x + side * wide * 0.34
        edge = spline(
            [
                (inner, top),
                (x + side * wide * 0.44, y),
                (x + side * wide * 0.62, y + tall * 0.24),
                (x + side * wide * 0.5, foot),
            ],
            closed=False,
        )
        drapes.append([(outer, top), *edge, (outer, foot)])
    colour = view.lit(cloth)
    view.sheet.fill(drapes, colour, Shade(darker(colour, 0.4), "bottom", 0.6))
    view.sheet.fill([limb([(x - wide * 0.95, top), (x + wide * 0.95, top)], (10, 10))], view.lit(darker(m.TIMBER, 0.2)))


def stained(view: View, x: float, y: float, wide: float, tall: float, rng: Random) -> None:
    """Draw a window of coloured glass."""
    canvas = view.sheet
    box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    canvas.fill([opening(*box, 14, True)], view.lit(darker(m.STONE, 0.25)))
    hues = ((180, 66, 58), (66, 104, 150), (214, 166, 74), (84, 132, 94), (124, 84, 140))
    canvas.fill([opening(*box, 0, True)], mix(hues[1], view.light.sky[2], 0.35), shine=True)
    rise = wide * 0.5
    for row in range(6):
        for column in range(2):
            y0 = box[1] + rise * 0.8 + (tall - rise * 0.8) * row / 6
            x0 = box[0] + wide * column / 2
            pane = mix(rng.choice(hues), view.light.sky[2], 0.12 if view.light.dark else 0.3)
            canvas.fill(
                [rect(x0 + 3, y0 + 3, x0 + wide / 2 - 3, y0 + (tall - rise * 0.8) / 6 - 3)], pane, line=0.4, shine=True
            )
    if not view.light.dark:
        canvas.glow(x, y, tall * 0.6, view.light.sky[2], 0.4)


def door(view: View, x: float, rng: Random, *, arched: bool = False, barred: bool = False) -> None:
    """Draw a door, which stands a little open now and then."""
    sheet, wood = view.sheet, rng.choice((m.TIMBER, darker(m.PLANK, 0.15), darker(m.PINE, 0.2)))
    wide, tall = 170.0, 370.0
    top = FLOOR - tall
    sheet.fill([opening(x - wide / 2, top, x + wide / 2, FLOOR, 16, arched)], view.lit(darker(wood, 0.1)))
    leaf = view.lit(lighter(wood, 0.08))
    sheet.fill(
        [opening(x - wide / 2, top, x + wide / 2, FLOOR, 0, arched)], leaf, Shade(darker(leaf, 0.4), "right", 0.5)
    )
    if barred or arched:
        seams = [[(x + dx, top + 40), (x + dx, FLOOR - 4)] for dx in (-50, -17, 17, 50)]
        sheet.strokes(seams, (3, 3), darker(leaf, 0.4))
        straps = [rect(x - wide / 2, y, x + wide / 2 - 20, y + 14) for y in (top + 80, FLOOR - 90)]
        sheet.fill(straps, view.lit(m.IRON), line=0.5)
        if barred:
            hatch = rect(x - 30, top + 110, x + 30, top + 160)
            sheet.fill([hatch], (34, 30, 38))
            sheet.strokes([[(x + dx, top + 110), (x + dx, top + 160)] for dx in (-15, 0, 15)], (5, 5), view.lit(m.IRON))
    else:
        panels = [
            rect(x + side * 38 - 28, y0, x + side * 38 + 28, y1)
            for side in (-1, 1)
            for y0, y1 in ((top + 26, top + 150), (top + 180, FLOOR - 30))
        ]
        sheet.fill(panels, darker(leaf, 0.16), line=0.5)
    sheet.fill([ellipse(x + wide * 0.38, FLOOR - tall * 0.46, 7, 7, count=12)], view.lit(m.GOLD), line=0.4)


def porthole(view: View, x: float, y: float, size: float, *, deep: bool = False) -> None:
    """Draw a round window of a ship, or of a vessel under water."""
    sheet, light = view.sheet, view.light
    sheet.fill([ellipse(x, y, size * 1.22, size * 1.22, count=32)], view.lit(m.GOLD))
    water = view.lit(m.SEA, 0.15)
    glass = mix(water, (60, 150, 140), 0.5) if deep else mix(light.sky[1], light.sky[2], 0.5)
    sheet.fill([ellipse(x, y, size, size, count=32)], glass, Shade(light.sky[2], "top", 0.5), shine=True)
    if not deep:
        sea = [(px, max(py, y + size * 0.2)) for px, py in ellipse(x, y, size * 0.98, size * 0.98, count=32)]
        sheet.fill([sea], water, line=0.2)
    bolts = [ellipse(x + size * 1.1 * c, y + size * 1.1 * s, 3.4, 3.4, count=8) for c, s in _EIGHT]
    sheet.fill(bolts, darker(view.lit(m.GOLD), 0.4), line=0)
    sheet.glow(x, y, size * 2.4, glass, 0.3)


_EIGHT = (*tuple((c, s) for c in (-0.7, 0.7) for s in (-0.7, 0.7)), (0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0))
