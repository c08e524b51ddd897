"""Small things on a clear sheet, in the paint of a style: drops, flakes, sparks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sketch.media.grade import Grade
from sketch.paint.geometry import bounds

if TYPE_CHECKING:
    from PIL import Image

    from sketch.paint.light import Light
    from sketch.record.shapes import Shape
    from sketch.styles import Style

ROOM = 2
"""Pixels around what is painted."""


def sprite(shape: Shape, light: Light, style: Style, *, unit: float) -> Image.Image:
    """Paint a shape, whose outlines lie around (0, 0), `unit` pixels to a drawing unit.

    It is RGBA; (0, 0) is its middle, between pixels.
    """
    left, top, right, foot = bounds(shape.outlines)
    half = [math.ceil(max(-low, high, 0.0) * unit) + ROOM for low, high in ((left, right), (top, foot))]
    size, origin = (2 * half[0], 2 * half[1]), (-half[0] / unit, -half[1] / unit)
    root = style.medium.clear(size, unit, light, origin)
    sheet = type(root)(size, unit, root.medium, light, origin=origin, under=root)
    sheet.sway = 0.0
    sheet.image.paste(root.tone(shape.colour, shape.tags).base, (0, 0, *size))
    sheet.paint([shape])
    assert sheet.alpha is not None
    image, grade = sheet.image.picture(), root.medium.grade
    if isinstance(grade, Grade):
        image = grade.model_copy(update={"vignette": 0.0})(image, (0.5, 0.5))
    image.putalpha(sheet.alpha)
    return image
