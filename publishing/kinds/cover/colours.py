"""Colours of a cover, from its picture: a deep ground, paper for words, and one accent."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Sequence

Colour = tuple[int, int, int]
PAPER: Colour = (250, 245, 233)
INK: Colour = (33, 29, 26)
LEAST_CONTRAST = 7.0
"""Of words on their ground, as WCAG measures it (AAA)."""


@dataclass(frozen=True, slots=True)
class Palette:
    """`ground` is behind everything, `words` is read on it, and `accent` rules lines."""

    ground: Colour
    words: Colour
    accent: Colour


PLAIN = Palette((38, 50, 64), PAPER, (201, 180, 138))
GROUNDS: dict[str, Palette] = {
    "night": PLAIN,
    "forest": Palette((32, 56, 46), PAPER, (196, 184, 130)),
    "wine": Palette((88, 28, 40), PAPER, (222, 178, 140)),
    "paper": Palette(PAPER, INK, (150, 92, 58)),
    "white": Palette((255, 255, 255), INK, (120, 120, 120)),
}
"""Grounds that are chosen by name."""


def palette_of(image: Image.Image) -> Palette:
    """Return colours that go with a picture: its own most telling one, so dark that paper is read on it."""
    small = image.convert("RGB").resize((64, 64), Image.Resampling.BOX).quantize(12)
    colours = small.getpalette() or []
    counts = small.getcolors() or []
    ranked = max(counts, key=lambda count: _weight(count[0], _at(colours, count[1])), default=None)
    if ranked is None or not isinstance(ranked[1], int):
        return PLAIN
    hue, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in _at(colours, ranked[1])))
    saturation = min(saturation, 0.55)
    lightness = min(lightness, 0.3)
    ground = _rgb(hue, lightness, saturation)
    while contrast(ground, PAPER) < LEAST_CONTRAST:
        lightness *= 0.92
        ground = _rgb(hue, lightness, saturation)
    return Palette(ground, PAPER, _rgb(hue, 0.74, min(0.5, saturation + 0.1)))


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def as_hex(colour: Colour) -> str:
    """Return a colour as `#rrggbb`."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _weight(count: int, colour: Colour) -> float:
    """Prefer what covers much and has a colour of its own."""
    _, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in colour))
    return count * (0.15 + saturation) * (1.2 - abs(lightness - 0.35))


def _at(colours: Sequence[int], index: object) -> Colour:
    assert isinstance(index, int)  # a picture with a palette counts its indices
    red, green, blue = colours[index * 3 : index * 3 + 3]
    return red, green, blue


def _rgb(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = (round(value * 255) for value in colorsys.hls_to_rgb(hue, lightness, saturation))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (value / 255 for value in colour)
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
