"""Nocturne: everything in the blues of a moonlit night, rimmed with silver; lamps and fires alone are warm."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops

from sketch.media.fields import Colour, Part
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.canvas import Canvas
from sketch.paint.colours import RGB, mix, saturation, tuned
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, value_of

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Tags

_OWN = {"sky": 0.0, "wall": 0.06, "ground": 0.06}
"""How much of its own colour a ground keeps."""
_MOON = (0.8, 0.08)
"""Where the moon stands, as parts of the width and the height of a picture."""
_COARSE = 4


class NocturneCanvas(Canvas):
    """Moonlight falls in from one side, and lamps glow in the blue."""

    def tone(self, colour: RGB, tags: Tags) -> Tone:
        """Return the blue of a colour on what belongs so; clothes keep most of their own."""
        settings = self.medium.settings
        assert isinstance(settings, Nocturne)
        colour = self.told_apart(colour, tags)
        keep = settings.worn if tags.owner else _OWN.get(tags.role, settings.own)
        return Tone(settings.by_night(colour, keep))

    def developed(self, picture: Image.Image) -> Image.Image:
        """Let the moon shine in."""
        settings = self.medium.settings
        assert isinstance(settings, Nocturne)
        width, height = picture.size
        small = (width // _COARSE + 1, height // _COARSE + 1)
        reach = max(small)
        moon = Image.new("L", small)
        disc = paper.falloff(1.8).resize((2 * reach, 2 * reach), Image.Resampling.BILINEAR)
        moon.paste(disc, (round(_MOON[0] * small[0]) - reach, round(_MOON[1] * small[1]) - reach))
        beams = moon.resize(picture.size, Image.Resampling.BILINEAR)
        lit = [
            ImageChops.screen(channel, paper.scaled(beams, settings.moon * level / 255))
            for channel, level in zip(picture.split(), settings.pale, strict=True)
        ]
        return Image.merge("RGB", lit)


class Nocturne(MediumSettings):
    """Dark colours turn to `deep`, middle ones to `blue`, light ones to `pale`. Of their own colours clothes keep a
    part `worn`, things a part `own`. `moon` is how bright it shines in."""

    canvas: ClassVar[type[Canvas]] = NocturneCanvas

    deep: Colour
    blue: Colour = (32, 72, 150)
    pale: Colour
    own: Part = 0.1
    worn: Part = 0.34
    moon: Part = 0.3

    def by_night(self, colour: RGB, keep: float) -> RGB:
        """Return a colour as it is seen by the moon, with a part of its own kept."""
        level = value_of(colour, light=0.3)
        blue = mix(self.deep, self.blue, level * 2) if level < 0.5 else mix(self.blue, self.pale, level * 2 - 1)
        own = tuned(relit(colour, 0.0), saturation=1.15, value=0.72)
        return mix(blue, own, keep * (0.5 + 0.7 * saturation(own)))

    def medium(self, light: Light, unit: float) -> Medium:
        """Return night, whatever the light."""

        def tone(colour: RGB) -> Tone:
            return Tone(self.by_night(colour, self.own))

        return Medium(tone, paper.speckle(), settings=self, **self.surface())
