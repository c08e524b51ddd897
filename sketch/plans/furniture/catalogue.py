"""All things that stand about, by the names that plans have for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.plans.furniture.buildings import BUILDINGS
from sketch.plans.furniture.fittings import FITTINGS
from sketch.plans.furniture.of_courts import OF_COURTS
from sketch.plans.furniture.of_tales import OF_TALES
from sketch.plans.furniture.outdoors import OUTDOORS
from sketch.plans.furniture.seats import SEATS
from sketch.plans.furniture.stonework import STONEWORK
from sketch.plans.furniture.stores import STORES
from sketch.plans.furniture.tables import TABLES
from sketch.plans.furniture.wayside import WAYSIDE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sketch.plans.furniture.item import Item

ITEMS: Mapping[str, Item] = {
    **SEATS,
    **TABLES,
    **STORES,
    **FITTINGS,
    **BUILDINGS,
    **OUTDOORS,
    **STONEWORK,
    **WAYSIDE,
    **OF_TALES,
    **OF_COURTS,
}
