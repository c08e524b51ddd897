"""Growths where they stand: one by one, or in masses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, mix
from sketch.paint.medium import Shade
from sketch.world.vectors import Vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.geometry import Outline
    from sketch.plans.growing.growth import Layer
    from sketch.world.view import View
from sketch.plans.growing.catalogue import GROWTHS

_MODELLED = 240.0
"""Growths that are higher than this in the picture are shaded one by one."""
VARIANTS = 6
"""How many of a kind differ from one another."""


_LEAFY = frozenset({"oak", "birch", "poplar", "willow", "apple", "bush", "hedge", "jungle", "wood"})


@cache
def shapes_of(kind: str, variant: int) -> tuple[Layer, ...]:
    """Return the shapes of one of a kind."""
    return tuple(GROWTHS[kind].shapes(Random(f"{kind} {variant}")))


@dataclass(frozen=True, slots=True)
class Plant:
    """A growth that stands somewhere."""

    kind: str
    at: Vector
    tall: float
    variant: int

    def sway(self, view: View) -> float:
        """Return how far the wind bends its top, as a part of its height."""
        return 0.0 if self.kind in ("rock", "boulder", "iceblock", "stump", "stalagmite", "cactus") else 0.1 * view.wind


def paint_plant(view: View, plant: Plant) -> None:
    """Paint one growth where it stands, layer by layer."""
    depth = view.depth(plant.at)
    high = plant.tall * view.camera.scale(plant.at)
    if high > _MODELLED / 2:
        _shadow(view, plant)
    for colour, shapes, shade in shapes_of(plant.kind, plant.variant):
        tone = view.lit(_snowed(view, plant.kind, colour), depth)
        deep = Shade(view.lit(darker(colour, 0.5), depth), "bottom", shade) if shade and high > _MODELLED else None
        view.sheet.fill(_placed(view, plant, shapes), tone, deep, line=0.7)


def paint_mass(view: View, plants: Sequence[Plant], *, shaded: bool = True) -> None:
    """Paint growths of one kind that stand about equally far off in one go."""
    seen = [plant for plant in plants if view.sees(plant.at, plant.tall)]
    if not seen:
        return
    depth = view.depth(seen[len(seen) // 2].at)
    layers = shapes_of(seen[0].kind, 0)
    for k, (colour, _, shade) in enumerate(layers):
        outlines = [
            outline for plant in seen for outline in _placed(view, plant, shapes_of(plant.kind, plant.variant)[k][1])
        ]
        deep = Shade(view.lit(darker(colour, 0.42), depth), "bottom", shade) if shade and shaded else None
        view.sheet.fill(outlines, view.lit(_snowed(view, seen[0].kind, colour), depth), deep, line=0.45)


def _placed(view: View, plant: Plant, shapes: Sequence[Outline]) -> list[Outline]:
    (x, y), k = view.camera.point(plant.at), view.camera.scale(plant.at) * plant.tall
    flip = -1 if plant.variant % 2 else 1
    lean = plant.sway(view)
    return [[(x + (flip * px - lean * py) * k, y + py * k) for px, py in shape] for shape in shapes]


def _shadow(view: View, plant: Plant) -> None:
    (x, y), k = view.camera.point(plant.at), view.camera.scale(plant.at)
    wide = plant.tall * GROWTHS[plant.kind].reach * k * 0.9
    view.sheet.mist(x, y, wide, wide * 0.2, darker(view.light.shade, 0.25), 0.5)


def _snowed(view: View, kind: str, colour: RGB) -> RGB:
    if not view.snowy:
        return colour
    return mix(colour, m.SNOW, 0.6 if kind in _LEAFY else 0.35)
