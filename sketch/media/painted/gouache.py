"""Line and wash: warm thin paint on cream paper, held by a brown line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.fields import Colour, Part, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.colours import RGB, mix, tuned
from sketch.paint.medium import Medium, Tone

if TYPE_CHECKING:
    from sketch.paint.light import Light


class Gouache(MediumSettings):
    """`saturation` scales that of every colour; `thinned` is how much of the paper shows through by day. Lines, if
    there are any, are drawn in `ink`."""

    saturation: Strength = 1.0
    thinned: Part = 0.0
    ink: Colour = (74, 44, 32)

    def medium(self, light: Light, unit: float) -> Medium:
        """Return the paints, the same in any light."""
        thinned = self.thinned * (0.3 if light.dark else 1.0)

        def tone(colour: RGB) -> Tone:
            own = colour if self.saturation == 1.0 else tuned(colour, saturation=self.saturation)
            return Tone(mix(own, self.paper, thinned))

        def line_colour(colour: RGB) -> RGB:
            return mix(self.ink, colour, 0.18)

        return Medium(tone, paper.speckle(), line_colour=line_colour, **self.surface())
