"""Patterns of the coat upon a head, in the measure of the head."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from sketch.paint.colours import darker, lighter
from sketch.paint.geometry import ellipse, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head
    from sketch.paint.pen import Pen

_Mark = Callable[["Pen", "Head", "Coat"], None]


def draw_marks(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw whatever pattern the head has, in the order of its row."""
    for mark in head.marks:
        if mark in MARKS:
            MARKS[mark](pen, head, coat)


def _pale_muzzle(pen: Pen, head: Head, coat: Coat) -> None:
    (cx, cy, rx, ry), (tx, ty, root, deep) = head.skull, head.muzzle
    pen.fill(
        spline(
            [
                (tx - deep * 0.2, ty - deep * 0.5),
                (tx + deep * 0.5, ty + deep * 0.2),
                (tx - deep * 0.3, ty + deep),
                ((cx + rx * 0.74 + tx) / 2, ty + root * 0.55 + deep * 0.45),
                (cx + rx * 0.3, cy + ry * 0.86),
                (cx - rx * 0.2, cy + ry * 0.92),
                (cx + rx * 0.3, cy + ry * 0.52),
                ((cx + rx * 0.6 + tx) / 2, ty + deep * 0.1),
            ]
        ),
        coat.pale,
        line=0,
    )


def _pad(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw the pale pads beside the nose of a cat, a bear or a monkey."""
    tx, ty, root, deep = head.muzzle
    pen.fill(
        ellipse(tx, ty + deep * 0.2, root, deep * 1.2, count=26), coat.pale, shade=darker(coat.pale, 0.2), line=0.4
    )


def _cheeks(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw the white cheeks of a fox."""
    (cx, cy, rx, ry), (tx, ty, _, deep) = head.skull, head.muzzle
    pen.fill(
        spline(
            [
                (tx, ty + deep * 0.1),
                (cx + rx * 0.86, cy + 0.28),
                (cx + rx * 0.2, cy + 0.26),
                (cx - rx * 0.5, cy + 0.44),
                (cx - rx * (0.76 + head.cheek), cy + ry * 0.62),
                (cx - rx * 0.2, cy + ry * 0.98),
                (cx + rx * 0.5, cy + ry * 0.86),
                ((cx + rx + tx) / 2, ty + deep * 1.2),
                (tx - deep * 0.3, ty + deep),
            ],
            steps=5,
        ),
        coat.pale,
        line=0,
    )


def _badger(pen: Pen, head: Head, coat: Coat) -> None:
    (cx, cy, rx, ry), (tx, ty, _, deep) = head.skull, head.muzzle
    near = [
        (cx - rx * 0.96, cy + 0.12),
        (cx - rx * 0.72, cy - ry * 0.72),
        (cx + rx * 0.02, cy - ry * 0.66),
        (cx + rx * 0.42, cy - 0.16),
        (tx - 0.25, ty - deep * 0.3),
        (tx - 0.06, ty + 0.0),
        (cx + rx * 0.7, cy + 0.3),
        (cx + rx * 0.2, cy + 0.2),
        (cx - rx * 0.3, cy + 0.3),
        (cx - rx * 0.6, cy + ry * 0.76),
        (cx - rx * 0.9, cy + ry * 0.5),
    ]
    far = [
        (cx + rx * 0.52, cy - ry * 0.74),
        (cx + rx * 0.78, cy - ry * 0.5),
        (cx + rx * 0.98, cy - 0.06),
        (tx - 0.1, ty - deep * 0.9),
        (cx + rx * 0.8, cy - 0.02),
    ]
    pen.fills([spline(near, steps=5), spline(far, steps=4)], coat.dark, line=0)


def _stripes(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    paths = [
        [(cx - 0.02, cy - ry * 0.95), (cx + 0.06, cy - ry * 0.5)],
        [(cx - 0.22, cy - ry * 0.9), (cx - 0.1, cy - ry * 0.55)],
        [(cx + 0.2, cy - ry * 0.92), (cx + 0.22, cy - ry * 0.55)],
        [(cx - rx * 0.95, cy + 0.02), (cx - rx * 0.55, cy + 0.06)],
        [(cx - rx * 0.98, cy + 0.24), (cx - rx * 0.55, cy + 0.22)],
        [(cx - rx * 0.9, cy + 0.46), (cx - rx * 0.5, cy + 0.36)],
        [(cx + rx * 0.96, cy + 0.06), (cx + rx * 0.72, cy + 0.1)],
        [(cx + rx * 0.96, cy + 0.28), (cx + rx * 0.72, cy + 0.26)],
    ]
    pen.strokes_of(paths, (0.09, 0.03), coat.dark)


def _spots(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    rng = Random("spots")
    spots = []
    for k in range(18):
        x, y = rng.uniform(-0.86, 0.8), rng.uniform(-0.85, 0.35)
        if x * x + y * y < 0.86 and not (-0.2 < x < 0.9 and -0.3 < y < 0.2):
            spots.append(ellipse(cx + x * rx, cy + y * ry, 0.055 + 0.02 * (k % 2), 0.05, count=8))
    pen.fills(spots, coat.dark, line=0)


def _blaze(pen: Pen, head: Head, coat: Coat) -> None:
    (cx, cy, rx, ry), (tx, ty, _, deep) = head.skull, head.muzzle
    pen.fill(
        spline(
            [
                (cx + rx * 0.34, cy - ry * 0.74),
                (cx + rx * 0.62, cy - ry * 0.5),
                (tx - deep * 0.3, ty - deep * 0.84),
                (tx - deep * 0.7, ty - deep * 0.4),
                (cx + rx * 0.5, cy - 0.1),
            ]
        ),
        coat.pale,
        line=0,
    )


def _disc(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw the pale discs round the eyes of an owl."""
    for x, y, r in reversed(head.eyes):
        pen.fill(ellipse(x, y + 0.03, r * 1.6, r * 1.75, count=26), coat.pale, shade=darker(coat.pale, 0.25), line=0)


def _bib(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw the pale chin and throat of an otter, a weasel or a mouse."""
    (cx, cy, rx, ry), (tx, ty, _, deep) = head.skull, head.muzzle
    pen.fill(
        spline(
            [
                (tx - 0.02, ty + deep * 0.25),
                (cx + rx * 0.62, ty + deep * 0.2),
                (cx + rx * 0.1, cy + ry * 0.5),
                (cx - rx * 0.4, cy + ry * 0.8),
                (cx + rx * 0.1, cy + ry * 0.99),
                (cx + rx * 0.56, cy + ry * 0.84),
                (tx - deep * 0.4, ty + deep * 0.95),
            ]
        ),
        coat.pale,
        line=0,
    )


def _warts(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    rng = Random("warts")
    dots = [
        ellipse(cx + rx * rng.uniform(-0.75, 0.1), cy + ry * rng.uniform(-0.45, 0.2), 0.05, 0.045, count=10)
        for _ in range(10)
    ]
    pen.fills(dots, darker(coat.fur, 0.25), line=0.3)


def _scales(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    rows = [
        [(cx + rx * x, cy + ry * y), (cx + rx * x + 0.06, cy + ry * y + 0.05), (cx + rx * x + 0.12, cy + ry * y)]
        for y in (-0.6, -0.3, 0.0, 0.3, 0.55)
        for x in (-0.8, -0.6, -0.4, -0.2)
    ]
    pen.strokes_of(rows, (0.02, 0.035, 0.02), darker(coat.fur, 0.3), alpha=0.7)


def _ape(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw the bare face of a monkey: a heart of skin within the fur."""
    cx, cy, rx, ry = head.skull
    pen.fill(
        spline(
            [
                (cx + 0.2, cy - ry * 0.3),
                (cx + 0.44, cy - ry * 0.52),
                (cx + rx * 0.92, cy - ry * 0.2),
                (cx + rx * 0.78, cy + ry * 0.3),
                (cx + rx * 0.86, cy + ry * 0.7),
                (cx + 0.22, cy + ry * 0.98),
                (cx - rx * 0.36, cy + ry * 0.66),
                (cx - rx * 0.24, cy + ry * 0.2),
                (cx - rx * 0.36, cy - ry * 0.26),
                (cx - 0.08, cy - ry * 0.5),
            ],
            steps=5,
        ),
        coat.pale,
        shade=darker(coat.pale, 0.25),
        line=0.4,
    )


def _patch(pen: Pen, head: Head, coat: Coat) -> None:
    x, y, r = head.eyes[0]
    pen.fill(ellipse(x - 0.05, y, r * 2.4, r * 2.6, tilt=0.3, count=22), coat.dark, line=0)


def _seams(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw stitches, as on sacking or cloth."""
    (cx, cy, rx, ry), (tx, ty, *_) = head.skull, head.muzzle
    line = darker(coat.fur, 0.55)
    pen.stroke([(tx - 0.3, ty), (tx, ty + 0.05), (tx + 0.3, ty - 0.04)], (0.03, 0.045, 0.03), line)
    pen.strokes_of([[(tx + d, ty - 0.05), (tx + d, ty + 0.1)] for d in (-0.24, -0.08, 0.08, 0.22)], (0.03, 0.03), line)
    pen.stroke([(cx - rx * 0.5, cy - ry * 0.8), (cx - rx * 0.4, cy + ry * 0.1)], (0.02, 0.03), line, alpha=0.6)


def _rivets(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    line = darker(coat.fur, 0.45)
    pen.stroke([(cx - rx, cy - ry * 0.42), (cx, cy - ry * 0.36), (cx + rx, cy - ry * 0.42)], (0.04, 0.05, 0.04), line)
    pen.stroke(
        [(cx - rx * 0.8, cy + ry * 0.45), (cx, cy + ry * 0.52), (cx + rx * 0.8, cy + ry * 0.45)],
        (0.03, 0.04, 0.03),
        line,
    )
    pen.fills(
        [ellipse(cx + rx * t, cy - ry * 0.52, 0.035, 0.035, count=8) for t in (-0.8, -0.4, 0.0, 0.4, 0.8)], line, line=0
    )
    pen.stroke(
        [(cx - rx * 0.5, cy - ry * 0.7), (cx - rx * 0.6, cy + ry * 0.2)],
        (0.06, 0.09),
        lighter(coat.fur, 0.45),
        alpha=0.6,
    )


def _rosy(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    """Draw the round painted cheeks of a doll."""
    cx, cy, _rx, ry = head.skull
    pen.fills([ellipse(cx + x, cy + ry * 0.4, 0.13, 0.11, count=16) for x in (-0.28, 0.5)], (224, 120, 116), line=0)


def _knob(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    """Draw the black knob where a swan's bill begins."""
    (cx, _, rx, _), (_, ty, root, _) = head.skull, head.muzzle
    pen.fill(ellipse(cx + rx * 0.72, ty - root * 0.9, 0.2, 0.26, count=18), (50, 44, 50), line=0.4)


MARKS: dict[str, _Mark] = {
    "pale muzzle": _pale_muzzle,
    "pad": _pad,
    "cheeks": _cheeks,
    "badger": _badger,
    "stripes": _stripes,
    "spots": _spots,
    "blaze": _blaze,
    "disc": _disc,
    "bib": _bib,
    "warts": _warts,
    "scales": _scales,
    "ape": _ape,
    "patch": _patch,
    "seams": _seams,
    "rivets": _rivets,
    "rosy": _rosy,
    "knob": _knob,
}
