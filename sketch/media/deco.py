"""Art deco: seven inks, sprayed smooth, contours of gold, and skies that fan out like rays."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageDraw

from sketch.media.settings import Colour, MediumSettings, Part
from sketch.paint import paper
from sketch.paint.canvas import Canvas
from sketch.paint.colours import RGB, lighter, luminance, mix, saturation
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Wash

WEDGES = 28


class DecoCanvas(Canvas):
    """Skies and walls are fans of rays."""

    def wash(self, wash: Wash) -> None:
        """Spray a blend of colours; over skies and walls, every second ray of a fan is lighter."""
        super().wash(wash)
        if wash.tags.role not in ("sky", "wall"):
            return
        top, bottom = self.rows(wash)
        if bottom <= top:
            return
        mask = Image.new("L", (self.size[0] // 2 + 1, (bottom - top) // 2 + 1))
        draw = ImageDraw.Draw(mask)
        x, y, far = mask.width / 2, mask.height * 1.08, math.hypot(mask.width, mask.height) * 1.2
        for i in range(0, WEDGES, 2):
            a, b = (math.pi * (1 + (i + k) / WEDGES) for k in (0, 1))
            draw.polygon(
                [
                    (x, y),
                    (x + far * math.cos(a), y + far * math.sin(a)),
                    (x + far * math.cos(b), y + far * math.sin(b)),
                ],
                fill=255,
            )
        box = (0, top, self.size[0], bottom)
        soft = mask.resize((self.size[0], bottom - top), Image.Resampling.BILINEAR)
        pale = self.tone(lighter(mix(wash.colours[-1], self.light.glow, 0.5), 0.3), wash.tags).base
        self.image.paste(pale, box, paper.scaled(soft, 0.17 if wash.tags.role == "wall" else 0.3))


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
