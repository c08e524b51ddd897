"""Places that people have built, seen from outside: village, street, castle, ship."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, limb, rect, spline
from sketch.paint.medium import Shade
from sketch.places import scenery as s
from sketch.places.sky import paint_sky
from sketch.places.weather import far_weather

if TYPE_CHECKING:
    from random import Random

    from sketch.drawing import Drawing


def village(drawing: Drawing) -> None:
    """Draw cottages around a green, a church among them."""
    paint_sky(drawing, 560)
    s.hills(drawing, "far", 540, 56, m.LEAF, 0.62)
    rng = drawing.built("village")
    _steeple(drawing, drawing.width * rng.uniform(0.3, 0.7), 600, 250, depth=0.5)
    for i in range(7):
        s.house(drawing, drawing.width * (i + rng.uniform(0.2, 0.8)) / 7, 618, rng.uniform(90, 130), rng, depth=0.42)
    far_weather(drawing, 560)
    s.hills(drawing, "green", 626, 10, m.GRASS, 0.15, waves=2)
    s.path(drawing, 632, narrow=34, broad=330)
    for x in (rng.uniform(0.02, 0.1), rng.uniform(0.2, 0.26), rng.uniform(0.8, 0.9)):
        s.house(
            drawing,
            drawing.width * x,
            735 + 30 * rng.random(),
            rng.uniform(210, 280),
            rng,
            depth=0.08,
            timbered=rng.random() < 0.5,
        )
    s.tree(drawing, drawing.width * rng.uniform(0.94, 1.0), 800, 400, rng)
    s.grass(drawing, "grass", 780, 36, flowers=0.25)


def street(drawing: Drawing) -> None:
    """Draw a street of tall houses that narrows into the distance."""
    paint_sky(drawing, 640, sun_x=0.5)
    rng = drawing.built("street")
    _steeple(drawing, drawing.width * 0.52, 640, 330, depth=0.6)
    s.ground(drawing, 640, m.COBBLE)
    w = drawing.width
    rows = (
        (0.62, 632, 74, (0.40, 0.47, 0.56, 0.63)),
        (0.42, 660, 118, (0.33, 0.69)),
        (0.22, 706, 178, (0.21, 0.81)),
        (0.05, 780, 270, (0.02, 0.99)),
    )
    for depth, foot, wide, places in rows:
        for x in places:
            s.house(
                drawing,
                w * x,
                foot,
                wide * rng.uniform(0.94, 1.06),
                rng,
                depth=depth,
                storeys=3,
                timbered=rng.random() < 0.45,
            )
        if depth == 0.42:
            far_weather(drawing, 600)
    stone = m.SNOW if drawing.snowy else m.COBBLE
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
    drawing.canvas.fill(
        [floor], drawing.lit(stone, 0.1), Shade(drawing.lit(darker(stone, 0.25)), "bottom", 0.7), line=0.5
    )
    cobbles = []
    for _ in range(120):
        t = rng.random() ** 0.7
        y = 680 + 320 * t
        cobbles.append(
            ellipse(w * 0.5 + (rng.random() - 0.5) * w * (0.4 + 0.9 * t), y, 5 + 17 * t, 2.4 + 6 * t, count=12)
        )
    drawing.canvas.fill(cobbles, drawing.lit(darker(stone, 0.16)), line=0, alpha=0.55)
    for x in (0.13, 0.88):
        _street_lamp(drawing, w * x, 850, 330)


def castle(drawing: Drawing) -> None:
    """Draw a great house or castle on its hill, with a way that leads up to it."""
    paint_sky(drawing, 580)
    rng = drawing.built("castle")
    s.mountains(drawing, "range", 580, 190, 0.66, peaks=5)
    s.hills(drawing, "far", 590, 40, m.LEAF, 0.52)
    far_weather(drawing, 560)
    x = drawing.width * rng.uniform(0.38, 0.62)
    if rng.random() < 0.5:
        _keep(drawing, x, 640, 430, rng)
    else:
        _manor(drawing, x, 640, 520, rng)
    s.hills(drawing, "lawn", 640, 18, m.GRASS, 0.12, waves=2)
    s.path(drawing, 646, at=x / drawing.width, narrow=40, broad=330)
    for _ in range(7):
        s.tree(
            drawing,
            rng.choice((rng.uniform(-0.02, 0.2), rng.uniform(0.8, 1.02))) * drawing.width,
            rng.uniform(690, 800),
            rng.uniform(210, 340),
            rng,
        )
    s.grass(drawing, "grass", 760, 40, flowers=0.15)


def ship(drawing: Drawing) -> None:
    """Draw a deck: mast and rigging, the rail, the sea beyond."""
    paint_sky(drawing, 540)
    far_weather(drawing, 540)
    s.water(drawing, 540, 800, rough=1.6 if drawing.scene.weather in ("storm", "wind", "rain") else 0.8)
    rng, w, canvas = drawing.built("ship"), drawing.width, drawing.canvas
    wood = drawing.lit(m.TIMBER)
    mast = w * rng.choice((0.22, 0.78))
    canvas.fill([limb([(mast, 1010), (mast, -30)], (44, 30))], wood, Shade(darker(wood, 0.45), "right", 0.7))
    lean = 46 * (0.4 + drawing.wind)
    yard = 120.0
    sail = spline(
        [
            (mast - 250, yard),
            (mast + 250, yard),
            (mast + 232 + lean, 300),
            (mast + 250 + lean * 0.6, 455),
            (mast, 480 + lean * 0.5),
            (mast - 240 + lean * 0.6, 455),
            (mast - 252 + lean, 300),
        ],
        steps=5,
    )
    canvas.fill([sail], drawing.lit(lighter(m.SAND, 0.35)), Shade(drawing.lit(darker(m.SAND, 0.25)), "left", 0.6))
    canvas.fill([limb([(mast - 275, yard), (mast + 275, yard)], (13, 13))], wood)
    canvas.fill([limb([(mast, 1010), (mast, 470)], (44, 38))], wood, Shade(darker(wood, 0.45), "right", 0.7))
    rope = drawing.lit(darker(m.PLANK, 0.35))
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
        drawing.lit(lighter(m.TIMBER, 0.12)),
        line=0.6,
    )
    plank = m.SNOW if drawing.snowy else m.PLANK
    canvas.wash((drawing.lit(plank, 0.12), drawing.lit(darker(plank, 0.2))), 786, 1010)
    seams = [
        [(w * 0.5 + (x - w * 0.5) * 0.82, 788), (w * 0.5 + (x - w * 0.5) * 1.5, 1010)]
        for x in range(-int(w * 0.2), int(w * 1.2), 58)
    ]
    canvas.strokes(seams, (1.6, 3.2), drawing.lit(darker(m.PLANK, 0.5)), alpha=0.7)
    barrel(drawing, w * (0.93 if mast < w / 2 else 0.07), 900, 120)


def barrel(drawing: Drawing, x: float, foot: float, tall: float) -> None:
    """Draw a standing barrel."""
    wide = tall * 0.38
    body = spline(
        [
            (x - wide * 0.8, foot - tall),
            (x + wide * 0.8, foot - tall),
            (x + wide, foot - tall / 2),
            (x + wide * 0.8, foot),
            (x - wide * 0.8, foot),
            (x - wide, foot - tall / 2),
        ]
    )
    drawing.canvas.fill([body], drawing.lit(m.PLANK), Shade(drawing.lit(darker(m.PLANK, 0.55)), "right", 0.75))
    hoops = [[(x - wide * 0.9, y), (x, y + 7), (x + wide * 0.9, y)] for y in (foot - tall * 0.82, foot - tall * 0.26)]
    drawing.canvas.strokes(hoops, (6, 7, 6), drawing.lit(m.IRON))


def _steeple(drawing: Drawing, x: float, foot: float, tall: float, *, depth: float) -> None:
    canvas, wide = drawing.canvas, tall * 0.2
    canvas.fill(
        [rect(x - wide / 2, foot - tall * 0.55, x + wide / 2, foot)],
        drawing.lit(m.STONE, depth),
        Shade(drawing.lit(darker(m.STONE, 0.4), depth), "right", 0.6),
    )
    canvas.fill(
        [[(x - wide * 0.62, foot - tall * 0.55), (x, foot - tall), (x + wide * 0.62, foot - tall * 0.55)]],
        drawing.lit(m.SLATE, depth),
    )
    s.window(drawing, x, foot - tall * 0.42, wide * 0.3, depth=depth, tall=1.8)


def _street_lamp(drawing: Drawing, x: float, foot: float, tall: float) -> None:
    iron = drawing.lit(m.IRON)
    drawing.canvas.fill([limb([(x, foot), (x, foot - tall)], (11, 7)), rect(x - 17, foot - 12, x + 17, foot)], iron)
    lantern = [(x - 15, foot - tall), (x + 15, foot - tall), (x + 21, foot - tall - 44), (x - 21, foot - tall - 44)]
    if drawing.dim:
        drawing.canvas.fill([lantern], m.LAMP, shine=True)
        drawing.canvas.glow(x, foot - tall - 22, 190, m.FLAME, 0.75)
    else:
        drawing.canvas.fill([lantern], drawing.lit((206, 214, 210)))
    drawing.canvas.fill([[(x - 25, foot - tall - 44), (x, foot - tall - 72), (x + 25, foot - tall - 44)]], iron)


def _wall(  # noqa: PLR0917
    drawing: Drawing, x0: float, top: float, x1: float, foot: float, stone: RGB, depth: float, *, teeth: bool
) -> None:
    shapes = [rect(x0, top, x1, foot)]
    if teeth:
        count = max(2, int((x1 - x0) / 26))
        step = (x1 - x0) / count
        shapes += [rect(x0 + step * i, top - 15, x0 + step * (i + 0.58), top + 1) for i in range(count)]
    drawing.canvas.fill(shapes, drawing.lit(stone, depth), Shade(drawing.lit(darker(stone, 0.42), depth), "right", 0.6))


def _keep(drawing: Drawing, x: float, foot: float, size: float, rng: Random) -> None:
    stone, depth = mix(m.STONE, m.ROCK, rng.uniform(0.1, 0.6)), 0.24
    _wall(drawing, x - size * 0.5, foot - size * 0.34, x + size * 0.5, foot + 10, stone, depth, teeth=True)
    _wall(drawing, x - size * 0.16, foot - size * 0.76, x + size * 0.16, foot + 10, stone, depth, teeth=True)
    for side in (-1, 1):
        tx, high = x + side * size * 0.44, size * rng.uniform(0.52, 0.64)
        _wall(drawing, tx - size * 0.085, foot - high, tx + size * 0.085, foot + 14, stone, depth, teeth=False)
        drawing.canvas.fill(
            [[(tx - size * 0.115, foot - high), (tx, foot - high - size * 0.24), (tx + size * 0.115, foot - high)]],
            drawing.lit(m.SLATE, depth),
            Shade(drawing.lit(darker(m.SLATE, 0.4), depth), "right", 0.7),
        )
        for k in (0.35, 0.7):
            s.window(drawing, tx, foot - high * k, size * 0.036, depth=depth, tall=2.0)
    for t in (-0.07, 0.07):
        for k in (0.38, 0.6):
            s.window(drawing, x + size * t, foot - size * k, size * 0.036, depth=depth, tall=2.0)
    gate = [
        (x - size * 0.075, foot + 10),
        (x - size * 0.075, foot - size * 0.12),
        (x, foot - size * 0.19),
        (x + size * 0.075, foot - size * 0.12),
        (x + size * 0.075, foot + 10),
    ]
    drawing.canvas.fill([gate], drawing.lit(darker(m.TIMBER, 0.35), depth))
    pole = foot - size * 0.76
    drawing.canvas.strokes([[(x, pole - 10), (x, pole - size * 0.22)]], (4, 3), drawing.lit(m.TIMBER, depth))
    drawing.canvas.fill(
        [
            spline(
                [
                    (x, pole - size * 0.22),
                    (x + 40, pole - size * 0.21),
                    (x + 74, pole - size * 0.2),
                    (x + 40, pole - size * 0.16),
                    (x, pole - size * 0.15),
                ]
            )
        ],
        drawing.lit(m.CLOTH_RED, depth * 0.5),
    )


def _manor(drawing: Drawing, x: float, foot: float, size: float, rng: Random) -> None:
    wall, depth = rng.choice((m.STONE, m.BRICK, m.PLASTER)), 0.22
    roof = m.SNOW if drawing.snowy else m.SLATE
    for side in (-1, 1):
        cx = x + side * size * 0.38
        _wall(drawing, cx - size * 0.12, foot - size * 0.42, cx + size * 0.12, foot + 10, wall, depth, teeth=False)
        drawing.canvas.fill(
            [[(cx - size * 0.14, foot - size * 0.42), (cx, foot - size * 0.6), (cx + size * 0.14, foot - size * 0.42)]],
            drawing.lit(roof, depth),
        )
        for k in (0.1, 0.29):
            for dx in (-0.05, 0.05):
                s.window(drawing, cx + size * dx, foot - size * k, size * 0.045, depth=depth, tall=1.7)
    _wall(drawing, x - size * 0.27, foot - size * 0.36, x + size * 0.27, foot + 10, wall, depth, teeth=False)
    drawing.canvas.fill(
        [
            [
                (x - size * 0.27, foot - size * 0.36),
                (x - size * 0.2, foot - size * 0.5),
                (x + size * 0.2, foot - size * 0.5),
                (x + size * 0.27, foot - size * 0.36),
            ]
        ],
        drawing.lit(roof, depth),
    )
    drawing.canvas.fill(
        [
            rect(x + size * d - 11, foot - size * 0.58, x + size * d + 11, foot - size * 0.46)
            for d in (-0.16, 0.0, 0.16)
        ],
        drawing.lit(m.BRICK, depth),
    )
    for k in (0.09, 0.26):
        for d in (-0.21, -0.13, 0.13, 0.21):
            s.window(drawing, x + size * d, foot - size * k, size * 0.045, depth=depth, tall=1.7)
    columns = [limb([(x + size * d, foot + 8), (x + size * d, foot - size * 0.2)], (9, 8)) for d in (-0.06, 0.06)]
    drawing.canvas.fill(
        [
            *columns,
            [(x - size * 0.09, foot - size * 0.2), (x, foot - size * 0.28), (x + size * 0.09, foot - size * 0.2)],
        ],
        drawing.lit(lighter(m.STONE, 0.3), depth),
    )
    drawing.canvas.fill(
        [rect(x - size * 0.035, foot - size * 0.15, x + size * 0.035, foot + 10)],
        drawing.lit(darker(m.TIMBER, 0.25), depth),
    )
