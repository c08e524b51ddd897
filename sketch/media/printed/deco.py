"""Art deco: seven inks, sprayed smooth, contours of gold, and skies that fan out like rays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops, ImageDraw

from sketch.media.fields import Colour, Part
from sketch.media.grounds import is_ground
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, lighter, luminance, mix, saturation
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.paint.paper import Box
    from sketch.record.shapes import Tags, Wash

WEDGES = 28
_FANNED: dict[str, float] = {"sky": 0.3, "wall": 0.22}
"""How much lighter the rays are."""


class DecoCanvas(Canvas):
    """Skies and walls are fans of rays."""

    def wash(self, wash: Wash) -> None:
        """Spray a blend of colours; over a sky, every second ray of a fan is lighter."""
        super().wash(wash)
        top, bottom = self.rows(wash)
        if wash.tags.role in _FANNED and bottom > top:
            box = (0, top, self.size[0], bottom)
            self._fan(box, Image.new("L", (box[2], bottom - top), 255), wash.colours[-1], wash.tags)

    def lay(self, piece: Piece, base: RGB) -> None:
        """Spray a piece; walls and skies are fans of rays."""
        super().lay(piece, base)
        shape = piece.shape
        if shape.tags.role in _FANNED and self.under is None and is_ground(shape):
            self._fan(piece.box, piece.mask, shape.colour, shape.tags)

    def _fan(self, box: Box, mask: Image.Image, colour: RGB, tags: Tags) -> None:
        """Lighten every second ray that rises from below the middle of the picture."""
        left, top, right, bottom = box
        rays = Image.new("L", ((right - left) // 2 + 1, (bottom - top) // 2 + 1))
        draw = ImageDraw.Draw(rays)
        x, y = (self.size[0] / 2 - left) / 2, (self.size[1] * 0.72 - top) / 2
        far = math.hypot(*self.size)
        for i in range(0, WEDGES, 2):
            a, b = (math.pi * (1 + (i + k) / WEDGES) for k in (0, 1))
            edges = [(x + far * math.cos(angle), y + far * math.sin(angle)) for angle in (a, b)]
            draw.polygon([(x, y), *edges], fill=255)
        soft = rays.resize(mask.size, Image.Resampling.BILINEAR)
        pale = self.tone(lighter(mix(colour, self.light.glow, 0.5), 0.3), tags).base
        self.image.paste(pale, box, paper.scaled(ImageChops.multiply(soft, mask), _FANNED[tags.role]))


class Deco(MediumSettings):
    """`inks` go from the darkest to the lightest: two darks, a cool middle, a warm dark, gold, a warm light, cream.
    By night `night_inks`. `own` is how much of its own colour a thing keeps."""

    canvas: ClassVar[type[Canvas]] = DecoCanvas

    inks: tuple[Colour, Colour, Colour, Colour, Colour, Colour, Colour]
    night_inks: tuple[Colour, Colour, Colour, Colour, Colour, Colour, Colour]
    own: Part

    def medium(self, light: Light, unit: float) -> Medium:
        """Return the inks for that light."""
        black, deep, cool, warm, gold, sand, cream = self.night_inks if light.dark else self.inks

        def ink(colour: RGB) -> RGB:
            level, full = luminance(colour), saturation(colour) > 0.24
            if full and colour[0] > colour[2] + 18 and level >= 0.2:
                red = colour[0] > colour[1] * 1.35
                return warm if red and level < 0.56 else gold if level < 0.62 else sand if level < 0.84 else cream
            for below, found in ((0.2, black), (0.36, deep), (0.56, cool), (0.74, mix(cool, cream, 0.55))):
                if level < below:
                    return found
            return cream

        def tone(colour: RGB) -> Tone:
            seen = relit(colour, 0.6)
            return Tone(mix(ink(seen), seen, self.own))

        def line_colour(colour: RGB) -> RGB:
            return gold if luminance(colour) < 0.45 else deep

        return Medium(tone, paper.speckle(), line_colour=line_colour, **self.surface())
