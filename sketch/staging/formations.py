"""Formations: where those stand who belong to a moment, and what their bodies do. Read from `formations.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sketch.figures.poses import POSES
from sketch.plans.choosing import PLAN_KINDS
from sketch.staging.actors import SPOTS, Floor
from sketch.world.vectors import Vector

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMATIONS_FILE = Path(__file__).with_name("formations.toml")
SHOTS = ("long", "medium", "close", "two", "over", "high", "low", "view")
"""Set-ups: from afar, whole, a face, two together, over a shoulder, from above, from below, and one who looks at us."""
OTHERS = ("around", "behind", "apart", "afar", "same")
LOOKS = ("other", "ahead", "down")
REACHES = ("", "thing", *(f"{whose} {spot}" for whose in ("other", "self") for spot in SPOTS))


class FormationsInvalid(ValueError):
    """The formations do not say what they must; the message names the row."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a formation; the fields are those of `formations.toml`."""

    at: Floor
    to: float
    pose: str
    arms: str = "rest"
    near: str = ""
    far: str = ""
    look: str = "other"
    on: str = ""
    held: str = ""
    face: str = ""
    seat: float = 0.0
    sunk: float = 0.0
    lift: float = 0.0


@dataclass(frozen=True, slots=True)
class SetPiece:
    """Something that stands in a formation; the fields are those of `acts.toml`.

    `aim` is what hands go for: how high above its foot, or how far from it in the formation's measure (x, up, z).
    """

    kind: str
    at: Floor
    to: float = 0.0
    high: float = 0.0
    aim: float | Vector | None = None
    roofed: bool = False
    open: bool = False

    def stands(self, *, roofed: bool) -> bool:
        """Say whether it is there, under a roof or under the sky."""
        return not (self.open if roofed else self.roofed)


@dataclass(frozen=True, slots=True)
class Formation:
    """How the people of a moment stand to one another; the fields are those of `formations.toml`.

    `pieces` are what stands there so that the deed is seen; where it `acts`, its hands are to be seen from the side.
    `outdoors` is the plan that it has instead of one with a floor, `aside` how far it is turned from the way that one
    looks at its spot.
    """

    name: str
    first: Place
    second: Place
    others: str
    shots: tuple[str, ...]
    more: tuple[Place, ...] = ()
    spot: str = "stand"
    thing: str = ""
    place: str = ""
    alone: str = ""
    crowd: int = 0
    behind: bool = False
    pieces: tuple[SetPiece, ...] = ()
    acts: bool = False
    aside: float = 0.0
    outdoors: str = ""

    @property
    def places(self) -> tuple[Place, ...]:
        """All its places."""
        return (self.first, self.second, *self.more)


def load_formations(file: Path) -> Mapping[str, Formation]:
    """Read the formations of a file. Raises FormationsInvalid."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    formations = {name: formation_from(name, row) for name, row in content.items()}
    for formation in formations.values():
        if formation.alone and formation.alone not in formations:
            raise FormationsInvalid(f"{formation.name}: there is no formation “{formation.alone}” for one alone.")
    return formations


def formation_from(name: str, row: dict[str, Any]) -> Formation:
    """Read a formation from a row of a file. Raises FormationsInvalid."""
    try:
        formation = Formation(
            name=name,
            first=_place(row.pop("first")),
            second=_place(row.pop("second")),
            more=tuple(_place(place) for place in row.pop("more", ())),
            shots=tuple(row.pop("shots")),
            pieces=tuple(_piece(piece) for piece in row.pop("set", ())),
            **row,
        )
    except (KeyError, IndexError, TypeError, ValueError) as error:
        raise FormationsInvalid(f"{name}: {error}") from None
    if formation.others not in OTHERS or not formation.shots or not set(formation.shots) <= set(SHOTS):
        raise FormationsInvalid(f"{name}: the others are {', '.join(OTHERS)}; shots are of {', '.join(SHOTS)}.")
    if formation.place and formation.place not in PLAN_KINDS:
        raise FormationsInvalid(f"{name}: there is no plan of a place “{formation.place}”.")
    return formation


def _piece(row: dict[str, Any]) -> SetPiece:
    aim = row.get("aim")
    if isinstance(aim, list):
        aim = (float(aim[0]), float(aim[1]), float(aim[2]))
    return SetPiece(**{**row, "at": (float(row["at"][0]), float(row["at"][1])), "aim": aim})


def _place(row: dict[str, Any]) -> Place:
    place = Place(**{**row, "at": (float(row["at"][0]), float(row["at"][1]))})
    if place.pose not in POSES:
        raise ValueError(f"“{place.pose}” is no pose")
    if place.look not in LOOKS or not {place.near, place.far} <= set(REACHES):
        raise ValueError(
            f"one looks {', '.join(LOOKS)} and reaches for thing, or the {', '.join(SPOTS)} of other or self"
        )
    return place


FORMATIONS: Mapping[str, Formation] = load_formations(FORMATIONS_FILE)
"""By their names."""
