"""What places have in the stead of what plans name.

One name may be that of a boulder, of stony ground and of a wall of rock: each is looked up in its own catalogue, and
what stands in for it is of the same one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from sketch.plans.furniture.catalogue import ITEMS
from sketch.plans.grammar import PlanInvalid
from sketch.plans.growing.catalogue import GROWTHS
from sketch.plans.landscapes.grounds import GROUNDS
from sketch.plans.landscapes.skylines import SKYLINES
from sketch.plans.rooms.floors import CEILINGS
from sketch.plans.rooms.floors import GROUNDS as FLOORS
from sketch.plans.rooms.wall_items import WALL_ITEMS
from sketch.plans.rooms.walls import FINISHES

CATALOGUES: Mapping[str, frozenset[str]] = {
    "things": frozenset({*ITEMS, *GROWTHS}),
    "fixtures": frozenset(WALL_ITEMS),
    "finishes": frozenset(FINISHES),
    "floors": frozenset(FLOORS),
    "ceilings": CEILINGS,
    "grounds": frozenset(GROUNDS),
    "skylines": frozenset(SKYLINES),
}
"""What can be drawn, by what it is of a place: furniture and growth, what walls have, how they are covered, …"""


@dataclass(frozen=True, slots=True)
class StandIns:
    """By catalogue: the name of what a plan says, and of what stands in for it."""

    things: Mapping[str, str] = field(default_factory=dict)
    fixtures: Mapping[str, str] = field(default_factory=dict)
    finishes: Mapping[str, str] = field(default_factory=dict)
    floors: Mapping[str, str] = field(default_factory=dict)
    ceilings: Mapping[str, str] = field(default_factory=dict)
    grounds: Mapping[str, str] = field(default_factory=dict)
    skylines: Mapping[str, str] = field(default_factory=dict)

    def leaning(self, later: StandIns) -> StandIns:
        """Return these with `later` ones upon them, which stand in for what stands in by these, too."""
        return StandIns(*(_leaning(getattr(self, own.name), getattr(later, own.name)) for own in fields(self)))


def _leaning(first: Mapping[str, str], later: Mapping[str, str]) -> Mapping[str, str]:
    return {**{name: later.get(instead, instead) for name, instead in first.items()}, **later}


def stand_ins(of: str, named: Mapping[str, Mapping[str, str]]) -> StandIns:
    """Read what stands in for what in the time or the genre `of`. Raises PlanInvalid."""
    for catalogue, pairs in named.items():
        if catalogue not in CATALOGUES:
            raise PlanInvalid(f"{of}: “{catalogue}” is none of {', '.join(CATALOGUES)}.")
        strange = {*pairs, *pairs.values()} - CATALOGUES[catalogue]
        if strange:
            raise PlanInvalid(f"{of}: among {catalogue} there is nothing named {', '.join(sorted(strange))}.")
    return StandIns(**named)
