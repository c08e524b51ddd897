"""Who is there in a scene, and what the scene calls them: as they are known once the reader's line is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.continuations.contract import PersonFacts, Segment, Statement, StoryFacts
from authors.continuations.expanding.places import GOING
from authors.continuations.facts import merged
from authors.continuations.reading import statements_of
from authors.continuations.reading.names import KIN, TITLES, forms_of

if TYPE_CHECKING:
    from authors.continuations.contract import StoryContext
    from authors.continuations.expanding.lines import Line

_UNDONE = [
    "killed",
    "buried",
    "shot",
    "left",
    "sent",
    "locked",
    "lost",
    "abandoned",
    "drowned",
    "swept",
    "dragged",
    "carried",
    "drove",
    "chased",
    "shut",
]
_GONE = re.compile(rf"\b(?:{'|'.join(_UNDONE)})(?: \w+)?? (him|her|them)\b")
_MOVING = frozenset(
    ["leaving", "fleeing", "running", "walking", "climbing", "crawling", "riding", "driving", "following"]
)
_OBJECT = {"she": "her", "he": "him", "they": "them"}
_SPEAKING = frozenset({"human", "robot", "ghost", "fairy", "wizard", "witch"})


@dataclass(frozen=True, slots=True)
class Cast:
    """Facts after the line, what the line states, who does its deed and who else is there."""

    after: StoryFacts
    states: tuple[Statement, ...]
    doers: tuple[PersonFacts, ...]
    others: tuple[PersonFacts, ...]
    new: tuple[PersonFacts, ...]
    shown: tuple[PersonFacts, ...]
    told: str

    def called(self, person: PersonFacts) -> str:
        """Return what the scene calls somebody: as the line does, or the first name."""
        forms = [form for name in person.names for form in forms_of(name)]
        said = [form for form in forms if re.search(rf"\b{re.escape(form)}\b", self.told)]
        named = [form for form in said if form[:1].isupper()]
        return max(named or said, key=len) if named or said else short_name(person.name)


def cast_of(context: StoryContext, line: Line) -> Cast:
    """Return who is there when a line is told."""
    states = statements_of((line.told,), context.facts)
    segment = Segment(id="draft", parent=context.facts.at, paragraphs=(line.told,))
    after = merged(context.facts, segment, states)
    doers = [person for name in line.doers if (person := after.person(name))]
    named = [person for name in line.others if (person := after.person(name))]
    known = {person.name for person in context.facts.people}
    here = [person for person in _before(context, line) if person.name not in {p.name for p in (*doers, *named)}]
    others = [
        person
        for person in (*named, *here)
        if person.state == "alive" and person not in doers and not _is_undone(person, line.told)
    ]
    new = [person for person in (*doers, *named) if person.name not in known]
    return Cast(after, states, tuple(doers), tuple(dict.fromkeys(others)), tuple(new), tuple(named), line.told)


def short_name(name: str) -> str:
    """Return the first name where there is one; titles stay."""
    parts = name.split()
    titled = len(parts) > 1 and (parts[0].lower().rstrip(".") in TITLES or parts[0] == "the")
    return name if titled or len(parts) == 1 else parts[0]


def speaks(person: PersonFacts) -> bool:
    """Say whether somebody can be given words: people and their like, who are not mute."""
    return person.species in _SPEAKING and not any(limit.value == "speak" for limit in person.limits)


def _before(context: StoryContext, line: Line) -> list[PersonFacts]:
    """Return who is there from the segment before: nobody, where the line goes to another place without them."""
    facts = context.facts
    goes = line.place is not None and facts.place and line.place.name.casefold() != facts.place.casefold()
    together = bool(re.search(r"\b(?:they|them)\b", line.told, re.IGNORECASE))
    leaves = line.deed in _MOVING or line.verb in GOING
    if (goes or leaves) and not together and "there" not in line.told:
        return []
    names = [person.name for person in context.last[-1].people] if context.last else []
    names += [one.name for one in facts.people if facts.at and one.last_seen == facts.at]
    lately = [segment.depiction.moment for segment in context.last if segment.depiction]
    people = [person for name in dict.fromkeys(names) if (person := facts.person(name))]
    return [
        person
        for person in people
        if person.state == "alive"
        and not any(_is_undone(person, moment) for moment in lately)
        and not _is_vague(person)
    ]


def _is_undone(person: PersonFacts, told: str) -> bool:
    """Say whether a sentence tells that somebody is put out of reach: they do not answer as if they were there."""
    low = told.lower()
    if any(f"{verb} {name.lower()}" in low for name in person.names for verb in _UNDONE):
        return True
    gone = _GONE.search(low)
    return bool(gone and gone[1] == _OBJECT.get(person.pronoun, "") and person.name.lower() not in low)


def _is_vague(person: PersonFacts) -> bool:
    """Say whether somebody is known by a noun of kin only, who may never have been there: “the father”."""
    is_kin = person.name.removeprefix("the ") in KIN or any(tie.about == person.name for tie in person.relations)
    return person.name.startswith("the ") and is_kin
