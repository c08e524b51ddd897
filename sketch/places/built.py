"""Places that people have built, seen from outside: village, street, castle, ship."""

from __future__ import annotations

from random import Random

from sketch import materials as m
from sketch.colours import RGB, darker, lighter, mix
from sketch.geometry import Outline, ellipse, limb, rect, spline
from sketch.medium import Shade
from sketch.places import scenery as s
from sketch.sky import paint_sky
from sketch.stage import Stage
from sketch.weather import far_weather


def village(stage: Stage) -> None:
    """Cottages around a green, a church among them."""
    paint_sky(stage, 560)
    s.hills(stage, "far", 540, 56, m.LEAF, 0.62)
    rng = stage.built("village")
    _steeple(stage, stage.width * rng.uniform(0.3, 0.7), 600, 250, depth=0.5)
    for i in range(7):
        s.house(stage, stage.width * (i + rng.uniform(0.2, 0.8)) / 7, 618, rng.uniform(90, 130), rng, depth=0.42)
    far_weather(stage, 560)
    s.hills(stage, "green", 626, 10, m.GRASS, 0.15, waves=2)
    s.path(stage, 632, narrow=34, broad=330)
    for x in (rng.uniform(0.02, 0.1), rng.uniform(0.2, 0.26), rng.uniform(0.8, 0.9)):
        s.house(
            stage,
            stage.width * x,
            735 + 30 * rng.random(),
            rng.uniform(210, 280),
            rng,
            depth=0.08,
            timbered=rng.random() < 0.5,
        )
    s.tree(stage, stage.width * rng.uniform(0.94, 1.0), 800, 400, rng)
    s.grass(stage, "grass", 780, 36, flowers=0.25)


def street(stage: Stage) -> None:
    """A street of tall houses that narrows into the distance."""
    paint_sky(stage, 640, sun_x=0.5)
    rng = stage.built("street")
    _steeple(stage, stage.width * 0.52, 640, 330, depth=0.6)
    s.ground(stage, 640, m.COBBLE)
    w = stage.width
    rows = (
        (0.62, 632, 74, (0.40, 0.47, 0.56, 0.63)), (0.42, 660, 118, (0.33, 0.69)), (0.22, 706, 178, (0.21, 0.81)),
        (0.05, 780, 270, (0.02, 0.99)),
    )  # fmt: skip
    for depth, foot, wide, places in rows:
        for x in places:
            s.house(
                stage,
                w * x,
                foot,
                wide * rng.uniform(0.94, 1.06),
                rng,
                depth=depth,
                storeys=3,
                timbered=rng.random() < 0.45,
            )
        if depth == 0.42:
            far_weather(stage, 600)
    stone = m.SNOW if stage.snowy else m.COBBLE
    floor: Outline = [
        (w * 0.43, 632),
        (w * 0.57, 632),
        (w * 0.74, 720),
        (w * 1.05, 790),
        (w * 1.05, 1010),
        (-w * 0.05, 1010),
        (-w * 0.05, 790),
        (w * 0.26, 720),
    ]
    stage.canvas.fill([floor], stage.lit(stone, 0.1), Shade(stage.lit(darker(stone, 0.25)), "bottom", 0.7), line=0.5)
    cobbles = []
    for _ in range(120):
        t = rng.random() ** 0.7
        y = 680 + 320 * t
        cobbles.append(
            ellipse(w * 0.5 + (rng.random() - 0.5) * w * (0.4 + 0.9 * t), y, 5 + 17 * t, 2.4 + 6 * t, count=12)
        )
    stage.canvas.fill(cobbles, stage.lit(darker(stone, 0.16)), line=0, alpha=0.55)
    for x in (0.13, 0.88):
        _street_lamp(stage, w * x, 850, 330)


def castle(stage: Stage) -> None:
    """A great house or castle on its hill, with a way that leads up to it."""
    paint_sky(stage, 580)
    rng = stage.built("castle")
    s.mountains(stage, "range", 580, 190, 0.66, peaks=5)
    s.hills(stage, "far", 590, 40, m.LEAF, 0.52)
    far_weather(stage, 560)
    x = stage.width * rng.uniform(0.38, 0.62)
    if rng.random() < 0.5:
        _keep(stage, x, 640, 430, rng)
    else:
        _manor(stage, x, 640, 520, rng)
    s.hills(stage, "lawn", 640, 18, m.GRASS, 0.12, waves=2)
    s.path(stage, 646, at=x / stage.width, narrow=40, broad=330)
    for _ in range(7):
        s.tree(
            stage,
            rng.choice((rng.uniform(-0.02, 0.2), rng.uniform(0.8, 1.02))) * stage.width,
            rng.uniform(690, 800),
            rng.uniform(210, 340),
            rng,
        )
    s.grass(stage, "grass", 760, 40, flowers=0.15)


def ship(stage: Stage) -> None:
    """On deck: mast and rigging, the rail, the sea beyond."""
    paint_sky(stage, 540)
    far_weather(stage, 540)
    s.water(stage, 540, 800, rough=1.6 if stage.scene.weather in ("storm", "wind", "rain") else 0.8)
    rng, w, canvas = stage.built("ship"), stage.width, stage.canvas
    wood = stage.lit(m.TIMBER)
    mast = w * rng.choice((0.22, 0.78))
    canvas.fill([limb([(mast, 1010), (mast, -30)], (44, 30))], wood, Shade(darker(wood, 0.45), "right", 0.7))
    lean = 46 * (0.4 + stage.wind)
    yard = 120.0
    sail = spline([(mast - 250, yard), (mast + 250, yard), (mast + 232 + lean, 300), (mast + 250 + lean * 0.6, 455),
                   (mast, 480 + lean * 0.5),
                   (mast - 240 + lean * 0.6, 455), (mast - 252 + lean, 300)], steps=5)  # fmt: skip
    canvas.fill([sail], stage.lit(lighter(m.SAND, 0.35)), Shade(stage.lit(darker(m.SAND, 0.25)), "left", 0.6))
    canvas.fill([limb([(mast - 275, yard), (mast + 275, yard)], (13, 13))], wood)
    canvas.fill([limb([(mast, 1010), (mast, 470)], (44, 38))], wood, Shade(darker(wood, 0.45), "right", 0.7))
    rope = stage.lit(darker(m.PLANK, 0.35))
    shrouds = [[(mast + dx, -20), (mast + dx * 7.5, 760)] for dx in (-34, -26, 26, 34)]
    canvas.strokes(shrouds, (2.4, 3.6), rope)
    rungs = [
        [(mast + sign * (26 + t * 172), -20 + 780 * t), (mast + sign * (34 + t * 224), -20 + 780 * t)]
        for sign in (-1, 1)
        for t in [i / 16 for i in range(3, 16)]
    ]
    canvas.strokes(rungs, (2, 2), rope)
    canvas.fill([rect(-10, 700, w + 10, 730)], wood, Shade(darker(wood, 0.4), "bottom", 0.7))
    canvas.fill(
        [limb([(x, 722), (x, 790)], (9, 17, 9)) for x in range(20, int(w) + 40, 52)],
        stage.lit(lighter(m.TIMBER, 0.12)),
        line=0.6,
    )
    plank = m.SNOW if stage.snowy else m.PLANK
    canvas.wash((stage.lit(plank, 0.12), stage.lit(darker(plank, 0.2))), 786, 1010)
    seams = [
        [(w * 0.5 + (x - w * 0.5) * 0.82, 788), (w * 0.5 + (x - w * 0.5) * 1.5, 1010)]
        for x in range(-int(w * 0.2), int(w * 1.2), 58)
    ]
    canvas.strokes(seams, (1.6, 3.2), stage.lit(darker(m.PLANK, 0.5)), alpha=0.7)
    barrel(stage, w * (0.93 if mast < w / 2 else 0.07), 900, 120)


def barrel(stage: Stage, x: float, foot: float, tall: float) -> None:
    """A standing barrel."""
    wide = tall * 0.38
    body = spline([(x - wide * 0.8, foot - tall), (x + wide * 0.8, foot - tall), (x + wide, foot - tall / 2),
                   (x + wide * 0.8, foot), (x - wide * 0.8, foot),
                   (x - wide, foot - tall / 2)])  # fmt: skip
    stage.canvas.fill([body], stage.lit(m.PLANK), Shade(stage.lit(darker(m.PLANK, 0.55)), "right", 0.75))
    hoops = [[(x - wide * 0.9, y), (x, y + 7), (x + wide * 0.9, y)] for y in (foot - tall * 0.82, foot - tall * 0.26)]
    stage.canvas.strokes(hoops, (6, 7, 6), stage.lit(m.IRON))


def _steeple(stage: Stage, x: float, foot: float, tall: float, *, depth: float) -> None:
    canvas, wide = stage.canvas, tall * 0.2
    canvas.fill(
        [rect(x - wide / 2, foot - tall * 0.55, x + wide / 2, foot)],
        stage.lit(m.STONE, depth),
        Shade(stage.lit(darker(m.STONE, 0.4), depth), "right", 0.6),
    )
    canvas.fill(
        [[(x - wide * 0.62, foot - tall * 0.55), (x, foot - tall), (x + wide * 0.62, foot - tall * 0.55)]],
        stage.lit(m.SLATE, depth),
    )
    s.window(stage, x, foot - tall * 0.42, wide * 0.3, depth=depth, tall=1.8)


def _street_lamp(stage: Stage, x: float, foot: float, tall: float) -> None:
    iron = stage.lit(m.IRON)
    stage.canvas.fill([limb([(x, foot), (x, foot - tall)], (11, 7)), rect(x - 17, foot - 12, x + 17, foot)], iron)
    lantern = [(x - 15, foot - tall), (x + 15, foot - tall), (x + 21, foot - tall - 44), (x - 21, foot - tall - 44)]
    if stage.dim:
        stage.canvas.fill([lantern], m.LAMP, shine=True)
        stage.canvas.glow(x, foot - tall - 22, 190, m.FLAME, 0.75)
    else:
        stage.canvas.fill([lantern], stage.lit((206, 214, 210)))
    stage.canvas.fill([[(x - 25, foot - tall - 44), (x, foot - tall - 72), (x + 25, foot - tall - 44)]], iron)


def _wall(
    stage: Stage, x0: float, top: float, x1: float, foot: float, stone: RGB, depth: float, *, teeth: bool
) -> None:
    shapes = [rect(x0, top, x1, foot)]
    if teeth:
        count = max(2, int((x1 - x0) / 26))
        step = (x1 - x0) / count
        shapes += [rect(x0 + step * i, top - 15, x0 + step * (i + 0.58), top + 1) for i in range(count)]
    stage.canvas.fill(shapes, stage.lit(stone, depth), Shade(stage.lit(darker(stone, 0.42), depth), "right", 0.6))


def _keep(stage: Stage, x: float, foot: float, size: float, rng: Random) -> None:
    stone, depth = mix(m.STONE, m.ROCK, rng.uniform(0.1, 0.6)), 0.24
    _wall(stage, x - size * 0.5, foot - size * 0.34, x + size * 0.5, foot + 10, stone, depth, teeth=True)
    _wall(stage, x - size * 0.16, foot - size * 0.76, x + size * 0.16, foot + 10, stone, depth, teeth=True)
    for side in (-1, 1):
        tx, high = x + side * size * 0.44, size * rng.uniform(0.52, 0.64)
        _wall(stage, tx - size * 0.085, foot - high, tx + size * 0.085, foot + 14, stone, depth, teeth=False)
        stage.canvas.fill([[(tx - size * 0.115, foot - high), (tx, foot - high - size * 0.24),
                            (tx + size * 0.115, foot - high)]],
                          stage.lit(m.SLATE, depth), Shade(stage.lit(darker(m.SLATE, 0.4), depth), "right",
                                                           0.7))  # fmt: skip
        for k in (0.35, 0.7):
            s.window(stage, tx, foot - high * k, size * 0.036, depth=depth, tall=2.0)
    for t in (-0.07, 0.07):
        for k in (0.38, 0.6):
            s.window(stage, x + size * t, foot - size * k, size * 0.036, depth=depth, tall=2.0)
    gate = [
        (x - size * 0.075, foot + 10),
        (x - size * 0.075, foot - size * 0.12),
        (x, foot - size * 0.19),
        (x + size * 0.075, foot - size * 0.12),
        (x + size * 0.075, foot + 10),
    ]
    stage.canvas.fill([gate], stage.lit(darker(m.TIMBER, 0.35), depth))
    pole = foot - size * 0.76
    stage.canvas.strokes([[(x, pole - 10), (x, pole - size * 0.22)]], (4, 3), stage.lit(m.TIMBER, depth))
    stage.canvas.fill([spline([(x, pole - size * 0.22), (x + 40, pole - size * 0.21), (x + 74, pole - size * 0.2),
                               (x + 40, pole - size * 0.16), (x, pole - size * 0.15)])],
                      stage.lit(m.CLOTH_RED, depth * 0.5))  # fmt: skip


def _manor(stage: Stage, x: float, foot: float, size: float, rng: Random) -> None:
    wall, depth = rng.choice((m.STONE, m.BRICK, m.PLASTER)), 0.22
    roof = m.SNOW if stage.snowy else m.SLATE
    for side in (-1, 1):
        cx = x + side * size * 0.38
        _wall(stage, cx - size * 0.12, foot - size * 0.42, cx + size * 0.12, foot + 10, wall, depth, teeth=False)
        stage.canvas.fill(
            [[(cx - size * 0.14, foot - size * 0.42), (cx, foot - size * 0.6), (cx + size * 0.14, foot - size * 0.42)]],
            stage.lit(roof, depth),
        )
        for k in (0.1, 0.29):
            for dx in (-0.05, 0.05):
                s.window(stage, cx + size * dx, foot - size * k, size * 0.045, depth=depth, tall=1.7)
    _wall(stage, x - size * 0.27, foot - size * 0.36, x + size * 0.27, foot + 10, wall, depth, teeth=False)
    stage.canvas.fill([[(x - size * 0.27, foot - size * 0.36), (x - size * 0.2, foot - size * 0.5),
                        (x + size * 0.2, foot - size * 0.5), (x + size * 0.27, foot - size * 0.36)]],
                      stage.lit(roof, depth))  # fmt: skip
    stage.canvas.fill(
        [
            rect(x + size * d - 11, foot - size * 0.58, x + size * d + 11, foot - size * 0.46)
            for d in (-0.16, 0.0, 0.16)
        ],
        stage.lit(m.BRICK, depth),
    )
    for k in (0.09, 0.26):
        for d in (-0.21, -0.13, 0.13, 0.21):
            s.window(stage, x + size * d, foot - size * k, size * 0.045, depth=depth, tall=1.7)
    columns = [limb([(x + size * d, foot + 8), (x + size * d, foot - size * 0.2)], (9, 8)) for d in (-0.06, 0.06)]
    stage.canvas.fill(
        [
            *columns,
            [(x - size * 0.09, foot - size * 0.2), (x, foot - size * 0.28), (x + size * 0.09, foot - size * 0.2)],
        ],
        stage.lit(lighter(m.STONE, 0.3), depth),
    )
    stage.canvas.fill(
        [rect(x - size * 0.035, foot - size * 0.15, x + size * 0.035, foot + 10)],
        stage.lit(darker(m.TIMBER, 0.25), depth),
    )
