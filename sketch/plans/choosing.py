"""Which plan a place has: by its kind, by whether it is seen from within, and by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sketch.plans.landscapes.landscape import plan_landscape
from sketch.plans.landscapes.rows import LANDSCAPE_ROWS
from sketch.plans.rooms.room import plan_room
from sketch.plans.rooms.rows import ROOM_ROWS
from sketch.plans.wording.fashion import fashion_of
from sketch.plans.wording.places import kind_named, wording_of
from sketch.repertoire import KNOWN, plan_kind_of

if TYPE_CHECKING:
    from sketch.plans.plan import Plan
    from sketch.scene import DepictedScene


_INLAND = frozenset({"river", "lake", "swamp", "valley", "park", "garden", "forest", "field"})
_BANKS = frozenset({"river", "rivers", "lake", "pond", "stream", "bank", "banks", "reeds", "willow", "willows", "weir"})
"""Places, and words for them, where a boat has banks on both sides."""
PLAN_KINDS = frozenset({*ROOM_ROWS, *LANDSCAPE_ROWS})
"""All kinds of plans: those of rooms and those of landscapes."""


def plan_for(scene: DepictedScene, kind: str = "") -> Plan:
    """Return the plan of the scene's place, or one of another `kind` for it: the same for every picture of it."""
    kind, words = _inland(kind or kind_of(scene), scene), wording_of(scene.place_words)
    fashion = fashion_of(kind, scene.period, scene.genre, indoors=kind in ROOM_ROWS)
    if kind in ROOM_ROWS:
        return plan_room(kind, ROOM_ROWS[kind], scene, fashion, words)
    return plan_landscape(kind, LANDSCAPE_ROWS[kind], scene, fashion, words)


def kind_of(scene: DepictedScene) -> str:
    """Return the kind of plan that the scene's place has; where nobody knows what it is, its words say."""
    if scene.place not in KNOWN.places or scene.place == "unknown":
        named = kind_named(scene.place_words)
        if named and (named in ROOM_ROWS) == scene.indoors:
            return named
    return plan_kind_of(scene.place, indoors=scene.indoors)


def _inland(kind: str, scene: DepictedScene) -> str:
    """Return the kind of plan for a boat: between banks, where its place or its words name a river or a lake."""
    if kind != "rowing-boat":
        return kind
    said = {word for phrase in scene.place_words for word in phrase.lower().split()}
    return "river-boat" if scene.place in _INLAND or said & _BANKS else kind
