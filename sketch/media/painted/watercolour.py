"""Watercolour: thin washes that let the paper through."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.media.fields import Part, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.colours import RGB, mix, tuned
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit

if TYPE_CHECKING:
    from sketch.paint.light import Light


PENCIL: RGB = (104, 86, 82)
"""The drawing shows through the wash."""


class Watercolour(MediumSettings):
    """`saturation` scales that of every colour; `thinned` is how much of the paper shows through, `light` how far
    that of the scene counts."""

    saturation: Strength = 1.0
    thinned: Part = 0.0
    light: Part = 1.0

    def medium(self, light: Light, unit: float) -> Medium:
        """Return watercolour: by night it is laid on thicker."""

        def tone(colour: RGB) -> Tone:
            seen = tuned(relit(colour, 0.85 if light.dark else self.light), saturation=self.saturation)
            return Tone(mix(seen, self.paper, self.thinned * (0.6 if light.dark else 1.0)))

        painted = Medium(tone, paper.blotches(), line_colour=lambda _colour: PENCIL, **self.surface())
        return replace(painted, wash=self.wash * 0.8) if light.dark else painted
