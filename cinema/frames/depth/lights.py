"""Light that lives: fires and lamps that flicker, sparks, stars that twinkle, light on water, dust in the sun."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cinema.frames.depth.swarms import Floats, Seen, Sprite
from sketch.outputs.sprites import sprite
from sketch.paint.colours import RGB, lighter
from sketch.paint.geometry import bounds, ellipse
from sketch.record.shapes import Glow, Shape, Tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cinema.frames.depth.space import Matrix
    from sketch.artist import Recorded
    from sketch.paint.geometry import Outline
    from sketch.styles import Style

FIRE = 150.0
"""Units: what shines so far, and is warm, is a fire that throws sparks."""
SMALLEST_STAR, LARGEST_STAR = 1.0, 24.0
"""Units across."""
MOST_TWINKLING, MOST_FIRES, SPARKS = 70, 3, 14
UNSTEADY = 0.3
"""How much of their light fires and lamps lose at most."""
BETWEEN_FLASHES = 3.6
"""Seconds, about."""
TAGS = Tags("sky")


@dataclass(frozen=True, slots=True)
class Twinkling:
    """Small lights that stand where they are and come and go, each in its own time (`rate` in a second)."""

    sprites: tuple[Sprite, ...]
    kind: np.ndarray[tuple[int], np.dtype[np.int64]]
    place: Floats
    rate: Floats
    phase: Floats
    behind: bool = True

    def at(self, seconds: float, window: Matrix) -> Seen:
        """Return where they are in the frame, and how bright."""
        x, y = _through(window, self.place)
        wave = np.sin(math.tau * (self.rate * seconds + self.phase))
        slow = np.sin(math.tau * (self.rate * 0.37 * seconds + 2.7 * self.phase))
        return Seen(self.kind, x, y, np.clip(0.55 * wave + 0.45 * slow, 0.0, 1.0))


@dataclass(frozen=True, slots=True)
class Rising:
    """Sparks over fires, or dust: each rises by `speed`, sways, pales, and begins anew after its `life` in seconds."""

    sprites: tuple[Sprite, ...]
    kind: np.ndarray[tuple[int], np.dtype[np.int64]]
    place: Floats
    speed: Floats
    spread: Floats
    life: Floats
    phase: Floats
    strongest: float = 1.0
    behind: bool = True

    def at(self, seconds: float, window: Matrix) -> Seen:
        """Return where they are in the frame, and how bright."""
        age = seconds / self.life + self.phase
        rounds, part = np.floor(age), np.mod(age, 1.0)
        aside = 2 * np.mod(np.sin(rounds * 12.9898 + self.phase * 78.233) * 43758.5453, 1.0) - 1
        x = self.place[0] + self.spread * (aside + 0.5 * part * np.sin(math.tau * (part * 1.6 + self.phase)))
        y = self.place[1] - self.speed * part * self.life
        x, y = _through(window, np.stack([x, y]))
        return Seen(self.kind, x, y, self.strongest * np.sin(math.pi * np.sqrt(part)) ** 1.0)


def flicker(seconds: float, seed: int) -> float:
    """Return how much of their light fires and lamps give (1 - UNSTEADY to 1): slow breathing and quick tremors."""
    waves = ((0.9, 0.4), (2.3, 0.3), (5.1, 0.2), (8.7, 0.1))
    level = sum(
        part * math.sin(math.tau * (rate * seconds + seed * 0.137 * (k + 1))) for k, (rate, part) in enumerate(waves)
    )
    return 1.0 - UNSTEADY * (0.5 - 0.5 * level)


def lightning(seconds: float, seed: int) -> float:
    """Return how bright a flash is (0 to 1): one of two beats every few seconds, never more than two in a second."""
    for number in range(int(seconds // BETWEEN_FLASHES), -1, -1):
        chance = np.random.default_rng((seed, number))
        since = seconds - BETWEEN_FLASHES * (number + 0.35 * float(chance.random()) + 0.1)
        if since >= 0:
            first, again = math.exp(-since / 0.09), math.exp(-(since - 0.3) / 0.16) if since >= 0.3 else 0.0
            return min(1.0, first + 0.7 * again)
    return 0.0


def lights_of(recorded: Recorded, style: Style, seed: int) -> list[Twinkling | Rising]:
    """Return the lights of a picture that move."""
    unit, chance = recorded.drawn.unit, np.random.default_rng(seed)
    found: list[Twinkling | Rising] = []
    flat = list(recorded.drawn.flat())
    for shape in flat:
        if (
            isinstance(shape, Shape)
            and shape.shine
            and shape.tags.role in ("sky", "texture")
            and len(shape.outlines) > 3
        ):
            found += _twinkling(shape, recorded, style, chance)
    fires = sorted((g for g in flat if isinstance(g, Glow) and _burns(g)), key=lambda g: -g.radius * g.strength)
    places = [(g.x, g.y, g.radius) for g in fires[:MOST_FIRES]]
    if places:
        spark = _dot(2.0, (255, 190, 96), recorded, style)
        small = _dot(1.3, (255, 214, 140), recorded, style)
        found.append(_sparks((spark, small), places, unit, chance))
    rays = [item for item in flat if item.tags.role == "light" and isinstance(item, Shape)]
    if rays:
        found.append(_dust(bounds([o for ray in rays for o in ray.outlines]), recorded, style, chance))
    return found


def _burns(glow: Glow) -> bool:
    red, green, blue = glow.colour
    return (
        glow.radius >= FIRE and glow.strength >= 0.4 and red > green > blue and red - blue > 90 and not glow.tags.owner
    )


def _twinkling(shape: Shape, recorded: Recorded, style: Style, chance: np.random.Generator) -> list[Twinkling]:
    """Return some of the stars, or of the streaks on water, that a shape has, as lights that come and go."""
    boxes = [bounds([outline]) for outline in shape.outlines]
    if any(max(b[2] - b[0], (b[3] - b[1]) * 4) > 20 * LARGEST_STAR for b in boxes):
        return []
    picked = chance.permutation(len(boxes))[:MOST_TWINKLING]
    unit = recorded.drawn.unit
    widths = [boxes[k][2] - boxes[k][0] for k in picked]
    if max(widths) <= LARGEST_STAR:
        grown = [_about(shape.outlines[k], 1.5) for k in picked]
    else:
        grown = [_about(shape.outlines[k], 1.12) for k in picked]
    sprites = tuple(
        Sprite(
            sprite(
                Shape((outline,), lighter(shape.colour, 0.35), line=0.0, shine=True, tags=TAGS),
                recorded.light,
                style,
                unit=unit,
            )
        )
        for outline in grown
    )
    middles = np.array([[(boxes[k][0] + boxes[k][2]) / 2, (boxes[k][1] + boxes[k][3]) / 2] for k in picked]).T * unit
    fast = 0.35 if shape.tags.role == "sky" else 0.8
    count = len(picked)
    return [
        Twinkling(
            sprites,
            np.arange(count),
            middles,
            chance.uniform(fast * 0.6, fast * 1.7, count),
            chance.uniform(0, 1, count),
        )
    ]


def _about(outline: Outline, scale: float) -> Outline:
    left, top, right, foot = bounds([outline])
    x, y = (left + right) / 2, (top + foot) / 2
    return [((px - x) * scale, (py - y) * scale) for px, py in outline]


def _dot(radius: float, colour: RGB, recorded: Recorded, style: Style) -> Sprite:
    shape = Shape((ellipse(0, 0, radius, radius, count=12),), colour, line=0.0, shine=True, tags=TAGS)
    return Sprite(sprite(shape, recorded.light, style, unit=recorded.drawn.unit))


def _sparks(
    sprites: tuple[Sprite, ...], places: Sequence[tuple[float, float, float]], unit: float, chance: np.random.Generator
) -> Rising:
    count = SPARKS * len(places)
    of = np.repeat(np.array(places).T, SPARKS, axis=1) * unit
    reach = np.minimum(of[2], 320 * unit)
    return Rising(
        sprites,
        chance.integers(0, len(sprites), count),
        np.stack([of[0], of[1] - 0.04 * reach]),
        reach * chance.uniform(0.25, 0.6, count),
        reach * 0.14,
        chance.uniform(1.1, 2.6, count),
        chance.uniform(0, 1, count),
    )


def _dust(
    box: tuple[float, float, float, float], recorded: Recorded, style: Style, chance: np.random.Generator
) -> Rising:
    unit, count = recorded.drawn.unit, 46
    left, top, right, foot = (side * unit for side in box)
    return Rising(
        (_dot(1.1, (255, 250, 232), recorded, style), _dot(1.6, (255, 246, 220), recorded, style)),
        chance.integers(0, 2, count),
        np.stack([chance.uniform(left, right, count), chance.uniform(top, foot, count)]),
        chance.uniform(-5, 9, count) * unit,
        np.full(count, 26 * unit),
        chance.uniform(5, 9, count),
        chance.uniform(0, 1, count),
        strongest=0.55,
        behind=False,
    )


def _through(window: Matrix, place: Floats) -> tuple[Floats, Floats]:
    seen = window @ np.vstack([place, np.ones(place.shape[1])])
    return seen[0] / seen[2], seen[1] / seen[2]
