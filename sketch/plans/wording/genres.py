"""How a genre leans the places of a book that is drawn in it, where the book itself says nothing else."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sketch.plans.grammar import PlanInvalid, Term, terms
from sketch.plans.wording.periods import period_of
from sketch.plans.wording.stand_ins import StandIns, stand_ins

if TYPE_CHECKING:
    from sketch.scene import DepictedPerson, DepictedScene

GENRES_FILE = Path(__file__).with_name("genres.toml")
_FIELDS = {"period", "periods", "instead", "indoors", "outdoors", "places"}


@dataclass(frozen=True, slots=True)
class Genre:
    """When a book plays that does not say so, the times whose places lean, what they have instead, and besides."""

    period: str
    periods: frozenset[str]
    instead: StandIns
    indoors: tuple[Term, ...]
    outdoors: tuple[Term, ...]
    places: Mapping[str, tuple[Term, ...]]

    def adds(self, kind: str, *, indoors: bool) -> tuple[Term, ...]:
        """Return what a plan of a kind has besides its own."""
        return (*self.places.get(kind, ()), *(self.indoors if indoors else self.outdoors))


def load_genres(file: Path) -> Mapping[str, Genre]:
    """Read how genres lean places. Raises PlanInvalid."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: _genre(name, fields) for name, fields in content.items()}


def _genre(name: str, fields: Mapping[str, Any]) -> Genre:
    if not {"periods"} <= fields.keys() <= _FIELDS:
        raise PlanInvalid(f"{name}: a genre has periods, and may have {', '.join(sorted(_FIELDS - {'periods'}))}.")
    return Genre(
        period=fields.get("period", ""),
        periods=frozenset(fields["periods"].split()),
        instead=stand_ins(name, fields.get("instead", {})),
        indoors=terms(fields.get("indoors", "")),
        outdoors=terms(fields.get("outdoors", "")),
        places={kind: terms(added) for kind, added in fields.get("places", {}).items()},
    )


GENRES = load_genres(GENRES_FILE)


def genre_of(name: str, period: str) -> Genre | None:
    """Return how a genre leans the places of a book; None where it does not, or the book's time is not one of its."""
    genre, time = GENRES.get(name), period_of(period)
    return genre if genre is not None and (time is None or time.name in genre.periods) else None


def in_genre(scene: DepictedScene, name: str) -> DepictedScene:
    """Return a scene of a book that is drawn in a genre (none if `name` is empty), with its people dressed as there."""
    if not name:
        return scene
    return replace(scene, genre=name, people=tuple(dressed_in_genre(person, name) for person in scene.people))


def dressed_in_genre(person: DepictedPerson, name: str) -> DepictedPerson:
    """Return somebody of a book whose time nobody knows in the clothes of a genre's."""
    genre = GENRES.get(name)
    return replace(person, period=genre.period) if genre is not None and not person.period else person
