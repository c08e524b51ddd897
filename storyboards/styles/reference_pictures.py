"""A picture that shows a reader's own style: taken in as pixels alone, and asked for its colours."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from providers.wire.redrawing import redraw
from sandbox.pictures import PictureOrder, PictureRefused
from sketch.paint.colours import RGB
from storyboards.pictures.choosing import FORMATS

LONGER_SIDE = 768
"""Pixels: as much as tells a style."""
MOST_BYTES = 10 * 2**20
ORDER = PictureOrder(
    FORMATS, longer_side=LONGER_SIDE, photo=("WEBP", 82), other=("WEBP", 82), least_side=32, on_white=True
)
COLOURS = 6
_LOOKED_AT = (96, 96)
_CANDIDATES = 16
_APART = 40.0
"""How far two colours of a palette are apart at least, in the space of sRGB."""


class ReferenceRefused(ValueError):
    """What is no picture, or too large or too small a one; the words say what to do."""


@dataclass(frozen=True, slots=True)
class StyleReference:
    """A picture as WebP, and its colours, the darkest first."""

    data: bytes
    palette: tuple[RGB, ...]


def read_reference(data: bytes) -> StyleReference:
    """Redraw a picture of a stranger's in the sandbox, and find its colours. Raises ReferenceRefused."""
    if len(data) > MOST_BYTES:
        raise ReferenceRefused(f"A picture has {MOST_BYTES // 2**20} megabytes at most.")
    try:
        redrawn = redraw(data, ORDER)
    except PictureRefused as refused:
        raise ReferenceRefused(_words(refused)) from None
    return StyleReference(redrawn.data, palette_of(redrawn.data))


def palette_of(picture: bytes) -> tuple[RGB, ...]:
    """Return up to COLOURS colours of a picture of our own encoding that tell it, the darkest first.

    Of colours that are alike the most frequent one is taken.
    """
    with Image.open(io.BytesIO(picture)) as image:
        small = image.convert("RGB").resize(_LOOKED_AT, Image.Resampling.BOX)
    indexed = small.quantize(_CANDIDATES, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    flat = indexed.getpalette() or []
    by_count = sorted(indexed.getcolors() or [], reverse=True)
    chosen: list[RGB] = []
    for _, index in by_count:
        assert isinstance(index, int)
        red, green, blue = flat[3 * index : 3 * index + 3]
        colour = (red, green, blue)
        if len(chosen) < COLOURS and all(_distance(colour, other) >= _APART for other in chosen):
            chosen.append(colour)
    return tuple(sorted(chosen, key=lambda colour: 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]))


def _distance(one: RGB, other: RGB) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def _words(refused: PictureRefused) -> str:
    if refused.problem == "small":
        return "This picture is too small to show a style: choose one with at least 32 pixels a side."
    if refused.problem in ("pixels", "memory", "time"):
        return "This picture is too large to look at: make it smaller, and choose it again."
    return "This is no picture that can be opened. Choose a JPEG, PNG, GIF or WebP."
