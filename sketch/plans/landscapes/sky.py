"""The sky: its colours, sun, moon and stars, clouds and lightning."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, Point, blob, ellipse
from sketch.paint.medium import Shade

if TYPE_CHECKING:
    from random import Random

    from sketch.record.sheet import Sheet
    from sketch.world.view import View


LIGHTNING = "lightning"
"""What a flash and its light are called in the picture: in films they come and go."""


def paint_sky(view: View, horizon: float, *, sun_x: float | None = None) -> None:
    """Paint everything above `horizon`. `sun_x` (a part of the width) says where sun or moon must stand."""
    view = view.of(role="sky")
    canvas, light, scene = view.sheet, view.light, view.scene
    rng = view.chance("sky")
    canvas.wash((light.sky[0], light.sky[1], light.sky[2]), 0, horizon + 90)  # land may dip below it
    x = view.width * (sun_x if sun_x is not None else _across(rng))
    veiled = scene.weather in ("cloudy", "rain", "storm", "snow", "fog")
    if scene.time_of_day == "night":
        if not veiled:
            _stars(canvas, light.glow, rng, horizon)
        if scene.weather not in ("storm", "rain"):
            _moon(view, x, rng.uniform(130, 215), rng.uniform(44, 58), crescent=rng.random() < 0.4)
    elif not veiled or scene.weather == "cloudy":
        low = {"dawn": horizon - 55, "evening": horizon - 80, "morning": 250.0}.get(
            scene.time_of_day, rng.uniform(120, 180)
        )
        _sun(canvas, x, low, 62 if scene.time_of_day in ("dawn", "evening") else 46, light.glow, light.sky[2])
    if scene.weather == "storm":
        _storm(view, horizon, rng)
    elif veiled:
        _overcast(view, horizon, rng)
    else:
        _fair_clouds(view, horizon, rng, torn=scene.weather == "wind")


def shining_from(view: View) -> float:
    """Return how far to the right the sun or the moon of an open sky stands, in drawing units."""
    return view.width * _across(view.chance("sky"))


def _across(rng: Random) -> float:
    return rng.choice((rng.uniform(0.14, 0.3), rng.uniform(0.7, 0.86)))


def _sun(canvas: Sheet, x: float, y: float, radius: float, glow: RGB, sky: RGB) -> None:
    canvas.mist(x, y, radius * 6, radius * 6, mix(glow, (255, 255, 255), 0.3), 0.55)
    canvas.fill([ellipse(x, y, radius, radius, count=40)], mix(glow, (255, 252, 236), 0.5), line=0.5, shine=True)
    canvas.glow(x, y, radius * 5.5, mix(glow, sky, 0.3), 0.26)


def _moon(view: View, x: float, y: float, radius: float, *, crescent: bool) -> None:
    canvas, glow = view.sheet, view.light.glow
    canvas.mist(x, y, radius * 5, radius * 5, mix(glow, view.light.sky[2], 0.45), 0.5)
    if crescent:
        outer = [(x + radius * math.cos(a), y + radius * math.sin(a)) for a in _arc(0.9, 5.4, 26)]
        inner = [
            (x + radius * 0.42 + radius * 0.82 * math.cos(a), y - radius * 0.16 + radius * 0.82 * math.sin(a))
            for a in _arc(5.0, 1.15, 22)
        ]
        canvas.fill([outer + inner], glow, line=0.4, shine=True)
    else:
        canvas.fill([ellipse(x, y, radius, radius, count=44)], glow, line=0.4, shine=True)
        seas = [
            ellipse(x + radius * a, y + radius * b, radius * r, radius * r * 0.8)
            for a, b, r in ((-0.3, -0.25, 0.24), (0.3, 0.1, 0.18), (-0.1, 0.42, 0.16))
        ]
        canvas.fill(seas, mix(glow, (150, 150, 150), 0.25), line=0, alpha=0.6)
    canvas.glow(x, y, radius * 6, mix(glow, (140, 170, 230), 0.4), 0.3)


def _arc(start: float, end: float, count: int) -> list[float]:
    return [start + (end - start) * i / (count - 1) for i in range(count)]


def _stars(canvas: Sheet, colour: RGB, rng: Random, horizon: float) -> None:
    dots: list[Outline] = []
    for _ in range(int(canvas.width * 0.085)):
        x, y = rng.uniform(0, canvas.width), rng.uniform(0, horizon * 0.92) ** 1.0
        dots.append(ellipse(x, y, *(2 * [rng.choice((1.1, 1.5, 2.2))]), count=8))
    for _ in range(9):
        x, y, r = rng.uniform(30, canvas.width - 30), rng.uniform(30, horizon * 0.6), rng.uniform(5, 10)
        dots.append(star(x, y, r, 4, 0.24))
    canvas.fill(dots, lighter(colour, 0.3), line=0, shine=True, alpha=0.9)


def star(x: float, y: float, radius: float, points: int = 5, waist: float = 0.45) -> Outline:
    """Return a star with so many points."""
    return [
        (x + r * math.sin(math.pi * i / points), y - r * math.cos(math.pi * i / points))
        for i in range(2 * points)
        for r in ((radius if i % 2 == 0 else radius * waist),)
    ]


def cloud(x: float, y: float, wide: float, tall: float, rng: Random) -> list[Outline]:
    """Return a heap of rounds on a flat foot."""
    shapes: list[Outline] = []
    count = max(4, int(wide / 34))
    for i in range(count):
        t = (i + 0.5) / count * 2 - 1
        swell = tall * (1 - t * t) ** 0.6 * rng.uniform(0.7, 1.15) + tall * 0.12
        cx = x + t * wide * 0.86
        shapes.append(
            [
                (cx + swell * 0.9 * math.cos(a), min(y, y - swell * 0.55 + swell * 0.75 * math.sin(a)))
                for a in _arc(0, math.tau, 26)[:-1]
            ]
        )
    shapes.append(
        [
            (x - wide, y),
            (x - wide * 0.7, y - tall * 0.2),
            (x + wide * 0.7, y - tall * 0.2),
            (x + wide, y),
            (x + wide * 0.6, y + tall * 0.10),
            (x - wide * 0.5, y + tall * 0.08),
        ]
    )
    return shapes


def _fair_clouds(view: View, horizon: float, rng: Random, *, torn: bool) -> None:
    light, canvas = view.light, view.sheet
    for _ in range(rng.randint(2, 4)):
        x, y = rng.uniform(0, canvas.width), rng.uniform(0.14, 0.62) * horizon
        wide = rng.uniform(80, 190) * (0.6 + 0.6 * (1 - y / horizon))
        colour = mix(light.sky[2], (255, 255, 255), 0.1 if light.dark else 0.5)
        if light.dark:
            colour = mix(light.sky[1], light.sky[2], 0.45)
        if torn or light.dark or view.scene.time_of_day in ("evening", "dawn"):
            for k in range(3):
                off = rng.uniform(-0.4, 0.4) * wide
                path: list[Point] = [
                    (x + off - wide, y + k * 15),
                    (x + off, y + k * 15 - rng.uniform(2, 10)),
                    (x + off + wide, y + k * 15),
                ]
                canvas.stroke(path, (1, rng.uniform(9, 17), 1), mix(colour, light.glow, 0.25), alpha=0.75)
        else:
            canvas.fill(cloud(x, y, wide, wide * 0.36, rng), colour, alpha=0.92, line=0.0)
            canvas.fill([_underside(x, y, wide)], mix(light.sky[1], light.shade, 0.12), alpha=0.35, line=0)


def _underside(x: float, y: float, wide: float) -> Outline:
    return [
        (x - wide, y),
        (x - wide * 0.3, y - wide * 0.07),
        (x + wide * 0.5, y - wide * 0.05),
        (x + wide, y),
        (x + wide * 0.6, y + wide * 0.036),
        (x - wide * 0.5, y + wide * 0.03),
    ]


def _overcast(view: View, horizon: float, rng: Random) -> None:
    light, canvas = view.light, view.sheet
    if view.scene.weather == "fog":
        return
    for k in range(3):
        y = horizon * (0.10 + 0.2 * k)
        heap: list[Outline] = []
        x = rng.uniform(-120, 0)
        while x < canvas.width + 100:
            wide = rng.uniform(110, 190)
            heap += cloud(x, y + rng.uniform(-14, 14), wide, wide * 0.34, rng)
            x += wide * rng.uniform(1.1, 1.6)
        tone = mix(light.sky[0], light.sky[2], 0.25 + 0.25 * k)
        canvas.fill(heap, lighter(tone, 0.10), Shade(darker(tone, 0.12), "bottom", 0.5), line=0, alpha=0.7)


def _storm(view: View, horizon: float, rng: Random) -> None:
    light, canvas = view.light, view.sheet
    for k in range(3):
        y = horizon * (0.5 - 0.16 * k)
        heap: list[Outline] = [[(0, -5), (canvas.width, -5), (canvas.width, y - 60), (0, y - 60)]]
        x = rng.uniform(-90, 0)
        while x < canvas.width + 100:
            wide = rng.uniform(70, 150)
            heap.append(blob(x, y - 60, wide, wide * rng.uniform(0.35, 0.6), rng, rough=0.14))
            x += wide * 0.9
        canvas.fill(
            heap,
            mix(darker(light.sky[0], 0.45), light.sky[1], 0.42 - 0.16 * k),
            Shade(darker(light.sky[0], 0.5), "top", 0.7),
            line=0,
        )
    _bolt(canvas, canvas.width * rng.choice((rng.uniform(0.12, 0.28), rng.uniform(0.72, 0.9))), horizon, rng)


def _bolt(canvas: Sheet, x: float, foot: float, rng: Random) -> None:
    y, path = foot * 0.34, [(x, foot * 0.34)]
    while y < foot - 10:
        y += rng.uniform(24, 52)
        x += rng.uniform(-34, 34)
        path.append((x, min(y, foot)))
    fork = path[len(path) // 2]
    side = [fork, (fork[0] + 30, fork[1] + 34), (fork[0] + 26, fork[1] + 66), (fork[0] + 52, fork[1] + 104)]
    zig: Outline = (
        [(px + 4, py) for px, py in path[:-1]] + [path[-1]] + [(px - 3, py) for px, py in reversed(path[:-1])]
    )
    branch: Outline = (
        [(px + 2, py) for px, py in side[:-1]] + [side[-1]] + [(px - 2, py) for px, py in reversed(side[:-1])]
    )
    canvas = canvas.of(part=LIGHTNING)
    canvas.glow(path[0][0], foot * 0.62, 300, (190, 200, 255), 0.55)
    canvas.fill([zig, branch], (255, 250, 226), line=0, shine=True)
