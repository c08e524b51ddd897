"""Risograph: three spot inks, each from a plate of its own that never lies quite where the others do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops

from sketch.media.fields import Colour, Part, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import Canvas
from sketch.paint.colours import RGB, tuned
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit

if TYPE_CHECKING:
    from sketch.paint.light import Light

_ANGLES = (75.0, 15.0, 45.0)
_OFFSETS = ((-3.2, 1.4), (2.6, 2.8), (0.0, 0.0))
"""How far each plate lies off, in units."""


class RisographCanvas(Canvas):
    """What is painted is parted into plates at the end."""

    def developed(self, picture: Image.Image) -> Image.Image:
        """Part a picture into plates and print them over each other."""
        settings = self.medium.settings
        assert isinstance(settings, Risograph)
        sheet = Image.new("RGB", self.size, settings.paper)
        box = (0, 0, *self.size)
        red, green, blue = picture.split()
        grey = ImageChops.lighter(ImageChops.lighter(red, green), blue).point(settings.greys())
        for plate, ink, angle, (dx, dy) in zip((red, green, blue), settings.inks, _ANGLES, _OFFSETS, strict=True):
            cover = ImageChops.subtract(plate.point(settings.levels()), grey)
            moved = ImageChops.offset(cover, round(dx * self.unit), round(dy * self.unit))
            screen = screens.dots(round(max(3.5, settings.dots * self.unit) * 4), angle)
            dotted = paper.screened(moved, paper.cut(screen, box), 4.0)
            worn = paper.cut(paper.speckle(), box, self.zoom).point([255 if v > 26 else 150 for v in range(256)])
            printed = Image.new("RGB", self.size, (255, 255, 255))
            printed.paste(ink, box, ImageChops.multiply(Image.blend(dotted, moved, settings.solid), worn))
            sheet = ImageChops.multiply(sheet, printed)
        return sheet


class Risograph(MediumSettings):
    """`inks` stand in for cyan, magenta and yellow. Dots lie `dots` units apart; `solid` is the part of a tone that is
    printed without them."""

    canvas: ClassVar[type[Canvas]] = RisographCanvas

    inks: tuple[Colour, Colour, Colour]
    dots: Strength
    solid: Part
    saturation: Strength = 1.2
    cleaner: Part = 0.5

    def levels(self) -> list[int]:
        """Return how much ink each value of a plate takes."""
        return [max(0, min(255, round(255 * ((255 - v) / 255) ** 1.1 * 1.04) - 8)) for v in range(256)]

    def greys(self) -> list[int]:
        """Return how much less ink each takes where all three would only make mud, by the lightest of the plates."""
        return [max(0, round((255 - v) * self.cleaner)) for v in range(256)]

    def medium(self, light: Light, unit: float) -> Medium:
        """Return the master that the plates are taken from."""

        def tone(colour: RGB) -> Tone:
            seen = relit(colour, 0.8 if light.dark else 0.45)
            return Tone(tuned(seen, saturation=self.saturation, value=1.12))

        return Medium(tone, paper.speckle(), settings=self, **self.surface())
