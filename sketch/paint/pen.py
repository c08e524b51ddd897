"""A pen: draws things given in their own measure where they stand in the picture."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sketch.paint.geometry import Outline, Point, spline
from sketch.paint.light import Light
from sketch.paint.medium import Shade, Side
from sketch.record.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.colours import RGB
    from sketch.record.shapes import Role


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws on `canvas` with its origin at (x, y), `scale` units to one of its own, mirrored where `facing` is -1,
    turned by `turn` radians.

    People, animals and props share a measure in which a grown person is 100 high, so they fit each other.
    """

    canvas: Sheet
    light: Light
    x: float
    y: float
    scale: float
    facing: int = 1
    turn: float = 0.0

    def at(self, x: float, y: float, *, scale: float = 1.0) -> Pen:
        """Return a pen whose origin lies at (x, y) of this one."""
        px, py = self.place((x, y))
        return replace(self, x=px, y=py, scale=self.scale * scale)

    def of(self, *, role: Role | None = None, part: str | None = None, owner: str | None = None) -> Pen:
        """Return this pen for drawing what belongs so; what is not given stays as it is."""
        return replace(self, canvas=self.canvas.of(role=role, part=part, owner=owner))

    def place(self, point: Point) -> Point:
        """Return where a point of this pen lies in the picture."""
        x, y = self.facing * self.scale * point[0], self.scale * point[1]
        if self.turn:
            c, s = math.cos(self.turn * self.facing), math.sin(self.turn * self.facing)
            x, y = x * c - y * s, x * s + y * c
        return (self.x + x, self.y + y)

    def fill(
        self,
        shape: Outline,
        colour: RGB,
        *,
        shade: RGB | None = None,
        side: Side = "bottom",
        amount: float = 0.6,
        line: float = 1.0,
        alpha: float = 1.0,
        lit: bool = True,
    ) -> None:
        """Fill one shape; `lit` False keeps the colour out of the scene's light, for what gives light itself."""
        self.fills([shape], colour, shade=shade, side=side, amount=amount, line=line, alpha=alpha, lit=lit)

    def fills(
        self,
        shapes: Sequence[Outline],
        colour: RGB,
        *,
        shade: RGB | None = None,
        side: Side = "bottom",
        amount: float = 0.6,
        line: float = 1.0,
        alpha: float = 1.0,
        lit: bool = True,
    ) -> None:
        """Fill several shapes of one colour."""
        placed = [[self.place(point) for point in shape] for shape in shapes]
        deep = None if shade is None else Shade(self.light.worn(shade), side, amount)
        self.canvas.fill(
            placed,
            self.light.worn(colour) if lit else colour,
            deep,
            alpha=alpha,
            line=line * self.weight,
            shine=not lit,
        )

    def curve(self, points: Sequence[Point], colour: RGB, *, shade: RGB | None = None, line: float = 1.0) -> None:
        """Fill a smooth closed curve through `points`."""
        self.fill(spline(points), colour, shade=shade, line=line)

    def stroke(self, points: Sequence[Point], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0) -> None:
        """Draw one brush stroke; widths are in the pen's measure but never thinner than can be seen."""
        least = 0.8 / self.canvas.unit
        wide = [max(width * self.scale, least if width else 0.0) for width in widths]
        self.canvas.stroke([self.place(point) for point in points], wide, self.light.worn(colour), alpha=alpha)

    def strokes_of(
        self, paths: Sequence[Sequence[Point]], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0
    ) -> None:
        """Draw several brush strokes of one kind."""
        least = 0.8 / self.canvas.unit
        wide = [max(width * self.scale, least if width else 0.0) for width in widths]
        placed = [[self.place(point) for point in path] for path in paths]
        self.canvas.strokes(placed, wide, self.light.worn(colour), alpha=alpha)

    def glow(self, x: float, y: float, radius: float, colour: RGB, strength: float = 0.8) -> None:
        """Light around a point."""
        px, py = self.place((x, y))
        self.canvas.glow(px, py, radius * self.scale, colour, strength)

    @property
    def weight(self) -> float:
        """How heavy outlines are: small things take a lighter pen."""
        return min(1.0, 0.35 + self.scale / 8)
