"""Values: how light a colour is shown by media that have no colours, so that a red coat is not a green one."""

from __future__ import annotations

import colorsys
from functools import lru_cache
from itertools import pairwise

from sketch.paint.colours import RGB, haze_of, local_colour, luminance, mix

_HUES = (
    (0.0, 0.06),
    (0.07, 0.1),
    (0.13, 0.14),
    (0.22, 0.16),
    (0.33, 0.12),
    (0.5, 0.04),
    (0.6, -0.06),
    (0.72, -0.16),
    (0.82, -0.12),
    (0.92, 0.02),
    (1.0, 0.06),
)
"""By how much a full colour of each hue (a part of the turn) is lightened: yellow most; violet is darkened."""


def value_of(colour: RGB, *, light: float = 0.5) -> float:
    """Return the value of a colour, 0 (black) to 1; `light` says how far the light of the scene counts in it."""
    own = _spread(local_colour(colour))
    seen = luminance(colour)
    return own * (1 - light) + seen * light


@lru_cache(maxsize=4096)
def _spread(colour: RGB) -> float:
    hue, saturation, _ = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
    for (h0, lift0), (h1, lift1) in pairwise(_HUES):
        if h0 <= hue <= h1:
            lift = lift0 + (lift1 - lift0) * (hue - h0) / (h1 - h0)
            return min(1.0, max(0.0, luminance(colour) + lift * saturation))
    return luminance(colour)


def snapped(colour: RGB, *, hues: int = 18, values: int = 6, saturation: float = 1.3) -> RGB:
    """Return the nearest of a few colours: so many hues, so many steps of lightness, more saturated."""
    h, level, s = colorsys.rgb_to_hls(*(part / 255 for part in colour))
    level = min(0.93, max(0.09, round(level * values) / values))
    s = min(1.0, s * saturation + 0.04) if s > 0.1 else s
    r, g, b = colorsys.hls_to_rgb(round(h * hues) / hues, level, s)
    return (round(r * 255), round(g * 255), round(b * 255))


def relit(colour: RGB, light: float) -> RGB:
    """Return a thing's own colour with a part `light` of the scene's light on it, hazed as it is."""
    own = local_colour(colour)
    return mix(own, (colour[0], colour[1], colour[2]), max(light, haze_of(colour)))
