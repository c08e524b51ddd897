"""Day and night, seasons, the days of the week, and the dead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.continuations.checking.draft import DRAFT, found
from authors.continuations.reading.settings import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.checking.draft import Checked
    from authors.continuations.contract import StoryFinding
    from authors.continuations.reading import Note

_OPPOSED = {
    "night": frozenset({"morning", "day"}),
    "evening": frozenset({"dawn", "morning", "day"}),
    "dawn": frozenset({"day", "evening", "night"}),
    "morning": frozenset({"night", "evening"}),
    "day": frozenset({"night", "evening", "dawn"}),
}
_SHOWN = {"winter": frozenset({"spring", "summer", "autumn"}), "summer": frozenset({"winter"})}
_RESTING = frozenset({"lie", "rest", "stay", "die", "drown", "perish", "have"})
_EXACT_DAY = re.compile(r"\b(?:next|following) (?:day|morning) (?:was|is)\b|\b(?:was|is) still\b", re.IGNORECASE)
_BACKWARDS = 5
"""Days from one weekday to another from which on it is likelier that a day was taken for one before it."""


def dead(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find the dead acting."""
    who = checked.before.person(note.about)
    if who and who.state == "dead" and note.value not in _RESTING and note.other != "pronoun":
        yield found(
            note,
            "dead",
            "timeline",
            f"{who.name} is dead, but acts here.",
            f"Let somebody else do it, or tell it as something remembered of {who.name}.",
            against=who.state_since,
        )


def hour(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find light at night and night by day, where no time has passed."""
    clock = checked.now.clock
    if note.other == "moves" or note.value not in _OPPOSED.get(clock.time_of_day, ()):
        return
    yield found(
        note,
        "hour",
        "timeline",
        f"It is {clock.time_of_day} in the story, and {note.value} here.",
        "Say that time has passed (“The next morning …”), or keep the time.",
        against=clock.time_since,
    )


def season(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find another season where no time has passed."""
    clock = checked.now.clock
    if clock.season == "unknown" or note.other == "moves" or clock.season == note.value:
        return
    if note.other == "shown" and clock.season not in _SHOWN[note.value]:
        return
    yield found(
        note,
        "season",
        "timeline",
        f"It is {clock.season} in the story, and {note.value} here.",
        "Say that months have passed, or keep the season.",
        against=clock.season_since,
    )


def weekday(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find a day of the week before the one that it was."""
    known = checked.now.clock.weekday
    if not known or note.other == "later":
        return
    is_exact = _EXACT_DAY.search(note.words) is not None and note.value != known
    if is_exact or (WEEKDAYS.index(note.value) - WEEKDAYS.index(known)) % 7 >= _BACKWARDS:
        yield found(
            note,
            "weekday",
            "timeline",
            f"It was {known.capitalize()} before, and {note.value.capitalize()} here.",
            f"Take a later day, or write “the next {note.value.capitalize()}”.",
            against=DRAFT,
        )
