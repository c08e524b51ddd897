"""What is so close that it is only dark: leaves, grass, rocks in the corners of a picture, before everybody.

They follow the picture, not the place: an artist chooses what to look past.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, mix
from sketch.paint.geometry import Outline, limb, spline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from sketch.world.view import View


def _tone(view: View, colour: RGB) -> RGB:
    return view.lit(darker(colour, 0.2), -0.5)


def _branch(view: View, x: float, side: int, rng: Random) -> None:
    """Draw a bough with leaves that hangs in from above."""
    reach = rng.uniform(190, 290)
    bough = limb(
        [(x, -20), (x + side * reach * 0.5, rng.uniform(20, 60)), (x + side * reach, rng.uniform(50, 110))], (26, 15, 4)
    )
    view.sheet.fill([bough], _tone(view, m.BARK), line=0.5)
    leaves: list[Outline] = []
    for _ in range(26):
        t = rng.random()
        lx, ly = x + side * reach * t * 1.1, 10 + 90 * t * rng.uniform(0.2, 1.2) + rng.uniform(-30, 40)
        long = rng.uniform(20, 38)
        turn = rng.uniform(-14, 14)
        leaves.append(
            [
                (lx, ly),
                (lx + long * 0.4 * side, ly + long * 0.3 - 8),
                (lx + long * side, ly + long * 0.7 + turn),
                (lx + long * 0.36 * side, ly + long * 0.5),
            ]
        )
    view.sheet.fill(leaves, _tone(view, m.SNOW if view.snowy else m.LEAF), line=0.4)


def _grass(view: View, x: float, side: int, rng: Random) -> None:
    blades = []
    for _ in range(26):
        bx = x + side * rng.uniform(-10, 190)
        tall = rng.uniform(40, 120) * (1 - abs(bx - x) / 260)
        blades.append(
            limb(
                [(bx, 1020), (bx + rng.uniform(-8, 12), 1000 - tall * 0.5), (bx + rng.uniform(-20, 34), 1000 - tall)],
                (9, 6, 1),
            )
        )
    view.sheet.fill(blades, _tone(view, m.SNOW if view.snowy else m.GRASS), line=0.3)


def _rocks(view: View, x: float, side: int, rng: Random) -> None:
    tall = rng.uniform(70, 130)
    shape = spline(
        [
            (x - side * 40, 1030),
            (x - side * 30, 1000 - tall),
            (x + side * 60, 1000 - tall * 0.8),
            (x + side * 130, 1000 - tall * 0.3),
            (x + side * 210, 1030),
        ],
        steps=4,
    )
    view.sheet.fill([shape], _tone(view, m.ROCK), line=0.6)


def _reeds(view: View, x: float, side: int, rng: Random) -> None:
    stalks, heads = [], []
    for k in range(10):
        bx = x + side * (k * 17 + rng.uniform(-6, 6))
        tall = rng.uniform(150, 330) * (1 - k / 14)
        top = (bx + rng.uniform(-14, 24) + 30 * view.wind, 1000 - tall)
        stalks.append(limb([(bx, 1020), (bx + 4, 1000 - tall * 0.5), top], (8, 6, 3)))
        if k % 2:
            heads.append(limb([top, (top[0] + 2, top[1] - 44)], (11, 11)))
    view.sheet.fill([*stalks, *heads], _tone(view, mix(m.LEAF, m.BARK, 0.2)), line=0.4)


def _leaves(view: View, x: float, side: int, rng: Random) -> None:
    """Draw great leaves of a jungle."""
    blades = []
    for k in range(6):
        high = rng.uniform(-20, 330) if k % 2 else rng.uniform(760, 1000)
        tip = (x + side * rng.uniform(90, 210), high + rng.uniform(-30, 90))
        blades.append(limb([(x - side * 20, high), ((x + tip[0]) / 2, high - 34), tip], (12, rng.uniform(46, 70), 4)))
    view.sheet.fill(blades, _tone(view, m.PINE), line=0.5)


def _trunk(view: View, x: float, side: int, rng: Random) -> None:
    """Draw the trunk of a tree that stands beside us."""
    wide = rng.uniform(60, 96)
    left, right = x - side * 20, x + side * wide
    shape: Outline = [
        (left, -20),
        (right - side * 12, -20),
        (right - side * 18, 480),
        (right, 820),
        (right + side * 44, 1020),
        (left, 1020),
    ]
    view.sheet.fill([shape], _tone(view, m.BARK), line=0.6)


def _flowers(view: View, x: float, side: int, rng: Random) -> None:
    _grass(view, x, side, rng)
    hue = rng.choice(((186, 60, 60), (206, 160, 60), (140, 84, 150)))
    dots = []
    for _ in range(9):
        cx, cy = x + side * rng.uniform(0, 150), rng.uniform(900, 985)
        dots.append(spline([(cx, cy - 13), (cx + 13, cy), (cx, cy + 12), (cx - 13, cy)], steps=4))
    view.sheet.fill(dots, view.lit(hue, -0.25), line=0.4)


def _weeds(view: View, x: float, side: int, rng: Random) -> None:
    blades = []
    for k in range(7):
        bx = x + side * (k * 24)
        tall = rng.uniform(180, 420) * (1 - k / 10)
        blades.append(
            limb(
                [(bx, 1020), (bx + 26, 1000 - tall * 0.35), (bx - 18, 1000 - tall * 0.7), (bx + 10, 1000 - tall)],
                (22, 26, 20, 3),
            )
        )
    view.sheet.fill(blades, _tone(view, m.PINE), line=0.4)


FRAMES: Mapping[str, Callable[[View, float, int, Random], None]] = {
    "branch": _branch,
    "grass": _grass,
    "rocks": _rocks,
    "reeds": _reeds,
    "leaves": _leaves,
    "trunk": _trunk,
    "flowers": _flowers,
    "weeds": _weeds,
}


def paint_frames(view: View, names: tuple[str, ...]) -> None:
    """Paint one or two of them, at one side each."""
    rng = view.chance("frame")
    first = rng.choice((-1, 1))
    for k, name in enumerate(names):
        if rng.random() < 0.62:
            side = first if k == 0 else -first
            FRAMES[name](view, 0.0 if side > 0 else view.width, side, rng)
