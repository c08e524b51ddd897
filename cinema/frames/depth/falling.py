"""What falls and blows through a picture: rain with its rings, snow, leaves."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cinema.frames.depth.swarms import Floats, Seen, Sprite
from sketch.outputs.sprites import sprite
from sketch.paint.colours import RGB, lighter, mix
from sketch.paint.geometry import Outline, ellipse, ribbon
from sketch.paint.light import Light
from sketch.record.shapes import Shape, Tags
from sketch.styles import Style

if TYPE_CHECKING:
    from collections.abc import Callable

    from cinema.contract import Size
    from cinema.frames.depth.space import Matrix

FALLING = Tags("weather")
SLANTS = {"rain": 0.2, "storm": 0.42}
"""How far aside rain goes, by how far it falls."""
FASTEST_RAIN, FAR_RAIN = {"rain": 1250.0, "storm": 1600.0}, 0.55
"""Units (a frame is 1000 high) in a second; far off it goes so much slower."""
BEYOND = 140.0
"""Units around the frame in which things still move."""


@dataclass(frozen=True, slots=True)
class Falling:
    """Things that come in on one side and go out on the other, and come back elsewhere: it never repeats itself.

    Places and speeds are units; `sway` is how far they go to and fro, `turning` so often in a second.
    """

    sprites: tuple[Sprite, ...]
    behind: bool
    unit: float
    area: tuple[float, float]
    kind: np.ndarray[tuple[int], np.dtype[np.int64]]
    start: Floats
    speed: Floats
    opacity: Floats
    sway: Floats
    turning: Floats
    phase: Floats

    def at(self, seconds: float, window: Matrix) -> Seen:  # noqa: ARG002  they move before the frame
        """Return where they are."""
        wide, high = (side + 2 * BEYOND for side in self.area)
        x, y = self.start[0] + self.speed[0] * seconds, self.start[1] + self.speed[1] * seconds
        # Each time something comes back it does so in another place.
        rounds = np.floor(y / high) if abs(self.speed[1]).max() >= abs(self.speed[0]).max() else np.floor(x / wide)
        x = x + np.modf(np.sin(rounds * 12.9898 + self.phase * 78.233) * 43758.5453)[0] * wide * (rounds != 0)
        y = y + np.modf(np.sin(rounds * 39.346 + self.phase * 11.135) * 24634.6345)[0] * high * (rounds != 0)
        swing = self.sway * np.sin(math.tau * (self.turning * seconds + self.phase))
        x, y = np.mod(x + swing, wide) - BEYOND, np.mod(y, high) - BEYOND
        kind = self.kind
        return Seen(kind, x * self.unit, y * self.unit, self.opacity)


@dataclass(frozen=True, slots=True)
class Rings:
    """Rings where drops meet the ground: each grows, pales, and comes again elsewhere. Units are those of Falling."""

    sprites: tuple[Sprite, ...]
    unit: float
    area: tuple[float, float, float, float]
    phase: Floats
    life: float = 0.55
    behind: bool = True

    def at(self, seconds: float, window: Matrix) -> Seen:  # noqa: ARG002
        """Return where they are."""
        age = seconds / self.life + self.phase
        rounds, part = np.floor(age), np.mod(age, 1.0)
        left, top, right, foot = self.area
        x = left + (right - left) * np.mod(np.sin(rounds * 12.9898 + self.phase * 78.233) * 43758.5453, 1.0)
        y = top + (foot - top) * np.mod(np.sin(rounds * 39.346 + self.phase * 11.135) * 24634.6345, 1.0)
        kind = np.minimum((part * len(self.sprites)).astype(np.int64), len(self.sprites) - 1)
        return Seen(kind, x * self.unit, y * self.unit, 1.0 - part)


def falling_of(
    weather: str, *, light: Light, style: Style, size: Size, horizon: float, seed: int
) -> list[Falling | Rings]:
    """Return what falls in a weather; `horizon` is a part of the frame's height."""
    makers: dict[str, Callable[[_Air], list[Falling | Rings]]] = {
        "rain": _rain,
        "storm": _rain,
        "snow": _snow,
        "wind": _leaves,
    }
    if weather not in makers:
        return []
    unit = size.height / 1000
    # In upright films a unit of the height would be too much: things are as large as in a square.
    unit = min(unit, size.width / 1000 * 1.2)
    air = _Air(
        weather, light, style, unit, (size.width / unit, size.height / unit), horizon, np.random.default_rng(seed)
    )
    return makers[weather](air)


@dataclass(frozen=True, slots=True)
class _Air:
    weather: str
    light: Light
    style: Style
    unit: float
    area: tuple[float, float]
    horizon: float
    chance: np.random.Generator

    def sprite(
        self, outlines: list[Outline], colour: RGB, *, alpha: float = 1.0, line: float = 0.0, shine: bool = False
    ) -> Sprite:
        shape = Shape(tuple(outlines), colour, alpha=alpha, line=line, shine=shine, tags=FALLING)
        return Sprite(sprite(shape, self.light, self.style, unit=self.unit))

    def many(self, per_thousand: float) -> int:
        return round(per_thousand * self.area[0] / 1000 * max(1.0, self.area[1] / 1000))

    def starts(self, count: int) -> Floats:
        wide, high = (side + 2 * BEYOND for side in self.area)
        return np.stack([self.chance.uniform(0, wide, count), self.chance.uniform(0, high, count)])


def _rain(air: _Air) -> list[Falling | Rings]:
    colour = lighter(mix(air.light.haze, air.light.sky[2], 0.5), 0.25)
    far = lighter(air.light.haze, 0.2)
    slant, speed = SLANTS[air.weather], FASTEST_RAIN[air.weather]
    near = [air.sprite([_drop(length, slant, 2.4)], colour, alpha=0.5) for length in (50.0, 64.0, 80.0, 96.0)]
    distant = [air.sprite([_drop(length, slant, 1.5)], far, alpha=0.4) for length in (28.0, 38.0, 50.0)]
    rings = [air.sprite([_ring(r)], colour, alpha=0.5) for r in (4.0, 7.0, 10.0, 13.0, 16.0)]
    top = max(air.horizon + 0.16, 0.72) * air.area[1]
    return [
        _streaks(air, distant, air.many(80), speed * FAR_RAIN, slant, behind=True),
        Rings(tuple(rings), air.unit, (0.0, top, air.area[0], air.area[1]), air.chance.uniform(0, 1, air.many(16))),
        _streaks(air, near, air.many(130 if air.weather == "storm" else 85), speed, slant, behind=False),
    ]


def _streaks(air: _Air, sprites: list[Sprite], count: int, speed: float, slant: float, *, behind: bool) -> Falling:
    down = speed * air.chance.uniform(0.85, 1.2, count)
    return Falling(
        tuple(sprites),
        behind,
        air.unit,
        air.area,
        air.chance.integers(0, len(sprites), count),
        air.starts(count),
        np.stack([-slant * down, down]),
        air.chance.uniform(0.6, 1.0, count),
        np.zeros(count),
        np.zeros(count),
        air.chance.uniform(0, 1, count),
    )


def _snow(air: _Air) -> list[Falling | Rings]:
    colour = lighter(air.light.haze, 0.75)
    found: list[Falling | Rings] = []
    for behind, radii, thousand in ((True, (1.6, 2.2, 2.8), 110.0), (False, (3.0, 4.0, 5.5), 55.0)):
        flakes = [air.sprite([ellipse(0, 0, r, r * 0.92, count=12)], colour, alpha=0.92, shine=True) for r in radii]
        count = air.many(thousand)
        kind = air.chance.integers(0, len(flakes), count)
        down = 26.0 * np.array(radii)[kind] * air.chance.uniform(0.8, 1.25, count)
        found.append(
            Falling(
                tuple(flakes),
                behind,
                air.unit,
                air.area,
                kind,
                air.starts(count),
                np.stack([-0.18 * down, down]),
                air.chance.uniform(0.75, 1.0, count),
                air.chance.uniform(5, 20, count),
                air.chance.uniform(0.15, 0.4, count),
                air.chance.uniform(0, 1, count),
            )
        )
    return found


def _leaves(air: _Air) -> list[Falling | Rings]:
    colour = air.light.lit((188, 132, 62))
    turns = [math.pi * k / 8 for k in range(8)]
    leaves = [air.sprite([ellipse(0, 0, 8, 3, tilt=turn, count=12)], colour, line=0.5) for turn in turns]
    dust = [air.sprite([ellipse(0, 0, 2.2, 1.4, count=8)], lighter(air.light.haze, 0.4), alpha=0.6)]
    return [_blown(air, leaves, 16, 420.0), _blown(air, dust, 40, 640.0)]


def _blown(air: _Air, sprites: list[Sprite], thousand: float, speed: float) -> Falling:
    count = air.many(thousand)
    across = speed * air.chance.uniform(0.7, 1.3, count)
    return Falling(
        tuple(sprites),
        False,
        air.unit,
        air.area,
        air.chance.integers(0, len(sprites), count),
        air.starts(count),
        np.stack([across, across * air.chance.uniform(-0.04, 0.16, count)]),
        np.ones(count),
        air.chance.uniform(10, 40, count),
        air.chance.uniform(0.3, 0.9, count),
        air.chance.uniform(0, 1, count),
    )


def _drop(length: float, slant: float, thick: float) -> Outline:
    x, y = slant * length / 2, length / 2
    return ribbon([(x, -y), (0.0, 0.0), (-x, y)], (0.6, thick, 0.6))


def _ring(radius: float) -> Outline:
    outer = ellipse(0, 0, radius, radius * 0.26, count=28)
    inner = ellipse(0, 0, radius - 1.3, radius * 0.26 - 0.9, count=28)
    return [*outer, outer[0], *reversed([*inner, inner[0]])]
