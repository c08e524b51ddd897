"""People and things with their places in the world: what staging makes, and what the camera looks at.

Lengths are world units (a grown person is 100 high), x to the right, z away from the audience. A heading of 0 degrees
looks to +x and one of 90 away from the audience.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sketch.figures.plan import PersonPlan
from sketch.scene import DepictedPerson
from sketch.world.vectors import Vector

if TYPE_CHECKING:
    from collections.abc import Sequence

Floor = tuple[float, float]
"""A place on the floor: (x, z)."""
Spot = Literal[
    "hand", "shoulder", "waist", "neck", "cheek", "chin", "head", "elbow", "knee", "brow", "chest", "mouth", "throat"
]
SPOTS: tuple[Spot, ...] = (
    *("hand", "shoulder", "waist", "neck", "cheek", "chin", "head", "elbow", "knee"),
    *("brow", "chest", "mouth", "throat"),
)
"""What of somebody else a hand can reach for; hands meet hands half-way."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a hand reaches for: a spot of the actor of that number, or of one's own body where `actor` is None.

    Without a spot it is what the deed is done to (`Actor.aim`).
    """

    spot: Spot | None
    actor: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody on the floor. `weight` says how much of the scene is theirs.

    `look` is the number of the actor that they look at, or None: straight ahead. `seat` is how high they sit above the
    floor by what they sit on (`on`), `sunk` how much of them water or earth hides, both of their own height. Who lies
    in a bed is `abed`; `named` is False for a crowd.
    """

    key: str
    plan: PersonPlan
    at: Floor
    heading: float
    pose: str = "standing"
    arms: str = "rest"
    near: Reach | None = None
    far: Reach | None = None
    look: int | None = None
    held: str = ""
    on: str = ""
    abed: bool = False
    seat: float = 0.0
    sunk: float = 0.0
    lift: float = 0.0
    mood: str = "calm"
    weight: float = 1.0
    named: bool = True
    aim: Vector | None = None
    """The point of the world that they deal with: the handle of a door, the top of a table."""
    acts: bool = False
    """Whether what their hands do is what the picture is about."""
    person: DepictedPerson | None = None

    @property
    def size(self) -> float:
        """Their height by that of a grown person."""
        return self.plan.tall

    @property
    def ahead(self) -> Floor:
        """Where they look, as a vector of length 1 on the floor."""
        turn = math.radians(self.heading)
        return (math.cos(turn), math.sin(turn))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that belongs to the moment: what one sits on or at, and what the scene names. `kind` is its name.

    `high` is how high its foot is; `by` the number of the actor who does the deed with it.
    """

    kind: str
    at: Floor
    heading: float = 0.0
    size: float = 1.0
    high: float = 0.0
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Staged:
    """A staged moment: the people whom the facts name, the focus first, then crowd and things.

    `shots` are the set-ups that suit it.
    """

    formation: str
    actors: tuple[Actor, ...]
    crowd: tuple[Actor, ...] = ()
    things: tuple[Thing, ...] = ()
    shots: tuple[str, ...] = ()
    pair: tuple[int, ...] = ()
    """Numbers of those who do the deed and to whom it is done."""
    turn: float = 0.0
    """How far the formation is turned, in degrees: its open side looks to `turn` - 90."""
    behind: bool = False
    """Whether it may well be seen from behind."""

    @property
    def everybody(self) -> tuple[Actor, ...]:
        """Everybody, named or not."""
        return (*self.actors, *self.crowd)


def moved(at: Floor, origin: Floor, turn: float) -> Floor:
    """Turn a place of a formation by `turn` degrees about its middle, and put that at `origin`."""
    c, s = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    return (origin[0] + at[0] * c - at[1] * s, origin[1] + at[0] * s + at[1] * c)


def heading_to(start: Floor, end: Floor) -> float:
    """Return the heading from one place to another, in degrees."""
    return math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))


def middle_of(places: Sequence[Floor]) -> Floor:
    return (sum(x for x, _ in places) / len(places), sum(z for _, z in places) / len(places))
