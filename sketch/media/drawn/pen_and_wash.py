"""Pen and wash: black line and hatching over a single wash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.fields import Colour, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import screens
from sketch.paint.colours import RGB, mix, tuned
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import value_of

if TYPE_CHECKING:
    from sketch.paint.light import Light

_LIFT = 0.26
_BLACK = 0.16


class PenAndWash(MediumSettings):
    """`ink` draws lines and hatching, `hatching` units apart; the wash is the sky's colour, tempered by `wash_tint`."""

    ink: Colour
    wash_tint: Colour
    hatching: Strength

    def medium(self, light: Light, unit: float) -> Medium:
        """Return pen and wash, with the wash in the colour of the sky."""
        wash = mix(tuned(light.sky[1], saturation=1.1, value=0.9), self.wash_tint, 0.45)
        # Pen and paper have no night of their own: dark scenes are lifted, so that the hatching stays open.
        lift = _LIFT if light.dark else 0.04

        def tone(colour: RGB) -> Tone:
            level = min(1.0, value_of(colour) * (1 - lift) + lift)
            base = mix(self.paper, wash, max(0.0, min(0.62, (0.86 - level) * 1.05)))
            if level < _BLACK:
                return Tone(base, self.ink, 0.97)
            return Tone(base, self.ink, max(0.0, 0.66 - level) * 0.9)

        return Medium(
            tone,
            screens.crosshatch(max(3.0, self.hatching * unit)),
            screen_grows=False,
            hard=True,
            grey=True,
            line_colour=lambda _colour: self.ink,
            **self.surface(),
        )
