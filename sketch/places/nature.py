"""Places under the open sky: woods, fields, water, mountains."""

from __future__ import annotations

from itertools import pairwise

from sketch import materials as m
from sketch.colours import darker, lighter, mix
from sketch.geometry import Outline, blob, ellipse, grounded, limb, ridge
from sketch.medium import Shade
from sketch.places import scenery as s
from sketch.sky import paint_sky
from sketch.stage import Stage
from sketch.weather import far_weather


def forest(stage: Stage) -> None:
    """Trunks behind trunks, and a clearing for the people."""
    paint_sky(stage, 600)
    s.hills(stage, "floor", 610, 14, m.GRASS, 0.3)
    rng = stage.built("wood")
    evergreen = rng.random() < 0.4
    for depth, foot, count, tall in ((0.72, 620, 13, 430), (0.5, 655, 9, 560), (0.26, 705, 6, 700)):
        for i in range(count):
            x = stage.width * (i + rng.uniform(0.1, 0.9)) / count
            if depth < 0.4 and abs(x / stage.width - 0.5) < 0.2:
                continue
            if evergreen or rng.random() < 0.25:
                s.pine(stage, x, foot, tall * rng.uniform(0.8, 1.05), rng, depth=depth)
            else:
                s.tree(stage, x, foot, tall * rng.uniform(0.8, 1.05), rng, depth=depth)
        far_weather(stage, 600)
    s.ground(stage, 705, darker(mix(m.GRASS, m.EARTH, 0.35), 0.1))
    for x in (stage.width * 0.04, stage.width * 0.97):
        trunk = limb([(x, 1010), (x + rng.uniform(-8, 8), 500), (x + rng.uniform(-20, 20), -20)], (110, 82, 74))
        stage.canvas.fill([trunk], stage.lit(darker(m.BARK, 0.15)), Shade(stage.lit(darker(m.BARK, 0.6)), "right", 0.7))
    s.grass(stage, "grass", 730, 46, flowers=0.15)
    for x in (0.13, 0.9):
        s.bush(stage, stage.width * x, 905, 120, rng)


def field(stage: Stage) -> None:
    """Open land under a wide sky."""
    paint_sky(stage, 560)
    s.hills(stage, "far", 545, 34, m.LEAF, 0.68)
    s.hills(stage, "mid", 600, 26, m.MEADOW, 0.42)
    rng = stage.built("field")
    for _ in range(6):
        s.tree(stage, rng.uniform(0, stage.width), rng.uniform(600, 625), rng.uniform(60, 100), rng, depth=0.45)
    far_weather(stage, 560)
    s.hills(stage, "near", 660, 18, m.GRASS, 0.1, waves=2)
    rows = [
        [(stage.width * t, 668), (stage.width * (0.5 + (t - 0.5) * 2.6), 1005)] for t in [i / 14 for i in range(15)]
    ]
    stage.canvas.strokes(rows, (1.2, 5.0), stage.lit(darker(m.MEADOW, 0.16)), alpha=0.35)
    side = rng.choice((0.1, 0.9))
    s.tree(stage, stage.width * side, 770, 430, rng)
    s.grass(stage, "grass", 700, 70, flowers=0.35)


def meadow(stage: Stage) -> None:
    """A gentle land that could be anywhere, for scenes whose place is not told."""
    paint_sky(stage, 590)
    s.hills(stage, "far", 560, 46, m.LEAF, 0.74)
    s.hills(stage, "mid", 620, 34, m.GRASS, 0.46)
    far_weather(stage, 590)
    s.hills(stage, "near", 700, 20, m.MEADOW, 0.15, waves=2)
    s.grass(stage, "grass", 730, 42, flowers=0.2)


def garden(stage: Stage) -> None:
    """A walled garden in flower, with a path through it."""
    paint_sky(stage, 500)
    rng = stage.built("garden")
    for i in range(7):
        s.tree(stage, stage.width * (i + 0.5) / 7, 520, rng.uniform(190, 270), rng, depth=0.4)
    far_weather(stage, 500)
    brick = stage.lit(m.BRICK, 0.12)
    stage.canvas.wash((brick, stage.lit(darker(m.BRICK, 0.12), 0.1)), 470, 650)
    courses = [[(0, y), (stage.width, y)] for y in range(488, 650, 20)]
    stage.canvas.strokes(courses, (1.5, 1.5), stage.lit(darker(m.BRICK, 0.35), 0.1), alpha=0.6)
    stage.canvas.fill([[(0, 456), (stage.width, 456), (stage.width, 474), (0, 474)]], stage.lit(m.STONE, 0.1))
    for _ in range(5):
        x = rng.uniform(0, stage.width)
        s.bush(stage, x, 655, rng.uniform(130, 200), rng, depth=0.1)
    s.ground(stage, 640, m.GRASS)
    s.path(stage, 642, narrow=60, broad=300)
    if not stage.snowy:
        hues = ((222, 92, 92), (240, 200, 96), (236, 228, 220), (172, 116, 178), (232, 142, 150))
        for side in (-1, 1):
            for row in range(4):
                y = 690 + row * 78
                for _ in range(13):
                    x = stage.width * 0.5 + side * (stage.width * rng.uniform(0.17 + 0.03 * row, 0.52))
                    size = 9 + row * 5
                    stage.canvas.fill(
                        [blob(x, y, size * 1.6, size * 0.9, rng)], stage.lit(darker(m.LEAF, 0.1)), line=0.4
                    )
                    stage.canvas.fill([ellipse(x + dx, y - size * 0.7 + dy, size * 0.42, size * 0.42, count=10) for dx,
                                       dy in ((-size, 0), (0, -4), (size, 2))],
                                      stage.lit(rng.choice(hues)), line=0.3)  # fmt: skip
    s.grass(stage, "grass", 700, 26)


def mountain(stage: Stage) -> None:
    """A high pass between peaks."""
    paint_sky(stage, 600)
    s.mountains(stage, "far", 600, 430, 0.62, peaks=3)
    s.mountains(stage, "mid", 660, 320, 0.34, peaks=4)
    far_weather(stage, 600)
    rng = stage.built("slope")
    s.hills(stage, "slope", 700, 46, mix(m.ROCK, m.GRASS, 0.45), 0.12)
    for _ in range(9):
        s.pine(
            stage,
            rng.choice((rng.uniform(0, 0.28), rng.uniform(0.74, 1))) * stage.width,
            rng.uniform(700, 760),
            rng.uniform(90, 190),
            rng,
            depth=0.15,
        )
    s.path(stage, 705, at=rng.uniform(0.4, 0.6), narrow=20, broad=340, material=mix(m.PATH, m.ROCK, 0.4))
    for _ in range(6):
        s.rock(
            stage,
            rng.choice((rng.uniform(0, 0.25), rng.uniform(0.78, 1))) * stage.width,
            rng.uniform(790, 960),
            rng.uniform(50, 130),
            rng,
        )


def road(stage: Stage) -> None:
    """A road that leads on over the hills."""
    paint_sky(stage, 560)
    s.hills(stage, "far", 550, 50, m.LEAF, 0.66)
    s.hills(stage, "mid", 600, 30, m.GRASS, 0.4)
    far_weather(stage, 560)
    s.hills(stage, "near", 650, 14, m.MEADOW, 0.12, waves=2)
    rng = stage.built("road")
    s.path(stage, 652, at=rng.uniform(0.36, 0.64), narrow=16, broad=520)
    for side, reach in ((0.06, 0.2), (0.82, 0.97)):
        s.tree(stage, stage.width * rng.uniform(side, reach), rng.uniform(720, 790), rng.uniform(280, 400), rng)
    feet = [(stage.width * (0.30 - 0.062 * i), 690 + 12 * i**1.75, 24.0 + 13 * i) for i in range(6)]
    posts = [limb([(x, y), (x, y - high)], (5 + i * 1.6, 4 + i * 1.4)) for i, (x, y, high) in enumerate(feet)]
    rails = [
        limb([(ax, ay - up * a_high), (bx, by - up * b_high)], (4 + i, 4 + i))
        for i, ((ax, ay, a_high), (bx, by, b_high)) in enumerate(pairwise(feet))
        for up in (0.45, 0.85)
    ]
    stage.canvas.fill(rails + posts, stage.lit(m.TIMBER), line=0.6)
    s.grass(stage, "grass", 700, 44, flowers=0.2)


def river(stage: Stage) -> None:
    """A river that comes down between its banks."""
    paint_sky(stage, 560)
    s.hills(stage, "far", 545, 60, m.LEAF, 0.62)
    rng = stage.built("banks")
    for _ in range(8):
        s.tree(stage, rng.uniform(0, stage.width), rng.uniform(598, 615), rng.uniform(90, 150), rng, depth=0.42)
    far_weather(stage, 560)
    s.water(stage, 600, 830, m.RIVER, rough=0.35)
    for side in (-1, 1):
        edge = stage.width * (0.5 + side * 0.5)
        bank: Outline = [
            (edge + side * 20, 598),
            (edge - side * stage.width * 0.26, 606),
            (edge - side * stage.width * 0.10, 700),
            (edge + side * 20, 800),
        ]
        stage.canvas.fill(
            [bank],
            stage.lit(m.SNOW if stage.snowy else m.GRASS, 0.2),
            Shade(stage.lit(darker(m.EARTH, 0.2), 0.1), "bottom", 0.5),
        )
    line = ridge(-20, stage.width + 20, 812, 14, rng, waves=2)
    stage.canvas.fill(
        [grounded(line, 1010)],
        stage.lit(m.SNOW if stage.snowy else m.GRASS),
        Shade(stage.lit(darker(m.GRASS, 0.3)), "bottom", 0.6),
    )
    reeds = [[(x, 830), (x + rng.uniform(-6, 10) + 16 * stage.wind, 830 - rng.uniform(70, 140))] for x in
             [rng.choice((rng.uniform(0, 0.2), rng.uniform(0.82, 1))) * stage.width for _ in range(26)]]  # fmt: skip
    stage.canvas.strokes(reeds, (4, 1), stage.lit(darker(m.LEAF, 0.1)))
    s.grass(stage, "grass", 840, 40, flowers=0.2)


def sea(stage: Stage) -> None:
    """The shore of an open sea: rocks, a jetty, a sail far out."""
    paint_sky(stage, 520)
    far_weather(stage, 520)
    s.water(stage, 520, 850, rough=1.5 if stage.scene.weather in ("storm", "wind") else 0.8)
    _sail(stage, stage.width * stage.built("sail").uniform(0.15, 0.85), 532, 46)
    rng = stage.built("cliff")
    side = rng.choice((-1, 1))
    edge = stage.width * (0.5 + side * 0.5)
    cliff: Outline = [
        (edge + side * 30, 330),
        (edge - side * 120, 350),
        (edge - side * 170, 430),
        (edge - side * 150, 500),
        (edge - side * 230, 560),
        (edge + side * 30, 570),
    ]
    stage.canvas.fill([cliff], stage.lit(m.ROCK, 0.34), Shade(stage.lit(darker(m.ROCK, 0.45), 0.3), "bottom", 0.7))
    s.ground(stage, 830, mix(m.STONE, m.SAND, 0.4))
    for _ in range(12):
        s.rock(stage, rng.uniform(0, stage.width), rng.uniform(835, 875), rng.uniform(24, 80), rng)


def beach(stage: Stage) -> None:
    """Sand between the dunes and the surf."""
    paint_sky(stage, 520)
    far_weather(stage, 520)
    s.water(stage, 520, 720, rough=0.7)
    rng = stage.built("beach")
    foam = ridge(-20, stage.width + 20, 700, 12, rng, waves=3)
    stage.canvas.fill([grounded(foam, 1010)], stage.lit(m.FOAM), line=0.3)
    wet = ridge(-20, stage.width + 20, 716, 12, rng, waves=3)
    stage.canvas.fill([grounded(wet, 1010)], stage.lit(darker(m.SAND, 0.16)), line=0)
    dry = ridge(-20, stage.width + 20, 762, 16, rng, waves=2)
    stage.canvas.fill(
        [grounded(dry, 1010)], stage.lit(m.SAND), Shade(stage.lit(darker(m.SAND, 0.22)), "bottom", 0.5), line=0
    )
    for x in (0.06, 0.95):
        s.bush(stage, stage.width * x, 800, 110, rng, leaf=mix(m.LEAF, m.SAND, 0.4))
    shells = [ellipse(rng.uniform(0, stage.width), rng.uniform(800, 985), 6, 4, count=10) for _ in range(16)]
    stage.canvas.fill(shells, stage.lit(lighter(m.SAND, 0.5)), line=0.3)


def desert(stage: Stage) -> None:
    """Dune behind dune."""
    paint_sky(stage, 560)
    for k, (y, depth) in enumerate(((556, 0.6), (610, 0.4), (680, 0.2), (780, 0.0))):
        s.hills(stage, f"dune {k}", y, 60 - 8 * k, mix(m.DUNE, m.SAND, k / 4), depth, waves=2)
        if k == 1:
            far_weather(stage, 560)
    rng = stage.built("ripples")
    ripples = [
        [(x, y), (x + 60, y - 5), (x + 130, y)]
        for x, y in [(rng.uniform(-40, stage.width), rng.uniform(800, 990)) for _ in range(34)]
    ]
    stage.canvas.strokes(ripples, (0.6, 2.4, 0.6), stage.lit(darker(m.DUNE, 0.25)), alpha=0.5)
    for _ in range(4):
        s.rock(
            stage,
            rng.choice((rng.uniform(0, 0.2), rng.uniform(0.8, 1))) * stage.width,
            rng.uniform(780, 900),
            rng.uniform(40, 90),
            rng,
            material=m.DUNE,
        )


def swamp(stage: Stage) -> None:
    """Bare trees in standing water."""
    paint_sky(stage, 600)
    rng = stage.built("swamp")
    for depth, foot, count, tall in ((0.66, 612, 12, 300), (0.4, 640, 7, 430)):
        for i in range(count):
            s.bare_tree(
                stage,
                stage.width * (i + rng.uniform(0.2, 0.8)) / count,
                foot,
                tall * rng.uniform(0.8, 1.1),
                rng,
                depth=depth,
            )
    s.water(stage, 610, 840, mix(m.RIVER, m.PINE, 0.55), rough=0.2)
    for _ in range(4):
        stage.canvas.mist(rng.uniform(0, stage.width), rng.uniform(600, 700), 420, 60, stage.light.haze, 0.5)
    far_weather(stage, 600)
    s.bare_tree(stage, stage.width * rng.choice((0.1, 0.9)), 860, 620, rng, depth=0.05)
    line = ridge(-20, stage.width + 20, 836, 16, rng, waves=3)
    stage.canvas.fill(
        [grounded(line, 1010)],
        stage.lit(mix(m.EARTH, m.LEAF, 0.6)),
        Shade(stage.lit(darker(m.EARTH, 0.4)), "bottom", 0.6),
    )
    reeds = [
        [(x, 868), (x + rng.uniform(-8, 12), 868 - rng.uniform(60, 150))]
        for x in [rng.uniform(0, stage.width) for _ in range(34)]
    ]
    stage.canvas.strokes(reeds, (4, 1), stage.lit(darker(m.LEAF, 0.25)))


def cave(stage: Stage) -> None:
    """Inside a cave, with its mouth behind the people."""
    paint_sky(stage, 640, sun_x=0.5)
    s.hills(stage, "outside", 560, 40, m.LEAF, 0.55)
    far_weather(stage, 560)
    rng = stage.built("cave")
    w = stage.width
    dark = mix(stage.lit(darker(m.ROCK, 0.55)), stage.light.shade, 0.35)
    for inset, colour in ((0.0, lighter(dark, 0.22)), (-0.07, lighter(dark, 0.10)), (-0.15, dark)):
        mouth = [(w * (0.5 - 0.24 + inset * 0.9), 690), (w * (0.5 - 0.21 + inset), 420),
                 (w * (0.5 - 0.08 + inset * 0.6), 290 + inset * 320),
                 (w * (0.5 + 0.10 - inset * 0.6), 280 + inset * 320), (w * (0.5 + 0.22 - inset), 430),
                 (w * (0.5 + 0.25 - inset * 0.9), 690)]  # fmt: skip
        rough = [(x + rng.uniform(-16, 16), y + rng.uniform(-14, 14)) for x, y in mouth]
        wall: Outline = [(-10, 1010), (-10, -10), (w + 10, -10), (w + 10, 1010), *reversed(rough), (-10, 1010)]
        stage.canvas.fill([wall], colour, line=0.7)
    s_floor = mix(dark, stage.lit(m.EARTH), 0.35)
    stage.canvas.fill(
        [grounded(ridge(-20, w + 20, 700, 14, rng, waves=3), 1010)], s_floor, Shade(darker(s_floor, 0.4), "bottom", 0.7)
    )
    teeth = []
    for _ in range(11):
        x = rng.uniform(0, w)
        length = rng.uniform(50, 190) * (0.4 + abs(x / w - 0.5) * 1.6)
        teeth.append([(x - length * 0.17, -10), (x + length * 0.15, -10), (x + rng.uniform(-4, 4), length)])
    stage.canvas.fill(teeth, darker(dark, 0.1), line=0.6)
    for _ in range(6):
        x = rng.choice((rng.uniform(0, 0.2), rng.uniform(0.8, 1))) * w
        shape = [(px, min(py, 900)) for px, py in blob(x, 880, rng.uniform(40, 90), rng.uniform(30, 60), rng)]
        stage.canvas.fill([shape], darker(dark, 0.05), Shade(darker(dark, 0.5), "right", 0.6))


def _sail(stage: Stage, x: float, y: float, size: float) -> None:
    canvas = stage.canvas
    canvas.fill(
        [[(x - size, y - 4), (x + size, y - 4), (x + size * 0.7, y + size * 0.25), (x - size * 0.7, y + size * 0.25)]],
        stage.lit(m.TIMBER, 0.45),
    )
    canvas.fill([[(x - 2, y - size * 1.9), (x - 2, y - 8), (x - size * 0.9, y - 10)],
                 [(x + 4, y - size * 1.7), (x + 4, y - 8), (x + size * 0.8, y - 10)]],
                stage.lit(m.FOAM, 0.3), Shade(stage.lit(darker(m.FOAM, 0.2), 0.35), "right", 0.5))  # fmt: skip
