"""Embroidery: satin stitch along each shape, on linen."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar

from PIL import Image, ImageChops, ImageFilter

from sketch.media.fields import Colour, Part, Strength
from sketch.media.grounds import is_ground
from sketch.media.settings import MediumSettings
from sketch.paint import paper, screens
from sketch.paint.canvas import Canvas, Piece
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.paint.geometry import long_axis
from sketch.paint.medium import Medium, Tone
from sketch.paint.values import relit, snapped

if TYPE_CHECKING:
    from sketch.paint.light import Light
    from sketch.record.shapes import Mist, Shape, Wash

THREAD = 5.2
"""Units: how wide a thread is."""
_ROW = [min(255, max(0, v - 70) * 6) for v in range(256)]
_STITCH = [min(255, max(0, v - 60) * 9) for v in range(256)]
"""Where thread lies: in rows, with a gap here and there."""
_BETWEEN = [max(0, 120 - v) * 2 for v in range(256)]
_ALONG = [max(0, v - 150) for v in range(256)]
"""How deep the shade between threads is, and how bright the light along them."""


ACROSS = 82.0
"""Degrees between the length of a shape and its threads."""


def _laid(width: float, angle: float) -> Image.Image:
    return screens.lines(width, angle, 0.06, sway=0.2)


@lru_cache(maxsize=screens.DIRECTIONS)
def _relief(width: float, angle: float) -> tuple[Image.Image, Image.Image]:
    """Return the shade between threads of one direction, and the light along them."""
    threads = _laid(width, angle)
    return threads.point(_BETWEEN), threads.point(_ALONG)


class EmbroideryCanvas(Canvas):
    """Threads lie across what is long, and each shape is raised a little."""

    def screen(self, shape: Shape) -> Image.Image:
        """Return threads across the shape."""
        return self.threads(long_axis(shape.outlines) + ACROSS)

    @property
    def thread(self) -> float:
        """How wide a thread is, in pixels."""
        return max(3.0, THREAD * self.unit)

    def threads(self, degrees: float) -> Image.Image:
        """Return threads of one direction."""
        return _laid(self.thread, screens.nearest_direction(degrees))

    def lay(self, piece: Piece, base: RGB) -> None:
        """Stitch a piece: its shadow on the linen, its thread, light along each thread and dark between them."""
        mask, shape, box = piece.mask, piece.shape, piece.box
        if self.under is None and is_ground(shape):
            self._running(piece, base)
            return
        if not shape.stroke and shape.line > 0:
            lift = max(1, round(2.4 * self.unit))
            soft = mask.filter(ImageFilter.BoxBlur(lift))
            self.image.paste((48, 36, 30), (box[0] + lift, box[1] + lift), paper.scaled(soft, 0.5))
        self.image.paste(base, box, paper.scaled(mask, max(shape.alpha, 0.4)))
        between, along = _relief(self.thread, screens.nearest_direction(long_axis(shape.outlines) + ACROSS))
        self.image.paste(darker(base, 0.6), box, ImageChops.multiply(mask, paper.cut(between, box)))
        self.image.paste(lighter(base, 0.45), box, ImageChops.multiply(mask, paper.cut(along, box)))

    def _running(self, piece: Piece, base: RGB) -> None:
        """Cover a large piece with rows of running stitches, between which the linen is seen."""
        box = piece.box
        angle = long_axis(piece.shape.outlines)
        rows = paper.cut(self.threads(angle), box)
        ends = paper.cut(screens.bristles(screens.nearest_direction(angle + 90), round(90 * max(0.5, self.unit))), box)
        stitched = ImageChops.multiply(rows.point(_ROW), ends.point(_STITCH))
        cloth = self.linen(box)
        cloth.paste(base, (0, 0), stitched)
        dark = ImageChops.multiply(stitched, rows.point([max(0, 150 - v) for v in range(256)]))
        cloth.paste(darker(base, 0.4), (0, 0), dark)
        self.image.paste(cloth, box, paper.scaled(piece.mask, piece.shape.alpha))

    def shade(self, piece: Piece) -> None:
        """Stitch a second thread into a piece towards one side."""
        shade = piece.shape.shade
        assert shade is not None
        ramp = paper.slope(shade.side, *piece.mask.size)
        deep = paper.scaled(ImageChops.multiply(piece.mask, ramp), shade.amount)
        colour = self.tone(shade.colour, piece.shape.tags).base
        self.image.paste(colour, piece.box, paper.screened(deep, paper.cut(self.screen(piece.shape), piece.box), 2.0))

    def wash(self, wash: Wash) -> None:
        """Stitch rows of thread from side to side, with the linen between them."""
        top, bottom = self.rows(wash)
        if bottom <= top:
            return
        box, size = (0, top, self.size[0], bottom), (self.size[0], bottom - top)
        tones = tuple(self.tone(colour, wash.tags).base for colour in wash.colours)
        rows = paper.cut(self.threads(0.0), box)
        ends = paper.cut(screens.bristles(90.0, round(90 * max(0.5, self.unit))), box)
        stitched = ImageChops.multiply(rows.point(_ROW), ends.point(_STITCH))
        cloth = self.linen(box)
        cloth.paste(paper.ramp(tones, *size), (0, 0), stitched)
        dark = paper.ramp(tuple(darker(tone, 0.4) for tone in tones), *size)
        cloth.paste(dark, (0, 0), ImageChops.multiply(stitched, rows.point([max(0, 150 - v) for v in range(256)])))
        self.image.paste(cloth, box)

    def linen(self, box: paper.Box) -> Image.Image:
        """Return the cloth under `box`: threads over and under threads."""
        cloth = Image.new("RGB", (box[2] - box[0], box[3] - box[1]), self.medium.paper)
        for angle in (0.0, 90.0):
            weft = paper.cut(screens.lines(max(2.5, 2.6 * self.unit), angle, 0.3), box)
            cloth.paste(darker(self.medium.paper, 0.3), (0, 0), weft.point([max(0, 120 - v) for v in range(256)]))
        return cloth

    def mist(self, mist: Mist) -> None:
        """Leave out what is no thread."""


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
            _laid(max(3.0, THREAD * unit), 0.0),
            screen_grows=False,
            line_colour=lambda colour: darker(mix(tone(colour).base, self.thread, 0.4), 0.3),
            **self.surface(),
        )
