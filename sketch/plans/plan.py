"""The plan of a place, in units of the world: its ground, what stands there, and where people may be.

A plan follows from the place alone, so every picture of a place shows the same one, from whatever viewpoint.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sketch.paint.colours import mix
from sketch.world.sunbeam import Sunbeam
from sketch.world.vectors import Vector
from sketch.world.view import View

if TYPE_CHECKING:
    from sketch.paint.light import Light

SpotKind = Literal[
    "stand", "seat", "bench", "bed", "table", "fire", "window", "door", "lean", "edge", "saddle", "deck", "oar", "far"
]
"""What one does at a spot. Somebody on a `seat`, a `bench`, at an `oar` or in a `saddle` sits, on a `bed` lies; at a
`table` one sits or stands facing it. A `door` is where people come and go, an `edge` looks out over land or water, and
`far` is where somebody is seen far off."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the ground."""

    x0: float
    x1: float
    z0: float
    z1: float

    def holds(self, x: float, z: float) -> bool:
        """Say whether a point lies in it."""
        return self.x0 <= x <= self.x1 and self.z0 <= z <= self.z1

    def kept(self, x: float, z: float) -> tuple[float, float]:
        """Return the point of it that lies closest to another."""
        return (min(max(x, self.x0), self.x1), min(max(z, self.z0), self.z1))

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, as x and z."""
        return ((self.x0 + self.x1) / 2, (self.z0 + self.z1) / 2)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where somebody may be: `at` the feet, or under the seat, `heading` in degrees as they look from there.

    0 looks to the right, 90 away from the audience. `seat` is how high the seat, bed or saddle is.
    """

    at: Vector
    heading: float
    kind: SpotKind
    seat: float = 0.0


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is painted among the people, by its distance: furniture, a tree, a boat.

    Nobody stands within `radius` of `at` if it `blocks`. What grows has its height in `tall`: it is left out where it
    would hide somebody.
    """

    at: Vector
    radius: float
    paint: Callable[[View], None]
    blocks: bool = True
    tall: float = 0.0


@dataclass(frozen=True, slots=True)
class Landmark:
    """Something that tells a place: whoever sees it knows where they are.

    `at` is the middle of its foot, `half` half its width; it reaches from `low` to `high` above `at`. `weight` (0 to
    1) says how much it tells.
    """

    at: Vector
    half: float
    low: float
    high: float
    weight: float
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A place. People move on `floor`; an eye may be anywhere in `camera_area`, up to `tall` high under a roof.

    `backdrop` paints what lies behind everybody, `foreground` what frames the picture in front. `lamps` are where
    light comes from; what is `roofed` has no weather. `landmarks` tell it from other places. `below` is how
    far below people's feet there is something that tells it, too. `sunbeams` fall through the windows of a room
    while the sun shines.
    """

    kind: str
    floor: Area
    camera_area: Area
    spots: tuple[Spot, ...]
    pieces: tuple[Piece, ...]
    backdrop: Callable[[View], None]
    foreground: Callable[[View], None]
    lamps: tuple[Vector, ...] = ()
    roofed: bool = False
    tall: float = 100_000.0
    landmarks: tuple[Landmark, ...] = ()
    below: float = 0.0
    sunbeams: tuple[Sunbeam, ...] = ()

    def light_within(self, light: Light) -> Light:
        """Return the light in the place: a roof softens that of the sky, and where lamps burn the night is warm."""
        if not self.roofed:
            return light
        if not light.dark:
            return replace(light, key=mix(light.key, (255, 240, 218), 0.45))
        if not self.lamps:
            return light
        return replace(
            light,
            key=mix(light.key, (214, 164, 112), 0.82),
            shade=mix(light.shade, (44, 22, 30), 0.6),
            haze=mix(light.haze, (112, 74, 58), 0.65),
        )

    def spots_of(self, *kinds: SpotKind) -> tuple[Spot, ...]:
        """Return the spots of some kinds, as the plan has them: the best first."""
        return tuple(spot for spot in self.spots if spot.kind in kinds)
