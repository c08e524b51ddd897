"""What is done in a moment, how people stand to one another and from how near they are seen, in words. Knows no ORM."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storyboards.requests.people import PromptPerson
from storyboards.requests.wording import capital, with_article

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: dict[str, str] = tomllib.loads(Path(__file__).with_name("deeds.toml").read_text(encoding="utf-8"))
FRAMINGS = {
    "close": "close view of faces and hands",
    "medium": "medium view, figures from head to foot",
    "long": "wide view, figures small in the place",
}
RELATIONS = {
    "seated at a table": "seated at a table",
    "at a bedside": "at a bedside",
    "alone at a window": "at a window",
    "watching from afar": "watching from afar",
    "crowd": "in a crowd",
    "procession": "in a procession",
}
"""How people stand, beyond what their deed says; all other relations are deeds themselves, or say nothing."""
FACING = "facing"
_OPTIONAL = re.compile(r"\[([^\]]*)\]")
_SLOT = re.compile(r"\{([a-z|]+)\}")


@dataclass(frozen=True, slots=True)
class Staging:
    """The deed of a moment and its view, in words of `analysts.vocabulary`."""

    deed: str = "unknown"
    actor: PromptPerson | None = None
    person: PromptPerson | None = None
    thing: str = ""
    relation: str = "unknown"
    focal: PromptPerson | None = None
    distance: str = "unknown"


UNSTAGED = Staging()


def deed_sentence(staging: Staging, names: Mapping[PromptPerson, str]) -> str:
    """Say who does what to whom with what; nothing where nobody does anything, or it is nothing without its object."""
    actor = staging.actor
    if actor is None or actor not in names or staging.deed not in PHRASES:
        return ""
    thing = staging.thing.strip()
    known = {"person": names.get(staging.person, "") if staging.person else ""}
    known["thing"] = with_article(thing) if thing else ""
    deed = _filled(_OPTIONAL.sub(lambda found: _filled(found[1], known), PHRASES[staging.deed]), known)
    return capital(f"{names[actor]} {'are' if actor.is_group else 'is'} {deed}") if deed else ""


def framing(staging: Staging, names: Mapping[PromptPerson, str]) -> str:
    """Say how people stand, from how near they are seen and at whom one looks first."""
    relation = RELATIONS.get(staging.relation, "")
    if staging.relation == FACING and staging.actor in names and staging.person in names:
        relation = "face to face"
    focal = f"{names[staging.focal]} in focus" if staging.focal and staging.focal in names and len(names) > 1 else ""
    return capital(", ".join(filter(None, [relation, FRAMINGS.get(staging.distance, ""), focal])))


def _filled(phrase: str, known: Mapping[str, str]) -> str:
    """Put in whoever and whatever is known for a phrase; nothing is left of it where something is missing."""
    slots = _SLOT.findall(phrase)
    said = {slot: next(filter(None, (known[kind] for kind in slot.split("|"))), "") for slot in slots}
    return _SLOT.sub(lambda found: said[found[1]], phrase) if all(said.values()) else ""
