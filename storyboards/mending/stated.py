"""The facts that a picture is drawn from, in a few words each, as a page shows them side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from characters.bible.appearance import LOOK_ORDER
from storyboards.requests.certain import certain
from storyboards.requests.staging import FRAMINGS

if TYPE_CHECKING:
    from characters.models import Character, Setting
    from storyboards.requests.facts import SceneToDraw, ShownPerson

Called = Callable[["Character | Setting"], str]
"""What a page calls somebody or a place: by what its reader knows."""
NOT_KNOWN = ("", "unknown")
LOOKS = " looks like"
"""After the name of somebody: the fact of what they look like."""


def stated(facts: SceneToDraw, called: Called) -> dict[str, str]:
    """State what a picture shows: by a word for each fact, empty where nobody knows."""
    facts = certain(facts)
    analysis = facts.analysis
    place = called(analysis.setting) if analysis.setting else ""
    kind = "" if analysis.place_kind in NOT_KNOWN else analysis.place_kind
    people = {called(shown.character): _looks(shown) for shown in facts.people}
    return {
        "People": ", ".join([*people, *(str(row["words"]) for row in analysis.strangers)]) or "nobody",
        "Place": f"{place} ({kind})" if place and kind and kind not in place else place or kind,
        "Time": _known(analysis.time_of_day),
        "Light": _known(analysis.light),
        "Weather": _known(analysis.weather),
        "Mood": analysis.mood,
        "What is done": _deed(facts, called),
        "Things": ", ".join(dict.fromkeys(filter(None, [analysis.deed_thing, *analysis.props]))),
        "View": FRAMINGS.get(analysis.distance, ""),
        "Passage": analysis.moment,
        **{f"{name}{LOOKS}": looks for name, looks in people.items()},
    }


def _looks(shown: ShownPerson) -> str:
    if shown.is_vague:
        return "far off, seen from behind"
    species = shown.appearance.being or shown.character.species
    worn = [phrase for field in LOOK_ORDER for phrase in shown.appearance.looks.get(field, ()) if phrase]
    changed = [modifier for _, modifier in shown.appearance.changes]
    words = ["" if species == "human" else species, *worn, *changed, shown.character.description]
    return ", ".join(filter(None, words))


def _deed(facts: SceneToDraw, called: Called) -> str:
    deed = _known(facts.analysis.deed)
    by_part = {shown.part: called(shown.character) for shown in reversed(facts.people)}
    whom = f" → {by_part['object']}" if "object" in by_part else ""
    return f"{by_part['actor']}: {deed}{whom}" if deed and "actor" in by_part else f"{deed}{whom}" if deed else ""


def _known(word: str) -> str:
    return "" if word in NOT_KNOWN else word
