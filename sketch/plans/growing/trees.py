"""The shapes of trees."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, lighter, mix
from sketch.paint.geometry import Outline, limb, scallops
from sketch.plans.growing.growth import Layer, crown

if TYPE_CHECKING:
    from random import Random


def oak(rng: Random) -> list[Layer]:
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
    return [(m.BARK, trunk, 0.5), *crown(rng, places, leaf)]


def birch(rng: Random) -> list[Layer]:
    bend = rng.uniform(-0.06, 0.06)
    trunk = [limb([(0, 0), (bend, -0.4), (bend * 0.5, -0.8)], (0.045, 0.032, 0.014))]
    leaf = mix(m.LEAF, m.MEADOW, rng.uniform(0.25, 0.5))
    places = (
        (bend - 0.09, 0.52, 0.13, -0.12),
        (bend + 0.1, 0.6, 0.13, -0.04),
        (bend, 0.76, 0.14, 0.12),
        (bend, 0.9, 0.09, 0.2),
    )
    return [((222, 214, 200), trunk, 0.5), *crown(rng, places, leaf)]


def pine(rng: Random) -> list[Layer]:
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


def poplar(rng: Random) -> list[Layer]:
    leaf = mix(m.LEAF, m.PINE, rng.uniform(0.1, 0.4))
    body = scallops(0, -0.56, 0.11, 0.44, rng, lumps=13, depth=0.16)
    side = scallops(-0.03, -0.6, 0.06, 0.34, rng, lumps=10, depth=0.2)
    return [
        (m.BARK, [limb([(0, 0), (0, -0.2)], (0.04, 0.03))], 0.0),
        (leaf, [body], 0.6),
        (lighter(leaf, 0.12), [side], 0.0),
    ]


def willow(rng: Random) -> list[Layer]:
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


def palm(rng: Random) -> list[Layer]:
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


def bare(rng: Random) -> list[Layer]:
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


def jungle(rng: Random) -> list[Layer]:
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
    return [(darker(m.BARK, 0.1), trunk, 0.5), *crown(rng, places, green), (darker(green, 0.25), vines, 0.0)]
