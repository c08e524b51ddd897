"""Opaque gouache: flat chalky planes without a line, lights dragged over them with a dry brush, and a warm ground in
their gaps."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops

from sketch.media.fields import Part, Strength
from sketch.media.grounds import is_ground
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, mix
from sketch.paint.geometry import long_axis
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, snapped

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Mist, Shape, Wash

BRUSH = 240.0
"""Units: how broad the brush is."""
_CHALK: RGB = (255, 250, 236)
_DRAGGED = 0.55
"""How strong the lights are that are dragged over a plane."""
_SMALL = 1600
"""Pixels: what is smaller is one touch of the brush."""
_GAPS = [max(0, 34 - v) * 8 for v in range(256)]
"""Where a brush that runs dry leaves the ground bare."""


@lru_cache(maxsize=screens.DIRECTIONS)
def _gaps(width: int, angle: float) -> Image.Image:
    return screens.bristles(angle, width).point(_GAPS)


def _broad(unit: float) -> int:
    return round(BRUSH * max(0.5, unit))


class DryBrushCanvas(Canvas):
    """Each shape is brushed along its length."""

    def screen(self, shape: Shape) -> Image.Image:
        """Return the tracks of a brush along the shape."""
        return self.tracks(long_axis(shape.outlines))

    def tracks(self, degrees: float) -> Image.Image:
        """Return the tracks of a brush in one direction, as broad as the picture is large."""
        return screens.bristles(screens.nearest_direction(degrees), self.brush)

    @property
    def brush(self) -> int:
        """How broad the brush is, in pixels."""
        return _broad(self.unit)

    def lay(self, piece: Piece, base: RGB) -> None:
        """Lay a plane flat, and drag a light over its upper side; the ground shows in the gaps of large ones."""
        shape, mask, box = piece.shape, piece.mask, piece.box
        self.image.paste(base, box, paper.scaled(mask, shape.alpha))
        if shape.stroke or shape.alpha < 1 or mask.width * mask.height < _SMALL or shape.tags.role in ("face", "sky"):
            return
        axis = long_axis(shape.outlines)
        if self.under is None and is_ground(shape):
            gaps = paper.cut(_gaps(self.brush, screens.nearest_direction(axis)), box)
            self.image.paste(self.medium.paper, box, ImageChops.multiply(mask, gaps))
        light = ImageChops.multiply(mask, paper.slope("top", *mask.size, _DRAGGED))
        self.break_up(light, box, mix(base, _CHALK, 0.34), self.tracks(axis))

    def wash(self, wash: Wash) -> None:
        """Brush a sky in broad bands, each of one colour, that end in a dry brush."""
        top, foot = self.rows(wash)
        if foot <= top:
            return
        box = (0, top, self.size[0], foot)
        tones = [self.tone(colour, wash.tags).base for colour in wash.colours]
        self.image.paste(tones[0], box)
        tracks = paper.cut(self.tracks(0.0), box)
        for k, (one, other) in enumerate(pairwise(tones)):
            start = (foot - top) * k // max(1, len(tones) - 1)
            band = (0, top + start, self.size[0], foot)
            part = tracks.crop((0, start, self.size[0], foot - top))
            rise = paper.slope("bottom", self.size[0], foot - top - start)
            self.image.paste(mix(one, other, 0.5), band, paper.screened(paper.scaled(rise, 2.2), part, 6.0))
            self.image.paste(other, band, paper.screened(rise, part, 6.0))

    def mist(self, mist: Mist) -> None:
        """Leave out what opaque paint cannot do, but for shadows on the ground."""
        if mist.tags.owner and mist.tags.role != "face":
            super().mist(mist)


class DryBrush(MediumSettings):
    """`paper` is the warm ground; `light` is how far that of the scene counts; `saturation` scales every colour's, and
    `chalk` is how much white is in the paint. There are `values` steps of each colour."""

    canvas: ClassVar[type[Canvas]] = DryBrushCanvas

    light: Part
    saturation: Strength
    chalk: Part = 0.12
    values: int = 8

    def medium(self, light: Light, unit: float) -> Medium:
        """Return opaque paint for that light."""

        def tone(colour: RGB) -> Tone:
            seen = snapped(
                relit(colour, 0.85 if light.dark else self.light),
                hues=30,
                values=self.values,
                saturation=self.saturation,
            )
            return Tone(mix(seen, _CHALK, self.chalk * (0.5 if light.dark else 1.0)))

        tracks = screens.bristles(0.0, _broad(unit))
        return Medium(tone, tracks, screen_grows=False, hard=True, **self.surface())
