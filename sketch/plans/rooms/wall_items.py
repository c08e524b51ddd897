"""All that walls of rooms may have, by the names that plans have for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.plans.rooms.fittings import FITTINGS
from sketch.plans.rooms.light_and_ways import WAYS
from sketch.plans.rooms.of_courts_and_cells import OF_COURTS_AND_CELLS
from sketch.plans.rooms.of_tales import OF_TALES
from sketch.plans.rooms.of_work import OF_WORK
from sketch.plans.rooms.pictures_and_stores import HANGINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sketch.plans.rooms.wall_item import WallItem

WALL_ITEMS: Mapping[str, WallItem] = {**WAYS, **HANGINGS, **FITTINGS, **OF_TALES, **OF_COURTS_AND_CELLS, **OF_WORK}
