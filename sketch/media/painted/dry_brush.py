"""Opaque gouache laid on with a dry brush: broad planes over a warm ground that shows in their gaps."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops, ImageFilter

from sketch.media.fields import Part, Strength
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, darker, lighter, mix, tuned
from sketch.paint.geometry import long_axis
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Shape, Wash

BRUSH, EDGE = 120.0, 3.0
"""Units: how broad the brush is, and how far in from its edge paint lies thin."""
_LIFTED = [max(0, v - 200) * 3 for v in range(256)]
_SUNK = [max(0, 46 - v) * 3 for v in range(256)]
_SMALL = 900
"""Pixels: what is smaller is one touch of the brush."""


@lru_cache(maxsize=screens.DIRECTIONS)
def _relief(width: int, angle: float) -> tuple[Image.Image, Image.Image]:
    """Return where the hairs of a brush leave paint thin and light, and where thick and dark."""
    tracks = screens.bristles(angle, width)
    return tracks.point(_LIFTED), tracks.point(_SUNK)


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
        return round(BRUSH * max(0.5, self.unit))

    def lay(self, piece: Piece, base: RGB) -> None:
        """Brush a piece's ground: it thins out towards the ends of its strokes, and hairs leave lighter tracks."""
        shape, mask = piece.shape, piece.mask
        if shape.stroke or shape.alpha < 1 or mask.width * mask.height < _SMALL or shape.tags.role == "face":
            super().lay(piece, base)
            return
        tracks = paper.cut(self.screen(shape), piece.box)
        inner = mask.filter(ImageFilter.BoxBlur(max(1.0, EDGE * self.unit)))
        dry = ImageChops.add(paper.scaled(inner, 1.9), tracks, 1, -100)
        self.image.paste(base, piece.box, ImageChops.multiply(mask, dry) if self.under is None else mask)
        lifted, sunk = _relief(self.brush, screens.nearest_direction(long_axis(shape.outlines)))
        self.image.paste(lighter(base, 0.22), piece.box, ImageChops.multiply(mask, paper.cut(lifted, piece.box)))
        self.image.paste(darker(base, 0.16), piece.box, ImageChops.multiply(mask, paper.cut(sunk, piece.box)))

    def wash(self, wash: Wash) -> None:
        """Brush a blend of colours across, in broad streaks of its neighbours."""
        super().wash(wash)
        top, bottom = self.rows(wash)
        if bottom <= top:
            return
        box = (0, top, self.size[0], bottom)
        tracks = paper.cut(self.tracks(15.0 if wash.tags.role == "sky" else 0.0), box)
        tones = [self.tone(colour, wash.tags).base for colour in wash.colours]
        self.image.paste(lighter(mix(tones[0], tones[-1], 0.6), 0.2), box, tracks.point(_LIFTED))
        self.image.paste(darker(tones[0], 0.1), box, tracks.point(_SUNK))
        self.image.paste(self.medium.paper, box, tracks.point([90 if v < 7 else 0 for v in range(256)]))


class DryBrush(MediumSettings):
    """`paper` is the warm ground; `light` is how far that of the scene counts; `saturation` scales every colour's."""

    canvas: ClassVar[type[Canvas]] = DryBrushCanvas

    light: Part
    saturation: Strength
    contrast: Strength = 1.0

    def medium(self, light: Light, unit: float) -> Medium:
        """Return opaque paint for that light."""

        def tone(colour: RGB) -> Tone:
            seen = relit(colour, 1.0 if light.dark else self.light)
            full = tuned(seen, saturation=self.saturation)
            middle = (full[0] + full[1] + full[2]) / 3
            return Tone(lighter(full, 0.08 * self.contrast) if middle > 128 else darker(full, 0.10 * self.contrast))

        return Medium(tone, paper.speckle(), **self.surface())
