"""The contour page, for colouring: each shape white with its contour, painted in order, so that nearer shapes hide what
lies behind them. No light, no colours, no tracing."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from sketch.outputs.regions import fill_regions, regions_of
from sketch.paint.colours import local_colour, luminance
from sketch.paint.geometry import Outline, area
from sketch.record.shapes import FRAME, Layer, Shape, Wash

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sketch.record.shapes import DisplayList, Item

PAGE = 2160
"""Pixels of the height of a page, unless another is asked for."""
WHITE, BLACK = 255, 0
ROOMY = 1.5
"""Squares of a crayon's width: a lip or the white of an eye that is smaller has no contour and is one with the face."""
_DARK = 0.42
"""What is darker is ink in a face: pupils, brows, lashes."""


@dataclass(frozen=True, slots=True)
class Crayon:
    """What a page is coloured with: nothing narrower than `width` units has to be filled; contours are `line` wide."""

    width: float = 12.0
    line: float = 3.0


CRAYON, PENCIL = Crayon(), Crayon(width=6.0, line=2.2)
"""For small children, and for older ones."""


@dataclass(frozen=True, slots=True)
class ContourPage:
    """A page (mode L, black on white), with how many regions can be coloured, how many of them are large enough for
    the crayon, and how many slivers were closed. White specks in faces, as broad as two lines, are no regions.
    """

    image: Image.Image
    regions: int
    large_regions: int
    slivers: int

    @property
    def share_large(self) -> float:
        """Return which part of the regions a crayon can fill."""
        return self.large_regions / self.regions if self.regions else 1.0


def contour_page(drawn: DisplayList, *, height: int = PAGE, crayon: Crayon = CRAYON) -> ContourPage:
    """Return the contours of a picture on white, `height` pixels high. Slivers between contours are closed with ink,
    but for those in faces."""
    unit = height / (drawn.size[1] / drawn.unit)
    size = (max(1, round(drawn.size[0] * height / drawn.size[1])), height)
    page, faces = Image.new("L", size, WHITE), Image.new("1", size)
    _Plotter(page, faces, unit, crayon).plot(drawn.items)
    frame = max(1, round(crayon.line * unit))
    ImageDraw.Draw(page).rectangle((0, 0, size[0] - 1, size[1] - 1), outline=BLACK, width=frame)
    smallest = round((crayon.width * unit) ** 2)
    regions = regions_of(page)
    slivers = {region for region in regions if region.area < smallest and not faces.getpixel(region.inside)}
    fill_regions(page, slivers, BLACK)
    speck = (2 * crayon.line * unit) ** 2
    kept = [region for region in regions if region not in slivers and region.area > speck]
    return ContourPage(page, len(kept), sum(region.area >= smallest for region in kept), len(slivers))


@dataclass(frozen=True, slots=True)
class _Plotter:
    page: Image.Image
    faces: Image.Image
    unit: float
    crayon: Crayon
    left: float = 0.0
    top: float = 0.0
    covered: Image.Image | None = None
    """Where areas of a layer lie, if anybody asks."""

    def plot(self, items: tuple[Item, ...]) -> None:
        """Plot items in their order."""
        for item in _with_whole_hands(items):
            match item:
                case Shape():
                    self._shape(item)
                case Wash():
                    self._wash(item)
                case Layer():
                    self._layer(item)
                case _:
                    pass

    def _shape(self, shape: Shape) -> None:
        role = shape.tags.role
        if shape.tags.part == FRAME:
            return  # of leaves and blades before the eye nothing but specks would be left
        if role == "face" and shape.alpha > 0.3:
            self._feature(shape)
        elif shape.alpha >= 0.6 and role not in ("weather", "texture") and (_is_area(shape) or _is_bar(shape)):
            self._area(shape)

    def _area(self, shape: Shape) -> None:
        """Plot areas: contours first, twice as wide, then all white, so that only the outer half of what goes round
        all areas of one shape is left."""
        outlines = [outline for outline in shape.outlines if is_broad(outline, self.crayon.width)]
        pixels = [self._pixels(outline) for outline in outlines]
        nib = max(1, round(self.crayon.line * self.unit * min(1.0, 0.55 + 0.45 * shape.line)))
        draw, face = ImageDraw.Draw(self.page), ImageDraw.Draw(self.faces)
        cover = ImageDraw.Draw(self.covered) if self.covered is not None else None
        for points in pixels:
            draw.line([*points, points[0], points[1]], fill=BLACK, width=nib * 2, joint="curve")
        for points in pixels:
            draw.polygon(points, fill=WHITE)
            face.polygon(points, fill=int(shape.tags.part == "face"))
            if cover is not None:
                cover.polygon(points, fill=1)

    def _feature(self, shape: Shape) -> None:
        """Plot a feature of a face: dark ones in ink, light ones as a contour."""
        draw = ImageDraw.Draw(self.page)
        ink = shape.stroke or luminance(local_colour(shape.colour)) < _DARK
        for outline in shape.outlines:
            points = self._pixels(outline)
            if ink:
                draw.polygon(points, fill=BLACK, outline=BLACK)
            elif shape.alpha >= 0.6 and is_broad(outline, self.crayon.width):
                draw.polygon(points, fill=WHITE)
                if area(outline) > ROOMY * self.crayon.width**2:
                    draw.line([*points, points[0]], fill=BLACK, width=max(1, round(self.crayon.line * self.unit * 0.4)))

    def _wash(self, wash: Wash) -> None:
        """Plot where a blend of colours begins: the horizon, the foot of a wall."""
        y = (wash.top - self.top) * self.unit
        draw = ImageDraw.Draw(self.page)
        draw.rectangle((0, y, self.page.width, (wash.bottom - self.top) * self.unit), fill=WHITE)
        draw.line([(0, y), (self.page.width, y)], fill=BLACK, width=max(1, round(self.crayon.line * self.unit)))

    def _layer(self, layer: Layer) -> None:
        """Plot a layer no farther than its box reaches."""
        x0, y0, x1, y1 = layer.box
        box = (
            max(0, int((x0 - self.left) * self.unit)),
            max(0, int((y0 - self.top) * self.unit)),
            min(self.page.width, int((x1 - self.left) * self.unit) + 1),
            min(self.page.height, int((y1 - self.top) * self.unit) + 1),
        )
        if box[0] >= box[2] or box[1] >= box[3]:
            return
        page, faces = self.page.crop(box), self.faces.crop(box)
        left, top = self.left + box[0] / self.unit, self.top + box[1] / self.unit
        covered = Image.new("1", page.size)
        _Plotter(page, faces, self.unit, self.crayon, left, top, covered).plot(layer.items)
        self._close(page, covered, box)
        self.page.paste(page, box)
        self.faces.paste(faces, box)

    def _close(self, page: Image.Image, covered: Image.Image, box: tuple[int, int, int, int]) -> None:
        """Close with a line what the foot of a layer cuts off, as water does a swimmer."""
        nib, (width, height) = max(1, round(self.crayon.line * self.unit)), page.size
        if box[3] < self.page.height and height > nib:
            strip = covered.crop((0, height - nib, width, height))
            page.paste(BLACK, (0, height - nib), strip)

    def _pixels(self, outline: Outline) -> Outline:
        return [((x - self.left) * self.unit, (y - self.top) * self.unit) for x, y in outline]


def _is_area(shape: Shape) -> bool:
    return shape.line > 0 and not shape.stroke


def _is_bar(shape: Shape) -> bool:
    """Say whether it is a thing in somebody's hands that is drawn as broad strokes: a spyglass, a shaft."""
    return shape.stroke and shape.tags.role == "thing" and shape.tags.part == "held"


def _with_whole_hands(items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield items, the fingers of a hand as one shape: no crayon goes between them."""
    for is_hand, run in groupby(items, lambda item: isinstance(item, Shape) and _is_hand(item)):
        shapes = list(run)
        if not is_hand:
            yield from shapes
            continue
        hand = [shape for shape in shapes if isinstance(shape, Shape)]
        yield replace(hand[0], outlines=tuple(outline for shape in hand for outline in shape.outlines))


def _is_hand(shape: Shape) -> bool:
    return shape.tags.part == "hand" and shape.line > 0 and shape.alpha >= 0.6 and not shape.stroke


def is_broad(outline: Outline, width: float) -> bool:
    """Say whether an area is on the whole broader than half a crayon, and not smaller than its tip."""
    perimeter = sum(math.dist(a, b) for a, b in zip(outline, [*outline[1:], outline[0]], strict=True))
    covered = area(outline)
    return covered >= width * width / 3 and 2 * covered / max(perimeter, 1e-9) >= width / 6
