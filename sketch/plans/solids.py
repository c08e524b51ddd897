"""Things of boards and boxes, as furniture is made: drawn where they stand, whichever way they are turned."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import ribbon
from sketch.paint.medium import Shade
from sketch.world.vectors import Vector, add, cross, dot, heading_of, length, scaled, subtract, unit
from sketch.world.view import View

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sketch.paint.geometry import Outline
    from sketch.world.plane import Plane

_SUN: Vector = unit((-0.5, 0.75, -0.45))
"""Whence boxes are lit: from above, the left and the audience."""
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Solid:
    """A thing that stands `at` a point and looks along `heading` (degrees; 270 looks at the audience).

    In its own measure x runs to the right of who looks at its front, y up and z out of its front.
    """

    view: View
    at: Vector
    heading: float
    across: Vector
    ahead: Vector

    @classmethod
    def of(cls, view: View, at: Vector, heading: float) -> Solid:
        """Return the thing there."""
        ahead = heading_of(heading)
        return cls(view, at, heading, (-ahead[2], 0.0, ahead[0]), ahead)

    def place(self, x: float, y: float, z: float) -> Vector:
        """Return a point of the thing in the world."""
        return (
            self.at[0] + x * self.across[0] + z * self.ahead[0],
            self.at[1] + y,
            self.at[2] + x * self.across[2] + z * self.ahead[2],
        )

    def face(self, corners: Sequence[Vector], colour: RGB, *, shade: float = 0.0, line: float = 1.0) -> bool:
        """Paint a flat face, given round its outside with the clock, if its front is seen; says whether it is."""
        a, b, c = corners[0], corners[1], corners[2]
        out = unit(cross(subtract(b, a), subtract(c, a)))
        if dot(out, subtract(self.view.camera.eye, a)) <= 0:
            return False
        outline = self.view.outline(corners)
        if len(outline) > 2:
            tone = self.tone(colour, out)
            deep = Shade(darker(tone, 0.4), "bottom", shade) if shade else None
            self.view.sheet.fill([outline], tone, deep, line=line)
        return True

    def tone(self, colour: RGB, out: Vector) -> RGB:
        """Return a colour as a face that looks `out` shows it, in the light of where the thing stands."""
        facing = dot(out, _SUN)
        turned = lighter(colour, 0.16 * facing) if facing > 0 else darker(colour, 0.1 - 0.34 * facing)
        tone = self.view.lit_at(turned, self.at)
        if self.view.in_sun(self.at):
            tone = mix(tone, self.view.light.glow, 0.3 if facing > 0 else 0.06)
        return tone

    def box(self, x: Range, y: Range, z: Range, colour: RGB, *, shade: float = 0.0, line: float = 0.8) -> None:
        """Paint a box: what of its sides and its top or bottom is seen."""
        (x0, x1), (y0, y1), (z0, z1) = x, y, z
        p = self.place
        faces = (
            (p(x0, y1, z0), p(x1, y1, z0), p(x1, y0, z0), p(x0, y0, z0)),
            (p(x1, y1, z0), p(x1, y1, z1), p(x1, y0, z1), p(x1, y0, z0)),
            (p(x0, y1, z1), p(x0, y1, z0), p(x0, y0, z0), p(x0, y0, z1)),
            (p(x1, y1, z1), p(x0, y1, z1), p(x0, y0, z1), p(x1, y0, z1)),
            (p(x0, y1, z1), p(x1, y1, z1), p(x1, y1, z0), p(x0, y1, z0)),
            (p(x0, y0, z0), p(x1, y0, z0), p(x1, y0, z1), p(x0, y0, z1)),
        )
        for k, corners in enumerate(faces):
            self.face(
                _outward(corners, self.place((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2)),
                colour,
                shade=shade if k < 4 else 0.0,
                line=line,
            )

    def boxes(self, *boxes: tuple[Range, Range, Range, RGB], shade: float = 0.0, line: float = 0.8) -> None:
        """Paint several boxes, those farther from the eye first."""

        def away(box: tuple[Range, Range, Range, RGB]) -> float:
            middle = self.place(*(sum(side) / 2 for side in box[:3]))
            return math.dist(middle, self.view.camera.eye)

        for x, y, z, colour in sorted(boxes, key=away, reverse=True):
            self.box(x, y, z, colour, shade=shade, line=line)

    def panel(self, shape: Outline, z: float, colour: RGB, *, shade: float = 0.4, line: float = 0.8) -> None:
        """Paint an upright board across the thing at `z`, seen from before and behind; its points are x and y up."""
        out = self.ahead if self.shows((0.0, 0.0, 1.0), (0.0, 0.0, z)) else scaled(self.ahead, -1)
        outline = self.view.outline([self.place(x, y, z) for x, y in shape])
        if len(outline) > 2:
            tone = self.tone(colour, out)
            self.view.sheet.fill(
                [outline], tone, Shade(darker(tone, 0.4), "bottom", shade) if shade else None, line=line
            )

    def from_afar(self, *parts: tuple[Vector, Callable[[], None]]) -> None:
        """Paint parts of the thing, each given with its middle, those farther from the eye first."""
        eye = self.view.camera.eye
        for _, paint in sorted(parts, key=lambda part: -math.dist(self.place(*part[0]), eye)):
            paint()

    def bars(self, ends: Sequence[tuple[Vector, Vector]], wide: float, colour: RGB, *, line: float = 0.6) -> None:
        """Paint legs, rails and posts: each from one point of the thing to another, `wide` thick."""
        camera = self.view.camera
        outlines = []
        for a, b in ends:
            start, end = self.place(*a), self.place(*b)
            if camera.sees(start) and camera.sees(end):
                widths = (wide * camera.scale(start), wide * camera.scale(end))
                outlines.append(ribbon([camera.point(start), camera.point(end)], widths))
        if outlines:
            self.view.sheet.fill(outlines, self.view.lit_at(colour, self.at), line=line)

    def front(self, x0: float, y1: float, z: float, wide: float, tall: float, *, unit: float = 1.0) -> Plane:
        """Return the upright plane at the front of the thing whose upper left corner is (x0, y1), to draw on.

        `unit` is the length of its unit in the world.
        """
        return self.view.plane(
            self.place(x0, y1, z), scaled(self.across, unit), (0.0, -unit, 0.0), wide / unit, tall / unit
        )

    def top(self, x0: float, y: float, z0: float, wide: float, deep: float) -> Plane:
        """Return a level plane whose corner is (x0, z0), its second direction towards the front, to draw on."""
        return self.view.plane(self.place(x0, y, z0), self.across, self.ahead, wide, deep)

    def shows(self, way: Vector, at: Vector) -> bool:
        """Say whether the face at a point of the thing that looks along `way` is turned to the eye."""
        out = add(add(scaled(self.across, way[0]), (0.0, way[1], 0.0)), scaled(self.ahead, way[2]))
        return dot(out, subtract(self.view.camera.eye, self.place(*at))) > 0

    def shadow(self, radius: float) -> None:
        """Paint the soft shadow under the thing."""
        camera = self.view.camera
        if camera.sees(self.at):
            x, y = camera.point(self.at)
            k = camera.scale(self.at)
            level = abs(dot(unit(subtract(self.at, camera.eye)), (0.0, 1.0, 0.0)))
            wide = radius * k * 1.35
            self.view.sheet.mist(x, y, wide, wide * max(0.16, level), darker(self.view.light.shade, 0.35), 0.6)


def _outward(corners: tuple[Vector, ...], middle: Vector) -> tuple[Vector, ...]:
    """Turn a face round if it looks inward."""
    a, b, c = corners[0], corners[1], corners[2]
    out = cross(subtract(b, a), subtract(c, a))
    return corners if dot(out, subtract(a, middle)) > 0 else corners[::-1]


def far_enough(at: Vector, others: Sequence[Vector], distance: float) -> bool:
    """Say whether a point keeps its distance from all others."""
    return all(length(subtract(at, other)) >= distance for other in others)
