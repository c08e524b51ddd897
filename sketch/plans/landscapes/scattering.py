"""Where things stand in a landscape: scattered about, along a way, round a square, far off, at the water."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

Places = list[tuple[float, float, float]]
"""Each as x, z, and where what stands there looks, in degrees."""
_FIXED: Mapping[str, tuple[float, float, float]] = {
    "middle": (0, 190, 270),
    "middle-back": (30, 330, 270),
    "back": (0, 520, 270),
    "back-left": (-330, 640, 300),
    "back-right": (340, 660, 240),
    "left": (-215, 240, 340),
    "right": (215, 250, 200),
    "near-left": (-190, 20, 330),
    "near-right": (195, 30, 210),
    "far-left": (-900, 1500, 300),
    "far-end": (60, 1500, 270),
    "offshore": (-420, 2300, 0),
    "berth": (-330, 760, 0),
    "berth-near": (-200, 420, 0),
    "water": (-150, 640, 0),
    "castle": (90, 1150, 262),
    "house": (120, 620, 262),
    "platform": (0, 520, 270),
    "train": (40, 760, 270),
    "heavens": (900, 5200, 270),
}


def _fixed(where: str) -> Callable[[Random, int, float], Places]:
    x, z, heading = _FIXED[where]

    def place(rng: Random, count: int, _radius: float) -> Places:
        return [(x + rng.uniform(-24, 24) + 60 * k, z + rng.uniform(-20, 20), heading) for k in range(count)]

    return place


def _wood(rng: Random, count: int, _radius: float) -> Places:
    """Scatter all round, the denser the nearer, about a clearing."""
    places: Places = []
    tries = 0
    while len(places) < 2 * count:
        tries += 1
        away = 250 + 1150 * (tries % (2 * count) / (2 * count)) ** 1.3
        angle = rng.uniform(-math.pi, math.pi)
        x, z = away * math.sin(angle), 130 + away * math.cos(angle)
        if (x / 235) ** 2 + ((z - 130) / 330) ** 2 > 1 and abs(x) > 60:
            places.append((x, z, 270))
    return places


def _around(rng: Random, count: int, _radius: float) -> Places:
    """Scatter all round, farther off than people go."""
    places: Places = []
    while len(places) < round(1.6 * count):
        x, z = rng.uniform(-950, 950), rng.uniform(-800, 1300)
        if abs(x) > 250 or z > 520 or z < -420:
            places.append((x, z, 270))
    return places


def _far(rng: Random, count: int, _radius: float) -> Places:
    """Stand far off all round."""
    return [
        (away * math.sin(angle), 130 + away * math.cos(angle), 270)
        for k in range(2 * count)
        for angle in (math.pi * (k + rng.uniform(-0.45, 0.45)) / count,)
        for away in (rng.uniform(850, 1700),)
    ]


def _far_row(rng: Random, count: int, _radius: float) -> Places:
    """Stand far off before and behind us, and look at us."""
    places: Places = []
    for k in range(2 * count):
        ahead = k < count
        x = (k % count + rng.uniform(-0.3, 0.3) - (count - 1) / 2) * 1700 / max(1, count)
        z = rng.uniform(1000, 1250) if ahead else -rng.uniform(1000, 1250)
        places.append((x, z, (270 if ahead else 90) + rng.uniform(-20, 20)))
    return places


def _sides(rng: Random, count: int, _radius: float) -> Places:
    """Stand close at both sides, and some behind the eye's usual place."""
    places: Places = [
        ((-1 if k % 2 else 1) * rng.uniform(250, 430), 60 + 640 * (k + rng.random()) / count, 270) for k in range(count)
    ]
    return [
        *places,
        *(((-1 if k % 2 else 1) * rng.uniform(240, 520), -rng.uniform(420, 800), 270) for k in range(count)),
    ]


def _banks(rng: Random, count: int, _radius: float) -> Places:
    return [((-1 if k % 2 else 1) * rng.uniform(520, 900), rng.uniform(300, 1100), 270) for k in range(count)]


def _scattered(rng: Random, count: int, _radius: float) -> Places:
    places: Places = []
    while len(places) < count:
        x, z = rng.uniform(-330, 330), rng.uniform(-60, 760)
        if abs(x) > 105 or z > 420:
            places.append((x, z, rng.uniform(230, 310)))
    return places


def _graves(rng: Random, count: int, _radius: float) -> Places:
    places: Places = []
    for row in range(math.ceil(count / 6)):
        for k in range(6):
            x = (-360, -250, -140, 140, 250, 360)[k]
            places.append(
                (x + rng.uniform(-16, 16), 130 + 150 * row + rng.uniform(-20, 20), 270 + rng.uniform(-10, 10))
            )
    return places[:count]


def _along(rng: Random, count: int, radius: float) -> Places:
    """Stand in two rows along the way, before and behind us, and face it."""
    step = max(150.0, 2.1 * radius)
    return [
        (
            side * (170 + radius + rng.uniform(0, 40)),
            60 + (k // 2 - count // 4) * step * 1.15 + rng.uniform(-20, 20),
            0 if side < 0 else 180,
        )
        for k in range(round(1.5 * count))
        for side in ((-1, 1)[k % 2],)
    ]


def _street(rng: Random, count: int, _radius: float) -> Places:
    """Stand wall to wall on both sides, and face each other."""
    return [
        (side * (300 + rng.uniform(-6, 6)), -950 + (k // 2) * 178, 0 if side < 0 else 180)
        for k in range(2 * count)
        for side in ((-1, 1)[k % 2],)
    ]


def _round(rng: Random, _count: int, _radius: float) -> Places:
    """Stand round a square."""
    places: Places = [((k - 2) * 186.0, 860 + rng.uniform(-8, 8), 270) for k in range(5)]
    places += [(side * 520.0, 640 - 186.0 * k, 0 if side < 0 else 180) for k in range(5) for side in (-1, 1)]
    places += [((k - 2) * 186.0, -620 + rng.uniform(-8, 8), 90) for k in range(5)]
    return places


def _beside(_rng: Random, count: int, radius: float) -> Places:
    """Stand close to the way on both sides."""
    step = max(150.0, 2 * radius)
    return [
        (side * 132.0, 40 + (k // 2) * step * 1.05, 0 if side < 0 else 180)
        for k in range(count)
        for side in ((-1, 1)[k % 2],)
    ]


def _line(rng: Random, count: int, radius: float) -> Places:
    step = 156.0 if radius < 30 else 2.0 * radius
    z = rng.uniform(520, 600)
    return [((k - (count - 1) / 2) * step, z, 270) for k in range(count)]


def _walls(_rng: Random, _count: int, _radius: float) -> Places:
    return [(-400.0, 760.0, 270), (0.0, 760.0, 270), (400.0, 760.0, 270), (-560.0, 480.0, 0), (560.0, 480.0, 180)]


def _bank(rng: Random, count: int, _radius: float) -> Places:
    return [(rng.uniform(-620, 620), rng.uniform(318, 350), 270) for _ in range(count)]


def _corners(_rng: Random, count: int, _radius: float) -> Places:
    return [(x, z, 270.0) for z in (470.0, 120.0) for x in (-270.0, 270.0)][:count]


def _edge(_rng: Random, count: int, _radius: float) -> Places:
    return [(-188.0, 40 + 150.0 * k, 180) for k in range(count)]


def _landward(_rng: Random, count: int, _radius: float) -> Places:
    return [(420.0, 80 + 190.0 * k, 180) for k in range(count)]


def _fish(rng: Random, count: int, _radius: float) -> Places:
    return [(rng.uniform(-400, 400), rng.uniform(280, 700), 270) for _ in range(count)]


def _below(rng: Random, count: int, _radius: float) -> Places:
    return [(rng.uniform(-1500, 1500), rng.uniform(500, 2600), 270) for _ in range(count)]


PATTERNS: Mapping[str, Callable[[Random, int, float], Places]] = {
    "wood": _wood,
    "around": _around,
    "far": _far,
    "far-row": _far_row,
    "sides": _sides,
    "banks": _banks,
    "scattered": _scattered,
    "graves": _graves,
    "along": _along,
    "street": _street,
    "round": _round,
    "beside": _beside,
    "line": _line,
    "walls": _walls,
    "bank": _bank,
    "corners": _corners,
    "edge": _edge,
    "landward": _landward,
    "fish": _fish,
    "below": _below,
    **{where: _fixed(where) for where in _FIXED},
}
"""By the words that plans have for where."""
