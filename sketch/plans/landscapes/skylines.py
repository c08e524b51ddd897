"""What closes a landscape off: hills, mountains, woods, roofs and cliffs all round, each at its distance.

A skyline is a ring around the place, so a camera that turns sees another part of it, and one that moves sees it shift
against what is nearer.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, mix
from sketch.paint.geometry import Outline, rect
from sketch.paint.medium import Shade, Side
from sketch.plans.identity import built
from sketch.world.camera import NEAR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sketch.world.vectors import Vector
    from sketch.world.view import View

Height = Callable[[float], float]
"""How high the skyline is in a direction (radians, 0 away from the audience), in units of the world."""


@dataclass(frozen=True, slots=True)
class Skyline:
    """A ring of land: how far off, how high at most, its colour, and how its height changes around it.

    `depth` is how far it lies in the haze by clear weather; `step` the angle between two of its points, in degrees.
    """

    away: float
    tall: float
    colour: RGB
    depth: float
    shape: Callable[[Random, float], Height]
    step: float = 1.6
    capped: bool = False


def _rolling(rng: Random, tall: float) -> Height:
    parts = [(rng.randint(3, 5) * (k + 1) + k, rng.uniform(0, math.tau), 0.52**k) for k in range(4)]
    total = sum(weight for _, _, weight in parts)

    def height(angle: float) -> float:
        lift = sum(weight * math.sin(n * angle + turn) for n, turn, weight in parts) / total
        return tall * (0.55 + 0.45 * lift)

    return height


def _jagged(rng: Random, tall: float) -> Height:
    count = 40
    peaks = [tall * (rng.uniform(0.5, 1.0) if k % 2 else rng.uniform(0.16, 0.46)) for k in range(count)]
    rough = [rng.uniform(-0.1, 0.1) * tall for _ in range(240)]

    def height(angle: float) -> float:
        t = angle / math.tau * count % count
        k = int(t)
        line = peaks[k] + (peaks[(k + 1) % count] - peaks[k]) * (t - k)
        return max(0.0, line + rough[int(angle / math.tau * 240) % 240])

    return height


def _treetops(rng: Random, tall: float) -> Height:
    lumps = [rng.uniform(0.62, 1.0) for _ in range(150)]

    def height(angle: float) -> float:
        t = angle / math.tau * 150 % 150
        return tall * lumps[int(t)] * (0.72 + 0.28 * math.sin(math.pi * (t - int(t))))

    return height


def _spruces(rng: Random, tall: float) -> Height:
    lumps = [rng.uniform(0.55, 1.0) for _ in range(190)]

    def height(angle: float) -> float:
        t = angle / math.tau * 190 % 190
        return tall * lumps[int(t)] * (0.45 + 0.55 * (1 - abs(2 * (t - int(t)) - 1)))

    return height


def _roofs(rng: Random, tall: float) -> Height:
    rows = [
        (rng.choice(("gable", "flat", "gable", "gable", "tower", "step")), rng.uniform(0.42, 0.72)) for _ in range(110)
    ]

    def height(angle: float) -> float:
        t = angle / math.tau * 110 % 110
        kind, high = rows[int(t)]
        part = t - int(t)
        if kind == "gable":
            return tall * (high + 0.18 * (1 - abs(2 * part - 1)))
        if kind == "tower" and 0.36 < part < 0.64:
            return tall * (high + 0.3 + 0.5 * (1 - abs(2 * part - 1)))
        return tall * (high + (0.12 if kind == "step" and part > 0.6 else 0.0))

    return height


def _mesas(rng: Random, tall: float) -> Height:
    """Stand flat-topped rocks with steep sides on a plain."""
    rows = [(rng.uniform(0.45, 1.0) if rng.random() < 0.42 else 0.0, rng.uniform(0.04, 0.14)) for _ in range(34)]

    def height(angle: float) -> float:
        t = angle / math.tau * 34 % 34
        high, plain = rows[int(t)]
        part = abs(2 * (t - int(t)) - 1)
        if not high or part > 0.94:
            return tall * plain
        return tall * (high if part < 0.72 else plain + (high - plain) * 0.55 * (0.94 - part) / 0.22)

    return height


def _spires(rng: Random, tall: float) -> Height:
    """Stand castles with pointed towers on rolling hills."""
    hills = _rolling(rng, tall * 0.5)
    rows = [rng.uniform(0.5, 1.0) if k % 7 in (2, 3, 4) and rng.random() < 0.8 else 0.0 for k in range(140)]

    def height(angle: float) -> float:
        t = angle / math.tau * 140 % 140
        high, part = rows[int(t)], abs(2 * (t - int(t)) - 1)
        if not high or part > 0.62:
            return hills(angle)
        top = high * 0.72 + (0.28 * high * (1 - part / 0.62))
        return max(hills(angle), tall * top)

    return height


def _needles(rng: Random, tall: float) -> Height:
    """Stand slender towers and domes side by side, as a city of a day to come."""
    rows = [(rng.choice(("needle", "dome", "low", "low")), rng.uniform(0.4, 1.0)) for _ in range(120)]

    def height(angle: float) -> float:
        t = angle / math.tau * 120 % 120
        kind, high = rows[int(t)]
        part = abs(2 * (t - int(t)) - 1)
        if kind == "needle":
            return tall * (high if part < 0.2 else 0.3 * high + 0.1)
        return tall * (0.12 + 0.2 * high * math.sqrt(1 - part * part) if kind == "dome" else 0.1 * high)

    return height


def _snags(rng: Random, tall: float) -> Height:
    """Stand bare dead trunks side by side."""
    rows = [rng.uniform(0.35, 1.0) for _ in range(300)]

    def height(angle: float) -> float:
        t = angle / math.tau * 300 % 300
        part = abs(2 * (t - int(t)) - 1)
        return tall * (rows[int(t)] * (1 - 0.5 * part) if part < 0.4 else 0.2)

    return height


def _flat(_rng: Random, tall: float) -> Height:
    return lambda _angle: tall


SKYLINES: Mapping[str, Skyline] = {
    "mountains": Skyline(5200, 1500, m.ROCK, 0.62, _jagged, capped=True),
    "peaks": Skyline(2900, 1500, m.ROCK, 0.34, _jagged, capped=True),
    "crags": Skyline(1500, 720, darker(m.ROCK, 0.05), 0.16, _jagged),
    "far-hills": Skyline(4200, 420, m.LEAF, 0.66, _rolling),
    "hills": Skyline(2300, 250, mix(m.LEAF, m.GRASS, 0.4), 0.45, _rolling),
    "downs": Skyline(1500, 105, m.MEADOW, 0.26, _rolling),
    "moors": Skyline(3000, 260, mix((132, 104, 124), m.LEAF, 0.45), 0.5, _rolling),
    "dunes": Skyline(1900, 190, m.DUNE, 0.32, _rolling),
    "far-dunes": Skyline(3600, 330, m.DUNE, 0.56, _rolling),
    "wood": Skyline(1500, 300, mix(m.LEAF, m.PINE, 0.4), 0.46, _treetops, step=0.5),
    "deep-wood": Skyline(1150, 520, mix(m.LEAF, m.PINE, 0.55), 0.5, _treetops, step=0.5),
    "spruces": Skyline(1500, 420, m.PINE, 0.5, _spruces, step=0.4),
    "jungle": Skyline(1100, 680, mix(m.LEAF, m.PINE, 0.45), 0.42, _treetops, step=0.5),
    "roofs": Skyline(1700, 330, mix(m.BRICK, m.SLATE, 0.5), 0.5, _roofs, step=0.45),
    "towers": Skyline(2200, 900, mix(m.SLATE, m.STEEL, 0.3), 0.55, _roofs, step=0.45),
    "city": Skyline(1900, 420, mix(m.SLATE, m.BRICK, 0.4), 0.5, _roofs, step=0.45),
    "ice": Skyline(3000, 420, (206, 224, 236), 0.45, _jagged),
    "reef": Skyline(900, 260, (70, 110, 120), 0.3, _rolling),
    "craters": Skyline(2600, 240, (176, 168, 160), 0.2, _jagged),
    "coast": Skyline(3800, 170, mix(m.LEAF, m.ROCK, 0.4), 0.6, _rolling),
    "mesas": Skyline(3400, 620, mix((176, 96, 62), m.DUNE, 0.25), 0.34, _mesas, step=0.4),
    "spires": Skyline(3600, 980, mix(m.LEAF, m.SLATE, 0.5), 0.55, _spires, step=0.25),
    "spires-of-steel": Skyline(3400, 1300, mix(m.SLATE, m.STEEL, 0.5), 0.5, _needles, step=0.2),
    "dead-wood": Skyline(1300, 420, darker(m.BARK, 0.1), 0.44, _snags, step=0.25),
    "heath": Skyline(1500, 100, mix((146, 112, 128), m.GRASS, 0.4), 0.24, _rolling),
    "cloud-tops": Skyline(2600, 330, (232, 236, 240), 0.3, _treetops, step=0.7),
    "walls": Skyline(1200, 330, m.STONE, 0.3, _flat),
}


def paint_skyline(view: View, name: str, level: float) -> None:
    """Paint what of a ring can be seen, its foot at the height `level`."""
    skyline = SKYLINES[name]
    height = skyline.shape(built(view.scene, name), skyline.tall)
    points = _ring(view, skyline, height, level)
    foot = _ring(view, skyline, lambda _angle: 0.0, level)
    if len(points) < 2:
        return
    colour = mix(skyline.colour, m.SNOW, 0.75) if view.snowy else skyline.colour
    depth = _depth(view, skyline)
    outline = [*points, *((x, y + 26) for x, y in reversed(foot))]
    tone = view.lit(colour, depth)
    side: Side = "right" if skyline.shape in (_jagged, _mesas) else "bottom"
    view.sheet.fill([outline], tone, Shade(view.lit(darker(colour, 0.34), depth), side, 0.55), line=0.6)
    if skyline.capped:
        _caps(view, points, foot, skyline, depth)
    if skyline.shape in (_roofs, _spires, _needles) and view.dim:
        _lit_windows(view, points, foot, depth)


def _depth(view: View, skyline: Skyline) -> float:
    fog = {"fog": 0.5, "snow": 0.2, "rain": 0.2, "storm": 0.15}.get(view.scene.weather, 0.0)
    return min(0.86, skyline.depth + fog * (0.4 + skyline.depth))


def _ring(view: View, skyline: Skyline, height: Height, level: float) -> Outline:
    """Return the points of a ring that may be seen, from left to right."""
    camera = view.camera
    middle = math.degrees(math.atan2(camera.forward[0], camera.forward[2]))
    half = math.degrees(math.atan((view.width / 2 + 160) / camera.lens)) + 4
    points: Outline = []
    first = math.floor((middle - half) / skyline.step)
    for k in range(first, first + int(2 * half / skyline.step) + 3):
        angle = math.radians(k * skyline.step)
        p: Vector = (skyline.away * math.sin(angle), level + height(angle % math.tau), skyline.away * math.cos(angle))
        seen = camera.seen(p)
        if seen[2] > NEAR * 4:
            points.append(camera.flat(seen))
    return points


def _caps(view: View, points: Outline, foot: Outline, skyline: Skyline, depth: float) -> None:
    """Lay snow on the heights."""
    caps: list[Outline] = []
    for k in range(1, min(len(points), len(foot)) - 1):
        (ax, ay), (x, y), (bx, by) = points[k - 1], points[k], points[k + 1]
        tall = foot[k][1] - y
        if y < ay and y < by and tall > skyline.tall * 0.5 * view.camera.lens / skyline.away:
            low = tall * 0.2
            caps.append(
                [
                    (x, y),
                    (x + (bx - x) * 0.5, y + (by - y) * 0.5),
                    (x + (bx - x) * 0.16, y + low * 0.7),
                    (x, y + low * 0.45),
                    (x + (ax - x) * 0.16, y + low),
                    (x + (ax - x) * 0.5, y + (ay - y) * 0.5),
                ]
            )
    if caps:
        view.sheet.fill(caps, view.lit(m.SNOW, depth * 0.7), line=0.4)


def _lit_windows(view: View, points: Outline, foot: Outline, depth: float) -> None:
    rng = built(view.scene, "lit windows")
    panes = []
    for (x, y), (_, low) in zip(points, foot, strict=False):
        if rng.random() < 0.5 and low - y > 14:
            top = y + (low - y) * rng.uniform(0.3, 0.8)
            panes.append(rect(x, top, x + 5, top + 7))
    if panes:
        view.sheet.fill(panes, mix(m.LAMP, view.light.haze, depth * 0.5), line=0, shine=True)
