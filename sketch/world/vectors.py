"""Points and directions of the world: x to the right, y up, z away from the audience; a grown person is 100 high."""

from __future__ import annotations

import math

Vector = tuple[float, float, float]


def add(a: Vector, b: Vector) -> Vector:
    """Return the sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vector, b: Vector) -> Vector:
    """Return the way from `b` to `a`."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vector, factor: float) -> Vector:
    """Return a vector `factor` times as long."""
    return (a[0] * factor, a[1] * factor, a[2] * factor)


def dot(a: Vector, b: Vector) -> float:
    """Return the scalar product: above 0 where two directions agree."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vector, b: Vector) -> Vector:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vector) -> float:
    """Return how long a vector is."""
    return math.sqrt(dot(a, a))


def unit(a: Vector) -> Vector:
    """Return a direction of length 1; that of nothing is nothing."""
    size = length(a)
    return scaled(a, 1 / size) if size else a


def heading_of(degrees: float) -> Vector:
    """Return the level direction of a heading: 0 looks to the right, 90 away from the audience."""
    angle = math.radians(degrees)
    return (math.cos(angle), 0.0, math.sin(angle))


def between(a: Vector, b: Vector, part: float) -> Vector:
    """Return the point `part` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part)
