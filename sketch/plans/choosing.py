"""Which plan a place has: by its kind, by whether it is seen from within, and by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.plans.landscapes.landscape import plan_landscape
from sketch.plans.landscapes.rows import LANDSCAPE_ROWS
from sketch.plans.rooms.room import plan_room
from sketch.plans.rooms.rows import ROOM_ROWS
from sketch.repertoire import plan_kind_of

if TYPE_CHECKING:
    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene


PLAN_KINDS = frozenset({*ROOM_ROWS, *LANDSCAPE_ROWS})
"""All kinds of plans: those of rooms and those of landscapes."""


def plan_for(scene: DepictedScene) -> Plan:
    """Return the plan of the scene's place: the same for every picture of it."""
    kind = plan_kind_of(scene.place, indoors=scene.indoors)
    if kind in ROOM_ROWS:
        return plan_room(kind, ROOM_ROWS[kind], scene, {})
    return plan_landscape(kind, LANDSCAPE_ROWS[kind], scene, {})
