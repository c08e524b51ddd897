"""Paper and grain: the textures that make flat shapes look made by hand. All are drawn once and kept.

Nothing here may depend on chance that cannot be repeated, so noise comes from seeded bytes and never from Pillow.
"""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter, ImageOps

if TYPE_CHECKING:
    from sketch.paint.colours import RGB

Box = tuple[int, int, int, int]

TILE = 1400
"""Side of a texture tile in pixels: more than a picture of the usual size, so that no seam shows."""


def _noise(seed: str, width: int, height: int) -> Image.Image:
    return Image.frombytes("L", (width, height), Random(seed).randbytes(width * height))


@lru_cache(maxsize=2)
def speckle() -> Image.Image:
    """Make fine grain with every value equally common: what dry paint leaves on rough paper."""
    return ImageOps.equalize(_noise("speckle", TILE, TILE).filter(ImageFilter.GaussianBlur(0.75)))


@lru_cache(maxsize=2)
def blotches() -> Image.Image:
    """Make soft clouds of several sizes: how a wash dries unevenly."""
    sheet = _noise("large", 12, 12).resize((TILE, TILE), Image.Resampling.BICUBIC)
    for cells, part in ((34, 0.4), (110, 0.25), (420, 0.14)):
        finer = _noise(f"cells {cells}", cells, cells).resize((TILE, TILE), Image.Resampling.BICUBIC)
        sheet = Image.blend(sheet, finer, part)
    return ImageOps.equalize(sheet)


@lru_cache(maxsize=64)
def dried(wash: float, alpha: float) -> Image.Image:
    """Return how much of a wash stays where: blotches as a factor of `alpha`."""
    return blotches().point([int(255 * alpha * (1 - wash + wash * v / 255)) for v in range(256)])


@lru_cache(maxsize=512)
def _levels(thousandths: int) -> list[int]:
    return [min(255, v * thousandths // 1000) for v in range(256)]


def scaled(mask: Image.Image, amount: float) -> Image.Image:
    """Scale the mask by `amount`."""
    return mask if amount == 1 else mask.point(_levels(round(amount * 1000)))


@lru_cache(maxsize=24)
def lines(period: float, angle: float, raggedness: float) -> Image.Image:
    """Make a screen of parallel lines: dark in the middle of each, so that a threshold makes them swell and taper."""
    side = int(TILE * 1.5)
    row = bytes(int(255 * abs(2 * ((x / period) % 1) - 1)) for x in range(side))
    sheet = Image.frombytes("L", (side, 1), row).resize((side, side))
    rng, cell = Random(f"lines {period:.2f} {angle}"), max(24, int(period * 7))
    count = side // cell + 1
    sway = period * 0.45
    shift = [[(rng.uniform(-sway, sway), rng.uniform(-sway, sway)) for _ in range(count + 1)] for _ in range(count + 1)]
    mesh = []
    for i in range(count):
        for j in range(count):
            corners = []
            for di, dj in ((0, 0), (0, 1), (1, 1), (1, 0)):
                sx, sy = shift[i + di][j + dj]
                corners += [(i + di) * cell + sx, (j + dj) * cell + sy]
            mesh.append(((i * cell, j * cell, (i + 1) * cell, (j + 1) * cell), tuple(corners)))
    swayed = sheet.transform(sheet.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
    turned = swayed.rotate(angle, Image.Resampling.BILINEAR)
    inset = (side - TILE) // 2
    cut = turned.crop((inset, inset, inset + TILE, inset + TILE))
    return ImageOps.equalize(Image.blend(cut, speckle(), raggedness))


def crosshatch(period: float) -> Image.Image:
    """Hatch with two sets of pen lines: the second appears only where the tone is already dark."""
    return _crossed(round(period * 4))


@lru_cache(maxsize=4)
def _crossed(quarter_pixels: int) -> Image.Image:
    period = quarter_pixels / 4
    first = lines(period, 38.0, 0.16).point([128 + v // 2 for v in range(256)])
    second = lines(period, -40.0, 0.16).point([v // 2 for v in range(256)])
    return ImageChops.lighter(first, second)


def gouges(period: float) -> Image.Image:
    """Make the marks that a gouge leaves in lino: short and broad, all along one way."""
    return lines(round(period * 4) / 4, 84.0, 0.10)


def cut(tile: Image.Image, box: Box) -> Image.Image:
    """Cut the piece of a tile that lies under `box` of the picture."""
    width, height = box[2] - box[0], box[3] - box[1]
    side = tile.width
    if width > side or height > side:
        sheet = Image.new("L", (width, height))
        for x in range(0, width, side):
            for y in range(0, height, side):
                sheet.paste(tile, (x, y))
        return sheet
    x, y = box[0] % (side - width + 1), box[1] % (side - height + 1)
    return tile.crop((x, y, x + width, y + height))


def screened(mask: Image.Image, tile: Image.Image, box: Box, hardness: float) -> Image.Image:
    """Break the mask up by a texture: half tones become grains or lines that cover half of the paper."""
    if hardness <= 0:
        return mask
    broken = ImageChops.add(mask, cut(tile, box), 1, -255)
    return scaled(broken, hardness)


@lru_cache(maxsize=8)
def grain(width: int, height: int, strength: float) -> Image.Image:
    """Make paper seen in raking light, as a factor (grey is 1) for a whole picture."""
    box = (0, 0, width, height)
    tooth = cut(speckle(), box).filter(ImageFilter.EMBOSS)
    mottle = cut(blotches(), box)
    sheet = Image.blend(tooth, mottle, 0.4)
    low, span = 255 - 255 * strength, 255 * strength
    return sheet.point([int(low + span * v / 255) for v in range(256)]).convert("RGB")


@lru_cache(maxsize=8)
def falloff(power: float) -> Image.Image:
    """Light around a point: full in the middle and nothing at the rim."""
    # Pillow's gradient reaches the middle of each side at 181 and the corners at 255.
    return Image.radial_gradient("L").point([int(255 * max(0.0, 1 - v / 180) ** power) for v in range(256)])


@lru_cache(maxsize=8)
def slope(side: str) -> Image.Image:
    """Make a ramp that is full at `side` (top, bottom, left or right)."""
    ramp = Image.linear_gradient("L").point([int(255 * (v / 255) ** 1.5) for v in range(256)])
    turn = {
        "top": Image.Transpose.FLIP_TOP_BOTTOM,
        "left": Image.Transpose.ROTATE_270,
        "right": Image.Transpose.ROTATE_90,
    }
    return ramp.transpose(turn[side]) if side in turn else ramp


def ramp(colours: tuple[RGB, ...], width: int, height: int) -> Image.Image:
    """Blend through `colours` vertically, top to bottom."""
    column = Image.new("RGB", (1, len(colours)))
    column.putdata(colours)
    return column.resize((1, 64), Image.Resampling.BICUBIC).resize((width, height), Image.Resampling.BILINEAR)
