"""The settings that every medium takes from a style's file."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from sketch.media.fields import Colour, Part, Strength
from sketch.media.grade import Grade
from sketch.paint.canvas import Canvas
from sketch.record.hiding import without_hidden

if TYPE_CHECKING:
    from PIL import Image

    from sketch.paint.geometry import Point
    from sketch.paint.light import Light
    from sketch.paint.medium import Medium
    from sketch.record.shapes import DisplayList


class MediumSettings(BaseModel, ABC):
    """Surface and hand; `sketch.paint.medium.Medium` says what each field does."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    canvas: ClassVar[type[Canvas]] = Canvas

    paper: Colour
    hardness: Strength = 3.0
    line: Strength = 0.0
    recede: Part = 0.0
    halo: Strength = 0.5
    wash: Part = 0.0
    pool: Part = 0.0
    glow: Literal["soft", "rays"] = "soft"
    glow_strength: Strength = 1.0
    grain: Part = 0.12
    sway: Strength = 1.6
    grade: Grade | None = None

    @abstractmethod
    def medium(self, light: Light, unit: float) -> Medium:
        """Return the medium for a picture in that light, `unit` pixels to a drawing unit."""

    def render(self, drawn: DisplayList, light: Light) -> Image.Image:
        """Paint a display list in that light."""
        canvas = self.clear(drawn.size, drawn.unit, light)
        canvas.plan(drawn)
        canvas.paint(without_hidden(drawn).items)
        return canvas.finished()

    def clear(self, size: tuple[int, int], unit: float, light: Light, origin: Point = (0.0, 0.0)) -> Canvas:
        """Return an empty canvas of `size` pixels whose upper left corner lies at `origin` of the picture."""
        return self.canvas(size, unit, self.medium(light, unit), light, origin=origin)

    def surface(self) -> dict[str, Any]:
        """Return the fields that every medium has."""
        return {name: getattr(self, name) for name in MediumSettings.model_fields}
