"""Nocturne: deep blues, in which only warm colours keep some of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.fields import Colour
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.colours import RGB, luminance, mix, saturation, tuned
from sketch.paint.medium import Medium, Tone

if TYPE_CHECKING:
    from sketch.paint.light import Light


class Nocturne(MediumSettings):
    """Dark colours turn to `deep`, light ones to `pale`."""

    deep: Colour
    pale: Colour

    def medium(self, light: Light, unit: float) -> Medium:
        """Return night, whatever the light."""

        def tone(colour: RGB) -> Tone:
            blue = mix(self.deep, self.pale, luminance(colour) ** 1.25)
            keep = 0.26 + 0.34 * saturation(colour) * (1 if colour[0] > colour[2] else 0.3)
            return Tone(mix(blue, tuned(colour, value=0.74), keep))

        return Medium(tone, paper.speckle(), **self.surface())
