"""The rows of `landscapes.toml`: what each kind of landscape is made of."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sketch.plans.grammar import PlanInvalid, Term, terms

if TYPE_CHECKING:
    from collections.abc import Mapping

LANDSCAPES = Path(__file__).with_name("landscapes.toml")
SKIES = ("open", "stars", "deep", "clouds")
_NEEDED = {"ground", "skyline", "ways", "things", "frame"}
_MAY = {"vessel", "level", "sky"}


@dataclass(frozen=True, slots=True)
class LandscapeRow:
    """A kind of landscape: see `landscapes.toml` for what each of its words says."""

    ground: tuple[str, ...]
    skyline: tuple[Term, ...]
    ways: tuple[Term, ...]
    things: tuple[Term, ...]
    frame: tuple[str, ...]
    vessel: str = ""
    level: float = 0.0
    sky: str = "open"


def load_landscapes(file: Path) -> Mapping[str, LandscapeRow]:
    """Read the kinds of landscapes. Raises PlanInvalid."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: _row(kind, fields) for kind, fields in content.items()}


def _row(kind: str, fields: Mapping[str, Any]) -> LandscapeRow:
    if not _NEEDED <= fields.keys() <= _NEEDED | _MAY:
        raise PlanInvalid(
            f"{kind}: a landscape has {', '.join(sorted(_NEEDED))}, and may have {', '.join(sorted(_MAY))}."
        )
    if fields.get("sky", "open") not in SKIES:
        raise PlanInvalid(f"{kind}: its sky is one of {', '.join(SKIES)}.")
    return LandscapeRow(
        ground=tuple(fields["ground"].split()),
        skyline=terms(fields["skyline"]),
        ways=terms(fields["ways"]),
        things=terms(fields["things"]),
        frame=tuple(fields["frame"].split()),
        vessel=fields.get("vessel", ""),
        level=float(fields.get("level", 0)),
        sky=fields.get("sky", "open"),
    )


LANDSCAPE_ROWS = load_landscapes(LANDSCAPES)
