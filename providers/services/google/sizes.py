"""The shapes and sizes in which Gemini's image models draw, and how many tokens a picture of each has.

Sources: Google's pages on image generation and prices, as of 2026-11. A picture of “1K” has about a megapixel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.wire.references import nearest_ratio

if TYPE_CHECKING:
    from providers.choosing.catalogue import ModelEntry

RATIOS = ("1:1", "3:2", "2:3", "4:3", "3:4", "5:4", "4:5", "16:9", "9:16", "21:9")
TOKENS = {"1K": 1_120, "2K": 1_680}
"""Of one picture; the Pro model bills no more for the larger one."""
ROOM = 1.4
"""Times the pixels of “1K” that it is scaled up to rather than asked for at “2K”, which costs half as much again."""


def ratio_for(width: int, height: int) -> str:
    """Return the shape to ask for."""
    return nearest_ratio(RATIOS, width, height)


def size_for(width: int, height: int, *, any_size: bool) -> str:
    """Return the size to ask for, of a model that has only one or `any_size`."""
    return "2K" if any_size and width * height > ROOM * 1024**2 else "1K"


def picture_tokens(entry: ModelEntry, width: int, height: int) -> int:
    """Return about how many output tokens a picture has."""
    return TOKENS[size_for(width, height, any_size=entry.any_size)]
