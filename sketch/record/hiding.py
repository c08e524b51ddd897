"""What nobody sees need not be painted: in a forest that is every third shape."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from sketch.paint.geometry import bounds
from sketch.record.shapes import DisplayList, Layer, Shape, Wash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sketch.record.shapes import Item

FINE = 0.4
"""Pixels to a drawing unit on the sheet on which shapes are looked for."""
SMALLEST = 400.0
"""Square units: what is smaller is taken to hide nothing."""
BEYOND = 12.0
"""Units: who lies farther than this outside of the picture does not reach it by a shadow or a stroke of the hand."""
_SOLID = frozenset({"sky", "wall", "ground", "thing", "figure"})


def without_hidden(drawn: DisplayList) -> DisplayList:
    """Return a display list without the shapes that are wholly behind others, or outside of the picture.

    What shines or lies as a mist is kept, wherever it is.
    """
    size = (math.ceil(drawn.size[0] / drawn.unit * FINE), math.ceil(drawn.size[1] / drawn.unit * FINE))
    return replace(drawn, items=_Sheet(Image.new("L", size)).seen(drawn.items, solid=True))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """Where something is painted that lies before all that comes next."""

    covered: Image.Image

    def seen(self, items: Iterable[Item], *, solid: bool) -> tuple[Item, ...]:
        """Return the items that are seen, and cover what they hide if they are `solid`."""
        kept: list[Item] = []
        for item in reversed(tuple(items)):
            if isinstance(item, Layer):
                kept.append(replace(item, items=self._seen_on(item, solid=solid)))
            elif not isinstance(item, Shape):
                self._wash(item)
                kept.append(item)
            elif self._shows(item, solid=solid):
                kept.append(item)
        return tuple(reversed(kept))

    def _seen_on(self, layer: Layer, *, solid: bool) -> tuple[Item, ...]:
        """Return the items of a layer that are seen; they hide what is behind the layer's box, and nothing beyond."""
        sheet = _Sheet(self.covered.copy())
        seen = sheet.seen(layer.items, solid=solid and (layer.relief is None or layer.relief.opacity >= 1))
        left, top, right, foot = (round(side * FINE) for side in layer.box)
        box = (max(0, left), max(0, top), min(self.covered.width, right), min(self.covered.height, foot))
        if box[0] < box[2] and box[1] < box[3]:
            self.covered.paste(sheet.covered.crop(box), box)
        return seen

    def _wash(self, item: Item) -> None:
        if isinstance(item, Wash):
            self.covered.paste(255, (0, round(item.top * FINE), self.covered.width, round(item.bottom * FINE)))

    def _shows(self, shape: Shape, *, solid: bool) -> bool:
        """Say whether something of a shape is seen, and cover what it hides."""
        x0, y0, x1, y1 = bounds(shape.outlines)
        width, height = self.covered.size
        if x1 < -BEYOND or y1 < -BEYOND or x0 * FINE > width + BEYOND * FINE or y0 * FINE > height + BEYOND * FINE:
            return False
        left, top = max(0, math.floor(x0 * FINE)), max(0, math.floor(y0 * FINE))
        right, foot = min(width, math.ceil(x1 * FINE) + 1), min(height, math.ceil(y1 * FINE) + 1)
        if left >= right or top >= foot:
            return True  # it may reach in by a stroke of the hand
        own = Image.new("L", (right - left, foot - top))
        draw = ImageDraw.Draw(own)
        for outline in shape.outlines:
            draw.polygon([(x * FINE - left, y * FINE - top) for x, y in outline], fill=255)
        box = (left, top, right, foot)
        shows = ImageChops.subtract(own, self.covered.crop(box)).getbbox() is not None
        large = (x1 - x0) * (y1 - y0) > SMALLEST
        if shows and solid and large and shape.alpha == 1 and not shape.stroke and shape.tags.role in _SOLID:
            self.covered.paste(255, box, own)
        return shows
