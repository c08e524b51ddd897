"""What stands and hangs in rooms: windows and hearths, shelves and lamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, limb, rect, spline
from sketch.paint.medium import Shade

if TYPE_CHECKING:
    from random import Random

    from sketch.drawing import Drawing

FLOOR = 690.0
"""Where the wall meets the floor."""


def window(
    drawing: Drawing, x: float, y: float, wide: float, tall: float, *, arched: bool = False, leaded: bool = False
) -> None:
    """Draw a window seen from inside, and through it the sky."""
    canvas, light = drawing.canvas, drawing.light
    box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    canvas.fill([_opening(*box, 12, arched)], drawing.lit(lighter(m.TIMBER, 0.25)))
    sky = mix(light.sky[1], light.sky[2], 0.4)
    canvas.fill([_opening(*box, 0, arched)], sky, Shade(light.sky[2], "bottom", 0.85), shine=True)
    rng = drawing.chance("through the window")
    hill = [
        (box[0], box[3] - tall * 0.2),
        (x - wide * 0.1, box[3] - tall * rng.uniform(0.24, 0.34)),
        (box[2], box[3] - tall * 0.22),
        (box[2], box[3]),
        (box[0], box[3]),
    ]
    canvas.fill([hill], drawing.lit(m.SNOW if drawing.snowy else m.LEAF, 0.35), line=0.3)
    if drawing.scene.time_of_day == "night" and drawing.scene.weather in ("clear", "unknown", "wind"):
        canvas.fill(
            [ellipse(x + wide * 0.18, y - tall * 0.2, wide * 0.12, wide * 0.12)], light.glow, line=0.3, shine=True
        )
    if drawing.scene.weather in ("rain", "storm"):
        drops = [
            [(px, py), (px - 5, py + 26)]
            for px, py in [(rng.uniform(box[0] + 8, box[2]), rng.uniform(box[1], box[3] - 30)) for _ in range(26)]
        ]
        canvas.strokes(drops, (0.6, 2, 0.6), lighter(light.haze, 0.4), alpha=0.7)
    elif drawing.snowy:
        canvas.fill(
            [
                ellipse(rng.uniform(box[0] + 6, box[2] - 6), rng.uniform(box[1] + 6, box[3] - 6), 3, 3, count=8)
                for _ in range(24)
            ],
            (250, 250, 252),
            line=0,
            shine=True,
        )
    frame = drawing.lit(lighter(m.TIMBER, 0.2))
    if leaded:
        lines = [[(box[0] + wide * t, box[1]), (box[0] + wide * t, box[3])] for t in (0.2, 0.4, 0.6, 0.8)]
        lines += [[(box[0], box[1] + tall * t), (box[2], box[1] + tall * t)] for t in (0.25, 0.5, 0.75)]
        canvas.strokes(lines, (3, 3), drawing.lit(m.IRON))
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
        canvas.glow(x, y, max(wide, tall) * 0.95, light.sky[2], 0.32)


def fireplace(drawing: Drawing, x: float, wide: float, *, pot: bool = False) -> None:
    """Draw a hearth with a fire in it."""
    canvas, tall = drawing.canvas, wide * 0.82
    top, foot = FLOOR - tall, FLOOR + 14
    canvas.fill(
        [rect(x - wide * 0.34, -10, x + wide * 0.34, top)],
        drawing.lit(darker(m.STONE, 0.06)),
        Shade(drawing.lit(darker(m.STONE, 0.35)), "right", 0.5),
    )
    canvas.fill(
        [rect(x - wide * 0.5, top, x + wide * 0.5, foot)],
        drawing.lit(m.STONE),
        Shade(drawing.lit(darker(m.STONE, 0.38)), "right", 0.6),
    )
    canvas.fill([rect(x - wide * 0.58, top - 22, x + wide * 0.58, top)], drawing.lit(m.TIMBER))
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
    flame(drawing, x, foot - 12, wide * 0.34)
    canvas.fill(
        [
            limb([(x - wide * 0.2, foot - 8), (x + wide * 0.2, foot - 14)], (15, 13)),
            limb([(x - wide * 0.18, foot - 18), (x + wide * 0.17, foot - 6)], (13, 13)),
        ],
        drawing.lit(m.BARK),
    )
    if pot:
        canvas.fill([ellipse(x, foot - wide * 0.33, wide * 0.12, wide * 0.10)], (52, 50, 56))
        canvas.strokes([[(x, top + tall * 0.25), (x, foot - wide * 0.43)]], (3, 3), (52, 50, 56))
    canvas.glow(x, foot - wide * 0.16, wide * 1.35, m.FLAME, 0.85 if drawing.dim else 0.5)
    for dx in (-0.34, 0.32):
        _candle(drawing, x + wide * dx, top - 22)


def flame(drawing: Drawing, x: float, foot: float, tall: float) -> None:
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
        drawing.canvas.fill([shape], colour, line=0.3, shine=True)


def _opening(x0: float, y0: float, x1: float, y1: float, grow: float, arched: bool) -> Outline:
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


def curtains(drawing: Drawing, x: float, y: float, wide: float, tall: float, cloth: RGB) -> None:
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
    colour = drawing.lit(cloth)
    drawing.canvas.fill(drapes, colour, Shade(darker(colour, 0.4), "bottom", 0.6))
    drawing.canvas.fill(
        [limb([(x - wide * 0.95, top), (x + wide * 0.95, top)], (10, 10))], drawing.lit(darker(m.TIMBER, 0.2))
    )


def frame(drawing: Drawing, x: float, y: float, wide: float, tall: float, rng: Random) -> None:
    """Draw a framed picture on the wall."""
    drawing.canvas.fill(
        [rect(x - wide / 2 - 11, y - tall / 2 - 11, x + wide / 2 + 11, y + tall / 2 + 11)], drawing.lit((196, 152, 74))
    )
    drawing.canvas.fill([rect(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)], drawing.lit((150, 178, 178)))
    line = [
        (x - wide / 2, y + tall * 0.1),
        (x - wide * 0.1, y - tall * rng.uniform(0.05, 0.25)),
        (x + wide * 0.2, y + tall * 0.12),
        (x + wide / 2, y - tall * 0.02),
    ]
    drawing.canvas.fill(
        [[*line, (x + wide / 2, y + tall / 2), (x - wide / 2, y + tall / 2)]], drawing.lit(m.LEAF), line=0.3
    )


def rug(drawing: Drawing, cloth: RGB) -> None:
    """Draw a carpet before the people."""
    x, colour = drawing.width * 0.5, drawing.lit(cloth)
    drawing.canvas.fill(
        [ellipse(x, 900, drawing.width * 0.42, 86, count=44)], colour, Shade(darker(colour, 0.3), "bottom", 0.5)
    )
    drawing.canvas.fill([ellipse(x, 900, drawing.width * 0.34, 66, count=44)], lighter(colour, 0.2), line=0)
    drawing.canvas.fill([ellipse(x, 900, drawing.width * 0.31, 58, count=44)], colour, line=0)


def armchair(drawing: Drawing, x: float, rng: Random) -> None:
    """Draw a wing chair."""
    cloth = drawing.lit(rng.choice((m.CLOTH_RED, m.PINE, m.WALL_BLUE)))
    back = spline([(x - 74, 760), (x - 80, 590), (x - 50, 540), (x + 50, 540), (x + 80, 590), (x + 74, 760)])
    drawing.canvas.fill([back], cloth, Shade(darker(cloth, 0.45), "bottom", 0.6))
    drawing.canvas.fill([spline([(x - 70, 700), (x + 70, 700), (x + 78, 748), (x - 78, 748)])], lighter(cloth, 0.12))
    arms = [spline([(x + d * 62, 660), (x + d * 102, 660), (x + d * 100, 770), (x + d * 66, 770)]) for d in (-1, 1)]
    drawing.canvas.fill(arms, darker(cloth, 0.1))


def cupboard(drawing: Drawing, x: float, rng: Random) -> None:
    """Draw a dresser."""
    wood = drawing.lit(rng.choice((m.TIMBER, m.PLANK)))
    drawing.canvas.fill([rect(x - 100, 450, x + 100, FLOOR + 16)], wood, Shade(darker(wood, 0.4), "right", 0.6))
    drawing.canvas.fill([rect(x - 88, 466, x - 4, FLOOR), rect(x + 4, 466, x + 88, FLOOR)], lighter(wood, 0.1))
    drawing.canvas.fill([ellipse(x - 14, 590, 5, 5), ellipse(x + 14, 590, 5, 5)], drawing.lit((206, 168, 86)))


def plates(drawing: Drawing, x: float, rng: Random) -> None:
    """Draw shelves of plates."""
    wood = drawing.lit(m.PLANK)
    drawing.canvas.fill([rect(x - 150, 470, x + 150, FLOOR + 10)], wood, Shade(darker(wood, 0.4), "right", 0.5))
    for y in (250, 350, 450):
        drawing.canvas.fill([rect(x - 160, y, x + 160, y + 13)], drawing.lit(m.TIMBER))
        for i in range(5):
            px = x - 124 + i * 62
            glaze = drawing.lit(rng.choice(((232, 226, 212), (132, 164, 182), (206, 144, 108), (222, 206, 170))))
            drawing.canvas.fill([ellipse(px, y - 28, 27, 27)], glaze)
            drawing.canvas.fill([ellipse(px, y - 28, 16, 16)], lighter(glaze, 0.3), line=0)


def shelves(drawing: Drawing, x0: float, top: float, x1: float, foot: float, rng: Random) -> None:
    """Draw shelves full of books."""
    wood = drawing.lit(m.TIMBER)
    drawing.canvas.fill([rect(x0, top, x1, foot)], darker(wood, 0.35))
    rows = 6
    step = (foot - top) / rows
    hues = ((150, 62, 54), (66, 92, 88), (176, 132, 74), (78, 76, 110), (120, 84, 60), (170, 158, 128), (96, 104, 70))
    groups: dict[RGB, list[Outline]] = {}
    for row in range(rows):
        y, x = top + step * (row + 1) - 8, x0 + 10
        while x < x1 - 16:
            wide, tall = rng.uniform(12, 26), step * rng.uniform(0.6, 0.84)
            if rng.random() < 0.93:
                groups.setdefault(rng.choice(hues), []).append(rect(x, y - tall, x + wide - 2, y))
            x += wide
    for hue, books in groups.items():
        drawing.canvas.fill(books, drawing.lit(hue), line=0.5)
    drawing.canvas.fill(
        [rect(x0, top + step * (row + 1) - 8, x1, top + step * (row + 1) + 3) for row in range(rows)], wood, line=0.4
    )
    drawing.canvas.fill(
        [rect(x0 - 6, top - 16, x1 + 6, top), rect(x0 - 6, top, x0 + 8, foot), rect(x1 - 8, top, x1 + 6, foot)],
        lighter(wood, 0.12),
    )


def bottle(drawing: Drawing, x: float, foot: float, tall: float, rng: Random) -> None:
    """Draw a bottle on a shelf."""
    glass = drawing.lit(rng.choice(((86, 122, 92), (146, 98, 60), (112, 136, 150), (160, 70, 60))))
    drawing.canvas.fill(
        [
            [
                (x - 11, foot),
                (x - 11, foot - tall * 0.55),
                (x - 4, foot - tall * 0.72),
                (x - 4, foot - tall),
                (x + 4, foot - tall),
                (x + 4, foot - tall * 0.72),
                (x + 11, foot - tall * 0.55),
                (x + 11, foot),
            ]
        ],
        glass,
        line=0.5,
    )


def hanging_lamp(drawing: Drawing, x: float, top: float) -> None:
    """Draw a lamp that hangs from a beam."""
    drawing.canvas.strokes([[(x, top), (x, top + 84)]], (3, 3), drawing.lit(m.IRON))
    drawing.canvas.fill(
        [[(x - 34, top + 116), (x - 14, top + 84), (x + 14, top + 84), (x + 34, top + 116)]], drawing.lit(m.IRON)
    )
    drawing.canvas.fill([ellipse(x, top + 122, 20, 15)], m.LAMP, line=0.4, shine=True)
    drawing.canvas.glow(x, top + 124, 300, m.FLAME, 0.6)


def _candle(drawing: Drawing, x: float, foot: float) -> None:
    drawing.canvas.fill([rect(x - 5, foot - 34, x + 5, foot)], drawing.lit((240, 230, 206)), line=0.5)
    if drawing.dim:
        drawing.canvas.fill([ellipse(x, foot - 43, 4, 9)], m.LAMP, line=0, shine=True)
        drawing.canvas.glow(x, foot - 43, 80, m.FLAME, 0.5)


def stained(drawing: Drawing, x: float, y: float, wide: float, tall: float, rng: Random) -> None:
    """Draw a window of coloured glass."""
    canvas = drawing.canvas
    box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
    canvas.fill([_opening(*box, 14, True)], drawing.lit(darker(m.STONE, 0.25)))
    hues = ((180, 66, 58), (66, 104, 150), (214, 166, 74), (84, 132, 94), (124, 84, 140))
    canvas.fill([_opening(*box, 0, True)], mix(hues[1], drawing.light.sky[2], 0.35), shine=True)
    rise = wide * 0.5
    for row in range(6):
        for column in range(2):
            y0 = box[1] + rise * 0.8 + (tall - rise * 0.8) * row / 6
            x0 = box[0] + wide * column / 2
            pane = mix(rng.choice(hues), drawing.light.sky[2], 0.12 if drawing.light.dark else 0.3)
            canvas.fill(
                [rect(x0 + 3, y0 + 3, x0 + wide / 2 - 3, y0 + (tall - rise * 0.8) / 6 - 3)], pane, line=0.4, shine=True
            )
    if not drawing.light.dark:
        canvas.glow(x, y, tall * 0.6, drawing.light.sky[2], 0.4)
