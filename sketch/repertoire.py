"""What a scene may say and how this artist shows it: read from `repertoire.toml`.

A word that it does not know is shown as its table shows "unknown", so that a scene of a later day is drawn, too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

REPERTOIRE = Path(__file__).with_name("repertoire.toml")
TABLES = ("places", "deeds", "relations", "species", "lights", "distances", "sizes")

Shown = TypeVar("Shown")


class RepertoireInvalid(ValueError):
    """The repertoire does not say what it must; the message names the row."""


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """The plan of a kind of place, seen from outside and from within."""

    outdoors: str
    indoors: str


@dataclass(frozen=True, slots=True)
class Repertoire:
    """How each word is shown: places by their plans, deeds and relations by formations, beings by what they look
    like.

    `lights` are the hours whose light it is, `distances` the set-ups of the camera, `sizes` factors of people's height.
    """

    places: Mapping[str, PlannedPlace]
    deeds: Mapping[str, str]
    relations: Mapping[str, str]
    species: Mapping[str, str]
    lights: Mapping[str, str]
    distances: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, float]


def load_repertoire(file: Path) -> Repertoire:
    """Read a repertoire. Raises RepertoireInvalid."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    if tuple(content) != TABLES:
        raise RepertoireInvalid(f"{file.name}: its tables are {', '.join(TABLES)}, in this order.")
    return Repertoire(
        places=_rows(content, "places", _place),
        deeds=_rows(content, "deeds", _word),
        relations=_rows(content, "relations", _word),
        species=_rows(content, "species", _word),
        lights=_rows(content, "lights", _word),
        distances=_rows(content, "distances", _words),
        sizes=_rows(content, "sizes", _factor),
    )


def _rows(content: Mapping[str, Any], table: str, parse: Callable[[Any], Shown | None]) -> Mapping[str, Shown]:
    rows: dict[str, Shown] = {}
    for word, value in content[table].items():
        shown = parse(value)
        if shown is None:
            raise RepertoireInvalid(f"{table}.{word}: “{value}” is not how it could be shown.")
        rows[word] = shown
    return rows


def _place(value: Any) -> PlannedPlace | None:
    if isinstance(value, str):
        return PlannedPlace(value, value)
    if isinstance(value, dict) and value.keys() == {"outdoors", "indoors"}:
        return PlannedPlace(**value)
    return None


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _words(value: Any) -> tuple[str, ...] | None:
    return tuple(value) if isinstance(value, list) and value and all(isinstance(word, str) for word in value) else None


def _factor(value: Any) -> float | None:
    return value if isinstance(value, float) and 0 < value <= 4 else None


KNOWN = load_repertoire(REPERTOIRE)


def plan_kind_of(place: str, *, indoors: bool) -> str:
    """Return the kind of plan that a kind of place has."""
    painted = KNOWN.places.get(place, KNOWN.places["unknown"])
    return painted.indoors if indoors else painted.outdoors
