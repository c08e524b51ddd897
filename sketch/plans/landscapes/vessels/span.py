"""A stone bridge: not that it moves, but it carries people over water, and is seen from beside."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.medium import Shade
from sketch.plans.furniture.buildings import cottage, townhouse
from sketch.plans.furniture.outdoors import street_lamp
from sketch.plans.growing.plants import Plant, paint_plant
from sketch.plans.identity import built
from sketch.plans.landscapes.grounds import water_tone
from sketch.plans.landscapes.vessels.vessel import Vessel
from sketch.plans.plan import Area, Piece, Spot
from sketch.plans.solids import Solid

if TYPE_CHECKING:
    from random import Random

    from sketch.scene import DepictedScene
    from sketch.world.vectors import Vector
    from sketch.world.view import View

LEVEL = -130.0
"""How high the water is: the way over the bridge is at 0."""
_NEAR, _FAR, _END = 40.0, 160.0, 2200.0
_RISE, _HALF, _PIER = 18.0, 84.0, 26.0
"""How far an arch stays below the way, half its width, and the width of a pier."""


def bridge(scene: DepictedScene) -> Vessel:
    """Return a bridge of several arches that crosses the picture: a low parapet before people, one behind them."""
    rng = built(scene, "bridge")
    stone = rng.choice((mix(m.STONE, m.SAND, 0.25), m.STONE, mix(m.STONE, m.BRICK, 0.3)))
    shift, houses = rng.uniform(-90, 90), rng.random() < 0.6

    def under(view: View) -> None:
        _far_bank(view, built(view.scene, "far bank"), houses=houses)
        _front(view, stone, shift)
        _way(view, stone)

    def parapet(z: float, tall: float) -> Piece:
        def paint(view: View) -> None:
            solid = Solid.of(view, (0.0, 0.0, 0.0), 270)
            for k in range(-3, 3):
                solid.box((k * 300.0, (k + 1) * 300.0), (0, tall), (-z - 6, -z + 6), stone, shade=0.3, line=0.5)
            solid.box((-900, 900), (tall, tall + 6), (-z - 9, -z + 9), lighter(stone, 0.14), line=0.5)

        return Piece((0.0, 0.0, z), 12, paint, blocks=False)

    def lamp(x: float) -> Piece:
        def paint(view: View) -> None:
            at = (x, 30.0, _FAR)
            street_lamp(Solid.of(view, at, 270), built(view.scene, "lamp"))

        return Piece((x, 0.0, _FAR + 2), 8, paint, blocks=False)

    spots = (
        *(
            Spot((x, 0.0, z), 0 if x <= 0 else 180, "stand")
            for x, z in ((-20.0, 96.0), (34.0, 104.0), (-80.0, 110.0), (92.0, 92.0), (-140.0, 96.0), (150.0, 110.0))
        ),
        Spot((-60.0, 0.0, _FAR - 20), 90, "edge"),
        Spot((70.0, 0.0, _FAR - 20), 90, "lean"),
        Spot((-190.0, 0.0, 100.0), 0, "door"),
        Spot((190.0, 0.0, 100.0), 180, "door"),
        Spot((420.0, 0.0, 110.0), 180, "far"),
    )
    pieces = (parapet(_NEAR, 12), parapet(_FAR, 28), *(lamp(shift + x) for x in (-330.0, 110.0, 550.0)))
    floor = Area(-200, 200, _NEAR + 20, _FAR - 22)
    return Vessel(floor, spots, pieces, under, eyes=Area(-230, 230, -560, -150), below=-LEVEL)


def _way(view: View, stone: RGB) -> None:
    colour = m.SNOW if view.snowy else darker(stone, 0.06)
    way = [(-_END, 0.0, _NEAR), (-_END, 0.0, _FAR), (_END, 0.0, _FAR), (_END, 0.0, _NEAR)]
    outline = view.outline(way)
    if len(outline) > 2:
        tone = view.lit(colour, 0.04)
        view.sheet.of(role="ground").fill([outline], tone, Shade(darker(tone, 0.2), "bottom", 0.4), line=0.5)
    slabs = [
        view.outline([(x, 0.2, _NEAR), (x + 2, 0.2, _NEAR), (x + 2, 0.2, _FAR), (x, 0.2, _FAR)])
        for x in range(-840, 841, 56)
    ]
    view.sheet.of(role="texture").fill(
        [s for s in slabs if len(s) > 2], view.lit(darker(stone, 0.3)), alpha=0.5, line=0
    )


def _front(view: View, stone: RGB, shift: float) -> None:
    """Paint the side of the bridge down to the water, with its arches and their likeness in the water."""
    z = _NEAR - 6
    wall = [(-_END, 12.0, z), (_END, 12.0, z), (_END, LEVEL, z), (-_END, LEVEL, z)]
    tone = view.lit(stone, 0.02)
    outline = view.outline(wall)
    if len(outline) < 3:
        return
    view.sheet.fill([outline], tone, Shade(darker(tone, 0.36), "bottom", 0.6), line=0.7)
    arches = [shift + k * 2 * (_HALF + _PIER) for k in range(-7, 8)]
    vaults, waters, rings = [], [], []
    for x in arches:
        curve = [
            (x + _HALF * math.cos(a), LEVEL + (-LEVEL - _RISE) * math.sin(a), z)
            for a in (math.pi * k / 18 for k in range(19))
        ]
        ring = [(x + (px - x) * 1.1, LEVEL + (py - LEVEL) * 1.09, z) for px, py, _ in curve]
        vaults.append(view.outline(curve))
        rings.append(view.outline([*ring, *reversed(curve)]))
        waters.append(view.outline([(px * 0.86 + x * 0.14, LEVEL + (py - LEVEL) * 0.62, z) for px, py, _ in curve]))
    dark, light = view.lit(darker(stone, 0.62)), view.lit(lighter(stone, 0.12), 0.02)
    view.sheet.fill([r for r in rings if len(r) > 2], light, line=0.5)
    view.sheet.fill([v for v in vaults if len(v) > 2], dark, Shade(darker(dark, 0.4), "top", 0.7), line=0.6)
    water = water_tone(view, m.RIVER, 0.6)
    view.sheet.fill([w for w in waters if len(w) > 2], water, Shade(view.light.sky[2], "top", 0.5), line=0)
    courses = [[(-900.0, y, z), (900.0, y, z), (900.0, y - 1.6, z), (-900.0, y - 1.6, z)] for y in (-4.0, -20.0)]
    view.fill(courses, view.lit(darker(stone, 0.26)), line=0, alpha=0.6)
    mirrored = [
        view.outline(
            [
                (x + s * (_HALF + _PIER), LEVEL, z - 20 - 30 * k),
                (x + s * _HALF, LEVEL, z - 20 - 30 * k),
                (x + s * _HALF, LEVEL, z - 32 - 30 * k),
                (x + s * (_HALF + _PIER), LEVEL, z - 32 - 30 * k),
            ]
        )
        for x in arches
        for s in (-1, 1)
        for k in range(3)
    ]
    view.sheet.of(role="texture").fill(
        [o for o in mirrored if len(o) > 2], view.lit(darker(stone, 0.4)), alpha=0.35, line=0
    )


def _far_bank(view: View, rng: Random, *, houses: bool) -> None:
    """Paint the land beyond the water, and what stands on it."""
    rim = [(-4000.0 + 400 * k, LEVEL, 900 + rng.uniform(-60, 60)) for k in range(21)]
    land = [*rim, (30_000.0, LEVEL, 30_000.0), (-30_000.0, LEVEL, 30_000.0)]
    outline = view.outline(land)
    if len(outline) > 2:
        tone = view.lit(m.SNOW if view.snowy else m.MEADOW, 0.3)
        view.sheet.of(role="ground").fill([outline], tone, line=0.5)
    stands: list[Vector] = sorted(
        ((rng.uniform(-1500, 1500), LEVEL, rng.uniform(980, 1700)) for _ in range(15)), key=lambda at: -at[2]
    )
    for number, at in enumerate(stands):
        if houses and number % 3 == 1:
            build = cottage if number % 2 else townhouse
            build(Solid.of(view, at, 270), rng)
        else:
            paint_plant(view, Plant(("oak", "poplar", "birch")[number % 3], at, rng.uniform(260, 400), number % 6))
