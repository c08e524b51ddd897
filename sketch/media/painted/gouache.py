"""Gouache: flat warm colours on rough paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.fields import Strength
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.colours import RGB, tuned
from sketch.paint.medium import Medium, Tone

if TYPE_CHECKING:
    from sketch.paint.light import Light


class Gouache(MediumSettings):
    """`saturation` scales that of every colour."""

    saturation: Strength = 1.0

    def medium(self, light: Light, unit: float) -> Medium:
        """Return gouache, the same in any light."""

        def tone(colour: RGB) -> Tone:
            return Tone(tuned(colour, saturation=self.saturation))

        return Medium(tone, paper.speckle(), **self.surface())
