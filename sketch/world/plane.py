"""A plane of the world that can be drawn on like a sheet: a wall, a floor, the side of a box."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sketch.paint.geometry import Outline, Point, bounds, rect, ribbon
from sketch.paint.medium import Shade, Side
from sketch.record.sheet import Sheet
from sketch.world.camera import NEAR, Camera
from sketch.world.frame import within
from sketch.world.vectors import Vector, add, length, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.colours import RGB
    from sketch.record.shapes import Item, Relief, Role

FARTHEST_GLOW = 620.0
"""However close a lamp is, its light reaches no farther, in drawing units."""
_WAYS: dict[Side, Point] = {"top": (0.0, -1.0), "bottom": (0.0, 1.0), "left": (-1.0, 0.0), "right": (1.0, 0.0)}


@dataclass(frozen=True, slots=True)
class Plane:
    """Has the face of a sheet. Its point (x, y) lies at `origin` + x · `u` + y · `v` in the world, which `camera` sees.

    `width` and `height` are in its own units.
    """

    sheet: Sheet
    camera: Camera
    origin: Vector
    u: Vector
    v: Vector
    width: float
    height: float
    _seen: tuple[Vector, Vector, Vector] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """See the plane once, so that each of its points is only a sum."""
        ways = (self.camera.seen(self.origin), self.camera.turned(self.u), self.camera.turned(self.v))
        object.__setattr__(self, "_seen", ways)

    @property
    def unit(self) -> float:
        """Pixels in one of its units, about its middle."""
        return self.sheet.unit * self.scale((self.width / 2, self.height / 2))

    @property
    def items(self) -> tuple[Item, ...]:
        """What has been drawn on the sheet behind it."""
        return self.sheet.items

    def of(
        self,
        *,
        role: Role | None = None,
        part: str | None = None,
        owner: str | None = None,
        depth: float | None = None,
    ) -> Plane:
        """Return this plane for drawing what belongs so."""
        return replace(self, sheet=self.sheet.of(role=role, part=part, owner=owner, depth=depth))

    def world(self, p: Point) -> Vector:
        """Return where one of its points lies in the world."""
        return add(self.origin, add(scaled(self.u, p[0]), scaled(self.v, p[1])))

    def seen(self, p: Point) -> Vector:
        """Return one of its points as the eye has it."""
        (ox, oy, oz), (ux, uy, uz), (vx, vy, vz) = self._seen
        x, y = p
        return (ox + x * ux + y * vx, oy + x * uy + y * vy, oz + x * uz + y * vz)

    def scale(self, p: Point) -> float:
        """Return how many drawing units of the picture one of its units has there."""
        return self.camera.lens / max(NEAR, self.seen(p)[2]) * length(self.v)

    def outline(self, shape: Outline) -> Outline:
        """Return an outline of the plane as the picture has it, nothing if it is out of sight."""
        return within(self.camera.outline([self.seen(p) for p in shape]), self.sheet.width, self.sheet.height)

    def fill(
        self,
        shapes: Sequence[Outline],
        colour: RGB,
        shade: Shade | None = None,
        *,
        alpha: float = 1.0,
        line: float = 1.0,
        shine: bool = False,
    ) -> None:
        """Paint `shapes` in one go."""
        outlines = [outline for outline in map(self.outline, shapes) if len(outline) > 2]
        if outlines:
            self.sheet.fill(outlines, colour, self._shade(shade), alpha=alpha, line=line, shine=shine)

    def stroke(self, points: Sequence[Point], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0) -> None:
        """Draw one brush stroke along `points`."""
        self.strokes([points], widths, colour, alpha=alpha)

    def strokes(
        self, paths: Sequence[Sequence[Point]], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0
    ) -> None:
        """Draw many strokes of one kind."""
        self.fill([ribbon(path, widths) for path in paths], colour, alpha=alpha, line=0)

    def wash(self, colours: tuple[RGB, ...], top: float, bottom: float) -> None:
        """Cover the full width from `top` to `bottom` with a blend of colours."""
        shade = Shade(colours[-1], "bottom", 0.9) if len(colours) > 1 else None
        self.fill([rect(0, top, self.width, bottom)], colours[0], shade, line=0)

    def mist(self, cx: float, cy: float, rx: float, ry: float, colour: RGB, amount: float) -> None:
        """Paint a soft patch of colour, upright in the picture."""
        seen = self.seen((cx, cy))
        if seen[2] >= NEAR:
            (x, y), k = self.camera.flat(seen), self.scale((cx, cy))
            self.sheet.mist(x, y, rx * k, ry * k, colour, amount)

    def glow(self, x: float, y: float, radius: float, colour: RGB, strength: float = 0.8) -> None:
        """Throw the light of a source at (x, y)."""
        seen = self.seen((x, y))
        if seen[2] >= NEAR:
            reach = min(radius * self.scale((x, y)), FARTHEST_GLOW)
            self.sheet.glow(*self.camera.flat(seen), reach, colour, strength)

    def layer(self, x0: float, y0: float, x1: float, y1: float) -> Plane:
        """Open a clear sheet over a part of this plane."""
        corners = self.outline(rect(x0, y0, x1, y1)) or [(0.0, 0.0)]
        return replace(self, sheet=self.sheet.layer(*bounds([corners])))

    def stamp(self, layer: Sheet, relief: Relief | None = None) -> None:
        """Put a layer onto the sheet behind this plane."""
        self.sheet.stamp(layer.sheet if isinstance(layer, Plane) else layer, relief)

    def _shade(self, shade: Shade | None) -> Shade | None:
        """Turn a shade to the side of the picture that its side of the plane has."""
        if shade is None:
            return None
        way = _WAYS[shade.side]
        ax, ay, az = self.seen((self.width / 2, self.height / 2))
        bx, by, bz = self.seen((self.width / 2 + way[0], self.height / 2 + way[1]))
        dx, dy = bx * az - ax * bz, ay * bz - by * az  # the way in the picture, times what is the same for both
        if az < NEAR:
            return shade
        if self.camera.roll:
            c, s = math.cos(self.camera.roll), math.sin(self.camera.roll)
            dx, dy = dx * c - dy * s, dx * s + dy * c
        if abs(dx) > abs(dy):
            return replace(shade, side="right" if dx > 0 else "left")
        return replace(shade, side="bottom" if dy > 0 else "top")
