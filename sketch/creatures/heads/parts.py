"""What grows on heads: horns, manes, spines, trunks, combs. Some lies behind the skull, some before it."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from sketch.creatures.heads import horns
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, limb, scallops, spline

if TYPE_CHECKING:
    from sketch.creatures.anatomy import Coat, Head
    from sketch.paint.pen import Pen

_Part = Callable[["Pen", "Head", "Coat"], None]
_IVORY: RGB = (244, 236, 214)


def draw_parts_behind(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw what lies behind the skull."""
    for part in head.parts:
        if part in BEHIND:
            BEHIND[part](pen, head, coat)


def draw_parts_before(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw what lies before the face."""
    for part in head.parts:
        if part in BEFORE:
            BEFORE[part](pen, head, coat)


def _mane(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    ring = scallops(cx - 0.12, cy + 0.16, rx * 1.72, ry * 1.66, Random("mane"), lumps=15, depth=0.2)
    pen.fill(ring, coat.dark, shade=darker(coat.dark, 0.45))
    strands = []
    for k in range(16):
        angle = math.tau * k / 16
        c, s = math.cos(angle), math.sin(angle)
        strands.append(
            [(cx + c * rx * 1.05, cy + 0.1 + s * ry * 1.05), (cx - 0.1 + c * rx * 1.5, cy + 0.15 + s * ry * 1.46)]
        )
    pen.strokes_of(strands, (0.03, 0.06), darker(coat.dark, 0.3), alpha=0.7)


def _spines(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    for row, (far, deep) in enumerate(((1.62, 1.0), (1.42, 0.9), (1.2, 0.7))):
        crest: Outline = []
        count = 15 - row
        for k in range(count):
            angle = math.radians(64 + 190 * (k + 0.5 * row) / count)
            c, s = math.cos(angle), -math.sin(angle)
            crest.append((cx + c * rx * far * 1.1 - 0.06, cy + s * ry * far))
            mid = angle + math.radians(95 / count)
            crest.append((cx + math.cos(mid) * rx * far * 0.8, cy - math.sin(mid) * ry * far * 0.8))
        crest += [(cx - rx * 0.5, cy + ry * deep), (cx + rx * 0.3, cy - ry * 0.2)]
        pen.fill(crest, mix(coat.dark, coat.pale, 0.2 * row), shade=darker(coat.dark, 0.4), line=0.7)


def _forelock(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    pen.fill(
        spline(
            [
                (cx - rx * 0.3, cy - ry * 1.12),
                (cx + rx * 0.2, cy - ry * 1.16),
                (cx + rx * 0.56, cy - ry * 0.66),
                (cx + rx * 0.36, cy - ry * 0.2),
                (cx + rx * 0.16, cy - ry * 0.7),
            ],
            steps=5,
        ),
        coat.dark,
        shade=darker(coat.dark, 0.4),
    )


def _horse_mane(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    pen.fill(
        spline(
            [
                (cx + rx * 0.1, cy - ry * 1.22),
                (cx - rx * 0.6, cy - ry * 1.12),
                (cx - rx * 1.25, cy - ry * 0.3),
                (cx - rx * 1.5, cy + ry * 0.9),
                (cx - rx * 1.3, cy + ry * 1.7),
                (cx - rx * 0.8, cy + ry * 1.1),
                (cx - rx * 0.6, cy + ry * 0.2),
                (cx - rx * 0.2, cy - ry * 0.6),
            ],
            steps=5,
        ),
        coat.dark,
        shade=darker(coat.dark, 0.4),
    )


def _wool(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    wool = mix(coat.fur, (244, 238, 224), 0.5) if "dark face" in head.marks else coat.pale
    pen.fill(
        scallops(cx - rx * 0.2, cy - ry * 0.72, rx * 0.8, ry * 0.5, Random("wool"), lumps=9, depth=0.26),
        wool,
        shade=darker(wool, 0.28),
    )


def _trunk(pen: Pen, head: Head, coat: Coat) -> None:
    tx, ty, _, deep = head.muzzle
    path = [
        (tx - 0.14, ty - 0.1),
        (tx + 0.2, ty + 0.34),
        (tx + 0.22, ty + 0.95),
        (tx + 0.06, ty + 1.4),
        (tx + 0.34, ty + 1.62),
    ]
    pen.fill(
        limb(path, (deep * 2.2, deep * 1.7, deep * 1.25, deep * 0.95, deep * 0.7)),
        coat.fur,
        shade=darker(coat.fur, 0.35),
    )
    pen.strokes_of(
        [[(tx - 0.02 + 0.02 * k, ty + 0.3 + 0.22 * k), (tx + 0.34 - 0.02 * k, ty + 0.26 + 0.22 * k)] for k in range(4)],
        (0.02, 0.03),
        darker(coat.fur, 0.35),
    )
    pen.fill(
        spline([(tx - 0.3, ty + 0.22), (tx - 0.06, ty + 0.6), (tx + 0.42, ty + 0.66), (tx - 0.04, ty + 0.42)]), _IVORY
    )


def _buck_teeth(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    tx, ty, _, deep = head.muzzle
    x, y = tx - deep * 0.45 - 0.08, ty + deep * 0.7
    pen.fill([(x - 0.12, y), (x + 0.14, y - 0.02), (x + 0.12, y + 0.2), (x - 0.1, y + 0.22)], _IVORY, line=0.5)
    pen.stroke([(x + 0.01, y), (x + 0.01, y + 0.2)], (0.02, 0.02), darker(_IVORY, 0.4))


def _fangs(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    tx, ty, root, deep = head.muzzle
    back = head.skull[0] + head.skull[2] * 0.7
    y = ty + deep * 0.75
    teeth = []
    for k in range(5):
        t = k / 4
        x, low = tx - 0.06 + (back - tx + 0.1) * t, y + root * 0.2 * t
        teeth.append([(x - 0.05, low - 0.02), (x + 0.05, low - 0.03), (x, low + 0.13)])
    pen.fills(teeth, _IVORY, line=0.3)


def _whiskers(pen: Pen, head: Head, coat: Coat) -> None:
    tx, ty, root, deep = head.muzzle
    line = lighter(coat.fur, 0.7)
    paths = []
    for k in (-0.12, 0.0, 0.12):
        paths.append([(tx - 0.1, ty + deep * 0.5), (tx + 0.3, ty + 0.06 + k), (tx + 0.56, ty + k * 2.6)])
        if head.face in ("round", "mask"):
            paths.append(
                [(tx - root * 0.7, ty + deep * 0.5), (tx - root - 0.4, ty + 0.06 + k), (tx - root - 0.62, ty + k * 2.6)]
            )
    pen.strokes_of(paths, (0.028, 0.024, 0.008), line)


def _goatee(pen: Pen, head: Head, coat: Coat) -> None:
    tx, ty, root, deep = head.muzzle
    x, y = tx - 0.3, ty + deep + root * 0.3
    pen.fill(
        spline([(x - 0.16, y - 0.06), (x + 0.16, y - 0.1), (x + 0.06, y + 0.5), (x - 0.06, y + 0.44)]),
        coat.pale,
        shade=darker(coat.pale, 0.3),
    )


def _comb(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    (cx, cy, rx, ry), (_, ty, root, _) = head.skull, head.muzzle
    red = (200, 54, 48)
    pen.fill(
        spline(
            [
                (cx - rx * 0.4, cy - ry * 0.8),
                (cx - rx * 0.62, cy - ry * 1.4),
                (cx - rx * 0.15, cy - ry * 1.2),
                (cx + rx * 0.05, cy - ry * 1.6),
                (cx + rx * 0.36, cy - ry * 1.2),
                (cx + rx * 0.66, cy - ry * 1.36),
                (cx + rx * 0.66, cy - ry * 0.66),
            ],
            steps=5,
        ),
        red,
        shade=darker(red, 0.4),
    )
    x = cx + rx * 0.72
    pen.fill(
        spline(
            [
                (x - 0.12, ty + root * 0.7),
                (x + 0.12, ty + root * 0.7),
                (x + 0.1, ty + root + 0.46),
                (x - 0.08, ty + root + 0.42),
            ]
        ),
        red,
    )


def _crest(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, _rx, ry = head.skull
    plumes = [
        spline(
            [
                (cx - 0.1, cy - ry * 0.86),
                (cx - 0.2 - 0.2 * k, cy - ry * 1.35),
                (cx - 0.7 - 0.12 * k, cy - ry * (1.5 - 0.26 * k)),
                (cx - 0.3, cy - ry * 0.7),
            ]
        )
        for k in range(3)
    ]
    pen.fills(plumes, mix(coat.fur, coat.pale, 0.4), shade=darker(coat.fur, 0.2))


def _antennae(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, _, ry = head.skull
    for x, lean in ((cx + 0.24, 0.34), (cx - 0.1, -0.24)):
        tip = (x + lean, cy - ry * 1.85)
        pen.stroke([(x, cy - ry * 0.8), (x + lean * 0.3, cy - ry * 1.4), tip], (0.06, 0.05, 0.04), coat.dark)
        pen.fill(ellipse(*tip, 0.1, 0.1, count=14), coat.dark, line=0.5)


def _aerial(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    pen.stroke([(cx, cy - ry * 0.9), (cx, cy - ry * 1.5)], (0.07, 0.05), darker(coat.fur, 0.3))
    pen.fill(ellipse(cx, cy - ry * 1.55, 0.11, 0.11, count=16), (206, 74, 60), line=0.5)
    pen.fill(ellipse(cx - rx * 0.98, cy, 0.15, 0.24, count=18), darker(coat.fur, 0.2), line=0.6)


def _funnel(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    pen.fill(
        [
            (cx - rx * 0.86, cy - ry * 0.66),
            (cx + rx * 0.86, cy - ry * 0.66),
            (cx + 0.12, cy - ry * 1.5),
            (cx + 0.08, cy - ry * 2.0),
            (cx - 0.1, cy - ry * 2.0),
            (cx - 0.14, cy - ry * 1.5),
        ],
        lighter(coat.fur, 0.1),
        shade=darker(coat.fur, 0.45),
        side="left",
    )


def _straw(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    cx, cy, rx, ry = head.skull
    straw = (222, 190, 104)
    paths = []
    for k in range(9):
        t = -1 + k / 4
        paths.append([(cx + rx * t * 0.7, cy + ry * 0.8), (cx + rx * t * 1.15, cy + ry * 1.25)])
        paths.append([(cx + rx * t * 0.8, cy - ry * 0.5), (cx + rx * t * 1.3, cy - ry * 0.2)])
    pen.strokes_of(paths, (0.06, 0.02), straw)


def _forked_tongue(pen: Pen, head: Head, coat: Coat) -> None:  # noqa: ARG001
    tx, ty, _, deep = head.muzzle
    x, y = tx + deep * 0.4, ty + deep * 0.4
    red = (190, 50, 56)
    pen.stroke([(x, y), (x + 0.3, y + 0.04), (x + 0.5, y - 0.1)], (0.05, 0.05, 0.015), red)
    pen.stroke([(x + 0.28, y + 0.04), (x + 0.48, y + 0.16)], (0.04, 0.015), red)


def _frill(pen: Pen, head: Head, coat: Coat) -> None:
    cx, cy, rx, ry = head.skull
    ridge: Outline = []
    for k in range(7):
        t = k / 6
        x, y = cx + rx * (0.5 - 1.5 * t), cy - ry * (0.92 - 0.9 * t * t)
        ridge += [(x, y), (x - 0.22, y - 0.34 + 0.1 * t)]
    ridge.append((cx - rx * 0.3, cy + ry * 0.3))
    pen.fill(ridge, coat.dark, shade=darker(coat.dark, 0.35))


def _tentacles(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw the arms of an octopus, where others have a beard."""
    cx, cy, rx, ry = head.skull
    for k in range(5):
        x = cx + rx * (-0.6 + 0.3 * k)
        bend = 0.16 if k % 2 else -0.16
        path = [
            (x, cy + ry * 0.7),
            (x + bend, cy + ry * 1.1),
            (x - bend, cy + ry * 1.4),
            (x + bend * 1.6, cy + ry * 1.62),
        ]
        pen.fill(limb(path, (0.3, 0.24, 0.17, 0.06)), coat.fur, shade=darker(coat.fur, 0.35))
        pen.fills(
            [ellipse(x + bend * 0.5, cy + ry * (1.0 + 0.2 * d), 0.05, 0.04, count=8) for d in (0, 1)], coat.pale, line=0
        )


def _stalks(pen: Pen, head: Head, coat: Coat) -> None:
    for x, y, r in head.eyes:
        pen.fill(limb([(x + 0.04, head.skull[1] - head.skull[3] * 0.6), (x, y + r * 0.2)], (0.24, 0.2)), coat.fur)


def _mandibles(pen: Pen, head: Head, coat: Coat) -> None:
    tx, ty = head.muzzle[:2]
    for side in (-1, 1):
        jaw = [(tx + side * 0.26, ty + 0.08), (tx + side * 0.34, ty + 0.36), (tx + side * 0.06, ty + 0.56)]
        pen.fill(limb(jaw, (0.16, 0.15, 0.05)), coat.dark, line=0.6)


def _doll_hair(pen: Pen, head: Head, coat: Coat) -> None:
    """Draw hair of wool: a cap, and a bunch on either side."""
    cx, cy, rx, ry = head.skull
    cap = spline(
        [
            (cx - rx * 1.06, cy + ry * 0.1),
            (cx - rx * 0.96, cy - ry * 0.75),
            (cx, cy - ry * 1.16),
            (cx + rx * 0.98, cy - ry * 0.75),
            (cx + rx * 1.0, cy - ry * 0.1),
            (cx + rx * 0.6, cy - ry * 0.56),
            (cx - rx * 0.5, cy - ry * 0.5),
        ]
    )
    bunches = [ellipse(cx + rx * x, cy + ry * 0.36, 0.24, 0.46, tilt=0.2 * -x, count=20) for x in (-1.14, 1.1)]
    pen.fills([*bunches, cap], coat.dark, shade=darker(coat.dark, 0.35))


BEHIND: dict[str, _Part] = {
    "mane": _mane,
    "spines": _spines,
    "antlers": horns.draw_antlers,
    "cow horns": horns.draw_cow_horns,
    "devil horns": horns.draw_devil_horns,
    "goat horns": horns.draw_goat_horns,
    "horse mane": _horse_mane,
    "crest": _crest,
    "eye stalks": _stalks,
    "comb": _comb,
    "antennae": _antennae,
    "aerial": _aerial,
    "straw": _straw,
    "frill": _frill,
}
BEFORE: dict[str, _Part] = {
    "doll hair": _doll_hair,
    "tentacles": _tentacles,
    "mandibles": _mandibles,
    "unicorn": horns.draw_unicorn,
    "forelock": _forelock,
    "wool": _wool,
    "trunk": _trunk,
    "buck teeth": _buck_teeth,
    "fangs": _fangs,
    "whiskers": _whiskers,
    "goatee": _goatee,
    "funnel": _funnel,
    "forked tongue": _forked_tongue,
}
NAMED_ELSEWHERE = frozenset({"flat bill", "hooked bill", "teeth"})
"""Parts that other drawers ask for."""
