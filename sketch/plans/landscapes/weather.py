"""Weather in front of things: rain, snow, fog and wind."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint.colours import lighter, mix
from sketch.paint.geometry import Outline, Point, ellipse

if TYPE_CHECKING:
    from sketch.world.view import View


def far_weather(view: View, horizon: float) -> None:
    """Draw what hangs between the distance and the people."""
    view = view.of(role="weather")
    canvas, light, weather = view.sheet, view.light, view.scene.weather
    rng = view.chance("far weather")
    if weather == "fog":
        veil = mix(light.haze, light.sky[2], 0.4)
        for k in range(4):
            canvas.mist(rng.uniform(0, view.width), horizon - 60 + 60 * k, view.width * 0.8, 120, veil, 0.6)
    elif weather in ("rain", "storm"):
        canvas.strokes(_slanted(view, "far rain", 70, 46, 0.22), (0.8, 1.6, 0.6), lighter(light.haze, 0.2), alpha=0.4)


def near_weather(view: View) -> None:
    """Draw what falls, drifts and blows in front of everything."""
    view = view.of(role="weather")
    canvas, light, weather = view.sheet, view.light, view.scene.weather
    rng = view.chance("near weather")
    if weather in ("rain", "storm"):
        colour = lighter(mix(light.haze, light.sky[2], 0.5), 0.25)
        slant = 0.42 if weather == "storm" else 0.2
        canvas.strokes(
            _slanted(view, "near rain", 120 if weather == "storm" else 95, 78, slant),
            (0.6, 2.5, 0.6),
            colour,
            alpha=0.5,
        )
        rings = [ellipse(rng.uniform(0, view.width), rng.uniform(850, 985), 13, 3.2) for _ in range(12)]
        canvas.fill(rings, colour, alpha=0.28, line=0)
    elif weather == "snow":
        flakes: list[Outline] = []
        for _ in range(int(view.width * 0.15)):
            size = rng.choice((2.2, 3.0, 4.0, 5.5))
            flakes.append(ellipse(rng.uniform(0, view.width), rng.uniform(0, 1000), size, size * 0.92, count=10))
        canvas.fill(flakes, lighter(light.haze, 0.75), line=0, alpha=0.92, shine=True)
    elif weather == "fog":
        veil = lighter(light.haze, 0.1)
        for _ in range(3):
            canvas.mist(rng.uniform(0, view.width), rng.uniform(860, 1000), view.width * 0.7, 100, veil, 0.5)
    elif weather == "wind":
        _gusts(view)


def _slanted(view: View, part: str, count: int, length: float, slant: float) -> list[list[Point]]:
    rng = view.chance(part)
    paths: list[list[Point]] = []
    for _ in range(int(count * max(1.0, view.width / 1000))):
        x, y, reach = rng.uniform(-60, view.width + 120), rng.uniform(-40, 990), length * rng.uniform(0.6, 1.25)
        paths.append([(x, y), (x - slant * reach / 2, y + reach / 2), (x - slant * reach, y + reach)])
    return paths


def _gusts(view: View) -> None:
    rng, canvas = view.chance("gusts"), view.sheet
    colour = lighter(view.light.haze, 0.45)
    for _ in range(5):
        x, y, reach = rng.uniform(-100, view.width * 0.7), rng.uniform(140, 700), rng.uniform(180, 320)
        curl: list[Point] = [(x, y), (x + reach * 0.4, y - 14), (x + reach * 0.8, y + 6), (x + reach, y - 10)]
        curl += [(x + reach + 18 * math.cos(a), y - 30 - 20 * math.sin(a)) for a in (-0.6, 0.7, 2.0, 3.3)]
        canvas.stroke(curl, (0.5, 3.6, 3, 0.5), colour, alpha=0.6)
    leaves: list[Outline] = []
    for _ in range(16):
        x, y, turn = rng.uniform(0, view.width), rng.uniform(200, 940), rng.uniform(0, math.tau)
        leaves.append(ellipse(x, y, 8, 3, tilt=turn, count=10))
    canvas.fill(leaves, view.lit((188, 132, 62)), line=0.5)
