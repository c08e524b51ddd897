"""The sheet that a cover is drawn on: its size, its colours, and soft light.

Places are given in pixels of the finished cover; everything is drawn at `SCALE` times its size.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PIL import Image

WIDTH, HEIGHT = 1200, 1800
SCALE = 2
CENTRE = WIDTH // 2

Colour = tuple[int, int, int]
Stops = Sequence[tuple[float, Colour]]


def px(*values: float) -> list[float]:
    """Scale a box or a line to the sheet's own pixels."""
    return [v * SCALE for v in values]


def path(corners: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Scale corners to the sheet's own pixels."""
    return [(x * SCALE, y * SCALE) for x, y in corners]


def mix(stops: Stops, at: float) -> Colour:
    """Mix the colour between two neighbouring stops."""
    if at <= stops[0][0]:
        return stops[0][1]
    for (low, a), (high, b) in pairwise(stops):
        if at <= high:
            share = (at - low) / (high - low)
            return (
                round(a[0] + (b[0] - a[0]) * share),
                round(a[1] + (b[1] - a[1]) * share),
                round(a[2] + (b[2] - a[2]) * share),
            )
    return stops[-1][1]


def vertical_gradient(stops: Stops, top: int, bottom: int) -> Image.Image:
    """Fill a page from `top` to `bottom`."""
    column = Image.new("RGB", (1, HEIGHT * SCALE))
    for y in range(HEIGHT * SCALE):
        column.putpixel((0, y), mix(stops, (y / SCALE - top) / (bottom - top)))
    return column.resize((WIDTH * SCALE, HEIGHT * SCALE))


def blank_mask() -> Image.Image:
    """Make a mask as large as the sheet that lets nothing through yet."""
    return Image.new("L", (WIDTH * SCALE, HEIGHT * SCALE), 0)


def glow(page: Image.Image, centre: tuple[float, float], radius: float, colour: Colour, strength: float) -> None:
    """Light that falls off softly around a point."""
    side = round(radius * 2 * SCALE)
    reach = 180  # what Pillow's gradient says in the middle of an edge
    fall = Image.radial_gradient("L").point(
        [round(max(0.0, 1 - v / reach) ** 1.8 * 255 * strength) for v in range(256)]
    )
    left, top = round((centre[0] - radius) * SCALE), round((centre[1] - radius) * SCALE)
    page.paste(colour, (left, top, left + side, top + side), fall.resize((side, side), Image.Resampling.BICUBIC))
