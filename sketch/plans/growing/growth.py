"""Trees, shrubs, stones and all that stands about in the country: a few shapes each, one by one or in masses.

A shape is a growth of height 1 with its foot at (0, 0), y downwards. Masses of a kind at one distance are painted
together, tone by tone, so that a wood costs hardly more than a tree.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, blob, ellipse, limb, scallops, spline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


Layer = tuple[RGB, list[Outline], float]


"""A colour, its shapes, and how strongly they darken downwards."""


@dataclass(frozen=True, slots=True)
class Growth:
    """A kind of growth: how high it is in the world, how far it reaches to the sides, and its shapes."""

    low: float
    high: float
    reach: float
    shapes: Callable[[Random], list[Layer]]


def _crown(rng: Random, places: Sequence[tuple[float, float, float, float]], leaf: RGB) -> list[Layer]:
    """Return lumps of leaves, the dark ones first: places are x, height, radius and how light."""
    tones: dict[float, list[Outline]] = {}
    for x, y, r, light in places:
        tones.setdefault(light, []).append(scallops(x, -y, r, r * 0.84, rng, lumps=9, depth=0.2))
    return [
        (lighter(leaf, light) if light > 0 else darker(leaf, -light), lumps, 0.55 if light < 0.1 else 0.0)
        for light, lumps in tones.items()
    ]


def _oak(rng: Random) -> list[Layer]:
    lean = rng.uniform(-0.05, 0.05)
    trunk = [
        limb([(0, 0), (lean * 0.4, -0.26), (lean, -0.56)], (0.11, 0.06, 0.045)),
        limb([(lean * 0.4, -0.34), (0.17, -0.56)], (0.04, 0.02)),
        limb([(lean * 0.4, -0.36), (-0.16, -0.58)], (0.04, 0.02)),
    ]
    leaf = mix(m.LEAF, m.LEAF_WARM, rng.uniform(0, 0.3))
    places = (
        (-0.24 + lean, 0.56, 0.22, -0.2),
        (0.25 + lean, 0.58, 0.22, -0.2),
        (rng.uniform(-0.08, 0.08), 0.64, 0.25, -0.06),
        (-0.1 + lean, 0.77, 0.2, 0.12),
        (0.12 + lean, 0.76, 0.17, 0.12),
    )
    return [(m.BARK, trunk, 0.5), *_crown(rng, places, leaf)]


def _birch(rng: Random) -> list[Layer]:
    bend = rng.uniform(-0.06, 0.06)
    trunk = [limb([(0, 0), (bend, -0.4), (bend * 0.5, -0.8)], (0.045, 0.032, 0.014))]
    leaf = mix(m.LEAF, m.MEADOW, rng.uniform(0.25, 0.5))
    places = (
        (bend - 0.09, 0.52, 0.13, -0.12),
        (bend + 0.1, 0.6, 0.13, -0.04),
        (bend, 0.76, 0.14, 0.12),
        (bend, 0.9, 0.09, 0.2),
    )
    return [((222, 214, 200), trunk, 0.5), *_crown(rng, places, leaf)]


def _pine(rng: Random) -> list[Layer]:
    green = mix(m.PINE, m.LEAF, rng.uniform(0, 0.22))
    dark: list[Outline] = []
    light: list[Outline] = []
    for k in range(5):
        low, wide = 0.1 + 0.16 * k, (0.25 - 0.04 * k) * rng.uniform(0.9, 1.1)
        tip = 0.42 + 0.15 * k if k < 4 else 1.0
        dark.append(
            [
                (0, -tip),
                (wide * 0.55, -low - 0.03),
                (wide, -low),
                (wide * 0.4, -low + 0.015),
                (0, -low + 0.02),
                (-wide * 0.4, -low + 0.015),
                (-wide, -low),
                (-wide * 0.55, -low - 0.03),
            ]
        )
        light.append(
            [(-0.01, -tip + 0.02), (-wide * 0.5, -low - 0.035), (-wide * 0.9, -low - 0.005), (-wide * 0.3, -low)]
        )
    return [
        (m.BARK, [limb([(0, 0), (0, -0.3)], (0.05, 0.035))], 0.0),
        (green, dark, 0.55),
        (lighter(green, 0.14), light, 0.0),
    ]


def _poplar(rng: Random) -> list[Layer]:
    leaf = mix(m.LEAF, m.PINE, rng.uniform(0.1, 0.4))
    body = scallops(0, -0.56, 0.11, 0.44, rng, lumps=13, depth=0.16)
    side = scallops(-0.03, -0.6, 0.06, 0.34, rng, lumps=10, depth=0.2)
    return [
        (m.BARK, [limb([(0, 0), (0, -0.2)], (0.04, 0.03))], 0.0),
        (leaf, [body], 0.6),
        (lighter(leaf, 0.12), [side], 0.0),
    ]


def _willow(rng: Random) -> list[Layer]:
    leaf = mix(m.LEAF, m.MEADOW, 0.35)
    fronds = []
    for k in range(13):
        x = -0.36 + 0.06 * k
        top = 0.74 - abs(x) * 0.5
        fronds.append(
            limb([(x * 0.4, -top - 0.1), (x * 0.9, -top), (x * 1.12, -rng.uniform(0.12, 0.3))], (0.03, 0.075, 0.02))
        )
    return [
        (m.BARK, [limb([(0, 0), (0.04, -0.3), (0, -0.6)], (0.11, 0.08, 0.05))], 0.4),
        (darker(leaf, 0.14), [scallops(0, -0.7, 0.36, 0.26, rng, lumps=11, depth=0.16)], 0.5),
        (leaf, fronds, 0.5),
    ]


def _palm(rng: Random) -> list[Layer]:
    bend = rng.uniform(-0.2, 0.2)
    top = (bend, -0.8)
    fronds = []
    for k in range(9):
        a = math.pi * (k / 8) + rng.uniform(-0.1, 0.1)
        dx, dy = math.cos(a) * 0.34, -math.sin(a) * 0.2
        fronds.append(
            limb([top, (top[0] + dx * 0.6, top[1] + dy - 0.04), (top[0] + dx, top[1] + dy + 0.14)], (0.02, 0.06, 0.008))
        )
    green = mix(m.LEAF, m.PINE, 0.3)
    return [
        (lighter(m.BARK, 0.15), [limb([(0, 0), (bend * 0.3, -0.4), top], (0.06, 0.045, 0.035))], 0.4),
        (darker(green, 0.1), fronds[::2], 0.3),
        (lighter(green, 0.1), fronds[1::2], 0.3),
    ]


def _bare(rng: Random) -> list[Layer]:
    paths: list[Outline] = []

    def grow(x: float, y: float, dx: float, dy: float, width: float, left: int) -> None:
        end = (x + dx, y + dy)
        paths.append(
            limb(
                [(x, y), ((x + end[0]) / 2 + rng.uniform(-0.008, 0.008), (y + end[1]) / 2), end],
                (width, width * 0.8, width * 0.6),
            )
        )
        if left:
            for turn in (rng.uniform(-0.75, -0.3), rng.uniform(0.25, 0.7)):
                k = rng.uniform(0.62, 0.8)
                grow(end[0], end[1], (dx - turn * dy) * k, (dy + turn * dx) * k, width * 0.58, left - 1)

    grow(0, 0, rng.uniform(-0.04, 0.04), -0.37, 0.075, 4)
    return [(darker(m.BARK, 0.2), paths, 0.0)]


def _bush(rng: Random) -> list[Layer]:
    leaf = mix(m.LEAF, rng.choice((m.PINE, m.MEADOW, m.LEAF_WARM)), rng.uniform(0.1, 0.35))
    return _crown(rng, ((-0.35, 0.4, 0.42, -0.2), (0.38, 0.38, 0.4, -0.2), (0, 0.56, 0.46, 0.04)), leaf)


def _hedge(rng: Random) -> list[Layer]:
    leaf = darker(m.LEAF, 0.12)
    return [
        (leaf, [scallops(0, -0.5, 1.15, 0.52, rng, lumps=15, depth=0.14)], 0.6),
        (lighter(leaf, 0.14), [scallops(-0.1, -0.72, 0.95, 0.26, rng, lumps=13, depth=0.2)], 0.0),
    ]


def _jungle(rng: Random) -> list[Layer]:
    green = mix(m.LEAF, m.PINE, rng.uniform(0.2, 0.5))
    trunk = [
        limb([(0, 0), (rng.uniform(-0.04, 0.04), -0.5), (0, -0.86)], (0.09, 0.05, 0.04)),
        limb([(-0.09, 0), (-0.02, -0.14)], (0.03, 0.05)),
        limb([(0.1, 0), (0.02, -0.16)], (0.03, 0.05)),
    ]
    vines = [
        limb([(x, -0.78), (x + 0.02, -0.5), (x - 0.01, -rng.uniform(0.1, 0.35))], (0.008, 0.01, 0.006))
        for x in (-0.2, -0.1, 0.14, 0.24)
    ]
    places = ((-0.26, 0.72, 0.2, -0.22), (0.26, 0.74, 0.2, -0.22), (0, 0.82, 0.24, -0.04), (-0.08, 0.92, 0.16, 0.1))
    return [(darker(m.BARK, 0.1), trunk, 0.5), *_crown(rng, places, green), (darker(green, 0.25), vines, 0.0)]


def _fern(rng: Random) -> list[Layer]:
    green = mix(m.LEAF, m.PINE, rng.uniform(0.1, 0.5))
    leaves = []
    for k in range(9):
        a = math.pi * (0.08 + 0.84 * k / 8) + rng.uniform(-0.08, 0.08)
        reach = rng.uniform(0.75, 1.0)
        leaves.append(
            limb(
                [
                    (0, 0),
                    (math.cos(a) * reach * 0.5, -math.sin(a) * reach * 0.72),
                    (math.cos(a) * reach, -math.sin(a) * reach * 0.7),
                ],
                (0.04, 0.17, 0.02),
            )
        )
    return [(darker(green, 0.16), leaves[::2], 0.5), (lighter(green, 0.06), leaves[1::2], 0.5)]


def _rock(rng: Random) -> list[Layer]:
    stone = mix(m.ROCK, m.STONE, rng.uniform(0, 0.4))
    shape = [(x, min(y, 0.0)) for x, y in blob(0, -0.42, 0.78, 0.58, rng, lumps=7, rough=0.2)]
    top = spline([(-0.5, -0.5), (-0.1, -0.92), (0.3, -0.76), (0.05, -0.56)], steps=4)
    return [(stone, [shape], 0.8), (lighter(stone, 0.16), [top], 0.0)]


def _reeds(rng: Random) -> list[Layer]:
    stalks = [
        limb(
            [(x, 0), (x + rng.uniform(-0.05, 0.08), -0.5), (x + rng.uniform(-0.1, 0.2), -rng.uniform(0.7, 1.0))],
            (0.03, 0.026, 0.008),
        )
        for x in (rng.uniform(-0.5, 0.5) for _ in range(11))
    ]
    heads = [ellipse(x, -rng.uniform(0.8, 1.0), 0.03, 0.1, count=10) for x in (-0.3, 0.05, 0.36)]
    return [(darker(m.LEAF, 0.08), stalks, 0.0), ((120, 84, 56), heads, 0.0)]


def _cactus(rng: Random) -> list[Layer]:
    arms = [
        limb([(0, 0), (0, -0.95)], (0.16, 0.14)),
        limb([(0, -0.4), (0.22, -0.46), (0.24, -0.76)], (0.1, 0.1, 0.09)),
        limb([(0, -0.3), (-0.22, -0.36), (-0.23, -rng.uniform(0.56, 0.7))], (0.1, 0.1, 0.09)),
    ]
    return [((112, 142, 96), arms, 0.5)]


def _ice(rng: Random) -> list[Layer]:
    pale = (214, 232, 240)
    block: Outline = [
        (-0.8, 0),
        (-0.62, -rng.uniform(0.4, 0.7)),
        (-0.2, -rng.uniform(0.8, 1.0)),
        (0.24, -rng.uniform(0.5, 0.8)),
        (0.7, -rng.uniform(0.2, 0.5)),
        (0.9, 0),
    ]
    side: Outline = [(0.24, -0.55), (0.7, -0.26), (0.9, 0), (0.1, 0)]
    return [(pale, [block], 0.6), ((150, 190, 214), [side], 0.3)]


def _coral(rng: Random) -> list[Layer]:
    hue = rng.choice(((214, 108, 104), (222, 150, 96), (178, 108, 160), (226, 190, 130)))
    arms = [
        limb([(0, 0), (dx * 0.6, -0.45), (dx, -rng.uniform(0.7, 1.0))], (0.13, 0.12, 0.09))
        for dx in (-0.5, -0.26, 0.0, 0.28, 0.52)
    ]
    return [(hue, arms, 0.5)]


def _weed(rng: Random) -> list[Layer]:
    green = mix(m.PINE, m.LEAF, rng.uniform(0, 0.6))
    blades = [
        limb([(x, 0), (x + 0.09, -0.3), (x - 0.08, -0.6), (x + 0.06, -rng.uniform(0.8, 1.0))], (0.05, 0.09, 0.07, 0.01))
        for x in (-0.24, -0.08, 0.1, 0.26)
    ]
    return [(green, blades, 0.4)]


def _wheat(rng: Random) -> list[Layer]:
    stalks, heads = [], []
    for _ in range(26):
        x, tall, lean = rng.uniform(-1.0, 1.0), rng.uniform(0.7, 1.0), rng.uniform(-0.1, 0.14)
        stalks.append(limb([(x, 0), (x + lean, -tall)], (0.04, 0.025)))
        heads.append(ellipse(x + lean, -tall, 0.045, 0.13, tilt=lean, count=8))
    mass = scallops(0, -0.3, 1.05, 0.36, rng, lumps=13, depth=0.2)
    return [((198, 162, 88), [mass], 0.5), ((214, 180, 100), stalks, 0.0), ((232, 198, 116), heads, 0.0)]


def _heather(rng: Random) -> list[Layer]:
    return [
        (mix((146, 100, 130), m.LEAF, 0.25), [scallops(-0.3, -0.34, 0.6, 0.4, rng, lumps=9, depth=0.3)], 0.6),
        ((172, 122, 152), [scallops(0.3, -0.44, 0.55, 0.42, rng, lumps=9, depth=0.3)], 0.5),
    ]


def _flowers(rng: Random) -> list[Layer]:
    hue = rng.choice(((222, 92, 92), (240, 200, 96), (236, 228, 220), (172, 116, 178), (232, 142, 150)))
    dots = [ellipse(rng.uniform(-0.9, 0.9), -rng.uniform(0.5, 1.05), 0.15, 0.15, count=9) for _ in range(9)]
    return [(darker(m.LEAF, 0.06), [scallops(0, -0.4, 0.95, 0.44, rng, lumps=10, depth=0.2)], 0.5), (hue, dots, 0.0)]


def _stalagmite(rng: Random) -> list[Layer]:
    stone = darker(mix(m.ROCK, m.EARTH, 0.3), 0.15)
    return [
        (
            stone,
            [spline([(-0.3, 0), (-0.16, -0.4), (rng.uniform(-0.05, 0.05), -1.0), (0.15, -0.42), (0.3, 0)], steps=4)],
            0.7,
        )
    ]


def _stump(rng: Random) -> list[Layer]:
    return [
        (
            darker(m.BARK, 0.15),
            [
                [
                    (-0.5, 0),
                    (-0.34, -0.3),
                    (-0.3, -rng.uniform(0.7, 1.0)),
                    (-0.05, -0.66),
                    (0.2, -rng.uniform(0.6, 1.0)),
                    (0.32, -0.3),
                    (0.5, 0),
                ]
            ],
            0.5,
        )
    ]


GROWTHS: Mapping[str, Growth] = {
    "oak": Growth(300, 460, 0.46, _oak),
    "birch": Growth(280, 400, 0.25, _birch),
    "pine": Growth(300, 560, 0.26, _pine),
    "poplar": Growth(380, 560, 0.14, _poplar),
    "willow": Growth(280, 360, 0.44, _willow),
    "apple": Growth(170, 220, 0.46, _oak),
    "palm": Growth(280, 420, 0.4, _palm),
    "bare": Growth(240, 400, 0.42, _bare),
    "jungle": Growth(520, 760, 0.46, _jungle),
    "fern": Growth(55, 110, 1.0, _fern),
    "bush": Growth(46, 90, 0.85, _bush),
    "hedge": Growth(60, 72, 1.2, _hedge),
    "rock": Growth(30, 90, 0.85, _rock),
    "boulder": Growth(110, 190, 0.85, _rock),
    "reeds": Growth(60, 110, 0.6, _reeds),
    "cactus": Growth(90, 160, 0.3, _cactus),
    "iceblock": Growth(60, 260, 0.9, _ice),
    "coral": Growth(50, 120, 0.6, _coral),
    "weed": Growth(120, 300, 0.35, _weed),
    "wheat": Growth(34, 44, 1.0, _wheat),
    "heather": Growth(18, 34, 1.0, _heather),
    "flowerbed": Growth(22, 36, 1.0, _flowers),
    "stalagmite": Growth(60, 200, 0.3, _stalagmite),
    "stump": Growth(30, 60, 0.5, _stump),
}
TREES = frozenset({"oak", "birch", "pine", "poplar", "willow", "apple", "palm", "bare", "jungle"})
"""Those that stand on a trunk: one can walk under them."""
