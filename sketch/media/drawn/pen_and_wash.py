"""Brush and pen: a broken line of changing weight, pools of black, spots of thinned ink, and bare paper all between."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops

from sketch.media.fields import Colour, Part, Strength
from sketch.media.grounds import is_around, is_ground
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, lighter, mix
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import value_of

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Mist, Tags, Wash

_NIGHT = 0.07
"""By how much what is black at night is lighter than what is so by day."""
_LIFTED = 0.72
"""From here on the brush leaves the paper."""
_DRY = [0 if v < 70 else min(255, (v - 70) * 5) for v in range(256)]
"""Where a dry brush leaves ink."""


class PenAndWashCanvas(Canvas):
    """Grounds stay paper by day and are brushed black by night."""

    def tone(self, colour: RGB, tags: Tags) -> Tone:
        """Return ink or paper for a colour on what belongs so."""
        settings = self.medium.settings
        assert isinstance(settings, PenAndWash)
        if not is_around(tags):
            return super().tone(colour, tags)
        if self.light.dark and tags.role in ("sky", "wall"):
            return Tone(mix(settings.paper, settings.ink, 0.94 if tags.role == "sky" else 0.8))
        level = value_of(colour)
        return Tone(mix(settings.paper, settings.wash_tint, max(0.0, 0.5 - level) * settings.grounds))

    def wash(self, wash: Wash) -> None:
        """Leave a ground bare, or brush it black."""
        top, foot = self.rows(wash)
        if foot <= top:
            return
        box = (0, top, self.size[0], foot)
        base = self.tone(wash.colours[0], wash.tags).base
        self.image.paste(self.medium.paper, box)
        self.image.paste(base, box, self._brushed(box, 12.0))

    def lay(self, piece: Piece, base: RGB) -> None:
        """Lay a piece: grounds with a dry brush, all else flat."""
        if self.under is None and is_ground(piece.shape):
            self.image.paste(self.medium.paper, piece.box, piece.mask)
            self.image.paste(base, piece.box, ImageChops.multiply(piece.mask, self._brushed(piece.box, 0.0)))
            return
        super().lay(piece, base)

    def _brushed(self, box: paper.Box, degrees: float) -> Image.Image:
        """Return where a broad dry brush leaves ink."""
        angle = screens.nearest_direction(degrees)
        return paper.cut(screens.bristles(angle, round(150 * max(0.5, self.unit))), box).point(_DRY)

    def shade(self, piece: Piece) -> None:
        """Hatch things and people; grounds stay open."""
        if self.under is not None or not is_ground(piece.shape):
            super().shade(piece)

    def mist(self, mist: Mist) -> None:
        """Hatch the shadow of a person on the ground, and nothing else."""
        if mist.tags.owner and mist.tags.role != "face":
            super().mist(mist)

    def press(self, i: int, count: int) -> float:
        """Return a brush's pressure: from a hair to a bold stroke, and off the paper for a moment."""
        turn = math.sin(i * 0.23 + count * 1.7)
        return 0.0 if turn > _LIFTED and count > 12 else 1.05 - 0.85 * turn


class PenAndWash(MediumSettings):
    """`ink` draws lines, black pools and hatching, `hatching` units apart. Thinned it is `wash_tint`, of which grounds
    take a part."""

    canvas: ClassVar[type[Canvas]] = PenAndWashCanvas

    ink: Colour
    wash_tint: Colour
    hatching: Strength
    black: Part = 0.25
    """What is darker is black."""
    grounds: Strength = 0.5

    def medium(self, light: Light, unit: float) -> Medium:
        """Return brush, pen and ink."""
        black = self.black + (_NIGHT if light.dark else 0.0)

        def tone(colour: RGB) -> Tone:
            level = value_of(colour)
            if level < black:
                return Tone(self.ink)
            thinned = max(0.0, min(1.0, (0.66 - level) / (0.66 - black)))
            return Tone(mix(self.paper, self.wash_tint, thinned))

        def line_colour(colour: RGB) -> RGB:
            return lighter(self.ink, 0.75) if value_of(colour) < black else self.ink

        return Medium(
            tone,
            screens.lines(max(3.0, self.hatching * unit), 45.0, 0.3, sway=0.3),
            screen_grows=False,
            hard=True,
            grey=True,
            line_colour=line_colour,
            settings=self,
            **self.surface(),
        )
