"""Which plan a place has: by its kind, by whether it is seen from within, and by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.plans.rooms.room import plan_room
from sketch.plans.rooms.rows import ROOM_ROWS

if TYPE_CHECKING:
    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene


def plan_for(scene: DepictedScene) -> Plan:
    """Return the plan of the scene's place: the same for every picture of it."""
    kind = scene.place if scene.place in ROOM_ROWS else "parlour"
    return plan_room(kind, ROOM_ROWS[kind], scene, {})
