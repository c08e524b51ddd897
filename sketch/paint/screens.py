"""Screens: tiles whose values break a tone up into lines, dots, threads and strokes.

In each every value is about equally common, so that a threshold covers as much of the paper as the tone asks for. All
go on seamlessly at their edges, and nothing in them depends on the machine: no function of numpy beyond plain sums.
"""

from __future__ import annotations

import math
from functools import lru_cache
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageOps

from sketch.paint.paper import seamless_noise, speckle

SIDE = 700
"""Side of a tile in pixels: half of that of paper, so that one for each direction costs little."""
DIRECTIONS = 12
"""So many directions has a screen that follows the shape."""
Grid = np.ndarray[tuple[int, int], np.dtype[np.float32]]
Row = np.ndarray[tuple[int], np.dtype[np.float32]]


def nearest_direction(degrees: float) -> float:
    """Return the direction nearest to an angle, in degrees from 0 up to 180."""
    step = 180 / DIRECTIONS
    return round(degrees / step) % DIRECTIONS * step


def lines(period: float, angle: float, raggedness: float, *, sway: float = 0.45) -> Image.Image:
    """Make a screen of parallel lines, dark in the middle of each, so that a threshold makes them swell and taper.

    `period` is in pixels and `angle` in degrees against the clock; `sway` is how far, in periods, they stray.
    """
    return _kept_lines(round(period * 4), angle, raggedness, sway)


@lru_cache(maxsize=30)
def _kept_lines(quarters: int, angle: float, raggedness: float, sway: float) -> Image.Image:
    return _lines(quarters, angle, raggedness, sway)


def _lines(quarters: int, angle: float, raggedness: float, sway: float) -> Image.Image:
    phase = _phase(quarters / 4, angle)
    phase += _grid(_drift()) * np.float32(2 * sway / 255)
    wave = np.abs(2 * (phase - np.floor(phase)) - 1)
    sheet = _image(wave * 255)
    return ImageOps.equalize(Image.blend(sheet, _grains(), raggedness)) if raggedness else sheet


@lru_cache(maxsize=30)
def engraved(quarters: int, angle: float) -> Image.Image:
    """Make lines of a burin, `quarters` of a pixel apart: where the tone is dark a second set crosses the first."""
    first = _lines(quarters, angle, 0.0, 0.5).point([40 + v * 215 // 255 for v in range(256)])
    second = _lines(quarters, (angle + 60) % 180, 0.0, 0.3).point([v * 170 // 255 for v in range(256)])
    return ImageChops.lighter(first, second)


def crosshatch(period: float) -> Image.Image:
    """Hatch with two sets of pen lines: the second appears only where the tone is already dark."""
    return _crossed(round(period * 4))


@lru_cache(maxsize=4)
def _crossed(quarters: int) -> Image.Image:
    first = _lines(quarters, 38.0, 0.16, 0.45).point([128 + v // 2 for v in range(256)])
    second = _lines(quarters, -40.0, 0.16, 0.45).point([v // 2 for v in range(256)])
    return ImageChops.lighter(first, second)


def gouges(period: float) -> Image.Image:
    """Make the marks that a gouge leaves in lino: short and broad, all along one way."""
    return lines(period, 84.0, 0.10)


@lru_cache(maxsize=8)
def dots(quarters: int, angle: float) -> Image.Image:
    """Make a halftone screen of round dots, `quarters` of a pixel apart."""
    period = quarters / 4
    u, v = _phase(period, angle), _phase(period, angle + 90)
    across, down = u - np.floor(u) - np.float32(0.5), v - np.floor(v) - np.float32(0.5)
    far = across * across + down * down  # 0 in the middle of a dot, 0.5 in the corners between four
    # The share of a cell nearer than that: the disc's area while it fits, then nearly straight on to 1.
    share = np.where(
        far < 0.2, np.float32(math.pi) * far, np.float32(0.628) + (far - np.float32(0.2)) * np.float32(1.24)
    )
    return _image(255 - share * 255)


@lru_cache(maxsize=14)
def bristles(angle: float, wide: float) -> Image.Image:
    """Make the tracks of a broad brush, that come again `wide` pixels across, and four times that along it."""
    across, along = _phase(wide, angle), _phase(wide * 4, angle + 90)
    across += _grid(_drift()) * np.float32(0.05 / 255)
    side = _tracks().width
    rows = ((across - np.floor(across)) * np.float32(side)).astype(np.int32) % side
    columns = ((along - np.floor(along)) * np.float32(side)).astype(np.int32) % side
    tracks = Image.fromarray(np.asarray(_tracks(), dtype=np.uint8)[rows, columns])
    return ImageOps.equalize(Image.blend(tracks, _grains(), 0.15))


@lru_cache(maxsize=30)
def stitches(quarters: int, angle: float, length: float) -> tuple[Image.Image, Image.Image]:
    """Make threads, `quarters` of a pixel wide and stitched `length` pixels long, each begun at a place of its own.

    Returned are the shade between them, and the sheen on the middle of each.
    """
    rows = _phase(quarters / 4, angle) + _grid(_drift()) * np.float32(0.3 / 255)
    thread = np.floor(rows)
    begun = _BEGUN[thread.astype(np.int32) % len(_BEGUN)]
    along = np.abs(2 * _part(_phase(length, angle + 90) + begun) - 1)  # 1 at the ends of a stitch
    across = 1 - np.abs(2 * (rows - thread) - 1)  # 1 in the middle of a thread
    height = np.minimum(across, (1 - along) * np.float32(length * 4 / quarters))
    return _image((np.float32(0.42) - height) * 560), _image((across * (1 - along) - np.float32(0.2)) * 330)


_BEGUN: Row = np.array([Random(f"stitch {i}").random() for i in range(211)], dtype=np.float32)


def _part(values: Grid) -> Grid:
    return np.asarray(values - np.floor(values), dtype=np.float32)


@lru_cache(maxsize=1)
def _tracks() -> Image.Image:
    sheet = seamless_noise("tracks", 60, 9, 256)
    return Image.blend(sheet, seamless_noise("hairs", 128, 14, 256), 0.35)


@lru_cache(maxsize=1)
def _grains() -> Image.Image:
    return speckle().crop((0, 0, SIDE, SIDE))


@lru_cache(maxsize=1)
def _drift() -> Image.Image:
    """Make slow noise: how far a hand strays, here and there."""
    return Image.blend(seamless_noise("drift", 11, 11, SIDE), seamless_noise("shake", 32, 32, SIDE), 0.2)


def _phase(period: float, angle: float) -> Grid:
    """Count, at each pixel, the lines up to there; a whole number of them fits each side of the tile."""
    turn = math.radians(angle)
    across, down = round(SIDE * math.sin(turn) / period), round(SIDE * math.cos(turn) / period)
    places = np.arange(SIDE, dtype=np.float32) * np.float32(1 / SIDE)
    return np.asarray(np.add.outer(places * np.float32(down), places * np.float32(across)), dtype=np.float32)


def _grid(sheet: Image.Image) -> Grid:
    return np.asarray(sheet, dtype=np.uint8).astype(np.float32)


def _image(values: Grid) -> Image.Image:
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
