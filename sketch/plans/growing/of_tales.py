"""The shapes of what grows in the places of a genre: fairy woods, haunted gardens, the prairie."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import darker, mix
from sketch.paint.geometry import Outline, ellipse, limb, scallops, spline
from sketch.plans.growing.growth import Layer, crown

if TYPE_CHECKING:
    from random import Random


def gnarled(rng: Random) -> list[Layer]:
    """Return an old tree that has wound itself up, its roots above the ground."""
    way = rng.choice((-1, 1))
    turn = way * rng.uniform(0.05, 0.1)
    trunk = [
        limb([(0, 0), (turn, -0.16), (-turn, -0.32), (turn * 0.6, -0.5)], (0.15, 0.1, 0.085, 0.06)),
        limb([(0, -0.08), (-0.16, -0.015), (-0.27, 0.01)], (0.07, 0.045, 0.012)),
        limb([(0, -0.08), (0.15, -0.012), (0.28, 0.01)], (0.07, 0.045, 0.012)),
        limb([(-turn, -0.32), (-0.16, -0.42), (-0.28, -0.4), (-0.33, -0.5)], (0.055, 0.045, 0.032, 0.02)),
        limb([(turn * 0.6, -0.46), (0.18, -0.5), (0.27, -0.6), (0.24, -0.68)], (0.05, 0.04, 0.03, 0.02)),
    ]
    hollow = [ellipse(-turn * 0.6, -0.27, 0.03, 0.045, count=12)]
    leaf = mix(m.LEAF, m.LEAF_WARM, rng.uniform(0.0, 0.5))
    places = (
        (-0.32, 0.58, 0.17, -0.22),
        (0.3, 0.66, 0.18, -0.2),
        (0.0, 0.62, 0.2, -0.12),
        (-0.12, 0.8, 0.18, 0.06),
        (0.14, 0.82, 0.15, 0.14),
    )
    return [(darker(m.BARK, 0.08), trunk, 0.5), (darker(m.BARK, 0.6), hollow, 0.0), *crown(rng, places, leaf)]


def toadstool(rng: Random) -> list[Layer]:
    """Return red caps with white spots, a large one and two small."""
    stems: list[Outline] = []
    caps: list[Outline] = []
    spots: list[Outline] = []
    for x, tall in ((0.0, 1.0), (-0.42, rng.uniform(0.45, 0.62)), (0.4, rng.uniform(0.34, 0.5))):
        wide = 0.42 * tall
        stems.append(limb([(x, 0), (x + 0.03, -tall * 0.7)], (0.2 * tall, 0.14 * tall)))
        low = -tall * 0.6
        caps.append(
            spline(
                [
                    (x - wide, low),
                    (x - wide * 0.7, low - tall * 0.32),
                    (x, -tall),
                    (x + wide * 0.7, low - tall * 0.32),
                    (x + wide, low),
                    (x, low + 0.05 * tall),
                ]
            )
        )
        spots += [
            ellipse(x + dx * wide, low - dy * tall, 0.06 * tall, 0.045 * tall, count=10)
            for dx, dy in ((-0.4, 0.16), (0.1, 0.27), (0.5, 0.13))
        ]
    return [
        ((232, 222, 200), stems, 0.4),
        (rng.choice(((196, 62, 52), (206, 84, 60), (168, 70, 118))), caps, 0.4),
        ((244, 236, 220), spots, 0.0),
    ]


def brambles(rng: Random) -> list[Layer]:
    """Return bare thorny runners, one over the other."""
    runners: list[Outline] = []
    thorns: list[Outline] = []
    for _ in range(11):
        x0, x1 = rng.uniform(-0.8, 0.5), rng.uniform(-0.2, 0.95)
        top = -rng.uniform(0.5, 1.0)
        middle = ((x0 + x1) / 2, top)
        runners.append(limb([(x0, 0), middle, (x1, -rng.uniform(0.0, 0.3))], (0.04, 0.045, 0.012)))
        thorns.append(
            [(middle[0] - 0.03, top), (middle[0] + rng.uniform(-0.08, 0.08), top - 0.12), (middle[0] + 0.03, top)]
        )
    return [(darker(m.BARK, 0.35), runners, 0.0), (darker(m.BARK, 0.45), thorns, 0.0)]


def sagebrush(rng: Random) -> list[Layer]:
    """Return a dry grey-green bush of the prairie."""
    grey = mix((150, 152, 116), m.SAND, rng.uniform(0.1, 0.4))
    sprays = [
        limb([(0, 0), (math.cos(a) * 0.5, -math.sin(a) * 0.6), (math.cos(a) * 0.9, -math.sin(a))], (0.05, 0.1, 0.03))
        for a in (math.pi * k / 10 + rng.uniform(-0.1, 0.1) for k in range(11))
    ]
    return [(darker(grey, 0.16), [scallops(0, -0.36, 0.8, 0.4, rng, lumps=11, depth=0.24)], 0.4), (grey, sprays, 0.2)]


def rose_bush(rng: Random) -> list[Layer]:
    """Return a bush in full flower."""
    leaf = mix(m.LEAF, m.PINE, rng.uniform(0.1, 0.4))
    hue = rng.choice(((214, 84, 104), (236, 158, 166), (240, 220, 206), (190, 56, 70)))
    at = [(rng.uniform(-0.66, 0.66), -rng.uniform(0.22, 0.92)) for _ in range(15)]
    roses = [ellipse(x, y, 0.11, 0.1, count=12) for x, y in at]
    hearts = [ellipse(x + 0.01, y - 0.01, 0.05, 0.045, count=8) for x, y in at]
    places = ((-0.35, 0.4, 0.42, -0.2), (0.38, 0.38, 0.4, -0.2), (0.0, 0.56, 0.46, 0.04))
    return [*crown(rng, places, leaf), (hue, roses, 0.0), (darker(hue, 0.25), hearts, 0.0)]
