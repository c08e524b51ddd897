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
    from sketch.paint.medium import Side

Box = tuple[int, int, int, int]

TILE = 1400
"""Side of a texture tile in pixels: more than a picture of the usual size, so that no seam shows."""


def _noise(seed: str, width: int, height: int) -> Image.Image:
    return Image.frombytes("L", (width, height), Random(seed).randbytes(width * height))


def zoom_for(height: int) -> float:
    """Return how many times larger textures are in a picture so many pixels high: paper grows with its print."""
    return max(1, round(height / TILE)) if height >= TILE / 2 else 0.5


def _seamless(sheet: Image.Image, pad: int) -> Image.Image:
    """Surround a tile with copies of itself, `pad` pixels wide."""
    side = sheet.width
    wide = Image.new(sheet.mode, (side + 2 * pad, side + 2 * pad))
    for x in (pad - side, pad, pad + side):
        for y in (pad - side, pad, pad + side):
            wide.paste(sheet, (x, y))
    return wide


@lru_cache(maxsize=1)
def speckle() -> Image.Image:
    """Make fine grain with every value equally common: what dry paint leaves on rough paper."""
    pad = 8
    soft = _seamless(_noise("speckle", TILE, TILE), pad).filter(ImageFilter.GaussianBlur(0.75))
    return ImageOps.equalize(soft.crop((pad, pad, pad + TILE, pad + TILE)))


@lru_cache(maxsize=1)
def blotches() -> Image.Image:
    """Make soft clouds of several sizes: how a wash dries unevenly."""
    sheet = _clouds("large", 12)
    for cells, part in ((34, 0.4), (110, 0.25), (420, 0.14)):
        sheet = Image.blend(sheet, _clouds(f"cells {cells}", cells), part)
    return ImageOps.equalize(sheet)


def _clouds(seed: str, cells: int) -> Image.Image:
    return seamless_noise(seed, cells, cells, TILE)


def seamless_noise(seed: str, rows: int, columns: int, side: int) -> Image.Image:
    """Make smooth noise of so many cells on a square tile that goes on seamlessly."""
    pad = 3
    cells = _noise(seed, columns, rows)
    wide = Image.new("L", (columns + 2 * pad, rows + 2 * pad))
    for x in (pad - columns, pad, pad + columns):
        for y in (pad - rows, pad, pad + rows):
            wide.paste(cells, (x, y))
    return wide.resize((side, side), Image.Resampling.BICUBIC, box=(pad, pad, pad + columns, pad + rows))


@lru_cache(maxsize=3)
def dried(wash: float) -> Image.Image:
    """Return how much of a wash stays where."""
    return blotches().point([int(255 * (1 - wash + wash * v / 255)) for v in range(256)])


@lru_cache(maxsize=512)
def _levels(thousandths: int) -> list[int]:
    return [min(255, v * thousandths // 1000) for v in range(256)]


def scaled(mask: Image.Image, amount: float) -> Image.Image:
    """Scale the mask by `amount`."""
    return mask if amount == 1 else mask.point(_levels(round(amount * 1000)))


def cut(tile: Image.Image, box: Box, zoom: float = 1) -> Image.Image:
    """Cut the piece of a tile that lies under `box` of the picture, `zoom` times as large as it was made."""
    if zoom > 1:
        k = round(zoom)
        small = (box[0] // k, box[1] // k, -(-box[2] // k), -(-box[3] // k))
        piece = cut(tile, small)
        large = piece.resize((piece.width * k, piece.height * k), Image.Resampling.BILINEAR)
        x, y = box[0] - small[0] * k, box[1] - small[1] * k
        return large.crop((x, y, x + box[2] - box[0], y + box[3] - box[1]))
    if zoom < 1:
        k = round(1 / zoom)
        return cut(tile, (box[0] * k, box[1] * k, box[2] * k, box[3] * k)).reduce(k)
    width, height, side = box[2] - box[0], box[3] - box[1], tile.width
    x, y = box[0] % side, box[1] % side
    if x + width <= side and y + height <= side:
        return tile.crop((x, y, x + width, y + height))
    sheet = Image.new("L", (width, height))
    for left in range(-x, width, side):
        for top in range(-y, height, side):
            sheet.paste(tile, (left, top))
    return sheet


def screened(mask: Image.Image, screen: Image.Image, hardness: float) -> Image.Image:
    """Break the mask up by a texture: half tones become grains or lines that cover half of the paper."""
    if hardness <= 0:
        return mask
    return ImageChops.add(mask, screen, 1 / hardness, round(-255 * hardness))


@lru_cache(maxsize=4)
def grain(width: int, height: int, strength: float) -> Image.Image:
    """Make paper seen in raking light, as a factor (grey is 1) for a whole picture."""
    box, zoom = (0, 0, width, height), zoom_for(height)
    tooth = cut(speckle(), box, zoom).filter(ImageFilter.EMBOSS)
    mottle = cut(blotches(), box, zoom)
    sheet = Image.blend(tooth, mottle, 0.4)
    low, span = 255 - 255 * strength, 255 * strength
    return sheet.point([int(low + span * v / 255) for v in range(256)]).convert("RGB")


@lru_cache(maxsize=8)
def falloff(power: float) -> Image.Image:
    """Light around a point: full in the middle and nothing at the rim."""
    # Pillow's gradient reaches the middle of each side at 181 and the corners at 255.
    return Image.radial_gradient("L").point([int(255 * max(0.0, 1 - v / 180) ** power) for v in range(256)])


def slope(side: Side, width: int, height: int, amount: float = 1.0) -> Image.Image:
    """Make a ramp of that size that rises to `amount` (0 to 1) at `side`."""
    if side in ("left", "right"):
        return _ascent(width, side == "left", amount).resize((width, height), Image.Resampling.NEAREST)
    column = _ascent(height, side == "top", amount).transpose(Image.Transpose.ROTATE_270)
    return column.resize((width, height), Image.Resampling.NEAREST)


@lru_cache(maxsize=512)
def _ascent(length: int, falling: bool, amount: float) -> Image.Image:
    values = bytes(int(255 * amount * ((i + 0.5) / length) ** 1.5) for i in range(length))
    return Image.frombytes("L", (length, 1), values[::-1] if falling else values)


def ramp(colours: tuple[RGB, ...], width: int, height: int) -> Image.Image:
    """Blend through `colours` vertically, top to bottom."""
    column = Image.new("RGB", (1, len(colours)))
    column.putdata(colours)
    return column.resize((1, 64), Image.Resampling.BICUBIC).resize((width, height), Image.Resampling.BILINEAR)
