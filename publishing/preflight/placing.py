"""Small pictures of the places where something was found, with a frame around it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from publishing.checks import Area, Check

LONGER_SIDE = 420
"""Pixels."""
FRAME = (190, 30, 45)
MOST_POINTS = 14_400
"""A larger page is none (ISO 32000-1, annex C)."""
ROOM = 1.8
"""How much larger than what was found the part of the page is that is shown."""
MOST_OF_ONE_RULE = 3
LEAST_PART = 160.0
"""Points of the page that are shown at least."""


def pictures_of(path: Path, checks: Sequence[Check], most: int) -> Iterator[tuple[int, bytes]]:
    """Yield the number of a check and a WebP of its place; of each rule the first places, as many as there is room for.

    A page that cannot be drawn has no picture.
    """
    with pypdfium2.PdfDocument(path) as pdf:
        for number in _chosen(checks, most):
            check = checks[number]
            if check.area is None:
                continue
            try:
                yield number, _picture(pdf, check.page - 1, check.area)
            except (pypdfium2.PdfiumError, ValueError, IndexError, MemoryError):
                continue


def _chosen(checks: Sequence[Check], most: int) -> list[int]:
    """Return the numbers of checks that are shown: the first of each rule, then the second …"""
    ranks: dict[str, int] = {}
    ranked = []
    for number, check in enumerate(checks):
        if check.area is not None:
            ranked.append((ranks.setdefault(check.rule, 0), number))
            ranks[check.rule] += 1
    return [number for rank, number in sorted(ranked) if rank < MOST_OF_ONE_RULE][:most]


def _picture(pdf: pypdfium2.PdfDocument, index: int, area: Area) -> bytes:
    page = pdf[index]
    page.set_cropbox(*page.get_mediabox())
    width, height = page.get_size()
    if not 0 < width <= MOST_POINTS or not 0 < height <= MOST_POINTS:
        raise ValueError("The page is too large to be drawn.")
    left, top, right, foot = _part(area, width, height)
    scale = LONGER_SIDE / max(right - left, foot - top)
    drawn = page.render(
        scale=scale,
        crop=(left, height - foot, width - right, top),
        may_draw_forms=False,
        no_smoothimage=False,
    ).to_pil()
    picture = drawn.convert("RGB")
    _frame(picture, area, (left, top), scale)
    file = BytesIO()
    picture.save(file, "WEBP", quality=70, method=2)
    page.close()
    return file.getvalue()


def _part(area: Area, width: float, height: float) -> tuple[float, float, float, float]:
    """Return the part of the page that is shown: what was found with some room around it, within the page."""
    left, top, right, foot = area
    side = max((right - left) * ROOM, (foot - top) * ROOM, LEAST_PART)
    across, down = min(side, width), min(side, height)
    begin = min(max(0.0, (left + right - across) / 2), width - across)
    above = min(max(0.0, (top + foot - down) / 2), height - down)
    return begin, above, begin + across, above + down


def _frame(picture: Image.Image, area: Area, corner: tuple[float, float], scale: float) -> None:
    left, right = ((edge - corner[0]) * scale for edge in (area[0], area[2]))
    top, foot = ((edge - corner[1]) * scale for edge in (area[1], area[3]))
    box = (
        max(1.0, left - 4),
        max(1.0, top - 4),
        min(picture.width - 2.0, max(right, left) + 4),
        min(picture.height - 2.0, max(foot, top) + 4),
    )
    if box[2] > box[0] and box[3] > box[1]:
        ImageDraw.Draw(picture).rectangle(box, outline=FRAME, width=3)
