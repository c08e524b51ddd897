"""Comic: flat bright colours, black line, spot black, and dots for every half tone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PIL import Image

from sketch.media.fields import Colour, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import Canvas
from sketch.paint.colours import RGB, darker, luminance
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, snapped

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Glow

_BLACK = 0.13


class ComicCanvas(Canvas):
    """Light is a disc of dots."""

    def rays(self, glow: Glow) -> None:
        """Print light as dots that grow towards its source."""
        reach = max(2, round(glow.radius * 0.7 * self.unit))
        x, y = self.column(glow.x), self.row(glow.y)
        box = (max(0, x - reach), max(0, y - reach), min(self.size[0], x + reach), min(self.size[1], y + reach))
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        k = 128 / reach
        part = ((box[0] - x) * k + 128, (box[1] - y) * k + 128, (box[2] - x) * k + 128, (box[3] - y) * k + 128)
        soft = paper.falloff(1.2).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, box=part)
        mask = paper.scaled(soft, min(1.0, glow.strength))
        self.break_up(mask, box, snapped(glow.colour, values=8, saturation=1.4), self.medium.screen)


class Comic(MediumSettings):
    """`ink` draws lines and spot blacks; dots lie `dots` units apart."""

    canvas: ClassVar[type[Canvas]] = ComicCanvas

    ink: Colour
    dots: Strength

    def medium(self, light: Light, unit: float) -> Medium:
        """Return print for that light: by night the colours are those of the night."""

        def tone(colour: RGB) -> Tone:
            seen = relit(colour, 0.75 if light.dark else 0.4)
            level = luminance(seen)
            if level < _BLACK:
                return Tone(self.ink)
            base = snapped(seen)
            return Tone(base, snapped(darker(seen, 0.45), values=5), max(0.0, 0.42 - level) * 0.9)

        return Medium(
            tone,
            screens.dots(round(max(4.0, self.dots * unit) * 4), 45.0),
            screen_grows=False,
            hard=True,
            line_colour=lambda _colour: self.ink,
            **self.surface(),
        )
