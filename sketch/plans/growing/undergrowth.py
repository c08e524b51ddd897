"""The shapes of shrubs, herbs, stones and what grows under water."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Outline, blob, ellipse, limb, scallops, spline
from sketch.plans.growing.growth import Layer, crown

if TYPE_CHECKING:
    from random import Random


def bush(rng: Random) -> list[Layer]:
    leaf = mix(m.LEAF, rng.choice((m.PINE, m.MEADOW, m.LEAF_WARM)), rng.uniform(0.1, 0.35))
    return crown(rng, ((-0.35, 0.4, 0.42, -0.2), (0.38, 0.38, 0.4, -0.2), (0, 0.56, 0.46, 0.04)), leaf)


def hedge(rng: Random) -> list[Layer]:
    leaf = darker(m.LEAF, 0.12)
    return [
        (leaf, [scallops(0, -0.5, 1.15, 0.52, rng, lumps=15, depth=0.14)], 0.6),
        (lighter(leaf, 0.14), [scallops(-0.1, -0.72, 0.95, 0.26, rng, lumps=13, depth=0.2)], 0.0),
    ]


def fern(rng: Random) -> list[Layer]:
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


def rock(rng: Random) -> list[Layer]:
    stone = mix(m.ROCK, m.STONE, rng.uniform(0, 0.4))
    shape = [(x, min(y, 0.0)) for x, y in blob(0, -0.42, 0.78, 0.58, rng, lumps=7, rough=0.2)]
    top = spline([(-0.5, -0.5), (-0.1, -0.92), (0.3, -0.76), (0.05, -0.56)], steps=4)
    return [(stone, [shape], 0.8), (lighter(stone, 0.16), [top], 0.0)]


def reeds(rng: Random) -> list[Layer]:
    stalks = [
        limb(
            [(x, 0), (x + rng.uniform(-0.05, 0.08), -0.5), (x + rng.uniform(-0.1, 0.2), -rng.uniform(0.7, 1.0))],
            (0.03, 0.026, 0.008),
        )
        for x in (rng.uniform(-0.5, 0.5) for _ in range(11))
    ]
    heads = [ellipse(x, -rng.uniform(0.8, 1.0), 0.03, 0.1, count=10) for x in (-0.3, 0.05, 0.36)]
    return [(darker(m.LEAF, 0.08), stalks, 0.0), ((120, 84, 56), heads, 0.0)]


def cactus(rng: Random) -> list[Layer]:
    arms = [
        limb([(0, 0), (0, -0.95)], (0.16, 0.14)),
        limb([(0, -0.4), (0.22, -0.46), (0.24, -0.76)], (0.1, 0.1, 0.09)),
        limb([(0, -0.3), (-0.22, -0.36), (-0.23, -rng.uniform(0.56, 0.7))], (0.1, 0.1, 0.09)),
    ]
    return [((112, 142, 96), arms, 0.5)]


def ice(rng: Random) -> list[Layer]:
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


def coral(rng: Random) -> list[Layer]:
    hue = rng.choice(((214, 108, 104), (222, 150, 96), (178, 108, 160), (226, 190, 130)))
    arms = [
        limb([(0, 0), (dx * 0.6, -0.45), (dx, -rng.uniform(0.7, 1.0))], (0.13, 0.12, 0.09))
        for dx in (-0.5, -0.26, 0.0, 0.28, 0.52)
    ]
    return [(hue, arms, 0.5)]


def weed(rng: Random) -> list[Layer]:
    green = mix(m.PINE, m.LEAF, rng.uniform(0, 0.6))
    blades = [
        limb([(x, 0), (x + 0.09, -0.3), (x - 0.08, -0.6), (x + 0.06, -rng.uniform(0.8, 1.0))], (0.05, 0.09, 0.07, 0.01))
        for x in (-0.24, -0.08, 0.1, 0.26)
    ]
    return [(green, blades, 0.4)]


def wheat(rng: Random) -> list[Layer]:
    stalks, heads = [], []
    for _ in range(26):
        x, tall, lean = rng.uniform(-1.0, 1.0), rng.uniform(0.7, 1.0), rng.uniform(-0.1, 0.14)
        stalks.append(limb([(x, 0), (x + lean, -tall)], (0.04, 0.025)))
        heads.append(ellipse(x + lean, -tall, 0.045, 0.13, tilt=lean, count=8))
    mass = scallops(0, -0.3, 1.05, 0.36, rng, lumps=13, depth=0.2)
    return [((198, 162, 88), [mass], 0.5), ((214, 180, 100), stalks, 0.0), ((232, 198, 116), heads, 0.0)]


def heather(rng: Random) -> list[Layer]:
    return [
        (mix((146, 100, 130), m.LEAF, 0.25), [scallops(-0.3, -0.34, 0.6, 0.4, rng, lumps=9, depth=0.3)], 0.6),
        ((172, 122, 152), [scallops(0.3, -0.44, 0.55, 0.42, rng, lumps=9, depth=0.3)], 0.5),
    ]


def flowers(rng: Random) -> list[Layer]:
    hue = rng.choice(((222, 92, 92), (240, 200, 96), (236, 228, 220), (172, 116, 178), (232, 142, 150)))
    dots = [ellipse(rng.uniform(-0.9, 0.9), -rng.uniform(0.5, 1.05), 0.15, 0.15, count=9) for _ in range(9)]
    return [(darker(m.LEAF, 0.06), [scallops(0, -0.4, 0.95, 0.44, rng, lumps=10, depth=0.2)], 0.5), (hue, dots, 0.0)]


def stalagmite(rng: Random) -> list[Layer]:
    stone = darker(mix(m.ROCK, m.EARTH, 0.3), 0.15)
    return [
        (
            stone,
            [spline([(-0.3, 0), (-0.16, -0.4), (rng.uniform(-0.05, 0.05), -1.0), (0.15, -0.42), (0.3, 0)], steps=4)],
            0.7,
        )
    ]


def stump(rng: Random) -> list[Layer]:
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
