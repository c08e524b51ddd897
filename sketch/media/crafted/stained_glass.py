"""Stained glass: pieces of coloured glass in lead, with light behind them."""

from __future__ import annotations

import math
from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops, ImageDraw

from sketch.media.fields import Colour, Strength
from sketch.media.grounds import is_ground
from sketch.media.settings import MediumSettings
from sketch.paint import paper
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, lighter, mix
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, snapped
from sketch.record.shapes import Mist, Shape, Wash

if TYPE_CHECKING:
    from sketch.paint.light import Light

PANE, QUARRY = 150.0, 96.0
"""Units: how large a pane of a sky is, and how far apart the leads of a wall or a floor."""


@lru_cache(maxsize=1)
def _thickness() -> tuple[Image.Image, Image.Image]:
    """Return where glass is thin and pale, and where it is thick and deep."""
    thick = paper.blotches()
    return (
        thick.point([max(0, v - 140) * 3 // 4 for v in range(256)]),
        thick.point([max(0, 90 - v) * 3 // 4 for v in range(256)]),
    )


class StainedGlassCanvas(Canvas):
    """No half tones but those within the glass."""

    def lay(self, piece: Piece, base: RGB) -> None:
        """Set a piece of glass, unevenly thick."""
        self.image.paste(base, piece.box, piece.mask)
        if piece.mask.width * piece.mask.height > 400:
            pale, deep = (
                ImageChops.multiply(piece.mask, paper.cut(glass, piece.box, self.zoom)) for glass in _thickness()
            )
            self.image.paste(lighter(base, 0.55), piece.box, pale)
            self.image.paste(mix(base, (10, 8, 30), 0.5), piece.box, deep)
        if self.under is None and is_ground(piece.shape):
            self._quarries(piece, self.medium.line_colour(base))

    def _quarries(self, piece: Piece, lead: RGB) -> None:
        """Lay diagonal leads over a piece."""
        left, top, right, foot = piece.box
        lattice = Image.new("L", (right - left, foot - top))
        draw, step, wide = ImageDraw.Draw(lattice), QUARRY * self.unit, max(1, round(2.2 * self.unit))
        for way in (1, -1):
            first = math.floor((left - way * foot * 0.62) / step) - 1
            last = math.ceil((right + foot * 0.62) / step) + 1
            for i in range(first, last):
                x = i * step - left
                draw.line([(x + way * top * 0.62, 0), (x + way * foot * 0.62, foot - top)], fill=255, width=wide)
        self.image.paste(lead, piece.box, ImageChops.multiply(lattice, piece.mask))

    def wash(self, wash: Wash) -> None:
        """Set panes from side to side, each of a colour of its own."""
        rng, last = Random(f"panes {wash.top:.0f}"), len(wash.colours) - 1
        rows = max(1, round((wash.bottom - wash.top) / (PANE * 0.8)))
        columns = max(2, round(self.width / PANE))
        across, down = self.width / columns, (wash.bottom - wash.top) / rows

        def corner(i: int, j: int) -> tuple[float, float]:
            chance = Random(f"{wash.top:.0f} {i} {j}")
            y = wash.top + down * j + (0 if j in (0, rows) else chance.uniform(-0.28, 0.28) * down)
            return (across * (i + 0.5 * (j % 2) - 0.5) + chance.uniform(-0.22, 0.22) * across, y)

        for j in range(rows):
            t = (j + 0.5) / rows * last
            k = min(int(t), last - 1) if last else 0
            row = mix(wash.colours[k], wash.colours[k + 1], t - k) if last else wash.colours[0]
            for i in range(-1, columns + 2):
                colour = mix(row, rng.choice(((255, 246, 214), (20, 24, 60))), rng.uniform(0, 0.16))
                pane = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)]
                self.shape(Shape((pane,), colour, line=0.75, tags=wash.tags))

    def mist(self, mist: Mist) -> None:
        """Leave out what is no glass."""

    def shade(self, piece: Piece) -> None:
        """Leave shades to the glass."""

    def developed(self, picture: Image.Image) -> Image.Image:
        """Let more light come through the middle of the window."""
        soft = paper.falloff(0.8).resize(picture.size, Image.Resampling.BILINEAR)
        dim = ImageChops.multiply(picture, Image.new("RGB", picture.size, (172, 168, 182)))
        return Image.composite(picture, dim, soft)


class StainedGlass(MediumSettings):
    """`lead` holds the glass."""

    canvas: ClassVar[type[Canvas]] = StainedGlassCanvas

    lead: Colour
    saturation: Strength = 1.6

    def medium(self, light: Light, unit: float) -> Medium:
        """Return glass with that light behind it."""

        def tone(colour: RGB) -> Tone:
            seen = relit(colour, 0.6 if light.dark else 0.3)
            return Tone(snapped(seen, hues=24, values=8, saturation=self.saturation))

        return Medium(tone, paper.blotches(), line_colour=lambda _colour: self.lead, **self.surface())
