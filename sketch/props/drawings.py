"""The drawings of all props, by the names that the vocabulary has for them.

Things to carry are drawn around the pen's origin, others stand with their foot on it, all in the measure of people
(a grown person is 100).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.props import (
    creatures,
    furniture,
    keepsakes,
    lights,
    music,
    outdoors,
    papers,
    tableware,
    tools,
    vehicles,
    weapons,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sketch.paint.pen import Pen

DRAWINGS: Mapping[str, Callable[[Pen], None]] = {
    **creatures.DRAWINGS,
    **furniture.DRAWINGS,
    **keepsakes.DRAWINGS,
    **lights.DRAWINGS,
    **music.DRAWINGS,
    **outdoors.DRAWINGS,
    **papers.DRAWINGS,
    **tableware.DRAWINGS,
    **tools.DRAWINGS,
    **vehicles.DRAWINGS,
    **weapons.DRAWINGS,
}
