"""Beasts that stand about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.creatures.drawing import draw_creature
from sketch.creatures.heads.drawing import Look
from sketch.creatures.plan import creature_for
from sketch.scene import DepictedPerson

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen

_KINDS = (
    "dog",
    "cat",
    "horse",
    "bird",
    "rabbit",
    "lion",
    "wolf",
    "bear",
    "fox",
    "donkey",
    "mouse",
    "pig",
    "sheep",
    "cow",
)


def _drawing(kind: str) -> Callable[[Pen], None]:
    plan = creature_for(DepictedPerson(key=kind, name=kind, species=kind))
    assert plan is not None
    return lambda pen: draw_creature(pen, plan, "stand", Look())


DRAWINGS: Mapping[str, Callable[[Pen], None]] = {kind: _drawing(kind) for kind in _KINDS}
"""By the name that the vocabulary has for each."""
