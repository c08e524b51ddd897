"""Linocut: a few flat inks, one block for each, and the marks of the gouge between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.media.fields import Colour, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import screens
from sketch.paint.colours import RGB, darker, luminance, mix, saturation, tuned
from sketch.paint.medium import Medium, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from sketch.paint.light import Light


class Linocut(MediumSettings):
    """The inks of the blocks. `dark` and `cool` follow the light of the scene, by night they are `night_…`."""

    dark: Colour
    night_dark: Colour
    cool: Colour
    night_cool: Colour
    warm: Colour
    sand: Colour
    gouges: Strength
    """How far apart the marks are, in drawing units."""

    def medium(self, light: Light, unit: float) -> Medium:
        """Return a linocut with its blocks inked for that light."""
        dark = self.night_dark if light.dark else mix(darker(light.shade, 0.62), self.dark, 0.5)

        def line_colour(colour: RGB) -> RGB:
            return self.paper if luminance(colour) < 0.3 else dark

        return Medium(
            self._tone(dark, self._cool(light)),
            screens.gouges(max(4.5, self.gouges * unit)),
            screen_grows=False,
            hard=True,
            paper_halo=True,
            line_colour=line_colour,
            **self.surface(),
        )

    def _cool(self, light: Light) -> RGB:
        cool = tuned(mix(light.sky[0], self.cool, 0.5), saturation=1.05, value=0.86 if light.dark else 1.0)
        return mix(cool, self.night_cool, 0.5) if light.dark else cool

    def _tone(self, dark: RGB, cool: RGB) -> Callable[[RGB], Tone]:
        sand, warm, bare = mix(self.paper, self.sand, 0.62), self.warm, self.paper

        def tone(colour: RGB) -> Tone:
            level, reddish = luminance(colour), colour[0] > colour[2] + 34
            if level < 0.24:
                return Tone(dark)
            if reddish and saturation(colour) > 0.5 and level < 0.66:
                return Tone(warm) if level > 0.33 else Tone(dark, warm, 0.6)
            if level < 0.36:
                return Tone(dark, cool, min(0.8, (level - 0.2) * 4.0))
            if level < 0.56:
                return Tone(cool, dark, max(0.0, 0.46 - level) * 2.6)
            if level < 0.76:
                return Tone(sand) if reddish else Tone(sand, cool, max(0.0, 0.66 - level) * 3.4)
            return Tone(bare)

        return tone
