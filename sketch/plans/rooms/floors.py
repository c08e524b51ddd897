"""Floors and ceilings of rooms: level planes with their finishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import Outline, ellipse, rect
from sketch.paint.medium import Shade
from sketch.plans.identity import built

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from sketch.world.view import View

_STONE = mix(m.COBBLE, m.STONE, 0.4)
GROUNDS: dict[str, RGB] = {
    "boards": m.PLANK,
    "deck": lighter(m.PLANK, 0.12),
    "parquet": lighter(mix(m.PLANK, m.TILE, 0.25), 0.1),
    "flags": _STONE,
    "tiles": lighter(m.STONE, 0.2),
    "marble": lighter(m.STONE, 0.35),
    "carpet": m.CLOTH_RED,
    "earth": m.EARTH,
    "straw": mix(m.THATCH, m.EARTH, 0.4),
    "metal": mix(m.STEEL, m.SLATE, 0.5),
    "rock": mix(m.ROCK, m.EARTH, 0.35),
}


BEFORE = 30.0
"""How far floors and ceilings go on beyond the walls, which hide it."""


def before(view: View) -> float:
    """Return how far a room must go on before its front wall to fill the picture of an eye that stands there."""
    return max(0.0, 60.0 - view.camera.eye[2])


def paint_floor(view: View, kind: str, wide: float, deep: float, rng: Random) -> None:
    """Paint the floor of a room of that size, and before it as far as the eye."""
    plane = view.plane((-wide / 2, 0.0, deep), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), wide, deep)
    tone = GROUNDS[kind]
    if kind in ("boards", "earth"):
        tone = rng.choice((tone, lighter(tone, 0.1), darker(tone, 0.14)))
    if kind == "carpet":
        tone = rng.choice((m.CLOTH_RED, darker(m.PINE, 0.1), (88, 72, 112), darker(m.WALL_BLUE, 0.3)))
    base = view.lit(mix(tone, m.LAMP, 0.1) if view.dim else tone)
    plane.of(role="ground").fill(
        [rect(-BEFORE, 0, wide + BEFORE, deep + before(view))], base, Shade(darker(base, 0.38), "bottom", 0.5), line=0
    )
    _FLOORS[kind](view.on(plane).of("texture"), base, rng)
    plane.fill(
        [rect(0, 0, wide, 9), rect(0, 0, 9, deep), rect(wide - 9, 0, wide, deep)], darker(base, 0.4), alpha=0.5, line=0
    )


def _boards(view: View, base: RGB, _rng: Random) -> None:
    wide, deep = view.sheet.width, view.sheet.height
    seams = [[(x, 0.0), (x, deep)] for x in _every(wide, 20)]
    seams += [
        [(x, (x * 7) % 97 + k * 110), (x + 20, (x * 7) % 97 + k * 110)] for x in _every(wide, 20) for k in (0, 1, 2)
    ]
    view.sheet.strokes(seams, (0.9, 0.9), darker(base, 0.42), alpha=0.6)


def _parquet(view: View, base: RGB, _rng: Random) -> None:
    wide, deep = view.sheet.width, view.sheet.height
    squares = [
        rect(x, y, x + 24, y + 24)
        for i, x in enumerate(_every(wide, 24))
        for j, y in enumerate(_every(deep, 24))
        if (i + j) % 2
    ]
    view.sheet.fill(squares, darker(base, 0.12), alpha=0.8, line=0)


def _flags(view: View, base: RGB, _rng: Random) -> None:
    wide, deep = view.sheet.width, view.sheet.height
    joints = [[(0.0, y), (wide, y)] for y in _every(deep, 34)]
    joints += [
        [(x + 22 * (k % 2), y), (x + 22 * (k % 2), y + 34)]
        for k, y in enumerate(_every(deep, 34))
        for x in _every(wide, 44)
    ]
    view.sheet.strokes(joints, (1.4, 1.4), darker(base, 0.36), alpha=0.6)


def _chequer(view: View, base: RGB, _rng: Random) -> None:
    wide, deep = view.sheet.width, view.sheet.height
    squares = [
        rect(x, y, x + 32, y + 32)
        for i, x in enumerate(_every(wide, 32))
        for j, y in enumerate(_every(deep, 32))
        if (i + j) % 2
    ]
    view.sheet.fill(squares, darker(base, 0.34), alpha=0.7, line=0)


def _straw(view: View, base: RGB, rng: Random) -> None:
    wide, deep = view.sheet.width, view.sheet.height
    stalks = []
    for _ in range(110):
        x, y = rng.uniform(0, wide), rng.uniform(0, deep)
        stalks.append([(x, y), (x + rng.uniform(-9, 9), y + rng.uniform(-9, 9))])
    view.sheet.strokes(stalks, (1.6, 0.7), lighter(base, 0.35), alpha=0.8)


def _worn(view: View, base: RGB, rng: Random) -> None:
    wide, deep = view.sheet.width, view.sheet.height
    stones: list[Outline] = [
        ellipse(rng.uniform(0, wide), rng.uniform(0, deep), rng.uniform(4, 14), rng.uniform(2, 6), count=9)
        for _ in range(34)
    ]
    view.sheet.fill(stones, darker(base, 0.2), alpha=0.6, line=0)


def _bordered(view: View, base: RGB, _rng: Random) -> None:
    wide, deep = view.sheet.width, view.sheet.height
    rims = [rect(a, b, c, d) for a, b, c, d in ((16, 14, wide - 16, 18), (16, deep - 18, wide - 16, deep - 14))]
    rims += [rect(16, 14, 20, deep - 14), rect(wide - 20, 14, wide - 16, deep - 14)]
    view.sheet.fill(rims, lighter(base, 0.3), line=0)


def _every(length: float, step: float) -> list[float]:
    return [step * k for k in range(int(length / step) + 1)]


_FLOORS: dict[str, Callable[[View, RGB, Random], None]] = {
    "boards": _boards,
    "deck": _boards,
    "parquet": _parquet,
    "flags": _flags,
    "tiles": _chequer,
    "marble": _chequer,
    "carpet": _bordered,
    "earth": _worn,
    "straw": _straw,
    "metal": _flags,
    "rock": _worn,
}


CEILINGS = frozenset({"beams", "boards", "canvas", "gable", "metal", "plaster", "rock", "vault"})


def paint_ceiling(view: View, kind: str, wide: float, deep: float, tall: float, wall: RGB) -> None:
    """Paint the ceiling of a room of that size and height."""
    if kind == "gable":
        _gable(view, wide, deep, tall)
        return
    plane = view.plane((-wide / 2, tall, 0.0), (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), wide, deep)
    tone = {"plaster": lighter(mix(m.PLASTER, wall, 0.25), 0.12), "rock": darker(m.ROCK, 0.4)}.get(
        kind, darker(m.PLANK, 0.2)
    )
    if kind in ("vault", "metal", "canvas"):
        tone = darker(wall, 0.12)
    base = view.lit(darker(tone, 0.12))
    plane.of(role="wall").fill(
        [rect(-BEFORE, -before(view), wide + BEFORE, deep)], base, Shade(darker(base, 0.4), "top", 0.5), line=0
    )
    if kind in ("beams", "boards"):
        joists = [rect(0, z, wide, z + 13) for z in _every(deep - 14, max(42.0, deep / 7))]
        plane.fill(joists, view.lit(darker(m.TIMBER, 0.15)), line=0.5)
    elif kind == "rock":
        _stalactites(view, wide, deep, tall, darker(base, 0.12))
    elif kind == "vault":
        ribs = [[(0.0, 0.0), (wide / 2, deep / 2), (wide, deep)], [(wide, 0.0), (wide / 2, deep / 2), (0.0, deep)]]
        plane.strokes(ribs, (9, 9), lighter(base, 0.15))
    elif kind == "plaster":
        plane.fill(
            [rect(0, 0, wide, 8), rect(0, deep - 8, wide, deep), rect(0, 0, 8, deep), rect(wide - 8, 0, wide, deep)],
            lighter(base, 0.18),
            line=0.3,
        )


def _stalactites(view: View, wide: float, deep: float, tall: float, colour: RGB) -> None:
    """Hang stones of all lengths from the roof of a cave, and round its corners off."""
    rng = built(view.scene, "stalactites")
    spikes = []
    for _ in range(int(wide * deep / 3600)):
        x, z, long = rng.uniform(-0.5, 0.5) * wide, rng.uniform(0.1, 1.0) * deep, rng.uniform(14, 70)
        root = view.camera.seen((x, tall, z))
        if root[2] > 40:
            (px, py), k = view.camera.point((x, tall, z)), view.camera.scale((x, tall, z))
            half = (5 + long * 0.16) * k
            drop = [(-1.0, -4.0), (-0.3, long * 0.5), (0.0, long), (0.4, long * 0.4), (1.0, -4.0)]
            spikes.append([(px + a * half, py + b * k) for a, b in drop])
    view.sheet.fill(spikes, colour, line=0.5)


def _gable(view: View, wide: float, deep: float, tall: float) -> None:
    """Paint the two slopes under a roof, with the rafters that carry it."""
    half, ridge = wide / 2, tall + wide * 0.34
    tone = view.lit(darker(m.TIMBER, 0.2))
    for side in (-1, 1):
        u = (-side * half, ridge - tall, 0.0)
        size = (u[0] ** 2 + u[1] ** 2) ** 0.5
        slope = view.plane((side * half, tall, 0.0), (u[0] / size, u[1] / size, 0.0), (0.0, 0.0, 1.0), size, deep)
        base = tone if side < 0 else lighter(tone, 0.1)
        slope.fill([rect(-40, -before(view), size, deep)], base, Shade(darker(base, 0.45), "right", 0.5), line=0.3)
        rafters = [rect(0, z, size, z + 10) for z in _every(deep, 54)]
        slope.fill(rafters, darker(base, 0.3), line=0.5)
    ends = [z for z in (0.0, deep) if (view.camera.eye[2] - z) * (1 if z == 0 else -1) > 0]
    view.fill(
        [[(-half, tall, z), (0.0, ridge, z), (half, tall, z)] for z in ends], view.lit(darker(m.TIMBER, 0.1)), line=0.5
    )
