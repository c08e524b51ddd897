"""Charcoal and white chalk on toned paper, smudged with the thumb."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops, ImageFilter

from sketch.media.fields import Colour, Part
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, mix
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import value_of

if TYPE_CHECKING:
    from sketch.paint.light import Light


class CharcoalCanvas(Canvas):
    """Broad lines that break on the paper, over smudged tones."""

    def contour(self, piece: Piece, width: float, colour: RGB) -> None:
        """Go round a piece with a stick that skips."""
        ink = paper.scaled(self.inked(piece, width), 0.8)
        drawn = paper.screened(ink, paper.cut(paper.speckle(), piece.box, self.zoom), 1.8)
        self.image.paste(colour, piece.box, drawn)
        if self.alpha is not None:
            self.alpha.paste(255, piece.box, ImageChops.lighter(drawn, paper.scaled(ink, 0.3)))

    def developed(self, picture: Image.Image) -> Image.Image:
        """Smudge the picture."""
        small = picture.reduce(4).filter(ImageFilter.BoxBlur(1.6 * self.unit))
        return Image.blend(picture, small.resize(picture.size, Image.Resampling.BICUBIC), 0.25)


class Charcoal(MediumSettings):
    """`paper` is toned; `coal` darkens it and `chalk` lightens it. `smudge` is the part of a tone that is rubbed in."""

    canvas: ClassVar[type[Canvas]] = CharcoalCanvas

    coal: Colour
    chalk: Colour
    smudge: Part
    middle: Part = 0.62
    """The value at which the paper is left bare."""

    def medium(self, light: Light, unit: float) -> Medium:
        """Return charcoal: by night there is more of it."""
        lift = -0.04 if light.dark else 0.06

        def tone(colour: RGB) -> Tone:
            level = max(0.0, min(1.0, value_of(colour) + lift))
            if level > self.middle:
                white = min(1.0, 1.3 * (level - self.middle) / (1 - self.middle))
                return Tone(mix(self.paper, self.chalk, white * 0.55), self.chalk, white * 0.8)
            dark = min(1.0, 1.7 * (self.middle - level) / self.middle)
            return Tone(mix(self.paper, self.coal, dark * self.smudge), self.coal, dark * 0.7)

        return Medium(tone, paper.speckle(), grey=True, line_colour=lambda _colour: self.coal, **self.surface())
