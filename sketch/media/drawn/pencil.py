"""Pencil: soft grey graphite, rubbed in and hatched along each shape, on white paper whose tooth shows in it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops, ImageFilter

from sketch.media.fields import Colour, Part, Strength
from sketch.media.grounds import is_around, is_ground
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, mix
from sketch.paint.geometry import long_axis
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import value_of

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Shape, Tags

GROUND = 0.4
"""How much of its tone a ground keeps: the paper stays white."""
FEATURES = 2.0
"""By how much the features of a face are darker than their tone: the pencil is pressed, not hatched."""
_SMUDGED = 0.32
"""The part of a finished drawing that the thumb has rubbed."""


@lru_cache(maxsize=1)
def _tooth() -> Image.Image:
    """Return where paper takes graphite, and where it skips."""
    return paper.speckle().point([min(255, 40 + v * 5 // 4) for v in range(256)])


class PencilCanvas(Canvas):
    """Hatching leans with the shape; lines are soft, drawn twice, and catch on the paper's tooth."""

    def tone(self, colour: RGB, tags: Tags) -> Tone:
        """Return graphite for a colour on what belongs so: little of it on grounds."""
        tone = super().tone(colour, tags)
        if tags.role == "face":
            return Tone(mix(self.medium.paper, tone.ink, min(1.0, FEATURES * tone.amount)))
        if not is_around(tags):
            return tone
        return Tone(mix(self.medium.paper, tone.base, GROUND), tone.ink, tone.amount * GROUND)

    def screen(self, shape: Shape) -> Image.Image:
        """Return hatching between the hand's own slant and the shape's direction."""
        lean = (long_axis(shape.outlines) - 50 + 90) % 180 - 90
        return hatching(self.unit, screens.nearest_direction(50 + lean * 0.6))

    def contour(self, piece: Piece, width: float, colour: RGB) -> None:
        """Go round a piece twice, a little beside the first time."""
        ground = self.under is None and is_ground(piece.shape)
        ink = paper.scaled(self.inked(piece, width), 0.5 if ground else 0.85)
        again = ImageChops.offset(ink, max(1, round(2.0 * self.unit)), -max(1, round(1.4 * self.unit)))
        tooth = paper.cut(_tooth(), piece.box, self.zoom)
        drawn = ImageChops.multiply(ImageChops.lighter(ink, paper.scaled(again, 0.5)), tooth)
        self.image.paste(colour, piece.box, drawn)
        if self.alpha is not None:
            self.alpha.paste(255, piece.box, drawn)

    def developed(self, picture: Image.Image) -> Image.Image:
        """Rub over the drawing, so that edges are soft and graphite lies between the strokes."""
        grey = picture.convert("L")
        rubbed = (
            grey.reduce(3).filter(ImageFilter.BoxBlur(1.3 * self.unit)).resize(grey.size, Image.Resampling.BILINEAR)
        )
        return Image.blend(grey, rubbed, _SMUDGED).convert("RGB")


def hatching(unit: float, angle: float) -> Image.Image:
    """Return strokes of a blunt pencil: broad, grainy, and not quite parallel."""
    return screens.lines(max(4.0, 8.5 * unit), angle, 0.3, sway=0.5)


class Pencil(MediumSettings):
    """`graphite` is the darkest that the pencil gives; `softness` the part of each tone that is rubbed in smoothly."""

    canvas: ClassVar[type[Canvas]] = PencilCanvas

    graphite: Colour
    softness: Part
    depth: Strength = 1.0

    def medium(self, light: Light, unit: float) -> Medium:
        """Return pencil: dark scenes are lifted, so that the paper stays open."""
        lift = 0.2 if light.dark else 0.0

        def tone(colour: RGB) -> Tone:
            level = value_of(colour) * (1 - lift) + lift
            dark = max(0.0, min(1.0, (0.94 - level) * self.depth))
            base = mix(self.paper, self.graphite, dark * self.softness)
            return Tone(base, self.graphite, dark * 0.62)

        return Medium(
            tone,
            hatching(unit, 45.0),
            screen_grows=False,
            grey=True,
            line_colour=lambda _colour: self.graphite,
            **self.surface(),
        )
