"""A view of the world: the sheet that it is painted on, the camera that sees it, the scene and its light."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from sketch.paint.colours import mix
from sketch.paint.light import Light
from sketch.paint.pen import Pen
from sketch.record.sheet import Sheet
from sketch.scene import DepictedScene
from sketch.world.camera import Camera
from sketch.world.frame import within
from sketch.world.plane import Plane
from sketch.world.sunbeam import Sunbeam

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.colours import RGB
    from sketch.paint.geometry import Outline, Point
    from sketch.record.shapes import Role
    from sketch.world.vectors import Vector

_CLOSE = 0.6
"""What is nearer than this part of the way to the target belongs to the dark plane in front."""
_DARKEST = 0.6
_CLEAR = {"fog": 750.0, "snow": 2000.0, "storm": 2200.0, "rain": 2600.0, "cloudy": 4400.0}
"""How far off things have lost two thirds of their colour, by weather."""
_CLEAREST, _FARTHEST = 5200.0, 0.8


@dataclass(frozen=True, slots=True)
class View:
    """What plans are painted on. `chance` follows the picture's seed; a place's own is in `sketch.plans.identity`."""

    sheet: Sheet
    camera: Camera
    light: Light
    scene: DepictedScene
    seed: int
    sunbeams: tuple[Sunbeam, ...] = ()

    @property
    def width(self) -> float:
        """Width of the sheet in its units (the height of a picture is 1000)."""
        return self.sheet.width

    @property
    def snowy(self) -> bool:
        """Whether snow lies on everything."""
        return self.scene.weather == "snow"

    @property
    def dim(self) -> bool:
        """Whether people would have lit their lamps."""
        return self.light.dark or self.scene.time_of_day in ("evening", "night", "dawn")

    @property
    def sunny(self) -> bool:
        """Whether the sun shines."""
        clear = self.scene.weather in ("clear", "unknown", "wind", "snow")
        return clear and not self.light.dark and self.scene.time_of_day not in ("evening", "night", "dawn")

    def in_sun(self, at: Vector) -> bool:
        """Say whether something in a room stands where the sun falls through a window."""
        return self.sunny and any(beam.meets(at) for beam in self.sunbeams)

    @property
    def wind(self) -> float:
        """How far the wind bends what grows, 0 to 1."""
        return {"storm": 1.0, "wind": 0.8, "rain": 0.25, "snow": 0.15}.get(self.scene.weather, 0.0)

    def on(self, sheet: Sheet) -> View:
        """Return this view for painting on another sheet: a plane or a layer of this one."""
        return replace(self, sheet=sheet)

    def of(self, role: Role, *, part: str | None = None, depth: float | None = None) -> View:
        """Return this view for painting what has that role in the picture."""
        return replace(self, sheet=self.sheet.of(role=role, part=part, depth=depth))

    def plane(self, origin: Vector, u: Vector, v: Vector, width: float, height: float) -> Plane:
        """Return a plane of the world to draw on: `u` and `v` are its units to the right and down."""
        return Plane(self.sheet, self.camera, origin, u, v, width, height)

    def pen(self, at: Vector, facing: int = 1) -> Pen:
        """Return a pen that draws things of people's measure where they stand in the world, upright before the eye."""
        x, y = self.camera.point(at)
        return Pen(self.sheet, self.light, x, y, self.camera.scale(at), facing)

    def sees(self, at: Vector, reach: float = 0.0) -> bool:
        """Say whether something of that radius may be seen in the picture."""
        x, y, z = self.camera.seen(at)
        if z < 16:
            return False
        k = self.camera.lens / z
        return abs(x) * k < self.sheet.width + reach * k and abs(y) * k < 1100 + reach * k

    def fill(self, faces: Sequence[Sequence[Vector]], colour: RGB, *, line: float = 1.0, alpha: float = 1.0) -> None:
        """Paint faces of the world in one go."""
        outlines = [outline for face in faces if len(outline := self.outline(face)) > 2]
        if outlines:
            self.sheet.fill(outlines, colour, line=line, alpha=alpha)

    def outline(self, face: Sequence[Vector]) -> Outline:
        """Return the outline of a face of the world in the picture, empty if it is out of sight."""
        return within(self.camera.polygon(face), self.sheet.width, self.sheet.height)

    def path(self, points: Sequence[Vector]) -> list[Point]:
        """Return where points before the eye lie in the picture."""
        return [self.camera.point(p) for p in points]

    def chance(self, part: str) -> Random:
        """Return chance for one part of this picture."""
        return Random(f"{self.seed}/{part}")

    def depth(self, at: Vector) -> float:
        """Return how far something stands in the haze, 0 to 0.8, or below 0 in the dark plane before the target."""
        away, focus = self.camera.seen(at)[2], max(self.camera.focus, 60.0)
        if away < focus * _CLOSE:
            return -_DARKEST * (1 - max(away, 0.0) / (focus * _CLOSE))
        beyond = max(0.0, away - focus * 1.2)
        return _FARTHEST * (1 - math.exp(-beyond / _CLEAR.get(self.scene.weather, _CLEAREST)))

    def lit(self, colour: RGB, depth: float = 0.0) -> RGB:
        """Return a material in the scene's light, `depth` of the way into the haze, or below 0 into the dark."""
        lit = self.light.lit(colour, max(0.0, depth))
        return lit if depth >= 0 else mix(lit, mix(self.light.shade, (26, 22, 40), 0.6), -depth)

    def lit_at(self, colour: RGB, at: Vector) -> RGB:
        """Return a material in the scene's light where it stands."""
        return self.lit(colour, self.depth(at))
