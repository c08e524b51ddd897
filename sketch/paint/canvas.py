"""A canvas: the items of a display list become paint in the picture's medium."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from sketch.paint import paper
from sketch.paint.colours import RGB, lighter, mix
from sketch.paint.geometry import Outline, Point, bounds, star, swayed
from sketch.paint.paper import Box
from sketch.paint.plates import plain
from sketch.paint.relief import draw_halo, light_edges
from sketch.paint.scattering import scattered
from sketch.paint.separation import APART, COARSE_APART, GARMENTS, MIDDLE, focus_of, separation, shifted
from sketch.record.shapes import Glow, Item, Layer, Mist, Shape, Tags, Wash

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sketch.paint.light import Light
    from sketch.paint.medium import Medium, Tone
    from sketch.record.shapes import DisplayList, Relief

COARSE = 6
"""Light is gathered on a sheet so many times smaller than the picture."""
FLESH = frozenset({"face", "hand", "neck"})
LAYER_SWAY = 0.35
"""How much of its freedom the hand keeps on a layer, where things are small."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A shape cut out: its mask, the box of that in the picture, how many times finer it was drawn, and its outlines
    in pixels as they were drawn."""

    shape: Shape
    mask: Image.Image
    box: Box
    fine: int
    drawn: list[Outline]


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
        self.size, self.unit, self.medium, self.light = size, unit, medium, light
        self.origin, self.under = origin, under
        self.zoom = paper.zoom_for(round(unit * 1000))
        self.sway = medium.sway if under is None else under.sway * LAYER_SWAY
        self.shifts: Mapping[str, float] = {} if under is None else under.shifts
        self.focus = MIDDLE
        self.image = plain(size, medium.paper)
        self.alpha = Image.new("L", size) if under is not None else None
        self.lights = None if under is not None else Image.new("RGB", (size[0] // COARSE + 1, size[1] // COARSE + 1))

    @property
    def width(self) -> float:
        """Width in drawing units."""
        return self.size[0] / self.unit

    def plan(self, drawn: DisplayList) -> None:
        """Look at the whole before it is painted: whose clothes have to be told apart, and where its focus lies."""
        self.shifts = separation(
            drawn, self.tone, least=COARSE_APART if self.medium.hard or self.medium.grey else APART
        )
        self.focus = focus_of(drawn)

    def paint(self, items: Iterable[Item]) -> None:
        """Paint items in their order."""
        for item in items:
            match item:
                case Shape():
                    for shape in scattered(item):
                        self.shape(shape)
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
        piece = self.cut(shape)
        if piece is None:
            return
        medium, tone = self.medium, self.tone(shape.colour, shape.tags)
        glowing = shape.shine and not (medium.hard or medium.grey)
        base = mix(shape.colour, medium.paper, 0.15) if glowing else tone.base
        self.lay(piece, base)
        if tone.amount > 0 and not shape.shine:
            self.break_up(paper.scaled(piece.mask, tone.amount), piece.box, tone.ink, self.screen(shape))
        if shape.shade is not None:
            self.shade(piece)
        if medium.pool and shape.alpha == 1.0 and not shape.stroke:
            self.gather(piece, base)
        if self.alpha is not None:
            self.alpha.paste(255, piece.box, paper.scaled(piece.mask, shape.alpha))
        if medium.line * shape.line > 0 and shape.alpha > 0.6:
            self.contour(piece, medium.line * shape.line, medium.line_colour(shape.colour))

    def tone(self, colour: RGB, tags: Tags) -> Tone:
        """Return a colour as it is painted on what belongs so; greys leave faces and hands open."""
        medium, colour = self.medium, self.told_apart(colour, tags)
        if medium.grey and (tags.owner or tags.role in ("figure", "face")):
            return medium.tone(lighter(colour, 0.45) if tags.part in FLESH and tags.role == "figure" else colour)
        return medium.tone(lighter(colour, medium.recede) if medium.recede and not self.light.dark else colour)

    def told_apart(self, colour: RGB, tags: Tags) -> RGB:
        """Return a colour as far from that of others' clothes as it has to be."""
        shift = self.shifts.get(tags.owner, 0.0) if tags.owner and tags.part in GARMENTS else 0.0
        return shifted(colour, shift) if shift else colour

    def screen(self, shape: Shape) -> Image.Image:  # noqa: ARG002
        """Return the texture that breaks up the half tones of a shape."""
        return self.medium.screen

    def lay(self, piece: Piece, base: RGB) -> None:
        """Lay a piece's ground."""
        mask, alpha, medium = piece.mask, piece.shape.alpha, self.medium
        if medium.hard and alpha < 1:
            mask = paper.screened(paper.scaled(mask, alpha), self.texture(medium.screen, piece.box), 4.0)
        elif medium.wash:
            dried = paper.cut(paper.dried(medium.wash), piece.box, self.zoom)
            mask = paper.scaled(ImageChops.multiply(mask, dried), alpha)
        else:
            mask = paper.scaled(mask, alpha)
        self.image.paste(base, piece.box, mask)

    def wash(self, wash: Wash) -> None:
        """Cover the full width with a blend of colours."""
        y0, y1 = self.rows(wash)
        if y1 <= y0:
            return
        box = (0, y0, self.size[0], y1)
        width, height, medium = self.size[0], y1 - y0, self.medium
        tones = [self.tone(colour, wash.tags) for colour in wash.colours]
        self.image.paste(paper.ramp(tuple(t.base for t in tones), width, height), box)
        if medium.wash:
            blotches = paper.cut(paper.blotches(), box, self.zoom)
            thin = tuple(mix(t.base, medium.paper, min(0.8, medium.wash * 1.5)) for t in tones)
            self.image.paste(paper.ramp(thin, width, height), box, blotches)
        if any(t.amount for t in tones):
            levels = tuple((round(t.amount * 255),) * 3 for t in tones)
            depth = paper.ramp(levels, width, height).getchannel(0)
            self.break_up(depth, box, max(tones, key=lambda t: t.amount).ink, medium.screen)
        if self.alpha is not None:
            self.alpha.paste(255, box)

    def rows(self, wash: Wash) -> tuple[int, int]:
        """Return from where to where a blend of colours goes, in pixels; at the picture's edges it goes on beyond."""
        top = 0 if wash.top <= 0 else max(0, self.row(wash.top))
        foot = self.size[1] if wash.bottom >= 1000 else min(self.size[1], self.row(wash.bottom))
        return top, foot

    def mist(self, mist: Mist) -> None:
        """Paint a soft patch of colour."""
        if self.medium.hard and mist.tags.role == "face":
            return
        x, y, rx, ry = mist.x, mist.y, mist.rx, mist.ry
        whole = (self.column(x - rx), self.row(y - ry), self.column(x + rx), self.row(y + ry))
        box = (max(0, whole[0]), max(0, whole[1]), min(self.size[0], whole[2]), min(self.size[1], whole[3]))
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        sx, sy = 256 / (whole[2] - whole[0]), 256 / (whole[3] - whole[1])
        part = ((box[0] - whole[0]) * sx, (box[1] - whole[1]) * sy, (box[2] - whole[0]) * sx, (box[3] - whole[1]) * sy)
        soft = paper.falloff(1.3).resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, box=part)
        mask = paper.scaled(soft, mist.amount)
        if self.medium.hard:
            mask = paper.screened(mask, self.texture(self.medium.screen, box), 4.0)
        colour = self.tone(mist.colour, mist.tags).base
        if self.alpha is not None and mist.tags.role != "face":
            clear = ImageChops.multiply(ImageChops.invert(self.alpha.crop(box)), mask.point([0] + [255] * 255))
            self.image.paste(colour, box, clear)
            self.alpha.paste(255, box, mask)
        self.image.paste(colour, box, mask)

    def glow(self, glow: Glow) -> None:
        """Gather the light of a source. It falls on what is painted before the next figure, or before the end."""
        if self.under is not None:
            self.under.glow(glow)
            return
        if self.medium.glow == "rays" or self.lights is None:
            self.rays(glow)
            return
        k = self.unit / COARSE
        reach = max(1, int(glow.radius * k))
        x0, y0 = int((glow.x - self.origin[0]) * k) - reach, int((glow.y - self.origin[1]) * k) - reach
        power = glow.strength * self.medium.glow_strength
        red, green, blue = (min(255, int(part * power)) for part in glow.colour)
        wide, high = self.lights.size
        box = (max(x0, 0), max(y0, 0), min(x0 + 2 * reach, wide), min(y0 + 2 * reach, high))
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        light = Image.new("RGB", (box[2] - box[0], box[3] - box[1]))
        to, soft = 256 / (2 * reach), paper.falloff(2.2)
        part = ((box[0] - x0) * to, (box[1] - y0) * to, (box[2] - x0) * to, (box[3] - y0) * to)
        light.paste((red, green, blue), (0, 0), soft.resize(light.size, Image.Resampling.BILINEAR, box=part))
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
        sheet.image.paste(self.image.crop(box), (0, 0))  # so that edges do not take on the colour of the paper
        sheet.paint(layer.items)
        if layer.relief is not None:
            self.rim(sheet, layer.relief)
            self.halo(sheet)
            if layer.relief.opacity < 1 and sheet.alpha is not None:
                sheet.alpha = paper.scaled(sheet.alpha, layer.relief.opacity)
        self.stamp(sheet)

    def rim(self, sheet: Canvas, relief: Relief) -> None:
        """Light a layer from one side."""
        light_edges(sheet, relief)

    def halo(self, sheet: Canvas) -> None:
        """Set a layer off from what it is laid on."""
        draw_halo(self, sheet)

    def stamp(self, sheet: Canvas) -> None:
        """Lay a painted layer on where its origin says."""
        at = (self.column(sheet.origin[0]), self.row(sheet.origin[1]))
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
        if box[0] >= box[2] or box[1] >= box[3]:
            self.lights.paste((0, 0, 0), lit)  # it shines beyond the picture's edge
            return
        part = (box[0] / COARSE, box[1] / COARSE, box[2] / COARSE, box[3] / COARSE)
        light = self.lights.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, box=part)
        self.image.paste(ImageChops.screen(self.image.crop(box).picture(), light), box)
        self.lights.paste((0, 0, 0), lit)

    def finished(self) -> Image.Image:
        """Finish the picture with its lights and its grain. It bleeds: paint covers it up to its edges."""
        self.shine()
        picture = self.developed(self.graded(self.image.picture()))
        grain = self.medium.grain
        return ImageChops.multiply(picture, paper.grain(*self.size, grain)) if grain else picture

    def graded(self, picture: Image.Image) -> Image.Image:
        """Return a painted picture in the medium's grade."""
        return self.medium.grade(picture, self.focus) if self.medium.grade is not None else picture

    def developed(self, picture: Image.Image) -> Image.Image:
        """Return a painted picture as the medium shows it: printed in inks, smudged, lit from behind."""
        return picture

    def column(self, x: float) -> int:
        """Return the pixel at `x` units."""
        return round((x - self.origin[0]) * self.unit)

    def row(self, y: float) -> int:
        """Return the pixel at `y` units."""
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
        left, top = max(0, self.column(x0)), max(0, self.row(y0))
        right, bottom = min(self.size[0], self.column(x1)), min(self.size[1], self.row(y1))
        return (left, top, right, bottom) if left < right and top < bottom else None

    def cut(self, shape: Shape) -> Piece | None:
        """Cut a shape out; None where it lies outside of the picture."""
        if self.misses(shape):
            return None
        drawn = [swayed(outline, self.sway, self.origin, self.unit) for outline in shape.outlines]
        xs, ys = zip(*chain.from_iterable(drawn), strict=True)
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
        left, top = box[:2]
        for outline in drawn:
            draw.polygon([((x - left) * fine, (y - top) * fine) for x, y in outline], fill=255)
        return Piece(shape, mask.reduce(fine), box, fine, drawn)

    def misses(self, shape: Shape) -> bool:
        """Say whether a shape lies outside of the picture, however far the hand strays."""
        left, top, right, foot = bounds(shape.outlines)
        stray = self.sway + self.medium.line + 3 / self.unit
        (x, y), (width, height), k = self.origin, self.size, self.unit
        return right + stray < x or foot + stray < y or left - stray > x + width / k or top - stray > y + height / k

    def texture(self, tile: Image.Image, box: Box) -> Image.Image:
        """Cut the piece of a texture that lies under `box`, as large as this picture needs it."""
        return paper.cut(tile, box, self.zoom if self.medium.screen_grows else 1)

    def break_up(self, mask: Image.Image, box: Box, ink: RGB, screen: Image.Image) -> None:
        """Lay ink where the mask comes through a screen."""
        self.image.paste(ink, box, paper.screened(mask, self.texture(screen, box), self.medium.hardness))

    def shade(self, piece: Piece) -> None:
        """Let a second colour grow over a piece towards one of its sides."""
        shape, shade = piece.shape, piece.shape.shade
        assert shade is not None
        deep = ImageChops.multiply(piece.mask, paper.slope(shade.side, *piece.mask.size, min(1.0, shade.amount)))
        tone = self.tone(shade.colour, shape.tags)
        self.break_up(deep, piece.box, tone.ink if tone.amount > 0 else tone.base, self.screen(shape))

    def gather(self, piece: Piece, base: RGB) -> None:
        """Paint pigment that gathers where a wash ends."""
        mask = piece.mask
        small = mask.width * mask.height < 60_000
        coarse = mask if small else mask.reduce(4)
        inner = coarse.filter(ImageFilter.BoxBlur(max(1.0, 4.5 * self.unit / (1 if small else 4))))
        rim = ImageChops.subtract(coarse, paper.scaled(inner, 1.25))
        if not small:
            rim = ImageChops.multiply(rim.resize(mask.size, Image.Resampling.BILINEAR), mask)
        self.image.paste(mix(base, (40, 36, 70), 0.42), piece.box, paper.scaled(rim, self.medium.pool * 2))

    def contour(self, piece: Piece, width: float, colour: RGB) -> None:
        """Go round a piece with a line of `width` units."""
        ink = self.inked(piece, width)
        self.image.paste(colour, piece.box, ink)
        if self.alpha is not None:
            self.alpha.paste(255, piece.box, ink)

    def inked(self, piece: Piece, width: float) -> Image.Image:
        """Return the mask of a piece's contour, drawn with a pen that presses now more, now less."""
        box, fine = piece.box, min(2, piece.fine)
        mask = Image.new("L", ((box[2] - box[0]) * fine, (box[3] - box[1]) * fine))
        draw = ImageDraw.Draw(mask)
        nib = max(1.0, width * self.unit * fine)
        for outline in piece.drawn:
            ring = [((x - box[0]) * fine, (y - box[1]) * fine) for x, y in outline]
            ring.append(ring[0])
            for i in range(0, len(ring) - 1, 4):
                press = self.press(i, len(ring))
                if press > 0:
                    wide = max(1, round(nib * press))
                    draw.line(ring[i : i + 5], fill=255, width=wide, joint="curve" if wide > 3 * fine else None)
        return mask.reduce(fine)

    def press(self, i: int, count: int) -> float:
        """Return how hard the pen presses at the i-th of so many points of a contour: 1 is usual, 0 is not at all."""
        return 0.75 + 0.45 * math.sin(i * 0.37 + count)

    def rays(self, glow: Glow) -> None:
        """Scratch rays of bare paper around a light."""
        piece = self.cut(Shape(tuple(star(glow.x, glow.y, glow.radius, glow.strength)), self.medium.paper))
        if piece is not None:
            self.image.paste(self.medium.paper, piece.box, piece.mask)
