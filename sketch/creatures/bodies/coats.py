"""What lies upon the trunk of a beast: stripes, spots, wool, spines, a shell. `turned` goes from trunk to pen."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Point, ellipse, scallops, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Quadruped
    from sketch.paint.pen import Pen

_Turned = Callable[[Point], Point]
_Drawn = Callable[["Pen", "Quadruped", "Coat", _Turned], None]


def draw_coat(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    """Draw whatever the row's parts have upon the trunk."""
    for part in body.parts:
        if part in COATS:
            COATS[part](pen, body, coat, turned)


def _stripes(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c = body.long, body.chest / 2
    paths = []
    for k in range(8):
        x = long * (-0.42 + 0.11 * k)
        paths.append(
            [
                turned((x, -c * 0.86)),
                turned((x + long * 0.03, -c * 0.2)),
                turned((x - long * 0.01, c * (0.2 + 0.2 * (k % 2)))),
            ]
        )
    pen.strokes_of(paths, (long * 0.03, long * 0.024, 0.2), coat.dark)


def _spots(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    rng = Random("coat")
    spots = []
    for row in range(4):
        for k in range(9):
            x, y = -0.46 + 0.11 * k + 0.05 * (row % 2) + rng.uniform(-0.015, 0.015), -0.72 + 0.38 * row
            at = turned((x * body.long, y * body.chest / 2))
            spots.append(ellipse(*at, body.long * 0.026, body.long * 0.02, count=10))
    pen.fills(spots, coat.dark, line=0)


def _patches(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c = body.long, body.chest / 2
    for path in (
        ((-0.48, -0.3), (-0.4, -0.86), (-0.2, -0.84), (-0.14, -0.3), (-0.3, 0.1)),
        ((0.08, -0.8), (0.3, -0.86), (0.36, -0.3), (0.2, 0.16), (0.06, -0.2)),
        ((-0.14, 0.4), (0.0, 0.16), (0.1, 0.5), (-0.02, 0.84)),
    ):
        pen.fill(spline([turned((x * long, y * c)) for x, y in path]), coat.dark, line=0)


def _wool(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    x, y = turned((0.0, -body.chest * 0.06))
    shape = scallops(x, y, body.long * 0.58, body.chest * 0.66, Random("fleece"), lumps=16, depth=0.16)
    pen.fill(shape, coat.fur, shade=darker(coat.fur, 0.28))
    curls = []
    rng = Random("curls")
    for _ in range(12):
        px, py = x + body.long * rng.uniform(-0.4, 0.36), y + body.chest * rng.uniform(-0.42, 0.3)
        r = body.chest * 0.07
        curls.append([(px - r, py), (px, py + r), (px + r, py), (px + r * 0.4, py - r * 0.6)])
    pen.strokes_of(curls, (0.3, 0.8, 0.3), darker(coat.fur, 0.18))


def _spines(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c = body.long, body.chest / 2
    for row in range(3):
        crest: list[Point] = []
        out = 1.5 - 0.32 * row
        for k in range(12):
            t = k / 11
            x = long * (-0.56 + 0.92 * t) * (1 - 0.08 * row)
            arch = (1 - (2 * t - 1) ** 2) ** 0.5
            crest += [
                turned((x - long * 0.05, -c * (0.15 + arch * out))),
                turned((x + long * 0.02, -c * (0.0 + arch * out * 0.8))),
            ]
        crest += [turned((long * 0.34, c * 0.3)), turned((-long * 0.5, c * 0.6))]
        tone = mix(coat.dark, coat.pale, 0.16 * row)
        pen.fill(crest, tone, shade=darker(tone, 0.35), line=0.7)


def _shell(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c = body.long, body.chest / 2
    dome = [
        (-0.62, 0.5),
        (-0.58, -0.5),
        (-0.38, -1.5),
        (0.0, -1.95),
        (0.34, -1.45),
        (0.52, -0.5),
        (0.58, 0.5),
        (0.0, 0.7),
    ]
    pen.fill(spline([turned((x * long, y * c)) for x, y in dome]), coat.dark, shade=darker(coat.dark, 0.42))
    pale = lighter(coat.dark, 0.28)
    for x, y, r in (
        (-0.34, -0.3, 0.13),
        (-0.1, -0.66, 0.14),
        (0.16, -0.6, 0.13),
        (-0.08, -0.02, 0.15),
        (0.22, -0.04, 0.13),
    ):
        px, py = turned((x * long, y * c))
        pen.fill(ellipse(px, py, r * long, r * long * 0.72, count=6), pale, shade=coat.dark, line=0.6)
    pen.stroke(
        [turned((-0.62 * long, 0.44 * c)), turned((0.0, 0.66 * c)), turned((0.57 * long, 0.42 * c))],
        (1.0, 2.2, 1.0),
        lighter(coat.dark, 0.45),
    )


def _camel_hump(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c = body.long, body.chest / 2
    hump = [(-0.3, -0.7), (-0.18, -1.4), (-0.02, -1.95), (0.14, -1.4), (0.24, -0.7), (0.0, -0.4)]
    pen.fill(spline([turned((x * long, y * c)) for x, y in hump]), coat.fur, shade=darker(coat.fur, 0.3))


def _udder(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    x, y = turned((-body.long * 0.22, body.chest * 0.4))
    pen.fill(
        ellipse(x, y, body.long * 0.08, body.chest * 0.14, count=18), coat.pale, shade=darker(coat.pale, 0.25), line=0.6
    )


def _scutes(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c = body.long, body.chest / 2
    for k in range(9):
        x = long * (-0.5 + 0.11 * k)
        arch = 0.9 - 0.25 * abs(k - 4) / 4
        pen.fill(
            [
                turned((x - long * 0.05, -c * arch)),
                turned((x - long * 0.02, -c * (arch + 0.5))),
                turned((x + long * 0.05, -c * arch)),
            ],
            coat.dark,
            line=0.6,
        )


def _pale_belly(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c, b = body.long, body.chest / 2, body.loin / 2
    low = [(-0.44, 0.4), (-0.1, 0.3), (0.3, 0.3), (0.48, 0.1), (0.42, 0.76), (0.16, 0.96), (-0.1, 0.86), (-0.36, 0.7)]
    pen.fill(spline([turned((x * long, y * (c if x > 0 else (c + b) / 2))) for x, y in low]), coat.pale, line=0)


def _plates(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c = body.long, body.chest / 2
    _pale_belly(pen, body, coat, turned)
    pen.strokes_of(
        [[turned((x * long, 0.3 * c)), turned(((x + 0.03) * long, 0.84 * c))] for x in (-0.24, -0.1, 0.04, 0.18, 0.32)],
        (0.5, 1.0),
        darker(coat.pale, 0.28),
    )


def _breast(pen: Pen, body: Quadruped, coat: Coat, turned: _Turned) -> None:
    long, c = body.long, body.chest / 2
    shape = [(0.2, -0.9), (0.46, -0.9), (0.56, 0.0), (0.46, 0.8), (0.3, 0.6), (0.24, 0.9), (0.16, 0.4), (0.1, 0.2)]
    pen.fill(spline([turned((x * long, y * c)) for x, y in shape]), coat.pale, shade=darker(coat.pale, 0.24), line=0.5)


COATS: dict[str, _Drawn] = {
    "stripes": _stripes,
    "spots": _spots,
    "patches": _patches,
    "wool": _wool,
    "spines": _spines,
    "shell": _shell,
    "camel hump": _camel_hump,
    "udder": _udder,
    "back scutes": _scutes,
    "pale belly": _pale_belly,
    "belly plates": _plates,
    "feathered breast": _breast,
}
