"""Watercolour: thin washes that let the paper through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.settings import MediumSettings, Part, Strength
from sketch.paint import paper
from sketch.paint.colours import RGB, mix, tuned
from sketch.paint.medium import Medium, Tone

if TYPE_CHECKING:
    from sketch.paint.light import Light


class Watercolour(MediumSettings):
    """`saturation` scales that of every colour; `thinned` is how much of the paper shows through."""

    saturation: Strength = 1.0
    thinned: Part = 0.0

    def medium(self, light: Light, unit: float) -> Medium:
        """Return watercolour, the same in any light."""

        def tone(colour: RGB) -> Tone:
            return Tone(mix(tuned(colour, saturation=self.saturation), self.paper, self.thinned))

        return Medium(tone, paper.blotches(), **self.surface())
