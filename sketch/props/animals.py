"""Animals that stand about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.figures.animals import draw_animal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.colours import RGB
    from sketch.paint.pen import Pen

_FURS: Mapping[str, RGB] = {
    "dog": (138, 98, 66),
    "cat": (120, 108, 104),
    "horse": (126, 84, 56),
    "bird": (96, 112, 140),
    "rabbit": (170, 146, 120),
    "lion": (206, 160, 90),
    "wolf": (120, 122, 130),
    "bear": (104, 76, 58),
    "fox": (200, 110, 60),
    "donkey": (136, 130, 130),
    "mouse": (146, 138, 136),
    "pig": (230, 172, 158),
    "sheep": (232, 224, 208),
    "cow": (150, 104, 74),
}


def _drawing(kind: str, fur: RGB) -> Callable[[Pen], None]:
    return lambda pen: draw_animal(pen, kind, fur)


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {kind: _drawing(kind, fur) for kind, fur in _FURS.items()}
"""By the name that the vocabulary has for each."""
