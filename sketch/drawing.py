"""The drawing of one picture: its sheet, its light, and the chances that each of its parts may take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from sketch.paint.light import Light
from sketch.record.sheet import Sheet
from sketch.repertoire import painting_of
from sketch.scene import DepictedScene

if TYPE_CHECKING:
    from sketch.paint.colours import RGB
    from sketch.record.shapes import Role

FEET = 925.0
"""Where the people in front stand."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What places, sky and props draw on. `chance` follows the picture's seed, `built` only the place."""

    canvas: Sheet
    light: Light
    scene: DepictedScene
    seed: int

    @property
    def width(self) -> float:
        """Width of the picture in drawing units (its height is 1000)."""
        return self.canvas.width

    @property
    def painting(self) -> str:
        """What is painted for the scene's place."""
        return painting_of(self.scene.place, indoors=self.scene.indoors)

    @property
    def snowy(self) -> bool:
        """Whether snow lies on everything."""
        return self.scene.weather == "snow"

    @property
    def dim(self) -> bool:
        """Whether people would have lit their lamps."""
        return self.light.dark or self.scene.time_of_day in ("evening", "night", "dawn")

    @property
    def wind(self) -> float:
        """How far the wind bends what grows, 0 to 1."""
        return {"storm": 1.0, "wind": 0.8, "rain": 0.25, "snow": 0.15}.get(self.scene.weather, 0.0)

    def of(self, *, role: Role, part: str = "") -> Drawing:
        """Return this drawing for what has that role in the picture."""
        return replace(self, canvas=self.canvas.of(role=role, part=part))

    def built(self, part: str) -> Random:
        """Return chance for one part of the place: the same whenever we come back to it."""
        return Random(f"{self.scene.place}/{self.scene.place_key}/{part}")

    def chance(self, part: str) -> Random:
        """Return chance for one part of this picture."""
        return Random(f"{self.seed}/{part}")

    def lit(self, material: RGB, depth: float = 0.0) -> RGB:
        """Return a material in the scene's light."""
        return self.light.lit(material, depth)
