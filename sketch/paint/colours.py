"""Colours: mixing them, and the words that books have for them. A `Pigment` remembers what it is the colour of."""

from __future__ import annotations

import colorsys
import re
from typing import Literal

RGB = tuple[int, int, int]
Response = Literal["air", "near", "self"]
"""How a thing takes light: through the air before it, close to us and so less of it, or giving light itself."""


class Pigment(RGB):
    """A colour as it is seen in a scene's light, of a thing whose own colour is `local`.

    `haze` is how far it lies in the haze, 0 (near) to 1 (the horizon).
    """

    local: RGB
    response: Response
    haze: float

    def __new__(cls, seen: RGB, local: RGB, response: Response, haze: float = 0.0) -> Pigment:
        """Make `seen` remember its origin."""
        pigment = super().__new__(cls, seen)
        pigment.local, pigment.response, pigment.haze = local, response, haze
        return pigment


def local_colour(colour: RGB) -> RGB:
    """Return the colour of the thing itself, in no light but white."""
    return colour.local if isinstance(colour, Pigment) else colour


def haze_of(colour: RGB) -> float:
    """Return how far the thing of that colour lies in the haze, 0 to 1."""
    return colour.haze if isinstance(colour, Pigment) else 0.0


def derived(seen: RGB, local: RGB, *sources: RGB) -> RGB:
    """Return `seen` with the light response of the first of its sources that has one."""
    for source in sources:
        if isinstance(source, Pigment):
            return Pigment(seen, local, source.response, source.haze)
    return seen


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """Mix `a` with a part `t` of `b`. What takes light as one of them does, takes it so still."""
    t = min(max(t, 0.0), 1.0)
    return derived(_mixed(a, b, t), _mixed(local_colour(a), local_colour(b), t), a, b)


def _mixed(a: RGB, b: RGB, t: float) -> RGB:
    return (round(a[0] + (b[0] - a[0]) * t), round(a[1] + (b[1] - a[1]) * t), round(a[2] + (b[2] - a[2]) * t))


def multiply(a: RGB, b: RGB) -> RGB:
    """Return `a` seen in the light `b`."""
    return (a[0] * b[0] // 255, a[1] * b[1] // 255, a[2] * b[2] // 255)


def luminance(colour: RGB) -> float:
    """Return how light a colour looks, 0 to 1."""
    return (0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]) / 255


def tuned(colour: RGB, *, saturation: float = 1.0, value: float = 1.0, hue: float = 0.0) -> RGB:
    """Scale the colour's saturation and value, and turn its hue (1 is a full turn)."""
    seen = _tuned(colour, saturation, value, hue)
    return derived(seen, _tuned(local_colour(colour), saturation, value, hue), colour)


def _tuned(colour: RGB, saturation: float, value: float, hue: float) -> RGB:
    h, s, v = colorsys.rgb_to_hsv(*(part / 255 for part in colour))
    r, g, b = colorsys.hsv_to_rgb((h + hue) % 1, min(s * saturation, 1.0), min(v * value, 1.0))
    return (round(r * 255), round(g * 255), round(b * 255))


def darker(colour: RGB, t: float = 0.3) -> RGB:
    """Darken the colour towards a cool dark, which looks richer than towards black."""
    return mix(colour, (28, 24, 52), t)


def lighter(colour: RGB, t: float = 0.3) -> RGB:
    """Lighten the colour towards warm white."""
    return mix(colour, (255, 248, 228), t)


def saturation(colour: RGB) -> float:
    """Return how far a colour is from grey, 0 to 1."""
    return (max(colour) - min(colour)) / (max(colour) or 1)


_CLOTH: dict[str, RGB] = {
    "black": (47, 45, 56),
    "white": (240, 234, 220),
    "grey": (137, 140, 146),
    "gray": (137, 140, 146),
    "silver": (186, 192, 200),
    "gold": (214, 165, 62),
    "golden": (214, 165, 62),
    "yellow": (229, 187, 76),
    "red": (186, 60, 52),
    "scarlet": (199, 50, 44),
    "crimson": (158, 36, 52),
    "rust": (169, 86, 52),
    "maroon": (112, 40, 48),
    "burgundy": (112, 36, 54),
    "wine": (118, 40, 60),
    "pink": (222, 146, 150),
    "rose": (206, 118, 128),
    "coral": (224, 122, 98),
    "orange": (216, 122, 52),
    "amber": (208, 146, 60),
    "brown": (122, 84, 58),
    "russet": (146, 82, 52),
    "tan": (192, 158, 112),
    "khaki": (168, 152, 106),
    "beige": (218, 200, 166),
    "cream": (238, 224, 192),
    "ivory": (240, 230, 206),
    "buff": (214, 186, 134),
    "green": (84, 124, 80),
    "emerald": (44, 128, 92),
    "olive": (120, 120, 62),
    "sage": (142, 158, 124),
    "lime": (150, 176, 74),
    "moss": (98, 112, 64),
    "teal": (48, 118, 120),
    "turquoise": (70, 158, 158),
    "blue": (68, 104, 158),
    "navy": (40, 52, 96),
    "indigo": (58, 54, 118),
    "azure": (92, 150, 200),
    "sky": (128, 172, 206),
    "purple": (108, 66, 122),
    "violet": (122, 84, 148),
    "lavender": (166, 148, 190),
    "lilac": (176, 150, 188),
    "mauve": (162, 122, 148),
    "plum": (104, 54, 92),
    "bronze": (150, 110, 62),
    "copper": (176, 104, 66),
    "steel": (146, 156, 168),
    "charcoal": (70, 70, 78),
    "straw": (220, 192, 116),
    "dun": (160, 138, 108),
    "slate": (92, 104, 118),
    "mustard": (200, 158, 60),
    "peach": (236, 180, 146),
    "magenta": (170, 58, 118),
    "leather": (128, 88, 58),
    "brass": (196, 156, 72),
    "ebony": (40, 36, 42),
    "iron": (110, 116, 126),
    "oak": (140, 98, 60),
    "snow": (240, 240, 240),
    "ash": (150, 148, 146),
}
_HAIR: dict[str, RGB] = {
    "black": (42, 38, 46),
    "raven": (36, 36, 48),
    "ebony": (38, 34, 40),
    "jet": (36, 34, 42),
    "dark": (62, 46, 42),
    "brown": (106, 70, 46),
    "chestnut": (124, 70, 44),
    "brunette": (94, 62, 44),
    "auburn": (142, 66, 40),
    "red": (176, 80, 40),
    "ginger": (196, 104, 48),
    "copper": (178, 90, 48),
    "carroty": (204, 104, 44),
    "sandy": (194, 154, 100),
    "blond": (222, 184, 104),
    "blonde": (222, 184, 104),
    "fair": (216, 182, 118),
    "yellow": (228, 190, 92),
    "golden": (220, 172, 80),
    "gold": (220, 172, 80),
    "flaxen": (232, 206, 142),
    "straw": (224, 196, 120),
    "honey": (206, 154, 80),
    "tawny": (172, 118, 66),
    "mousy": (140, 114, 88),
    "grey": (158, 158, 160),
    "gray": (158, 158, 160),
    "grizzled": (140, 138, 138),
    "silver": (196, 200, 206),
    "white": (232, 228, 220),
    "snowy": (238, 236, 230),
    "hoary": (220, 218, 212),
    "blue": (70, 104, 160),
    "green": (92, 132, 84),
    "purple": (112, 72, 128),
    "pink": (216, 140, 152),
    "orange": (206, 112, 48),
    "light": (206, 170, 110),
    "iron": (140, 142, 148),
    "pale": (226, 204, 156),
    "salt": (170, 168, 166),
}
_SKIN: dict[str, RGB] = {
    "pale": (246, 216, 194),
    "white": (246, 216, 194),
    "fair": (243, 207, 178),
    "light": (240, 202, 170),
    "rosy": (240, 190, 166),
    "ruddy": (226, 160, 130),
    "red": (222, 150, 122),
    "freckled": (242, 202, 170),
    "tanned": (206, 152, 108),
    "tan": (206, 152, 108),
    "bronzed": (192, 134, 90),
    "bronze": (186, 128, 84),
    "sunburnt": (216, 142, 108),
    "weathered": (200, 148, 108),
    "swarthy": (178, 124, 84),
    "olive": (204, 162, 116),
    "sallow": (222, 194, 146),
    "yellow": (226, 194, 138),
    "golden": (222, 174, 120),
    "brown": (148, 96, 64),
    "dark": (122, 78, 54),
    "black": (92, 60, 46),
    "ebony": (80, 54, 44),
    "dusky": (150, 104, 74),
    "copper": (178, 116, 80),
    "ashen": (216, 206, 194),
    "grey": (190, 184, 176),
    "green": (142, 172, 110),
    "blue": (140, 164, 196),
    "wrinkled": (230, 188, 154),
    "leathery": (190, 136, 96),
}
_EYES: dict[str, RGB] = {
    "blue": (74, 124, 176),
    "green": (78, 138, 88),
    "grey": (120, 134, 146),
    "gray": (120, 134, 146),
    "brown": (104, 66, 40),
    "hazel": (138, 104, 54),
    "black": (36, 30, 34),
    "dark": (56, 40, 36),
    "amber": (186, 126, 40),
    "golden": (196, 146, 52),
    "violet": (122, 92, 160),
    "red": (166, 52, 44),
    "yellow": (204, 168, 56),
    "silver": (164, 174, 184),
    "white": (220, 220, 216),
    "pale": (150, 172, 190),
}
_WORD = re.compile(r"[a-z]+")


def _named(text: str, table: dict[str, RGB]) -> RGB | None:
    words = _WORD.findall(text.lower())
    positions = [(i, table[word]) for i, word in enumerate(words) if word in table]
    if not positions:
        return None
    # "dark brown" is a brown: the last colour word names it, the ones before only say how dark or light it is.
    colour = positions[-1][1]
    before = words[: positions[-1][0]]
    if "dark" in before or "deep" in before:
        return darker(colour, 0.32)
    if "light" in before or "pale" in before or "bright" in before:
        return lighter(colour, 0.32)
    return colour


def cloth_colour(text: str) -> RGB | None:
    """Return the colour of cloth that `text` names, or None."""
    return _named(text, _CLOTH)


def hair_colour(text: str) -> RGB | None:
    """Return the colour of hair that `text` names, or None."""
    return _named(text, _HAIR)


def skin_colour(text: str) -> RGB | None:
    """Return the colour of skin that `text` names, or None."""
    return _named(text, _SKIN)


def eye_colour(text: str) -> RGB | None:
    """Return the colour of eyes that `text` names, or None."""
    return _named(text, _EYES)
