"""Who is young: whom the others call "my boy", "child" or "little girl" when they speak."""

from __future__ import annotations

import re
from collections import Counter

from characters.analysts.rules.speakers import Conversation, Turn

_CHILD = re.compile(
    r"\b(?:my|you|dear|little|young|poor|good) (?:little |dear |poor |good |young )?(?:boy|lad|girl|child|lassie"
    r"|laddie)\b"
    r"|[,“\"] ?(?:child|sonny|boy|lad|laddie|lassie|little one)[,.!?]",
    re.IGNORECASE,
)
_MIN_CALLS = 4
_SHARE, _ENOUGH = 0.03, 12


def called_young(talk: Conversation) -> set[str]:
    """Everybody who is spoken to as a child often enough to be one. `talk` has been attributed."""
    calls: Counter[str] = Counter()
    made: Counter[str] = Counter()
    turns = talk.turns
    for n, turn in enumerate(turns):
        block = talk.blocks[turn.index]
        said = " ".join(block.text[max(0, q.start - 1) : q.end + 1] for q in block.quotes)
        if _CHILD.search(said):
            made[turn.speaker or ""] += 1
            person = _addressee(turn, turns[n - 1] if n else None, turns[n + 1] if n + 1 < len(turns) else None)
            if person:
                calls[person] += 1
    people = talk.cast.people
    return {
        p for p, c in calls.items() if c > made[p] and c >= min(_ENOUGH, max(_MIN_CALLS, _SHARE * people[p].mentions))
    }


def _addressee(turn: Turn, before: Turn | None, after: Turn | None) -> str | None:
    if len(turn.vocatives) == 1:
        return next(iter(turn.vocatives))
    for other in (after, before):
        if other and abs(other.index - turn.index) <= 2 and other.speaker and other.speaker != turn.speaker:
            return other.speaker
    return None
