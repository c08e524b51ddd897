"""The rows of `rooms.toml`: what each kind of room is made of."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sketch.paint import materials as m
from sketch.paint.colours import RGB, darker, lighter, mix
from sketch.plans.grammar import PlanInvalid, Term, terms
from sketch.plans.rooms.walls import Side

ROOMS = Path(__file__).with_name("rooms.toml")
HUES: Mapping[str, tuple[RGB, ...]] = {
    "green": (m.WALL_GREEN, (150, 168, 130), (112, 140, 120)),
    "blue": (m.WALL_BLUE, (128, 150, 178), (112, 134, 146)),
    "rose": (m.WALL_ROSE, (206, 150, 140), (190, 140, 136)),
    "cream": (m.PLASTER, (228, 212, 178), (238, 222, 190)),
    "plum": ((142, 108, 128), (128, 84, 92), (150, 96, 96)),
    "ochre": ((206, 172, 112), (196, 164, 118), (214, 186, 134)),
    "white": ((232, 230, 222), (222, 228, 226)),
    "grey": ((162, 164, 164), (146, 152, 156)),
    "oak": (darker(m.PLANK, 0.12), darker(m.TIMBER, 0.02), m.PLANK),
    "stone": (m.STONE, mix(m.STONE, m.SAND, 0.3), darker(m.STONE, 0.08)),
    "brick": (m.BRICK, lighter(m.BRICK, 0.1)),
    "rock": (mix(m.ROCK, m.EARTH, 0.35), darker(m.ROCK, 0.12)),
    "steel": (mix(m.STEEL, m.SLATE, 0.4), mix(m.STEEL, m.SLATE, 0.7)),
}
SIDES: tuple[Side, ...] = ("back", "left", "right", "front")
_FIELDS = {"size", "walls", "hues", "floor", "ceiling", "things", *SIDES}


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A kind of room: choices of its finishes, what is at each wall, and what stands on the floor."""

    size: tuple[float, float, float]
    walls: tuple[str, ...]
    hues: tuple[str, ...]
    floor: tuple[str, ...]
    ceiling: tuple[str, ...]
    sides: Mapping[Side, tuple[Term, ...]]
    things: tuple[Term, ...]


def load_rooms(file: Path) -> Mapping[str, RoomRow]:
    """Read the kinds of rooms. Raises PlanInvalid."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: _row(kind, fields) for kind, fields in content.items()}


def _row(kind: str, fields: Mapping[str, Any]) -> RoomRow:
    if fields.keys() != _FIELDS:
        raise PlanInvalid(f"{kind}: a room has {', '.join(sorted(_FIELDS))}, and nothing else.")
    wide, deep, tall = fields["size"]
    return RoomRow(
        size=(float(wide), float(deep), float(tall)),
        walls=tuple(fields["walls"].split()),
        hues=tuple(fields["hues"].split()),
        floor=tuple(fields["floor"].split()),
        ceiling=tuple(fields["ceiling"].split()),
        sides={side: terms(fields[side]) for side in SIDES},
        things=terms(fields["things"]),
    )


ROOM_ROWS = load_rooms(ROOMS)
