"""The bell on the cover: its shape, its metal, its tongue, and letters that bend with it. We look up at it."""

from __future__ import annotations

import math
from random import Random

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from samples.canvas import (
    CENTRE,
    HEIGHT,
    SCALE,
    WIDTH,
    Colour,
    Stops,
    blank_mask,
    glow,
    mix,
    path,
    px,
)

LIP = 1096
"""The height of the bell's lower edge."""
BRONZE: Stops = (
    (-1.00, (12, 44, 50)),
    (-0.62, (24, 82, 82)),
    (-0.20, (40, 112, 102)),
    (0.30, (74, 156, 132)),
    (0.56, (146, 208, 174)),
    (0.74, (92, 166, 142)),
    (0.90, (38, 104, 98)),
    (1.00, (214, 170, 124)),
)
BELL_PROFILE = (
    (232, 96),
    (246, 170),
    (276, 232),
    (330, 274),
    (420, 300),
    (540, 322),
    (660, 346),
    (780, 382),
    (880, 426),
    (960, 474),
    (1020, 508),
    (1062, 520),
    (1096, 516),
)
"""Half the bell's width at heights from its shoulder to its lip."""


def draw_bell(page: Image.Image) -> None:
    """Draw the bell, hung from its beam, with its tongue showing below the lip."""
    draw = ImageDraw.Draw(page)
    bow, half = _bow(LIP), _half_width(LIP)
    for box in ((552, 120, 648, 262), (500, 168, 576, 268), (624, 168, 700, 268)):
        draw.rounded_rectangle(px(*box), radius=36 * SCALE, outline=(26, 84, 84), width=20 * SCALE)
    draw.rectangle(px(0, 96, WIDTH, 158), fill=(20, 32, 38))
    draw.rectangle(px(0, 96, WIDTH, 102), fill=(64, 82, 84))
    for x in (546, 636):
        draw.rectangle(px(x, 88, x + 18, 172), fill=(70, 96, 98))
    draw.ellipse(px(CENTRE - half, LIP - bow, CENTRE + half, LIP + bow), fill=(20, 36, 40))
    glow(page, (CENTRE, LIP + bow + 26), 430, (255, 168, 84), 0.6)
    _tongue(ImageDraw.Draw(page))
    page.paste(_bronze(), (0, 0), _bell_mask())
    _hoops(page)


def _tongue(draw: ImageDraw.ImageDraw) -> None:
    draw.polygon(path([(590, 1040), (610, 1040), (618, 1140), (582, 1140)]), fill=(86, 58, 46))
    for step in range(46):
        size = 46 - step
        colour = mix(((0, (84, 48, 38)), (26, (206, 112, 58)), (46, (255, 218, 158))), step)
        x, y = CENTRE + step * 0.36, 1160 - step * 0.34
        draw.ellipse(px(x - size, y - size, x + size, y + size), fill=colour)


def _bell_mask() -> Image.Image:
    mask = blank_mask()
    right = [(CENTRE + _half_width(y), float(y)) for y in range(232, LIP + 1, 4)]
    left = [(2 * CENTRE - x, y) for x, y in reversed(right)]
    lip = _band(LIP)
    dome = [(CENTRE + 96 * math.sin(a), 232 - 20 * math.cos(a)) for a in _quarter_turns()]
    ImageDraw.Draw(mask).polygon(path([*dome, *right, *reversed(lip), *left]), fill=255)
    return mask


def _bronze() -> Image.Image:
    """Paint the bell's metal: light from the right, darker toward the top, streaked with green rain."""
    metal = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
    draw = ImageDraw.Draw(metal)
    chance = Random(3)
    streaks = [chance.gauss(0, 0.022) for _ in range(97)]
    for y in range(200, 1100):
        half = _half_width(min(max(y, 232), LIP))
        for step in range(96):
            low, high = step / 48 - 1, (step + 1) / 48 - 1
            shade = mix(BRONZE, low + streaks[step] * (y / 900))
            dim = 0.66 + 0.34 * min(1.0, max(0.0, (y - 200) / 620))
            colour = (round(shade[0] * dim), round(shade[1] * dim), round(shade[2] * dim))
            draw.rectangle(px(CENTRE + half * low, y, CENTRE + half * high, y + 1), fill=colour)
    return metal.filter(ImageFilter.GaussianBlur(4 * SCALE))


def _hoops(page: Image.Image) -> None:
    draw = ImageDraw.Draw(page)
    for y, width in ((372, 5), (390, 2), (902, 2), (920, 6), (1058, 2)):
        draw.line(path([(bx, by + 4) for bx, by in _band(y, 2)]), fill=(14, 56, 58), width=width * SCALE, joint="curve")
        draw.line(path(_band(y, 2)), fill=(150, 204, 172), width=max(1, width - 1) * SCALE, joint="curve")
    draw.line(path(_band(LIP, 1)), fill=(252, 214, 158), width=5 * SCALE, joint="curve")
    letter_on_bell(page, "COME HOME  ·  COME HOME TO ME", 40, 953, (12, 54, 56), spacing=9, offset=2)
    letter_on_bell(page, "COME HOME  ·  COME HOME TO ME", 40, 950, (186, 228, 196), spacing=9)


def letter_on_bell(
    page: Image.Image,
    text: str,
    size: int,
    y: float,
    colour: Colour,
    *,
    spacing: float,
    weight: float = 0,
    offset: float = 0,
) -> None:
    """Letter a line set wide that bends with the bell; `y` is the middle of the line."""
    font = ImageFont.load_default(size * SCALE)
    widths = [font.getlength(c) + spacing * SCALE for c in text]
    flat = blank_mask()
    draw = ImageDraw.Draw(flat)
    x = CENTRE * SCALE - (sum(widths) - spacing * SCALE) / 2 + offset * SCALE
    for character, width in zip(text, widths, strict=True):
        draw.text((x, y * SCALE), character, font=font, fill=255, anchor="lm", stroke_width=weight * SCALE)
        x += width
    page.paste(colour, (0, 0), _bent(flat, y))


def _bent(flat: Image.Image, y: float) -> Image.Image:
    """Bend `flat`: move every column as the bell's hoops are at height `y`."""
    bent = blank_mask()
    half, bow = _half_width(y), _bow(y)
    for x in range(0, WIDTH * SCALE, SCALE):
        across = min(1.0, abs(x / SCALE - CENTRE) / half)
        drop = round((bow * (1 - math.sqrt(1 - across**2)) - bow * 0.12) * SCALE)
        bent.paste(flat.crop((x, 0, x + SCALE, HEIGHT * SCALE)), (x, drop))
    return bent


def _half_width(y: float) -> float:
    """Return half the bell's width at a height, eased between the points of its profile."""
    points = BELL_PROFILE
    for i in range(len(points) - 1):
        (y0, w0), (y1, w1) = points[i], points[i + 1]
        if y0 <= y <= y1:
            before = points[max(i - 1, 0)]
            after = points[min(i + 2, len(points) - 1)]
            slope0 = (w1 - before[1]) / (y1 - before[0])
            slope1 = (after[1] - w0) / (after[0] - y0)
            t, span = (y - y0) / (y1 - y0), y1 - y0
            return (
                (2 * t**3 - 3 * t**2 + 1) * w0
                + (t**3 - 2 * t**2 + t) * span * slope0
                + (-2 * t**3 + 3 * t**2) * w1
                + (t**3 - t**2) * span * slope1
            )
    return 0.0


def _bow(y: float) -> float:
    """Return how far a band around the bell sinks from its middle to its edge: more so lower down."""
    return 6 + 42 * max(0.0, (y - 232) / 864)


def _band(y: float, inset: float = 0.0) -> list[tuple[float, float]]:
    """Return the near half of a hoop around the bell."""
    half = _half_width(y) - inset
    return [(CENTRE + half * math.sin(a), y - _bow(y) * math.cos(a)) for a in _quarter_turns()]


def _quarter_turns() -> list[float]:
    return [math.radians(a) for a in range(-90, 91, 2)]
