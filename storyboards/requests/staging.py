"""What is done in a moment, how people stand to one another and from how near they are seen, in words. Knows no ORM."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from storyboards.requests.people import PromptPerson
from storyboards.requests.wording import capital, with_article

if TYPE_CHECKING:
    from collections.abc import Mapping

PHRASES: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("deeds.toml").read_text(encoding="utf-8"))
FRAMINGS = {
    "close": "close view of faces and hands",
    "medium": "medium view, figures from head to foot",
    "long": "wide view, figures small in the place",
}
SAYING_NOTHING = frozenset({"alone", "beside", "unknown"})
"""Relations that need no words."""


NEEDING_AN_OBJECT = frozenset(
    {
        *("chasing", "following", "leading", "threatening", "seizing", "binding", "breaking", "throwing", "catching"),
        *(
            "carrying",
            "pulling",
            "pushing",
            "holding",
            "putting",
            "giving",
            "taking",
            "opening",
            "closing",
            "embracing",
        ),
        *("kissing", "comforting", "tending", "greeting", "lighting"),
    }
)


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


def deed_sentence(staging: Staging, names: Mapping[PromptPerson, str], seen: str = "") -> str:
    """Say who does what to whom with what; nothing where nobody does anything.

    A deed without an object is left to the words of what is seen, if there are any.
    """
    actor = staging.actor
    if actor is None or actor not in names or staging.deed not in PHRASES:
        return ""
    verb, *objects = PHRASES[staging.deed]
    known = {"{person}": names.get(staging.person, "") if staging.person else ""}
    known["{thing}"] = with_article(staging.thing.strip()) if staging.thing.strip() else ""
    said = list(filter(None, (_filled(phrase, known) for phrase in objects)))
    if {"{person}", "{thing}"} <= set(objects):  # one carries somebody, or something
        said = said[:1]
    if not said and (seen.strip() or staging.deed in NEEDING_AN_OBJECT):
        return ""
    return capital(" ".join([names[actor], "are" if actor.is_group else "is", verb, *said]))


def framing(staging: Staging, names: Mapping[PromptPerson, str]) -> str:
    """Say how people stand, from how near they are seen and at whom one looks first."""
    is_said = staging.relation in SAYING_NOTHING or staging.relation == staging.deed
    relation = "" if is_said else staging.relation
    focal = f"{names[staging.focal]} in focus" if staging.focal and staging.focal in names and len(names) > 1 else ""
    return capital(", ".join(filter(None, [relation, FRAMINGS.get(staging.distance, ""), focal])))


def _filled(phrase: str, known: Mapping[str, str]) -> str:
    slot = next(slot for slot in known if slot in phrase)
    return phrase.replace(slot, known[slot]) if known[slot] else ""
