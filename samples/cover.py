"""The cover of the sample story: the bell over a foggy harbour at dawn, drawn in code.

No source of chance goes into it that is not seeded, so that it always comes out the same.
"""

from __future__ import annotations

import io
import math
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from samples.bell import draw_bell, letter_on_bell
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
    vertical_gradient,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SKY: Stops = (
    (0.00, (12, 30, 48)),
    (0.30, (27, 68, 88)),
    (0.52, (84, 136, 142)),
    (0.66, (226, 178, 140)),
    (0.735, (252, 219, 168)),
    (0.74, (252, 219, 168)),
)
SEA: Stops = (
    (0.0, (216, 178, 146)),
    (0.18, (112, 146, 146)),
    (0.55, (34, 84, 98)),
    (1.0, (10, 34, 50)),
)
HORIZON = 1330
CREAM: Colour = (253, 240, 213)
GOLD: Colour = (255, 206, 128)
INK: Colour = (9, 26, 38)
SCARLET: Colour = (206, 46, 40)
COPPER: Colour = (216, 112, 48)


def draw_cover(*, title: Sequence[str], byline: str) -> bytes:
    """Draw the cover as a JPEG of 1200 × 1800 pixels. `title` is lettered on the bell, a line each."""
    page = vertical_gradient(SKY, 0, HEIGHT)
    _stars(page)
    glow(page, (CENTRE, HORIZON - 30), 900, (255, 214, 150), 0.9)
    _sound(page)
    _sea(page)
    for x, y, size in ((1076, 1364, 0.46), (236, 1366, 0.5), (872, 1492, 1.15)):
        _boat(page, x, y, size)
    _fog(page, ((300, 1352, 560, 20, 0.6), (960, 1402, 480, 18, 0.5), (180, 1450, 420, 22, 0.34)))
    draw_bell(page)
    _title(page, title)
    _fog(page, ((1010, 1560, 520, 22, 0.3), (60, 1330, 380, 26, 0.4)))
    _pier(page)
    _girl(page, 388, 1614)
    _byline(page, byline)
    return _finish(page)


def _stars(page: Image.Image) -> None:
    chance = Random(8)
    draw = ImageDraw.Draw(page)
    for _ in range(120):
        x, y = chance.uniform(20, WIDTH - 20), 820 * chance.random() ** 1.6 + 20
        size = chance.choice((0.8, 0.8, 1.2, 1.2, 1.9))
        light = mix(((0, (232, 238, 230)), (820, (120, 160, 164))), y)
        draw.ellipse(px(x - size, y - size, x + size, y + size), fill=light)


def _sound(page: Image.Image) -> None:
    """Draw rings that go out from the bell: the ringing, to be seen."""
    mask = blank_mask()
    draw = ImageDraw.Draw(mask)
    for ring in range(9):
        radius = 560 + ring * 74
        draw.ellipse(
            px(CENTRE - radius, 800 - radius, CENTRE + radius, 800 + radius),
            outline=max(10, 84 - ring * 8),
            width=3 * SCALE,
        )
    page.paste(GOLD, (0, 0), mask)


def _sea(page: Image.Image) -> None:
    mask = blank_mask()
    ImageDraw.Draw(mask).rectangle(px(0, HORIZON, WIDTH, HEIGHT), fill=255)
    page.paste(vertical_gradient(SEA, HORIZON, HEIGHT), (0, 0), mask)
    chance = Random(21)
    gleam = blank_mask()
    draw = ImageDraw.Draw(gleam)
    for _ in range(210):
        depth = chance.random() ** 1.3
        y = HORIZON + 6 + depth * 350
        x = CENTRE + chance.gauss(0, 90 + depth * 190)
        half = 8 + chance.random() * (22 + depth * 62)
        draw.ellipse(
            px(x - half, y - 1.3 - depth * 1.6, x + half, y + 1.3 + depth * 1.6), fill=round(190 - depth * 130)
        )
    page.paste((255, 226, 178), (0, 0), gleam)


def _fog(page: Image.Image, banks: Sequence[tuple[float, float, float, float, float]]) -> None:
    """Draw banks of fog: middle, half width, half height and thickness of each."""
    mask = blank_mask()
    draw = ImageDraw.Draw(mask)
    for x, y, half_width, half_height, thickness in banks:
        draw.ellipse(px(x - half_width, y - half_height, x + half_width, y + half_height), fill=round(255 * thickness))
    page.paste((247, 226, 200), (0, 0), mask.filter(ImageFilter.GaussianBlur(15 * SCALE)))


def _boat(page: Image.Image, x: float, y: float, size: float) -> None:
    """Draw a small ketch that is coming home with her lamp lit; (`x`, `y`) is the middle of her water line."""
    draw = ImageDraw.Draw(page)

    def at(corners: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return path([(x + dx * size, y + dy * size) for dx, dy in corners])

    hull, sail, shade = (18, 42, 54), (150, 74, 52), (116, 56, 46)
    draw.line(at([(-8, -12), (-8, -168)]), fill=hull, width=round(4 * SCALE * size))
    draw.line(at([(46, -12), (46, -118)]), fill=hull, width=round(3 * SCALE * size))
    draw.polygon(at([(-14, -162), (-14, -32), (-82, -30), (-50, -88)]), fill=shade)
    draw.polygon(at([(-3, -160), (20, -140), (40, -34), (-3, -30)]), fill=sail)
    draw.polygon(at([(50, -112), (66, -98), (82, -34), (50, -30)]), fill=shade)
    draw.polygon(at([(-92, -22), (-60, 0), (66, 0), (88, -20), (60, -17), (-40, -16)]), fill=hull)
    glow(page, (x - 60 * size, y - 36 * size), 96 * size, (255, 220, 140), 0.95)
    lamp = 5 * size
    lit = ImageDraw.Draw(page)
    lit.ellipse(
        px(x - 60 * size - lamp, y - 36 * size - lamp, x - 60 * size + lamp, y - 36 * size + lamp),
        fill=(255, 246, 208),
    )
    for step in range(6):
        half = (17 - step * 2) * size
        top = y + (8 + step * 9) * size
        lit.ellipse(px(x - 60 * size - half, top, x - 60 * size + half, top + 2.6 * size), fill=(240, 204, 146))


def _title(page: Image.Image, lines: Sequence[str]) -> None:
    """Letter the title on the waist of the bell: each line as large as the bell is wide there, small words small."""
    places = ((492, 84, 12), (606, 46, 26), (744, 124, 9))
    for text, (y, size, spacing) in zip(lines, places, strict=True):
        weight = size / 46
        letter_on_bell(page, text.upper(), size, y + 5, (10, 46, 50), spacing=spacing, weight=weight, offset=3)
        letter_on_bell(page, text.upper(), size, y, CREAM, spacing=spacing, weight=weight)


def _pier(page: Image.Image) -> None:
    """Draw the end of the quay: rough stones, lit on top."""
    draw = ImageDraw.Draw(page)
    draw.polygon(path([(0, 1598), (548, 1612), (572, 1640), (600, 1800), (0, 1800)]), fill=INK)
    draw.polygon(path([(0, 1598), (548, 1612), (560, 1628), (0, 1618)]), fill=(84, 92, 90))
    chance = Random(5)
    for row in range(4):
        x = -30.0
        while x < 520:
            width = chance.uniform(70, 130)
            tint = chance.randrange(10)
            top = 1626 + row * 46 + x * 0.014
            draw.rounded_rectangle(
                px(x, top, min(x + width, 566) - 6, top + 38), radius=8 * SCALE, fill=(18 + tint, 42 + tint, 54 + tint)
            )
            x += width
    draw.rounded_rectangle(px(492, 1560, 520, 1622), radius=10 * SCALE, fill=(20, 34, 42))
    draw.ellipse(px(486, 1552, 526, 1574), fill=(40, 58, 64))


def _girl(page: Image.Image, x: float, y: float) -> None:
    """Draw the girl in the scarlet coat, seen from behind, with her lantern up; (`x`, `y`) is where she stands."""
    lamp = (x + 92, y - 236)
    glow(page, lamp, 300, (255, 214, 132), 0.95)
    draw = ImageDraw.Draw(page)

    def at(corners: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        return path([(x + dx, y + dy) for dx, dy in corners])

    dark = (150, 28, 32)
    draw.rounded_rectangle(px(x - 28, y - 22, x - 4, y + 2), radius=5 * SCALE, fill=(38, 30, 30))
    draw.rounded_rectangle(px(x + 6, y - 22, x + 30, y + 2), radius=5 * SCALE, fill=(38, 30, 30))
    draw.line(at([(30, -152), (62, -188), (88, -212)]), fill=SCARLET, width=26 * SCALE, joint="curve")
    draw.ellipse(px(x + 78, y - 226, x + 100, y - 204), fill=(238, 186, 150))
    draw.polygon(
        at([(-30, -166), (30, -166), (40, -150), (42, -100), (62, -12), (-58, -12), (-42, -100), (-42, -148)]),
        fill=SCARLET,
    )
    draw.polygon(
        at([(-30, -166), (-8, -166), (-10, -100), (-22, -12), (-58, -12), (-42, -100), (-42, -148)]), fill=dark
    )
    draw.polygon(at([(-42, -148), (-34, -158), (-22, -120), (-50, -66), (-66, -70), (-56, -108)]), fill=dark)
    draw.line(at([(2, -70), (5, -12)]), fill=dark, width=3 * SCALE)
    draw.polygon(at([(-22, -172), (22, -172), (34, -158), (-34, -158)]), fill=(226, 72, 58))
    draw.ellipse(px(x - 28, y - 224, x + 28, y - 162), fill=COPPER)
    draw.chord(px(x - 28, y - 224, x + 28, y - 162), 100, 260, fill=(176, 82, 36))
    for step in range(9):
        size = 11 - step * 0.55
        cx, cy = x - 2 + 2.5 * math.sin(step * 2.2), y - 160 + step * 12
        draw.ellipse(px(cx - size, cy - 9, cx + size, cy + 9), fill=COPPER if step % 2 else (236, 140, 70))
    draw.ellipse(px(x - 5, y - 56, x + 2, y - 36), fill=COPPER)
    _lantern(draw, lamp)


def _lantern(draw: ImageDraw.ImageDraw, centre: tuple[float, float]) -> None:
    x, y = centre
    draw.arc(px(x - 13, y - 36, x + 13, y - 8), 180, 360, fill=INK, width=3 * SCALE)
    draw.rounded_rectangle(px(x - 17, y - 22, x + 17, y + 26), radius=6 * SCALE, fill=(255, 232, 160))
    draw.ellipse(px(x - 8, y - 10, x + 8, y + 18), fill=(255, 253, 236))
    draw.polygon(path([(x - 21, y - 18), (x + 21, y - 18), (x + 9, y - 32), (x - 9, y - 32)]), fill=INK)
    draw.rectangle(px(x - 20, y + 22, x + 20, y + 30), fill=INK)
    for side in (-17, 0, 17):
        draw.line(px(x + side, y - 20, x + side, y + 24), fill=INK, width=2 * SCALE)


def _byline(page: Image.Image, text: str) -> None:
    font = ImageFont.load_default(34 * SCALE)
    draw = ImageDraw.Draw(page)
    spacing = 9 * SCALE
    x = WIDTH * SCALE - 84 * SCALE - sum(font.getlength(c) + spacing for c in text) + spacing
    for character in text:
        draw.text((x, 1722 * SCALE), character, font=font, fill=CREAM, anchor="lm", stroke_width=0.5 * SCALE)
        x += font.getlength(character) + spacing


def _finish(page: Image.Image) -> bytes:
    """Scale down, darken the corners a little, give the paper a grain, and encode."""
    small = page.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    edge = Image.radial_gradient("L").resize((WIDTH, HEIGHT)).point([round(max(0, v - 150) * 0.85) for v in range(256)])
    small.paste((6, 18, 30), (0, 0), edge)
    grain = Image.frombytes("L", (WIDTH, HEIGHT), Random(1).randbytes(WIDTH * HEIGHT)).convert("RGB")
    small = Image.blend(small, ImageChops.soft_light(small, grain), 0.16)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=88, subsampling=0, optimize=True)
    return out.getvalue()
