"""How different two colours look: CIE Lab under D65, and the colour difference of CIEDE2000.

G. Sharma, W. Wu, E. N. Dalal: The CIEDE2000 color-difference formula, Color Research & Application 30 (2005), 21–30.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sketch.paint.colours import RGB

Lab = tuple[float, float, float]


def lab(colour: RGB) -> Lab:
    """Return an sRGB colour in CIE Lab."""
    r, g, b = (_linear(part / 255) for part in colour)
    x = _bent((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047)
    y = _bent(0.2126 * r + 0.7152 * g + 0.0722 * b)
    z = _bent((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))


def delta_e(one: Lab, other: Lab) -> float:
    """Return the difference of two colours by CIEDE2000: 1 can just be seen, 10 is told apart at a glance."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean_chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    stretch = 1.5 - 0.5 * math.sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7))
    c1, c2 = math.hypot(a1 * stretch, b1), math.hypot(a2 * stretch, b2)
    h1, h2 = _hue(a1 * stretch, b1), _hue(a2 * stretch, b2)
    turn = _turn(h1, h2) if c1 * c2 else 0.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn) / 2)
    ml, mc = (l1 + l2) / 2, (c1 + c2) / 2
    mh = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * _cos(mh - 30) + 0.24 * _cos(2 * mh) + 0.32 * _cos(3 * mh + 6) - 0.20 * _cos(4 * mh - 63)
    sl = 1 + 0.015 * (ml - 50) ** 2 / math.sqrt(20 + (ml - 50) ** 2)
    sc, sh = 1 + 0.045 * mc, 1 + 0.015 * mc * t
    bend = 30 * math.exp(-(((mh - 275) / 25) ** 2))
    rotation = -2 * math.sqrt(mc**7 / (mc**7 + 25**7)) * math.sin(math.radians(2 * bend))
    light, chroma, hue = dl / sl, dc / sc, dh / sh
    return math.sqrt(light**2 + chroma**2 + hue**2 + rotation * chroma * hue)


def _linear(value: float) -> float:
    return ((value + 0.055) / 1.055) ** 2.4 if value > 0.04045 else value / 12.92


def _bent(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def _hue(a: float, b: float) -> float:
    return math.degrees(math.atan2(b, a)) % 360


def _turn(first: float, second: float) -> float:
    turn = second - first
    return turn - 360 if turn > 180 else turn + 360 if turn < -180 else turn


def _cos(degrees: float) -> float:
    return math.cos(math.radians(degrees))
