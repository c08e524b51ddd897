"""Where somebody is, and what a place is like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.prose.frames.words import noun_class
from authors.continuations.checking.draft import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.checking.draft import Checked
    from authors.continuations.contract import StoryFinding
    from authors.continuations.reading import Note


_SELDOM = frozenset({"lift", "elevator", "exit", "cellar", "stove"})
"""What is not likely to be anywhere else in a story."""


def away(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find somebody here who has gone away."""
    who = checked.now.person(note.about)
    before = checked.before.person(note.about)
    if (
        note.other != "pronoun"
        and who
        and before
        and who.state == before.state == "away"
        and not _is_elsewhere(note, checked, before.place)
    ):
        yield found(
            note,
            "away",
            "setting",
            f"{who.name} has gone away, but is here again.",
            "Let them come back first, or let somebody else do it.",
            against=who.state_since,
        )


_FAR_OFF = re.compile(
    r"\b(?:far (?:away|off)|meanwhile|elsewhere|somewhere|abroad|overseas|at last|(?:year|month|week|day)s? later|"
    r"one day|the (?:\w+th|third|second|first) day|on the (?:radio|telephone|phone|screen)|"
    r"in (?:the )?(?:spring|summer|autumn|winter))\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"(?:^|[.“] ?)(?:In|At|On|Outside|Behind|Beyond) (?:the )?([A-Z]\w+)")


def _is_elsewhere(note: Note, checked: Checked, destination: str) -> bool:
    """Say whether a sentence tells of somebody where they have gone to, or of a later time."""
    text = note.words
    if _FAR_OFF.search(" ".join(checked.paragraphs)) or (destination and destination.lower() in text.lower()):
        return True
    named = _THERE.search(text)
    if named and named[1].lower() not in checked.before.words and named[1] != note.about.split()[0]:
        return True
    said = re.findall(r"\b(?:on|at|in|by|under|from) (?:the|an?) (\w+)", text)
    places = [place for place in said if place not in ("dark", "middle", "end", "sun", "rain", "cold")]
    return bool(places) and all(
        noun_class(place) in ("nature", "outdoors", "building") and place not in checked.before.words
        for place in places
    )


def features(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find what a place has been said not to have."""
    here = note.value.split()
    for place in checked.before.places:
        for feature in place.features:
            count, _, noun = feature.value.partition(" ")
            if noun != note.about or not (count == "no" or (count == "one" and note.other)):
                continue
            elsewhere = any(noun_class(word) in ("room", "building", "outdoors") for word in here)
            only = sum(1 for each in checked.before.places if each.features) == 1
            if place.name.split()[-1].lower() in here or (only and not elsewhere) or noun in _SELDOM:
                yield found(
                    note,
                    "features",
                    "setting",
                    f"{place.name.capitalize()}: {feature.value}, it was said (“{feature.words}”).",
                    "Leave it out, or choose another place.",
                    against=feature.since,
                )
                return
