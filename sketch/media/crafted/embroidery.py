"""Embroidery: satin stitch along each shape, on linen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops

from sketch.media.fields import Colour, Part, Strength
from sketch.media.grounds import is_ground
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import FLESH, Canvas, Piece
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import area, long_axis
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, snapped
from sketch.record.shapes import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sketch.paint.light import Light
    from sketch.record.shapes import Item, Mist, Relief, Wash

THREAD, LENGTH = 8.5, 46.0
"""Units: how wide a thread is, and how long a stitch."""
ACROSS = 82.0
"""Degrees between the length of a shape and its threads."""
SMALLEST = 30.0
"""Square units: a needle makes nothing smaller, but for faces."""
_FINE = 0.45
_SHADOW: RGB = (40, 28, 24)


class EmbroideryCanvas(Canvas):
    """Threads lie across what is long, shapes are raised a little, and linen is bare between rows of stitches."""

    @property
    def thread(self) -> float:
        """How wide a thread is, in pixels."""
        return max(3.0, THREAD * self.unit)

    def paint(self, items: Iterable[Item]) -> None:
        """Stitch what a needle can."""
        super().paint(item for item in items if not (isinstance(item, Shape) and _too_fine(item)))

    def stitches(self, degrees: float) -> tuple[Image.Image, Image.Image]:
        """Return the shade between threads of one direction, and the sheen on them."""
        return screens.stitches(
            round(self.thread * 4), screens.nearest_direction(degrees), LENGTH * max(0.5, self.unit)
        )

    def lay(self, piece: Piece, base: RGB) -> None:
        """Stitch a piece: its shadow on the linen, its threads, the sheen on them and the dark between them."""
        mask, shape, box = piece.mask, piece.shape, piece.box
        if self.under is None and is_ground(shape):
            self._rows(box, paper.scaled(mask, shape.alpha), base, long_axis(shape.outlines))
            return
        if not shape.stroke and shape.line > 0:
            lift = max(1, round(2.6 * self.unit))
            self.image.paste(_SHADOW, (box[0] + lift, box[1] + lift), paper.scaled(mask, 0.4))
        self.image.paste(base, box, paper.scaled(mask, max(shape.alpha, 0.4)))
        if shape.tags.role != "face":
            self._sheen(piece, base)

    def _sheen(self, piece: Piece, base: RGB) -> None:
        mask, box = piece.mask, piece.box
        between, along = self.stitches(long_axis(piece.shape.outlines) + ACROSS)
        if piece.shape.tags.part in FLESH:
            mask = paper.scaled(mask, _FINE)  # the finest of threads, so that a face is not lost
        self.image.paste(darker(base, 0.55), box, ImageChops.multiply(mask, paper.cut(between, box)))
        self.image.paste(lighter(base, 0.5), box, ImageChops.multiply(mask, paper.cut(along, box)))

    def _rows(self, box: paper.Box, mask: Image.Image, base: RGB, degrees: float) -> None:
        """Cover a ground with linen, and that with single rows of stitches."""
        self.linen(box, mask)
        along = paper.cut(self.stitches(degrees)[1], box)
        stitched = ImageChops.multiply(mask, along.point(_SPARSE))
        self.image.paste(darker(base, 0.1), box, stitched)
        self.image.paste(lighter(base, 0.3), box, ImageChops.multiply(stitched, along.point(_SHEEN)))

    def shade(self, piece: Piece) -> None:
        """Stitch a second thread into a piece towards one side."""
        shape, shade = piece.shape, piece.shape.shade
        assert shade is not None
        if self.under is None and is_ground(shape):
            return
        deep = ImageChops.multiply(piece.mask, paper.slope(shade.side, *piece.mask.size, min(1.0, shade.amount)))
        threads = paper.cut(self.stitches(long_axis(shape.outlines) + ACROSS)[1], piece.box)
        self.image.paste(self.tone(shade.colour, shape.tags).base, piece.box, paper.screened(deep, threads, 2.0))

    def wash(self, wash: Wash) -> None:
        """Stitch rows of thread from side to side, band by band, with the linen between them."""
        top, foot = self.rows(wash)
        bands = len(wash.colours)
        for k, colour in enumerate(wash.colours):
            y0, y1 = (top + (foot - top) * i // bands for i in (k, k + 1))
            if y1 > y0:
                box = (0, y0, self.size[0], y1)
                mask = Image.new("L", (self.size[0], y1 - y0), 255)
                self._rows(box, mask, self.tone(colour, wash.tags).base, 0.0)

    def linen(self, box: paper.Box, mask: Image.Image) -> None:
        """Lay bare the cloth: threads over and under threads."""
        cloth = self.medium.paper
        self.image.paste(cloth, box, mask)
        for angle in (0.0, 90.0):
            weft = paper.cut(screens.lines(max(2.5, 4.4 * self.unit), angle, 0.3), box).point(_WEFT)
            self.image.paste(darker(cloth, 0.42), box, ImageChops.multiply(mask, weft))

    def press(self, i: int, count: int) -> float:
        """Go round a piece in stem stitch, with a gap after each."""
        return 1.0 if i // 4 % 3 else 0.0

    def rim(self, sheet: Canvas, relief: Relief) -> None:
        """Leave light to the threads."""

    def mist(self, mist: Mist) -> None:
        """Leave out what is no thread."""


_SPARSE = [min(255, max(0, v - 60) * 7) for v in range(256)]
_SHEEN = [max(0, v - 120) * 2 for v in range(256)]
_WEFT = [max(0, 120 - v) * 2 for v in range(256)]


def _too_fine(shape: Shape) -> bool:
    """Say whether nobody would stitch that."""
    if shape.tags.role in ("face", "weather"):
        return False
    return shape.tags.role in ("texture", "light") or sum(map(area, shape.outlines)) < SMALLEST


class Embroidery(MediumSettings):
    """`paper` is the linen; threads come in `values` steps of each colour."""

    canvas: ClassVar[type[Canvas]] = EmbroideryCanvas

    thread: Colour
    """Of the outlines."""
    light: Part
    values: int = 9
    saturation: Strength = 1.15

    def medium(self, light: Light, unit: float) -> Medium:
        """Return the basket of threads for that light."""
        amount = 0.8 if light.dark else self.light

        def tone(colour: RGB) -> Tone:
            return Tone(snapped(relit(colour, amount), hues=24, values=self.values, saturation=self.saturation))

        return Medium(
            tone,
            paper.speckle(),
            line_colour=lambda colour: darker(mix(tone(colour).base, self.thread, 0.4), 0.3),
            **self.surface(),
        )
