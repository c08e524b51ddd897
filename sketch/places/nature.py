"""Places under the open sky: woods, fields, water, mountains."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Outline, blob, ellipse, grounded, limb, ridge
from sketch.paint.medium import Shade
from sketch.places import scenery as s
from sketch.places.sky import paint_sky
from sketch.places.weather import far_weather

if TYPE_CHECKING:
    from sketch.drawing import Drawing


def forest(drawing: Drawing) -> None:
    """Draw trunks behind trunks, and a clearing for the people."""
    paint_sky(drawing, 600)
    s.hills(drawing, "floor", 610, 14, m.GRASS, 0.3)
    rng = drawing.built("wood")
    evergreen = rng.random() < 0.4
    for depth, foot, count, tall in ((0.72, 620, 13, 430), (0.5, 655, 9, 560), (0.26, 705, 6, 700)):
        for i in range(count):
            x = drawing.width * (i + rng.uniform(0.1, 0.9)) / count
            if depth < 0.4 and abs(x / drawing.width - 0.5) < 0.2:
                continue
            if evergreen or rng.random() < 0.25:
                s.pine(drawing, x, foot, tall * rng.uniform(0.8, 1.05), rng, depth=depth)
            else:
                s.tree(drawing, x, foot, tall * rng.uniform(0.8, 1.05), rng, depth=depth)
        far_weather(drawing, 600)
    s.ground(drawing, 705, darker(mix(m.GRASS, m.EARTH, 0.35), 0.1))
    for x in (drawing.width * 0.04, drawing.width * 0.97):
        trunk = limb([(x, 1010), (x + rng.uniform(-8, 8), 500), (x + rng.uniform(-20, 20), -20)], (110, 82, 74))
        drawing.canvas.fill(
            [trunk], drawing.lit(darker(m.BARK, 0.15)), Shade(drawing.lit(darker(m.BARK, 0.6)), "right", 0.7)
        )
    s.grass(drawing, "grass", 730, 46, flowers=0.15)
    for x in (0.13, 0.9):
        s.bush(drawing, drawing.width * x, 905, 120, rng)


def field(drawing: Drawing) -> None:
    """Open land under a wide sky."""
    paint_sky(drawing, 560)
    s.hills(drawing, "far", 545, 34, m.LEAF, 0.68)
    s.hills(drawing, "mid", 600, 26, m.MEADOW, 0.42)
    rng = drawing.built("field")
    for _ in range(6):
        s.tree(drawing, rng.uniform(0, drawing.width), rng.uniform(600, 625), rng.uniform(60, 100), rng, depth=0.45)
    far_weather(drawing, 560)
    s.hills(drawing, "near", 660, 18, m.GRASS, 0.1, waves=2)
    rows = [
        [(drawing.width * t, 668), (drawing.width * (0.5 + (t - 0.5) * 2.6), 1005)] for t in [i / 14 for i in range(15)]
    ]
    drawing.canvas.strokes(rows, (1.2, 5.0), drawing.lit(darker(m.MEADOW, 0.16)), alpha=0.35)
    side = rng.choice((0.1, 0.9))
    s.tree(drawing, drawing.width * side, 770, 430, rng)
    s.grass(drawing, "grass", 700, 70, flowers=0.35)


def meadow(drawing: Drawing) -> None:
    """Draw a gentle land that could be anywhere, for scenes whose place is not told."""
    paint_sky(drawing, 590)
    s.hills(drawing, "far", 560, 46, m.LEAF, 0.74)
    s.hills(drawing, "mid", 620, 34, m.GRASS, 0.46)
    far_weather(drawing, 590)
    s.hills(drawing, "near", 700, 20, m.MEADOW, 0.15, waves=2)
    s.grass(drawing, "grass", 730, 42, flowers=0.2)


def garden(drawing: Drawing) -> None:
    """Draw a walled garden in flower, with a path through it."""
    paint_sky(drawing, 500)
    rng = drawing.built("garden")
    for i in range(7):
        s.tree(drawing, drawing.width * (i + 0.5) / 7, 520, rng.uniform(190, 270), rng, depth=0.4)
    far_weather(drawing, 500)
    brick = drawing.lit(m.BRICK, 0.12)
    drawing.canvas.wash((brick, drawing.lit(darker(m.BRICK, 0.12), 0.1)), 470, 650)
    courses = [[(0, y), (drawing.width, y)] for y in range(488, 650, 20)]
    drawing.canvas.strokes(courses, (1.5, 1.5), drawing.lit(darker(m.BRICK, 0.35), 0.1), alpha=0.6)
    drawing.canvas.fill([[(0, 456), (drawing.width, 456), (drawing.width, 474), (0, 474)]], drawing.lit(m.STONE, 0.1))
    for _ in range(5):
        x = rng.uniform(0, drawing.width)
        s.bush(drawing, x, 655, rng.uniform(130, 200), rng, depth=0.1)
    s.ground(drawing, 640, m.GRASS)
    s.path(drawing, 642, narrow=60, broad=300)
    if not drawing.snowy:
        hues = ((222, 92, 92), (240, 200, 96), (236, 228, 220), (172, 116, 178), (232, 142, 150))
        for side in (-1, 1):
            for row in range(4):
                y = 690 + row * 78
                for _ in range(13):
                    x = drawing.width * 0.5 + side * (drawing.width * rng.uniform(0.17 + 0.03 * row, 0.52))
                    size = 9 + row * 5
                    drawing.canvas.fill(
                        [blob(x, y, size * 1.6, size * 0.9, rng)], drawing.lit(darker(m.LEAF, 0.1)), line=0.4
                    )
                    drawing.canvas.fill(
                        [
                            ellipse(x + dx, y - size * 0.7 + dy, size * 0.42, size * 0.42, count=10)
                            for dx, dy in ((-size, 0), (0, -4), (size, 2))
                        ],
                        drawing.lit(rng.choice(hues)),
                        line=0.3,
                    )
    s.grass(drawing, "grass", 700, 26)


def mountain(drawing: Drawing) -> None:
    """Draw a high pass between peaks."""
    paint_sky(drawing, 600)
    s.mountains(drawing, "far", 600, 430, 0.62, peaks=3)
    s.mountains(drawing, "mid", 660, 320, 0.34, peaks=4)
    far_weather(drawing, 600)
    rng = drawing.built("slope")
    s.hills(drawing, "slope", 700, 46, mix(m.ROCK, m.GRASS, 0.45), 0.12)
    for _ in range(9):
        s.pine(
            drawing,
            rng.choice((rng.uniform(0, 0.28), rng.uniform(0.74, 1))) * drawing.width,
            rng.uniform(700, 760),
            rng.uniform(90, 190),
            rng,
            depth=0.15,
        )
    s.path(drawing, 705, at=rng.uniform(0.4, 0.6), narrow=20, broad=340, material=mix(m.PATH, m.ROCK, 0.4))
    for _ in range(6):
        s.rock(
            drawing,
            rng.choice((rng.uniform(0, 0.25), rng.uniform(0.78, 1))) * drawing.width,
            rng.uniform(790, 960),
            rng.uniform(50, 130),
            rng,
        )


def road(drawing: Drawing) -> None:
    """Draw a road that leads on over the hills."""
    paint_sky(drawing, 560)
    s.hills(drawing, "far", 550, 50, m.LEAF, 0.66)
    s.hills(drawing, "mid", 600, 30, m.GRASS, 0.4)
    far_weather(drawing, 560)
    s.hills(drawing, "near", 650, 14, m.MEADOW, 0.12, waves=2)
    rng = drawing.built("road")
    s.path(drawing, 652, at=rng.uniform(0.36, 0.64), narrow=16, broad=520)
    for side, reach in ((0.06, 0.2), (0.82, 0.97)):
        s.tree(drawing, drawing.width * rng.uniform(side, reach), rng.uniform(720, 790), rng.uniform(280, 400), rng)
    feet = [(drawing.width * (0.30 - 0.062 * i), 690 + 12 * i**1.75, 24.0 + 13 * i) for i in range(6)]
    posts = [limb([(x, y), (x, y - high)], (5 + i * 1.6, 4 + i * 1.4)) for i, (x, y, high) in enumerate(feet)]
    rails = [
        limb([(ax, ay - up * a_high), (bx, by - up * b_high)], (4 + i, 4 + i))
        for i, ((ax, ay, a_high), (bx, by, b_high)) in enumerate(pairwise(feet))
        for up in (0.45, 0.85)
    ]
    drawing.canvas.fill(rails + posts, drawing.lit(m.TIMBER), line=0.6)
    s.grass(drawing, "grass", 700, 44, flowers=0.2)


def river(drawing: Drawing) -> None:
    """Draw a river that comes down between its banks."""
    paint_sky(drawing, 560)
    s.hills(drawing, "far", 545, 60, m.LEAF, 0.62)
    rng = drawing.built("banks")
    for _ in range(8):
        s.tree(drawing, rng.uniform(0, drawing.width), rng.uniform(598, 615), rng.uniform(90, 150), rng, depth=0.42)
    far_weather(drawing, 560)
    s.water(drawing, 600, 830, m.RIVER, rough=0.35)
    for side in (-1, 1):
        edge = drawing.width * (0.5 + side * 0.5)
        bank: Outline = [
            (edge + side * 20, 598),
            (edge - side * drawing.width * 0.26, 606),
            (edge - side * drawing.width * 0.10, 700),
            (edge + side * 20, 800),
        ]
        drawing.canvas.fill(
            [bank],
            drawing.lit(m.SNOW if drawing.snowy else m.GRASS, 0.2),
            Shade(drawing.lit(darker(m.EARTH, 0.2), 0.1), "bottom", 0.5),
        )
    line = ridge(-20, drawing.width + 20, 812, 14, rng, waves=2)
    drawing.canvas.fill(
        [grounded(line, 1010)],
        drawing.lit(m.SNOW if drawing.snowy else m.GRASS),
        Shade(drawing.lit(darker(m.GRASS, 0.3)), "bottom", 0.6),
    )
    reeds = [
        [(x, 830), (x + rng.uniform(-6, 10) + 16 * drawing.wind, 830 - rng.uniform(70, 140))]
        for x in [rng.choice((rng.uniform(0, 0.2), rng.uniform(0.82, 1))) * drawing.width for _ in range(26)]
    ]
    drawing.canvas.strokes(reeds, (4, 1), drawing.lit(darker(m.LEAF, 0.1)))
    s.grass(drawing, "grass", 840, 40, flowers=0.2)


def sea(drawing: Drawing) -> None:
    """Draw the shore of an open sea: rocks, a jetty, a sail far out."""
    paint_sky(drawing, 520)
    far_weather(drawing, 520)
    s.water(drawing, 520, 850, rough=1.5 if drawing.scene.weather in ("storm", "wind") else 0.8)
    _sail(drawing, drawing.width * drawing.built("sail").uniform(0.15, 0.85), 532, 46)
    rng = drawing.built("cliff")
    side = rng.choice((-1, 1))
    edge = drawing.width * (0.5 + side * 0.5)
    cliff: Outline = [
        (edge + side * 30, 330),
        (edge - side * 120, 350),
        (edge - side * 170, 430),
        (edge - side * 150, 500),
        (edge - side * 230, 560),
        (edge + side * 30, 570),
    ]
    drawing.canvas.fill(
        [cliff], drawing.lit(m.ROCK, 0.34), Shade(drawing.lit(darker(m.ROCK, 0.45), 0.3), "bottom", 0.7)
    )
    s.ground(drawing, 830, mix(m.STONE, m.SAND, 0.4))
    for _ in range(12):
        s.rock(drawing, rng.uniform(0, drawing.width), rng.uniform(835, 875), rng.uniform(24, 80), rng)


def beach(drawing: Drawing) -> None:
    """Draw sand between the dunes and the surf."""
    paint_sky(drawing, 520)
    far_weather(drawing, 520)
    s.water(drawing, 520, 720, rough=0.7)
    rng = drawing.built("beach")
    foam = ridge(-20, drawing.width + 20, 700, 12, rng, waves=3)
    drawing.canvas.fill([grounded(foam, 1010)], drawing.lit(m.FOAM), line=0.3)
    wet = ridge(-20, drawing.width + 20, 716, 12, rng, waves=3)
    drawing.canvas.fill([grounded(wet, 1010)], drawing.lit(darker(m.SAND, 0.16)), line=0)
    dry = ridge(-20, drawing.width + 20, 762, 16, rng, waves=2)
    drawing.canvas.fill(
        [grounded(dry, 1010)], drawing.lit(m.SAND), Shade(drawing.lit(darker(m.SAND, 0.22)), "bottom", 0.5), line=0
    )
    for x in (0.06, 0.95):
        s.bush(drawing, drawing.width * x, 800, 110, rng, leaf=mix(m.LEAF, m.SAND, 0.4))
    shells = [ellipse(rng.uniform(0, drawing.width), rng.uniform(800, 985), 6, 4, count=10) for _ in range(16)]
    drawing.canvas.fill(shells, drawing.lit(lighter(m.SAND, 0.5)), line=0.3)


def desert(drawing: Drawing) -> None:
    """Draw dune behind dune."""
    paint_sky(drawing, 560)
    for k, (y, depth) in enumerate(((556, 0.6), (610, 0.4), (680, 0.2), (780, 0.0))):
        s.hills(drawing, f"dune {k}", y, 60 - 8 * k, mix(m.DUNE, m.SAND, k / 4), depth, waves=2)
        if k == 1:
            far_weather(drawing, 560)
    rng = drawing.built("ripples")
    ripples = [
        [(x, y), (x + 60, y - 5), (x + 130, y)]
        for x, y in [(rng.uniform(-40, drawing.width), rng.uniform(800, 990)) for _ in range(34)]
    ]
    drawing.canvas.strokes(ripples, (0.6, 2.4, 0.6), drawing.lit(darker(m.DUNE, 0.25)), alpha=0.5)
    for _ in range(4):
        s.rock(
            drawing,
            rng.choice((rng.uniform(0, 0.2), rng.uniform(0.8, 1))) * drawing.width,
            rng.uniform(780, 900),
            rng.uniform(40, 90),
            rng,
            material=m.DUNE,
        )


def swamp(drawing: Drawing) -> None:
    """Draw bare trees in standing water."""
    paint_sky(drawing, 600)
    rng = drawing.built("swamp")
    for depth, foot, count, tall in ((0.66, 612, 12, 300), (0.4, 640, 7, 430)):
        for i in range(count):
            s.bare_tree(
                drawing,
                drawing.width * (i + rng.uniform(0.2, 0.8)) / count,
                foot,
                tall * rng.uniform(0.8, 1.1),
                rng,
                depth=depth,
            )
    s.water(drawing, 610, 840, mix(m.RIVER, m.PINE, 0.55), rough=0.2)
    for _ in range(4):
        drawing.canvas.mist(rng.uniform(0, drawing.width), rng.uniform(600, 700), 420, 60, drawing.light.haze, 0.5)
    far_weather(drawing, 600)
    s.bare_tree(drawing, drawing.width * rng.choice((0.1, 0.9)), 860, 620, rng, depth=0.05)
    line = ridge(-20, drawing.width + 20, 836, 16, rng, waves=3)
    drawing.canvas.fill(
        [grounded(line, 1010)],
        drawing.lit(mix(m.EARTH, m.LEAF, 0.6)),
        Shade(drawing.lit(darker(m.EARTH, 0.4)), "bottom", 0.6),
    )
    reeds = [
        [(x, 868), (x + rng.uniform(-8, 12), 868 - rng.uniform(60, 150))]
        for x in [rng.uniform(0, drawing.width) for _ in range(34)]
    ]
    drawing.canvas.strokes(reeds, (4, 1), drawing.lit(darker(m.LEAF, 0.25)))


def cave(drawing: Drawing) -> None:
    """Draw the inside of a cave, with its mouth behind the people."""
    paint_sky(drawing, 640, sun_x=0.5)
    s.hills(drawing, "outside", 560, 40, m.LEAF, 0.55)
    far_weather(drawing, 560)
    rng = drawing.built("cave")
    w = drawing.width
    dark = mix(drawing.lit(darker(m.ROCK, 0.55)), drawing.light.shade, 0.35)
    for inset, colour in ((0.0, lighter(dark, 0.22)), (-0.07, lighter(dark, 0.10)), (-0.15, dark)):
        mouth = [
            (w * (0.5 - 0.24 + inset * 0.9), 690),
            (w * (0.5 - 0.21 + inset), 420),
            (w * (0.5 - 0.08 + inset * 0.6), 290 + inset * 320),
            (w * (0.5 + 0.10 - inset * 0.6), 280 + inset * 320),
            (w * (0.5 + 0.22 - inset), 430),
            (w * (0.5 + 0.25 - inset * 0.9), 690),
        ]
        rough = [(x + rng.uniform(-16, 16), y + rng.uniform(-14, 14)) for x, y in mouth]
        wall: Outline = [(-10, 1010), (-10, -10), (w + 10, -10), (w + 10, 1010), *reversed(rough), (-10, 1010)]
        drawing.canvas.fill([wall], colour, line=0.7)
    s_floor = mix(dark, drawing.lit(m.EARTH), 0.35)
    drawing.canvas.fill(
        [grounded(ridge(-20, w + 20, 700, 14, rng, waves=3), 1010)], s_floor, Shade(darker(s_floor, 0.4), "bottom", 0.7)
    )
    teeth = []
    for _ in range(11):
        x = rng.uniform(0, w)
        length = rng.uniform(50, 190) * (0.4 + abs(x / w - 0.5) * 1.6)
        teeth.append([(x - length * 0.17, -10), (x + length * 0.15, -10), (x + rng.uniform(-4, 4), length)])
    drawing.canvas.fill(teeth, darker(dark, 0.1), line=0.6)
    for _ in range(6):
        x = rng.choice((rng.uniform(0, 0.2), rng.uniform(0.8, 1))) * w
        shape = [(px, min(py, 900)) for px, py in blob(x, 880, rng.uniform(40, 90), rng.uniform(30, 60), rng)]
        drawing.canvas.fill([shape], darker(dark, 0.05), Shade(darker(dark, 0.5), "right", 0.6))


def _sail(drawing: Drawing, x: float, y: float, size: float) -> None:
    canvas = drawing.canvas
    canvas.fill(
        [[(x - size, y - 4), (x + size, y - 4), (x + size * 0.7, y + size * 0.25), (x - size * 0.7, y + size * 0.25)]],
        drawing.lit(m.TIMBER, 0.45),
    )
    canvas.fill(
        [
            [(x - 2, y - size * 1.9), (x - 2, y - 8), (x - size * 0.9, y - 10)],
            [(x + 4, y - size * 1.7), (x + 4, y - 8), (x + size * 0.8, y - 10)],
        ],
        drawing.lit(m.FOAM, 0.3),
        Shade(drawing.lit(darker(m.FOAM, 0.2), 0.35), "right", 0.5),
    )
