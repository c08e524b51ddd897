"""Who has what, what is broken, lost or gone, and how many there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from authors.continuations.checking.draft import DRAFT, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.checking.draft import Checked
    from authors.continuations.contract import StoryFinding
    from authors.continuations.reading import Note

_HOLDING = words(
    "open hold wear carry aim point wind turn play set fill lift unroll tear throw pull draw unpin coil shut "
    "close unwrap load raise wound fold wave press swing pin unlock cut unfold drink light hang polish spread strap "
    "sharpen drain button strike tune lean finger twirl spin juggle clutch grip stroke peel lower rest hide"
)
_FROM_OWN = words("take pull draw put lift fetch produce pick slip have")
_NO_USE = words(
    "look see watch mend repair fix rebuild sweep gather collect pick find search lose miss mourn bury remember "
    "think throw regret replace want seek hear grope feel call be describe point pass stand lie cry speak talk "
    "tell ask dream bring return buy fetch get redeem win regain ransom dig"
)
_WORDS = {"broken": "is broken", "lost": "is lost", "gone": "is gone for good"}


def whose(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find somebody with a thing that another has."""
    thing = checked.now.thing(note.value)
    if thing is None or not thing.owner or not note.about or thing.owner_since == DRAFT or thing.state == "gone":
        return
    mine, user = checked.now.person(thing.owner), checked.now.person(note.about)
    if mine is None or user is None or mine.name == user.name or mine.state == "dead":
        return
    if re.search(rf"\b(?:{'|'.join(re.escape(name) for name in mine.names)})['’]s\b", note.words):
        return  # it is said to be the other's
    verbs = note.other.split()
    uses = verbs[0] == "own" and verbs[1] in _FROM_OWN | _HOLDING
    uses = (
        uses
        or verbs in (["take", "off"], ["on", "play"])
        or (verbs[0] in _HOLDING)
        or (verbs[0] == "with" and verbs[-1] in _HOLDING | {"cut"})
    )
    if uses:
        yield found(
            note,
            "owner",
            "possession",
            f"{mine.name} has the {thing.name}, and here {user.name} does.",
            f"Let {mine.name} give it to {user.name} first.",
            against=thing.owner_since,
        )


def state(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find in use what is broken, lost, or gone."""
    thing = checked.now.thing(note.value)
    if thing is None or thing.state == "whole" or thing.state_since == DRAFT:
        return
    verbs = set(note.other.split())
    if thing.state == "lost" and " found " in f" {note.words} ":
        return
    if verbs == {"look", "at"} and thing.state != "broken":
        verbs = set()
    if verbs & _NO_USE and not (verbs & {"find"} and thing.state == "gone"):
        return
    yield found(
        note,
        thing.state,
        "possession",
        f"The {thing.name} {_WORDS[thing.state]}, but is in use here.",
        "Take another, or tell how it was found or mended." if thing.state != "gone" else "Take another.",
        against=thing.state_since,
    )


def counts(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find another number of the same things."""
    thing = checked.now.thing(note.about)
    if thing and thing.count_since != DRAFT and thing.count and thing.count != int(note.value):
        word = checked.word(note)
        yield found(
            note,
            "number",
            "possession",
            f"There were {thing.count} of them ({thing.name}), and {note.value} here.",
            f"Write {thing.count}, or tell where the others came from or went.",
            against=thing.count_since,
            severity="small",
            replacement=_number_like(word, thing.count),
        )


def _number_like(word: str, count: int) -> str | None:
    names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    if count >= len(names):
        return None
    return names[count].capitalize() if word[:1].isupper() else names[count]
