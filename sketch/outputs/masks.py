"""The ID mask: whose figure each pixel shows, and how much of everybody is visible."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from sketch.paint.geometry import bounds
from sketch.record.shapes import Layer, Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sketch.record.shapes import DisplayList, Item

HEAD = frozenset({"face", "hair", "hat", "head"})
"""Parts of a figure that are its head."""
OPAQUE = 0.6
"""What covers less shows what lies under it."""
MEASURED = 400
"""Pixels of the side on which shares are counted."""
LARGEST_COUNT = 255

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Visible:
    """How much of somebody can be seen.

    `picture` is their share of the picture, `figure` and `head` the visible parts of the whole figure and of the whole
    head, each 0 to 1. Boxes are parts of the picture's width and height, None where nothing is seen.
    """

    owner: str
    picture: float
    figure: float
    head: float
    box: Box | None
    head_box: Box | None
    depth: float


@dataclass(frozen=True, slots=True)
class IdMask:
    """`image` (mode L) has 0 where nobody is, and the number of its owner, counted from 1, everywhere else."""

    image: Image.Image
    owners: tuple[str, ...]

    def of(self, owner: str) -> Image.Image:
        """Return the mask (0 or 255) of one owner. Raises ValueError for nobody in the picture."""
        number = self.owners.index(owner) + 1
        return self.image.point([255 if v == number else 0 for v in range(256)])


def id_mask(drawn: DisplayList, *, height: int | None = None) -> IdMask:
    """Return whose figure each pixel shows, `height` pixels high (as high as the picture if it is not given)."""
    owners = owners_of(drawn)
    numbers = {owner: number for number, owner in enumerate(owners, 1)}
    return IdMask(flat_image(drawn, lambda shape: numbers.get(shape.tags.owner, 0), height=height), owners)


def garment_mask(drawn: DisplayList, owner: str, parts: Iterable[str], *, height: int | None = None) -> Image.Image:
    """Return where those parts of somebody are seen, as a mask (0 or 255)."""
    wanted = frozenset(parts)
    return flat_image(
        drawn,
        lambda shape: 255 if shape.tags.owner == owner and shape.tags.part in wanted else 0,
        height=height,
    )


def owners_of(drawn: DisplayList) -> tuple[str, ...]:
    """Return everybody who is drawn, those behind first. Raises ValueError for more than the mask can number."""
    owners = tuple(dict.fromkeys(item.tags.owner for item in drawn.flat() if item.tags.owner))
    if len(owners) > LARGEST_COUNT:
        raise ValueError(f"A mask numbers {LARGEST_COUNT} owners; here are {len(owners)}.")
    return owners


def visible(drawn: DisplayList) -> tuple[Visible, ...]:
    """Return how much of everybody can be seen, those behind first."""
    mask = id_mask(drawn, height=MEASURED)
    figures, numbers = mask.image, {owner: number for number, owner in enumerate(mask.owners, 1)}
    heads = flat_image(drawn, lambda shape: numbers.get(shape.tags.owner, 0) * _is_head(shape), height=MEASURED)
    depths = {item.tags.owner: item.tags.depth for item in drawn.flat() if item.tags.owner and item.tags.depth}
    return tuple(_visible(drawn, owner, numbers, figures, heads, depths) for owner in mask.owners)


def heads_shown(drawn: DisplayList) -> dict[str, float]:
    """Return how much of everybody's head can be seen, 0 to 1; 1 for who has none."""
    numbers = {owner: number for number, owner in enumerate(owners_of(drawn), 1)}
    height = drawn.size[1]
    seen = flat_image(
        drawn, lambda shape: numbers.get(shape.tags.owner, 0) * _is_head(shape), height=height
    ).histogram()
    whole = {owner: _whole(drawn, owner, lambda shape: 255 * _is_head(shape), height) for owner in numbers}
    return {owner: min(1.0, seen[number] / whole[owner]) if whole[owner] else 1.0 for owner, number in numbers.items()}


def _visible(
    drawn: DisplayList,
    owner: str,
    numbers: Mapping[str, int],
    figures: Image.Image,
    heads: Image.Image,
    depths: Mapping[str, float],
) -> Visible:
    number = numbers[owner]
    seen, seen_head = figures.histogram()[number], heads.histogram()[number]
    whole = _whole(drawn, owner, lambda shape: 255)  # noqa: ARG005
    whole_head = _whole(drawn, owner, lambda shape: 255 * _is_head(shape))
    figure = min(1.0, seen / whole) if whole else 0.0
    return Visible(
        owner,
        picture=seen / (figures.width * figures.height),
        figure=figure,
        head=min(1.0, seen_head / whole_head) if whole_head else figure,
        box=_box_of(figures, number),
        head_box=_box_of(heads, number),
        depth=depths.get(owner, 0.0),
    )


def _is_head(shape: Shape) -> int:
    return 1 if shape.tags.part in HEAD else 0


def _box_of(image: Image.Image, number: int) -> Box | None:
    box = image.point([255 if v == number else 0 for v in range(256)]).getbbox()
    if box is None:
        return None
    return (box[0] / image.width, box[1] / image.height, box[2] / image.width, box[3] / image.height)


def _whole(drawn: DisplayList, owner: str, value: Callable[[Shape], int], height: int = MEASURED) -> int:
    """Return how many pixels of somebody there would be if nothing hid them and the picture went on on all sides."""
    unit = height / (drawn.size[1] / drawn.unit)
    shapes = [item for item in drawn.flat() if isinstance(item, Shape) and item.tags.owner == owner and _covers(item)]
    if not shapes:
        return 0
    left, top, right, foot = bounds(outline for shape in shapes for outline in shape.outlines)
    size = (min(4000, math.ceil((right - left) * unit) + 2), min(4000, math.ceil((foot - top) * unit) + 2))
    image = Image.new("L", size)
    _fill(ImageDraw.Draw(image), shapes, unit, (left, top), value)
    return size[0] * size[1] - image.histogram()[0]


def flat_image(drawn: DisplayList, value: Callable[[Shape], int], *, height: int | None = None) -> Image.Image:
    """Paint each shape that covers what lies under it in a value of its own (0 to 255), without any softness."""
    height = height or drawn.size[1]
    unit = height / (drawn.size[1] / drawn.unit)
    size = (max(1, round(drawn.size[0] * height / drawn.size[1])), height)
    image = Image.new("L", size)
    _paint(image, drawn.items, unit, (0.0, 0.0), value)
    return image


def _paint(
    image: Image.Image, items: tuple[Item, ...], unit: float, at: tuple[float, float], value: Callable[[Shape], int]
) -> None:
    draw = ImageDraw.Draw(image)
    for item in items:
        if isinstance(item, Shape) and _covers(item):
            _fill(draw, [item], unit, at, value)
        elif isinstance(item, Layer):
            _paint_layer(image, item, unit, at, value)


def _paint_layer(
    image: Image.Image, layer: Layer, unit: float, at: tuple[float, float], value: Callable[[Shape], int]
) -> None:
    """Paint a layer no farther than its box reaches."""
    x0, y0, x1, y1 = layer.box
    box = (
        max(0, math.floor((x0 - at[0]) * unit)),
        max(0, math.floor((y0 - at[1]) * unit)),
        min(image.width, math.ceil((x1 - at[0]) * unit)),
        min(image.height, math.ceil((y1 - at[1]) * unit)),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    part = image.crop(box)
    _paint(part, layer.items, unit, (at[0] + box[0] / unit, at[1] + box[1] / unit), value)
    image.paste(part, box)


def _fill(
    draw: ImageDraw.ImageDraw,
    shapes: Iterable[Shape],
    unit: float,
    at: tuple[float, float],
    value: Callable[[Shape], int],
) -> None:
    for shape in shapes:
        for outline in shape.outlines:
            draw.polygon([((x - at[0]) * unit, (y - at[1]) * unit) for x, y in outline], fill=value(shape))


def _covers(shape: Shape) -> bool:
    """Say whether a shape hides what lies under it; rain and blades of grass do not."""
    return shape.alpha >= OPAQUE and shape.tags.role not in ("weather", "texture")
