"""A sheet to draw on: outlines in drawing units become paint in the picture's medium."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sketch.paint import paper
from sketch.paint.colours import RGB, mix
from sketch.paint.geometry import Outline, Point, ribbon
from sketch.paint.paper import Box

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.paint.medium import Medium, Shade

Cut = tuple[Image.Image, Box, int, list[Outline]]
"""The mask of some shapes, its box in the picture, how many times finer it was drawn, and the shapes as drawn."""


class Canvas:
    """A picture, or a layer of one, that is being drawn.

    `unit` is the number of pixels in a drawing unit and `origin` the point, in units, of the upper left corner. A
    layer also keeps its `alpha`. `sway` is how far, in units, the hand strays from the ruler.
    """

    def __init__(
        self,
        size: tuple[int, int],
        unit: float,
        medium: Medium,
        *,
        origin: Point = (0.0, 0.0),
        layer: bool = False,
        sway: float = 1.6,
    ) -> None:
        self.size, self.unit, self.medium, self.origin, self.sway = size, unit, medium, origin, sway
        self.image = Image.new("RGB", size, medium.paper)
        self.alpha = Image.new("L", size) if layer else None
        self.under: Canvas | None = None
        self.lights = None if layer else Image.new("RGB", (size[0] // 6 + 1, size[1] // 6 + 1))

    @property
    def width(self) -> float:
        """Width in drawing units."""
        return self.size[0] / self.unit

    @property
    def height(self) -> float:
        """Height in drawing units."""
        return self.size[1] / self.unit

    def fill(
        self,
        shapes: Sequence[Outline],
        colour: RGB,
        shade: Shade | None = None,
        *,
        alpha: float = 1.0,
        line: float = 1.0,
        shine: bool = False,
    ) -> None:
        """Paint `shapes` in one go. `line` scales the medium's outline; what `shine`s keeps its colour anywhere."""
        cut = self._cut(shapes)
        if cut is None:
            return
        mask, box, fine, drawn = cut
        medium = self.medium
        tone = medium.tone(colour)
        base = mix(colour, medium.paper, 0.15) if shine and not medium.hard else tone.base
        if medium.hard and alpha < 1:
            paint = paper.screened(paper.scaled(mask, alpha), medium.screen, box, 4.0)
        else:
            paint = self._uneven(mask, box, alpha)
        self.image.paste(base, box, paint)
        if tone.amount > 0 and not shine:
            self._break_up(paper.scaled(mask, tone.amount), box, tone.ink)
        if shade is not None:
            self._shade(mask, box, shade)
        if medium.pool and alpha == 1.0:
            self._pool(mask, box, base)
        if self.alpha is not None:
            self.alpha.paste(255, box, paper.scaled(mask, alpha) if alpha < 1 else mask)
        if medium.line * line > 0 and alpha > 0.6:
            self._outline(drawn, box, fine, medium.line * line, medium.line_colour(colour))

    def stroke(self, points: Sequence[Point], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0) -> None:
        """Draw one brush stroke along `points`."""
        self.fill([ribbon(points, widths)], colour, alpha=alpha, line=0)

    def strokes(
        self, paths: Sequence[Sequence[Point]], widths: Sequence[float], colour: RGB, *, alpha: float = 1.0
    ) -> None:
        """Draw many strokes of one kind."""
        self.fill([ribbon(path, widths) for path in paths], colour, alpha=alpha, line=0)

    def wash(self, colours: tuple[RGB, ...], top: float, bottom: float) -> None:
        """Cover the full width from `top` to `bottom` with a blend of colours."""
        y0, y1 = max(0, self._y(top)), min(self.size[1], self._y(bottom))
        if y1 <= y0:
            return
        box = (0, y0, self.size[0], y1)
        width, height, medium = self.size[0], y1 - y0, self.medium
        tones = [medium.tone(colour) for colour in colours]
        self.image.paste(paper.ramp(tuple(t.base for t in tones), width, height), box)
        if medium.wash:
            blotches = paper.cut(paper.blotches(), box)
            thin = tuple(mix(t.base, medium.paper, min(0.8, medium.wash * 1.5)) for t in tones)
            self.image.paste(paper.ramp(thin, width, height), box, blotches)
        if any(t.amount for t in tones):
            levels = tuple((round(t.amount * 255),) * 3 for t in tones)
            depth = paper.ramp(levels, width, height).getchannel(0)
            self._break_up(depth, box, max(tones, key=lambda t: t.amount).ink)

    def mist(self, cx: float, cy: float, rx: float, ry: float, colour: RGB, amount: float) -> None:
        """Paint a soft patch of colour: light behind people, fog, shadows on the ground."""
        whole = (self._x(cx - rx), self._y(cy - ry), self._x(cx + rx), self._y(cy + ry))
        box = (max(0, whole[0]), max(0, whole[1]), min(self.size[0], whole[2]), min(self.size[1], whole[3]))
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        sx, sy = 256 / (whole[2] - whole[0]), 256 / (whole[3] - whole[1])
        part = ((box[0] - whole[0]) * sx, (box[1] - whole[1]) * sy, (box[2] - whole[0]) * sx, (box[3] - whole[1]) * sy)
        soft = paper.falloff(1.3).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, box=part)
        mask = paper.scaled(soft, amount)
        if self.medium.hard:
            mask = paper.screened(mask, self.medium.screen, box, 4.0)
        self.image.paste(self.medium.tone(colour).base, box, mask)

    def glow(self, x: float, y: float, radius: float, colour: RGB, strength: float = 0.8) -> None:
        """Light that a source at (x, y) throws over the finished picture, whatever comes before it."""
        if self.under is not None:
            self.under.glow(x, y, radius, colour, strength)
            return
        if self.medium.glow == "rays" or self.lights is None:
            self._rays(x, y, radius, strength)
            return
        k = self.unit / 6
        reach = max(1, int(radius * k))
        x0, y0 = int((x - self.origin[0]) * k) - reach, int((y - self.origin[1]) * k) - reach
        light = Image.new("RGB", (2 * reach, 2 * reach))
        power = strength * self.medium.glow_strength
        tint = (int(colour[0] * power), int(colour[1] * power), int(colour[2] * power))
        light.paste(
            (min(255, tint[0]), min(255, tint[1]), min(255, tint[2])),
            (0, 0),
            paper.falloff(2.2).resize(light.size, Image.Resampling.BILINEAR),
        )
        box = (x0, y0, x0 + 2 * reach, y0 + 2 * reach)
        self.lights.paste(ImageChops.screen(self.lights.crop(box), light), box)

    def layer(self, x0: float, y0: float, x1: float, y1: float) -> Canvas:
        """Open a clear sheet over a part of this one. Light on it falls on this one too."""
        left, top = max(0, self._x(x0)), max(0, self._y(y0))
        right, bottom = min(self.size[0], self._x(x1)), min(self.size[1], self._y(y1))
        size = (max(1, right - left), max(1, bottom - top))
        origin = (self.origin[0] + left / self.unit, self.origin[1] + top / self.unit)
        sheet = Canvas(size, self.unit, self.medium, origin=origin, layer=True, sway=self.sway * 0.35)
        sheet.under = self
        return sheet

    def stamp(self, layer: Canvas) -> None:
        """Put a layer onto this canvas where its origin says."""
        if layer.alpha is not None:
            self.image.paste(layer.image, (self._x(layer.origin[0]), self._y(layer.origin[1])), layer.alpha)

    def finished(self) -> Image.Image:
        """Finish the picture with its lights, its grain and its border."""
        picture, medium = self.image, self.medium
        if self.lights is not None and self.lights.getbbox():
            picture = ImageChops.screen(picture, self.lights.resize(self.size, Image.Resampling.BILINEAR))
        picture = ImageChops.multiply(picture, paper.grain(*self.size, medium.grain))
        border = paper.deckle(*self.size, medium.margin, medium.ragged)
        sheet = Image.new("RGB", self.size, medium.paper)
        sheet.paste(picture, (0, 0), border)
        return sheet

    def _x(self, x: float) -> int:
        return round((x - self.origin[0]) * self.unit)

    def _y(self, y: float) -> int:
        return round((y - self.origin[1]) * self.unit)

    def _swayed(self, shape: Outline) -> Outline:
        """Sway the outline as a hand would draw it, in pixels. Neighbours stray together, so no gaps open."""
        ox, oy, k, a = *self.origin, self.unit, self.sway
        if not a:
            return [((x - ox) * k, (y - oy) * k) for x, y in shape]
        points: Outline = []
        px, py = shape[-1]
        for x, y in shape:
            far = math.hypot(x - px, y - py)
            if far > 60:
                count = min(24, int(far / 30))
                for i in range(1, count):
                    qx, qy = px + (x - px) * i / count, py + (y - py) * i / count
                    points.append((qx, qy))
            points.append((x, y))
            px, py = x, y
        sin = math.sin
        return [
            (
                (x + a * sin(y * 0.071 + x * 0.013 + 1.7) - ox) * k,
                (y + a * sin(x * 0.067 - y * 0.017 + 0.4) - oy) * k,
            )
            for x, y in points
        ]

    def _cut(self, shapes: Sequence[Outline]) -> Cut | None:
        """Cut the mask of the shapes, its box in the picture, and how many times finer it was drawn."""
        drawn = [self._swayed(shape) for shape in shapes if len(shape) > 2]
        if not drawn:
            return None
        xs = [x for shape in drawn for x, _ in shape]
        ys = [y for shape in drawn for _, y in shape]
        pad = math.ceil(self.medium.line * self.unit) + 1
        box = (
            max(0, math.floor(min(xs)) - pad),
            max(0, math.floor(min(ys)) - pad),
            min(self.size[0], math.ceil(max(xs)) + pad),
            min(self.size[1], math.ceil(max(ys)) + pad),
        )
        width, height = box[2] - box[0], box[3] - box[1]
        if width <= 0 or height <= 0:
            return None
        fine = 4 if width * height < 40_000 else 2
        mask = Image.new("L", (width * fine, height * fine))
        draw = ImageDraw.Draw(mask)
        for shape in drawn:
            draw.polygon([((x - box[0]) * fine, (y - box[1]) * fine) for x, y in shape], fill=255)
        return mask.reduce(fine), box, fine, drawn

    def _uneven(self, mask: Image.Image, box: Box, alpha: float) -> Image.Image:
        wash = self.medium.wash
        if wash:
            return ImageChops.multiply(mask, paper.cut(paper.dried(wash, round(alpha, 2)), box))
        return paper.scaled(mask, alpha) if alpha < 1 else mask

    def _break_up(self, mask: Image.Image, box: Box, ink: RGB) -> None:
        self.image.paste(ink, box, paper.screened(mask, self.medium.screen, box, self.medium.hardness))

    def _shade(self, mask: Image.Image, box: Box, shade: Shade) -> None:
        ramp = paper.slope(shade.side).resize(mask.size, Image.Resampling.BILINEAR)
        deep = paper.scaled(ImageChops.multiply(mask, ramp), shade.amount)
        tone = self.medium.tone(shade.colour)
        self._break_up(deep, box, tone.ink if tone.amount > 0 else tone.base)

    def _pool(self, mask: Image.Image, box: Box, base: RGB) -> None:
        """Paint pigment that gathers where a wash ends."""
        small = mask.width * mask.height < 60_000
        coarse = mask if small else mask.reduce(4)
        inner = coarse.filter(ImageFilter.BoxBlur(max(1.0, 4.5 * self.unit / (1 if small else 4))))
        rim = ImageChops.subtract(coarse, paper.scaled(inner, 1.25))
        if not small:
            rim = ImageChops.multiply(rim.resize(mask.size, Image.Resampling.BILINEAR), mask)
        self.image.paste(mix(base, (40, 36, 70), 0.42), box, paper.scaled(rim, self.medium.pool * 2))

    def _outline(self, drawn: Sequence[Outline], box: Box, fine: int, width: float, colour: RGB) -> None:
        """Go round shapes, in pixels as they were drawn, with a pen that presses now more, now less."""
        size = ((box[2] - box[0]) * fine, (box[3] - box[1]) * fine)
        mask = Image.new("L", size)
        draw = ImageDraw.Draw(mask)
        for shape in drawn:
            ring = [((x - box[0]) * fine, (y - box[1]) * fine) for x, y in shape]
            ring.append(ring[0])
            nib = max(1.0, width * self.unit * fine)
            for i in range(0, len(ring) - 1, 4):
                press = 0.75 + 0.45 * math.sin(i * 0.37 + len(ring))
                draw.line(ring[i : i + 5], fill=255, width=max(1, round(nib * press)), joint="curve")
        ink = mask.reduce(fine)
        self.image.paste(colour, box, ink)
        if self.alpha is not None:
            self.alpha.paste(255, box, ink)

    def _rays(self, x: float, y: float, radius: float, strength: float) -> None:
        count = 22
        paths: list[list[Point]] = []
        for i in range(count):
            angle = math.tau * (i + 0.5 * (i % 2)) / count
            start, end = radius * 0.24, radius * (0.42 + 0.2 * (i % 3)) * min(1.0, 0.5 + strength / 2)
            paths.append(
                [
                    (x + start * math.cos(angle), y + start * math.sin(angle)),
                    (x + end * math.cos(angle), y + end * math.sin(angle)),
                ]
            )
        self.image_strokes(paths, (radius * 0.018, 1.0))

    def image_strokes(self, paths: Sequence[Sequence[Point]], widths: Sequence[float]) -> None:
        """Scratch bare paper into what is drawn."""
        cut = self._cut([ribbon(path, widths) for path in paths])
        if cut is not None:
            mask, box, *_ = cut
            self.image.paste(self.medium.paper, box, mask)
