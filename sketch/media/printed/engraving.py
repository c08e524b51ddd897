"""Engraving: lines of a burin that swell with the tone, run along each shape and cross in the dark; nothing is flat."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from sketch.media.fields import Colour, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import screens
from sketch.paint.canvas import Canvas
from sketch.paint.geometry import long_axis
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import value_of

if TYPE_CHECKING:
    from PIL import Image

    from sketch.paint.colours import RGB
    from sketch.paint.light import Light
    from sketch.record.shapes import Shape, Tags

FINEST = 3.4
"""Pixels between two lines, or they run together."""
FULLEST = 0.8
"""The tone at which only specks of paper are left between lines."""


DARK_OF_FACES = 0.34
"""The tone from which a feature is dark: pupils and brows, not the whites of eyes."""


class EngravingCanvas(Canvas):
    """Lines go across what is long: round a limb, a trunk, a column."""

    def tone(self, colour: RGB, tags: Tags) -> Tone:
        """Return how much ink lies on what belongs so; the dark of a face is cut out whole, its light left bare."""
        tone = super().tone(colour, tags)
        if tags.role != "face":
            return tone
        return Tone(tone.ink if tone.amount > DARK_OF_FACES else tone.base)

    def screen(self, shape: Shape) -> Image.Image:
        """Return lines across the shape; figures take finer ones."""
        across = screens.nearest_direction(long_axis(shape.outlines) + 75)
        return screens.engraved(line_distance(self.unit, fine=self.under is not None), across)


def line_distance(unit: float, *, fine: bool) -> int:
    """Return the distance between lines in quarters of a pixel."""
    return round(max(FINEST, (3.4 if fine else 4.6) * unit) * 4)


class Engraving(MediumSettings):
    """`ink` is all there is on the paper; `depth` scales how much of it lies there."""

    canvas: ClassVar[type[Canvas]] = EngravingCanvas

    ink: Colour
    depth: Strength = 1.0

    def medium(self, light: Light, unit: float) -> Medium:
        """Return a plate for that light: by night it is bitten deeper."""
        lift = 0.14 if light.dark else 0.0

        def tone(colour: RGB) -> Tone:
            level = value_of(colour) * (1 - lift) + lift
            return Tone(self.paper, self.ink, max(0.0, min(FULLEST, (0.9 - level) * self.depth)))

        return Medium(
            tone,
            screens.engraved(line_distance(unit, fine=False), 0.0),
            screen_grows=False,
            hard=True,
            grey=True,
            paper_halo=True,
            line_colour=lambda _colour: self.ink,
            **self.surface(),
        )
