"""A camera: where points of the world lie in the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sketch.paint.geometry import Point
from sketch.world.vectors import Vector, cross, dot, subtract, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.geometry import Outline

NEAR = 12.0
"""What is closer to the eye than this is not seen, in units of the world."""
UP: Vector = (0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Camera:
    """An eye that looks at a target.

    `lens` is the length in drawing units (a picture is 1000 high) of one unit of the world at a distance of one:
    1000 sees an angle of 53 degrees. `centre` is where the target lies in the picture, `roll` turns it (radians, with
    the clock). The eye never looks straight up or down.
    """

    eye: Vector
    target: Vector
    lens: float
    centre: Point = (500.0, 500.0)
    roll: float = 0.0
    forward: Vector = field(init=False, repr=False, compare=False)
    right: Vector = field(init=False, repr=False, compare=False)
    up: Vector = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Find the directions in which it sees."""
        forward = unit(subtract(self.target, self.eye))
        right = unit(cross(UP, forward))
        object.__setattr__(self, "forward", forward)
        object.__setattr__(self, "right", right)
        object.__setattr__(self, "up", cross(forward, right))

    def seen(self, p: Vector) -> Vector:
        """Return a point as the eye has it: how far to the right, up and away."""
        d = subtract(p, self.eye)
        return (dot(d, self.right), dot(d, self.up), dot(d, self.forward))

    def turned(self, way: Vector) -> Vector:
        """Return a direction as the eye has it."""
        return (dot(way, self.right), dot(way, self.up), dot(way, self.forward))

    def flat(self, seen: Vector) -> Point:
        """Return where what the eye has at `seen`, no nearer than NEAR, lies in the picture."""
        k = self.lens / seen[2]
        x, y = seen[0] * k, -seen[1] * k
        if self.roll:
            c, s = math.cos(self.roll), math.sin(self.roll)
            x, y = x * c - y * s, x * s + y * c
        return (self.centre[0] + x, self.centre[1] + y)

    def point(self, p: Vector) -> Point:
        """Return where a point lies in the picture; one behind the eye is taken for one right before it."""
        x, y, z = self.seen(p)
        return self.flat((x, y, max(z, NEAR)))

    def scale(self, p: Vector) -> float:
        """Return how many drawing units one of the world has there."""
        return self.lens / max(NEAR, self.seen(p)[2])

    def sees(self, p: Vector) -> bool:
        """Say whether a point lies before the eye; it may still lie beside the picture."""
        return self.seen(p)[2] >= NEAR

    def polygon(self, points: Sequence[Vector]) -> Outline:
        """Return the outline of a face of the world, cut off where it comes too near; empty if nothing is left."""
        return self.outline([self.seen(p) for p in points])

    def outline(self, seen: Sequence[Vector]) -> Outline:
        """Return the outline of what the eye has at `seen`, cut off at NEAR."""
        if all(p[2] >= NEAR for p in seen):
            return [self.flat(p) for p in seen]
        kept: list[Vector] = []
        last = seen[-1]
        for p in seen:
            if (p[2] >= NEAR) != (last[2] >= NEAR):
                t = (NEAR - last[2]) / (p[2] - last[2])
                kept.append((last[0] + (p[0] - last[0]) * t, last[1] + (p[1] - last[1]) * t, NEAR))
            if p[2] >= NEAR:
                kept.append(p)
            last = p
        return [self.flat(p) for p in kept]

    @property
    def focus(self) -> float:
        """How far off the target is."""
        return math.dist(self.eye, self.target)

    @property
    def horizon(self) -> float:
        """Height of the horizon in the picture, in drawing units from its upper edge."""
        level = math.hypot(self.forward[0], self.forward[2])
        return self.centre[1] + self.lens * self.forward[1] / max(level, 1e-6)
