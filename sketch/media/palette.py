"""A picture in a few chosen colours: each of its own goes towards those of the palette that are like it.

Likeness is measured in Oklab (Ottosson 2020, https://bottosson.github.io/posts/oklab/), where equal steps look equal.
What is light stays light: a palette says which colours there are, and not how a picture is lit.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

from PIL import ImageFilter

if TYPE_CHECKING:
    from PIL import Image

    from sketch.paint.colours import RGB

Lab = tuple[float, float, float]
STEPS = 17
"""Of each channel that are computed; what lies between is interpolated."""
SOFTNESS = 0.09
"""Distance in Oklab at which a colour of the palette counts for a third of one that is the same."""
LIGHTNESS = 0.6
"""How much a difference of lightness counts beside one of hue when colours are compared."""
LIGHT_TAKEN = 0.3
"""Part of its lightness that a colour takes from the palette."""


def in_palette(picture: Image.Image, palette: tuple[RGB, ...], strength: float) -> Image.Image:
    """Return an RGB picture whose colours have gone towards those of `palette` by `strength` (0 to 1)."""
    return picture.filter(_table(palette, strength))


@lru_cache(maxsize=32)
def _table(palette: tuple[RGB, ...], strength: float) -> ImageFilter.Color3DLUT:
    inks = [_lab(r / 255, g / 255, b / 255) for r, g, b in palette]

    def moved(r: float, g: float, b: float) -> tuple[float, float, float]:
        own = _lab(r, g, b)
        near = _nearest(own, inks)
        lightness = own[0] + (near[0] - own[0]) * LIGHT_TAKEN
        there = _rgb(lightness, near[1], near[2])
        return (r + (there[0] - r) * strength, g + (there[1] - g) * strength, b + (there[2] - b) * strength)

    return ImageFilter.Color3DLUT.generate(STEPS, moved)


def _nearest(own: Lab, inks: list[Lab]) -> Lab:
    """Mix the inks, each by how near it is."""
    distances = [_distance(own, ink) for ink in inks]
    nearest = min(distances)
    weights = [exp((nearest - distance) / SOFTNESS**2) for distance in distances]
    whole = sum(weights)
    mixed = [sum(w * ink[part] for w, ink in zip(weights, inks, strict=True)) / whole for part in range(3)]
    return (mixed[0], mixed[1], mixed[2])


def _distance(one: Lab, other: Lab) -> float:
    """Return the square of the distance of two colours."""
    lightness, a, b = (x - y for x, y in zip(one, other, strict=True))
    return LIGHTNESS * lightness**2 + a**2 + b**2


def _lab(r: float, g: float, b: float) -> Lab:
    """Return a colour of sRGB, 0 to 1, in Oklab."""
    r, g, b = (_linear(value) for value in (r, g, b))
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _rgb(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """Return a colour of Oklab in sRGB, 0 to 1, cut to what there is."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
    )


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return 12.92 * value if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)
