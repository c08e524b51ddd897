"""A canvas: the items of a display list become paint in the picture's medium."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sketch.paint import paper
from sketch.paint.colours import RGB, lighter, luminance, mix
from sketch.paint.geometry import Outline, Point, ribbon
from sketch.record.shapes import Glow, Item, Layer, Mist, Relief, Shape, Wash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sketch.paint.light import Light
    from sketch.paint.medium import Medium, Shade
    from sketch.paint.paper import Box

Cut = tuple[Image.Image, "Box", int, list[Outline]]
"""The mask of some shapes, its box in the picture, how many times finer it was drawn, and the shapes as drawn."""
COARSE = 6
"""Light is gathered on a sheet so many times smaller than the picture."""
LAYER_SWAY = 0.35
"""How much of its freedom the hand keeps on a layer, where things are small."""


class Canvas:
    """A picture, or a layer of one, that is being painted.

    `unit` is the number of pixels in a drawing unit and `origin` the point, in units, of the upper left corner. A
    layer also keeps its `alpha`. `sway` is how far, in units, the hand strays from the ruler.
    """

    sway: float

    def __init__(
        self,
        size: tuple[int, int],
        unit: float,
        medium: Medium,
        light: Light,
        *,
        origin: Point = (0.0, 0.0),
        under: Canvas | None = None,
    ) -> None:
        self.size, self.unit, self.medium, self.light, self.origin, self.under = (
            size,
            unit,
            medium,
            light,
            origin,
            under,
        )
        self.sway = medium.sway if under is None else under.sway * LAYER_SWAY
        self.image = Image.new("RGB", size, medium.paper)
        self.alpha = Image.new("L", size) if under is not None else None
        self.lights = None if under is not None else Image.new("RGB", (size[0] // COARSE + 1, size[1] // COARSE + 1))

    def paint(self, items: Iterable[Item]) -> None:
        """Paint items in their order."""
        for item in items:
            match item:
                case Shape():
                    self.shape(item)
                case Wash():
                    self.wash(item)
                case Mist():
                    self.mist(item)
                case Glow():
                    self.glow(item)
                case Layer():
                    self.layer(item)

    def shape(self, shape: Shape) -> None:
        """Paint one shape: its ground, its half tones, its shade and its contour."""
        cut = self._cut(shape.outlines)
        if cut is None:
            return
        mask, box, fine, drawn = cut
        medium, alpha = self.medium, shape.alpha
        tone = medium.tone(shape.colour)
        base = mix(shape.colour, medium.paper, 0.15) if shape.shine and not medium.hard else tone.base
        if medium.hard and alpha < 1:
            paint = paper.screened(paper.scaled(mask, alpha), medium.screen, box, 4.0)
        else:
            paint = self._uneven(mask, box, alpha)
        self.image.paste(base, box, paint)
        if tone.amount > 0 and not shape.shine:
            self._break_up(paper.scaled(mask, tone.amount), box, tone.ink)
        if shape.shade is not None:
            self._shade(mask, box, shape.shade)
        if medium.pool and alpha == 1.0:
            self._pool(mask, box, base)
        if self.alpha is not None:
            self.alpha.paste(255, box, paper.scaled(mask, alpha) if alpha < 1 else mask)
        if medium.line * shape.line > 0 and alpha > 0.6:
            self._outline(drawn, box, fine, medium.line * shape.line, medium.line_colour(shape.colour))

    def wash(self, wash: Wash) -> None:
        """Cover the full width with a blend of colours."""
        y0, y1 = max(0, self._y(wash.top)), min(self.size[1], self._y(wash.bottom))
        if y1 <= y0:
            return
        box = (0, y0, self.size[0], y1)
        width, height, medium = self.size[0], y1 - y0, self.medium
        tones = [medium.tone(colour) for colour in wash.colours]
        self.image.paste(paper.ramp(tuple(t.base for t in tones), width, height), box)
        if medium.wash:
            blotches = paper.cut(paper.blotches(), box)
            thin = tuple(mix(t.base, medium.paper, min(0.8, medium.wash * 1.5)) for t in tones)
            self.image.paste(paper.ramp(thin, width, height), box, blotches)
        if any(t.amount for t in tones):
            levels = tuple((round(t.amount * 255),) * 3 for t in tones)
            depth = paper.ramp(levels, width, height).getchannel(0)
            self._break_up(depth, box, max(tones, key=lambda t: t.amount).ink)

    def mist(self, mist: Mist) -> None:
        """Paint a soft patch of colour."""
        if self.medium.hard and mist.tags.role == "face":
            return
        x, y, rx, ry = mist.x, mist.y, mist.rx, mist.ry
        whole = (self._x(x - rx), self._y(y - ry), self._x(x + rx), self._y(y + ry))
        box = (max(0, whole[0]), max(0, whole[1]), min(self.size[0], whole[2]), min(self.size[1], whole[3]))
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        sx, sy = 256 / (whole[2] - whole[0]), 256 / (whole[3] - whole[1])
        part = ((box[0] - whole[0]) * sx, (box[1] - whole[1]) * sy, (box[2] - whole[0]) * sx, (box[3] - whole[1]) * sy)
        soft = paper.falloff(1.3).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, box=part)
        mask = paper.scaled(soft, mist.amount)
        if self.medium.hard:
            mask = paper.screened(mask, self.medium.screen, box, 4.0)
        self.image.paste(self.medium.tone(mist.colour).base, box, mask)

    def glow(self, glow: Glow) -> None:
        """Gather the light of a source. It falls on what is painted before the next figure, or before the end."""
        if self.under is not None:
            self.under.glow(glow)
            return
        if self.medium.glow == "rays" or self.lights is None:
            self._rays(glow.x, glow.y, glow.radius, glow.strength)
            return
        k = self.unit / COARSE
        reach = max(1, int(glow.radius * k))
        x0, y0 = int((glow.x - self.origin[0]) * k) - reach, int((glow.y - self.origin[1]) * k) - reach
        power = glow.strength * self.medium.glow_strength
        red, green, blue = (min(255, int(part * power)) for part in glow.colour)
        light = Image.new("RGB", (2 * reach, 2 * reach))
        light.paste((red, green, blue), (0, 0), paper.falloff(2.2).resize(light.size, Image.Resampling.BILINEAR))
        box = (x0, y0, x0 + 2 * reach, y0 + 2 * reach)
        self.lights.paste(ImageChops.screen(self.lights.crop(box), light), box)

    def layer(self, layer: Layer) -> None:
        """Paint a layer and lay it on. What shone before it shines on what lies behind it only."""
        if layer.relief is not None:
            self.shine()
        box = self._layer_box(layer)
        if box is None:
            return
        left, top, right, bottom = box
        origin = (self.origin[0] + left / self.unit, self.origin[1] + top / self.unit)
        sheet = type(self)((right - left, bottom - top), self.unit, self.medium, self.light, origin=origin, under=self)
        sheet.paint(layer.items)
        if layer.relief is not None:
            sheet.light_edges(layer.relief)
            self.halo(sheet)
        self.stamp(sheet)

    def stamp(self, sheet: Canvas) -> None:
        """Lay a painted layer on where its origin says."""
        at = (self._x(sheet.origin[0]), self._y(sheet.origin[1]))
        self.image.paste(sheet.image, at, sheet.alpha)
        if self.alpha is not None:
            self.alpha.paste(255, at, sheet.alpha)

    def shine(self) -> None:
        """Let the light that has been gathered fall on what is painted by now."""
        if self.lights is None:
            return
        lit = self.lights.getbbox()
        if lit is None:
            return
        width, height = self.size
        box = (lit[0] * COARSE, lit[1] * COARSE, min(width, lit[2] * COARSE), min(height, lit[3] * COARSE))
        part = (box[0] / COARSE, box[1] / COARSE, box[2] / COARSE, box[3] / COARSE)
        light = self.lights.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, box=part)
        self.image.paste(ImageChops.screen(self.image.crop(box), light), box)
        self.lights.paste((0, 0, 0), lit)

    def finished(self) -> Image.Image:
        """Finish the picture with its lights and its grain. It bleeds: paint covers it up to its edges."""
        self.shine()
        return ImageChops.multiply(self.image, paper.grain(*self.size, self.medium.grain))

    def light_edges(self, relief: Relief) -> None:
        """Draw a rim of light on one side of a layer and a soft shade on the other, over the whole at once."""
        medium, alpha = self.medium, self.alpha
        if medium.hard or alpha is None:
            return
        side, pixels = relief.light_from, relief.scale * self.unit
        step = max(1, round(1.5 * pixels))
        rim = ImageChops.subtract(alpha, _shifted(alpha, -side * step, step // 2))
        rim = ImageChops.multiply(rim.filter(ImageFilter.BoxBlur(max(0.6, step / 3))), alpha)
        glow = medium.tone(mix(self.light.glow, (255, 250, 238), 0.25)).base
        self.image.paste(glow, (0, 0), paper.scaled(rim, 0.6 if self.light.dark else 0.5))
        deep = max(2, round(3.4 * pixels))
        dark = ImageChops.subtract(alpha, _shifted(alpha, side * deep, 0))
        dark = ImageChops.multiply(dark.filter(ImageFilter.BoxBlur(deep / 2)), alpha)
        self.image.paste(medium.tone(self.light.shade).base, (0, 0), paper.scaled(dark, 0.36))

    def halo(self, sheet: Canvas) -> None:
        """Draw a breath of lighter paint around a layer, so that it reads against any ground."""
        medium, light = self.medium, self.light
        if not medium.halo or sheet.alpha is None:
            return
        reach = max(1.0, (3.4 if not medium.hard else 2.6) * self.unit)
        spread = sheet.alpha.filter(ImageFilter.BoxBlur(reach))
        mask = paper.scaled(spread, 1.5 if not medium.hard else 9.0)
        colour = lighter(light.haze, 0.35) if luminance(light.haze) > 0.4 else mix(light.haze, light.key, 0.35)
        base = medium.tone(colour).base
        if not medium.hard:
            mask = paper.scaled(mask, medium.halo * 0.8)
        elif light.dark and medium.paper_halo:
            base = medium.paper
        self.image.paste(base, (self._x(sheet.origin[0]), self._y(sheet.origin[1])), mask)

    def _x(self, x: float) -> int:
        return round((x - self.origin[0]) * self.unit)

    def _y(self, y: float) -> int:
        return round((y - self.origin[1]) * self.unit)

    def _layer_box(self, layer: Layer) -> Box | None:
        """Return the pixels that a layer covers: no more than is drawn on it."""
        x0, y0, x1, y1 = layer.box
        pad = 6.0 + self.medium.line
        xs = [x for item in layer.items if isinstance(item, Shape) for shape in item.outlines for x, _ in shape]
        ys = [y for item in layer.items if isinstance(item, Shape) for shape in item.outlines for _, y in shape]
        if xs and all(isinstance(item, Shape | Mist | Glow) for item in layer.items):
            x0, x1 = max(x0, min(xs) - pad), min(x1, max(xs) + pad)
            y0, y1 = max(y0, min(ys) - pad), min(y1, max(ys) + pad)
        left, top = max(0, self._x(x0)), max(0, self._y(y0))
        right, bottom = min(self.size[0], self._x(x1)), min(self.size[1], self._y(y1))
        return (left, top, right, bottom) if left < right and top < bottom else None

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
        drawn = [self._swayed(shape) for shape in shapes]
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
        """Scratch rays of bare paper around a light."""
        paths: list[Outline] = []
        for i in range(22):
            angle = math.tau * (i + 0.5 * (i % 2)) / 22
            start, end = radius * 0.24, radius * (0.42 + 0.2 * (i % 3)) * min(1.0, 0.5 + strength / 2)
            near = (x + start * math.cos(angle), y + start * math.sin(angle))
            far = (x + end * math.cos(angle), y + end * math.sin(angle))
            paths.append(ribbon([near, far], (radius * 0.018, 1.0)))
        cut = self._cut(paths)
        if cut is not None:
            mask, box, *_ = cut
            self.image.paste(self.medium.paper, box, mask)


def _shifted(mask: Image.Image, dx: int, dy: int) -> Image.Image:
    moved = Image.new("L", mask.size)
    moved.paste(mask, (dx, dy))
    return moved
