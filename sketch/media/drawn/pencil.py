"""Pencil: graphite on white paper, hatched along each shape, with searching double lines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from PIL import ImageChops

from sketch.media.fields import Colour, Part, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, mix
from sketch.paint.geometry import long_axis
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import value_of

if TYPE_CHECKING:
    from PIL import Image

    from sketch.paint.light import Light
    from sketch.record.shapes import Shape


@lru_cache(maxsize=1)
def _tooth() -> Image.Image:
    """Return where paper takes graphite, and where it skips."""
    return paper.speckle().point([min(255, 90 + v) for v in range(256)])


class PencilCanvas(Canvas):
    """Hatching leans with the shape, lines are drawn twice and catch on the paper's tooth."""

    def screen(self, shape: Shape) -> Image.Image:
        """Return hatching between the hand's own slant and the shape's direction."""
        lean = (long_axis(shape.outlines) - 50 + 90) % 180 - 90
        return hatching(self.unit, screens.nearest_direction(50 + lean * 0.4))

    def contour(self, piece: Piece, width: float, colour: RGB) -> None:
        """Go round a piece twice, a little beside the first time."""
        ink = self.inked(piece, width)
        again = ImageChops.offset(ink, max(1, round(1.6 * self.unit)), -max(1, round(1.1 * self.unit)))
        tooth = paper.cut(_tooth(), piece.box, self.zoom)
        drawn = ImageChops.multiply(ImageChops.lighter(ink, paper.scaled(again, 0.45)), tooth)
        self.image.paste(colour, piece.box, drawn)
        if self.alpha is not None:
            self.alpha.paste(255, piece.box, drawn)


def hatching(unit: float, angle: float) -> Image.Image:
    """Return strokes of a sharp pencil."""
    return screens.lines(max(3.2, 5.6 * unit), angle, 0.2)


class Pencil(MediumSettings):
    """`graphite` is the darkest that the pencil gives; `softness` the part of each tone that is rubbed in smoothly."""

    canvas: ClassVar[type[Canvas]] = PencilCanvas

    graphite: Colour
    softness: Part
    depth: Strength = 1.0

    def medium(self, light: Light, unit: float) -> Medium:
        """Return pencil: dark scenes are lifted, so that the paper stays open."""
        lift = 0.16 if light.dark else 0.0

        def tone(colour: RGB) -> Tone:
            level = value_of(colour) * (1 - lift) + lift
            dark = max(0.0, min(1.0, (0.94 - level) * self.depth))
            base = mix(self.paper, self.graphite, dark * self.softness)
            return Tone(base, self.graphite, dark * 0.6)

        return Medium(
            tone,
            hatching(unit, 45.0),
            screen_grows=False,
            grey=True,
            line_colour=lambda _colour: self.graphite,
            **self.surface(),
        )
