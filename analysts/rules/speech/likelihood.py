"""How likely each person is to speak where the text does not say it outright: every hint, with its learned weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.rules.people.salience import Reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.bible import Gender
    from analysts.rules.people.cast import Cast
    from analysts.rules.speech.cues import Cue
    from analysts.rules.speech.turns import Turn

Hints = dict[str, float]
"""What speaks for somebody, by the hint's name, and how much of it there is."""
IN_TURN = frozenset(
    ("just_spoke", "spoke_before", "in_turn", "in_turn_far", "speaks_on", "speaks_next", "speaks_after_next")
)
"""The hints that come from who speaks before and after."""
_HERE = frozenset(("in_company", "named_before", "led_by"))
"""The hints that somebody takes part: they speak around, or the narration there names them."""
_HEADS = {
    "mother": ("Mrs.", "Lady"),
    "mamma": ("Mrs.", "Lady"),
    "wife": ("Mrs.", "Lady"),
    "father": ("Mr.", "Sir", "Lord"),
    "papa": ("Mr.", "Sir", "Lord"),
    "husband": ("Mr.", "Sir", "Lord"),
}
_COMPANY = 6
"""Turns before and after in which somebody who is known to speak takes part in the conversation."""
_APART = 12
"""Paragraphs between two turns that are no longer one conversation."""
_IN_MIND = 2.5
"""Nobody is more in mind than that."""


@dataclass(frozen=True, slots=True)
class TurnContext:
    """What leads up to a turn: who is in mind, and whom the narration of its paragraph and the one before means.

    `led` is empty where the paragraph before is speech itself.
    """

    in_mind: Mapping[str, float]
    references: Sequence[Reference]
    led: Sequence[Reference]


def hints_of(
    turns: Sequence[Turn], n: int, cue: Cue | None, context: TurnContext, cast: Cast, narrator: str | None
) -> dict[str, Hints]:
    """Return what speaks for everybody as speaker of `turns[n]`, but those of a gender that the cue denies."""
    turn = turns[n]
    hints: defaultdict[str, Hints] = defaultdict(lambda: defaultdict(float))
    for person, weight in context.in_mind.items():
        hints[person]["in_mind"] = min(weight, _IN_MIND)
    for ref in context.references:
        if ref.named and not (cue and ref.start > cue.at):
            hints[ref.person]["named_before"] += ref.weight
    for ref in context.led[-3:]:
        hints[ref.person]["led_by"] += ref.weight
    if cue and cue.strength < 3 and cue.kind == "name" and cue.person:
        hints[cue.person]["beat"] = 1.0
    if narrator:
        hints[narrator]["says_i" if cue and cue.kind == "narrator" else "narrator"] = 1.0
    _look_before(turns, n, hints)
    _look_for_teller(turns, n, hints)
    _look_after(turns, n, hints)
    _look_around(turns, n, hints)
    _note_talked_of(turns, n, hints)
    for person in turn.vocatives:
        hints[person]["calls"] = 1.0
    for person in turn.named - turn.vocatives:
        hints[person]["names"] = 1.0
    _note_titles(turns, n, hints, cast)
    if cue and cue.kin in _HEADS:
        _note_heads(cue, hints, cast)
    return _admitted(hints, cue, cast, narrator)


def _look_before(turns: Sequence[Turn], n: int, hints: defaultdict[str, Hints]) -> None:
    turn = turns[n]
    before = turns[n - 1] if n else None
    if before:
        gap = turn.index - before.index
        if gap <= 4:
            for person in before.vocatives:
                hints[person]["addressed" if gap <= 2 else "addressed_far"] = 1.0
        if before.speaker and gap <= 2:
            goes_on = gap == 1 and turn.is_long and before.is_long
            hints[before.speaker]["speaks_on" if goes_on else "just_spoke" if gap == 1 else "spoke_before"] = 1.0
    second = turns[n - 2] if n > 1 else None
    if second and second.speaker and turn.index - second.index <= 5:
        hints[second.speaker]["in_turn" if turn.index - second.index == 2 else "in_turn_far"] = 1.0


def _look_for_teller(turns: Sequence[Turn], n: int, hints: defaultdict[str, Hints]) -> None:
    """Note who has told the last long speech of the conversation, if this is long, too."""
    turn = turns[n]
    for other in reversed(turns[max(0, n - _COMPANY) : n] if turn.is_long else ()):
        if turn.index - other.index > _APART:
            return
        if other.is_long:
            if other.speaker:
                hints[other.speaker]["tells_on"] = 1.0
            return


def _look_after(turns: Sequence[Turn], n: int, hints: defaultdict[str, Hints]) -> None:
    turn = turns[n]
    after = turns[n + 1] if n + 1 < len(turns) else None
    if after and after.index - turn.index == 1:
        if after.certain and after.speaker and not after.continues:
            hints[after.speaker]["speaks_next"] = 1.0
        for person in after.vocatives:
            hints[person]["answered_by_name"] = 1.0
    second = turns[n + 2] if n + 2 < len(turns) else None
    if second and second.index - turn.index == 2 and second.certain and second.speaker:
        hints[second.speaker]["speaks_after_next"] = 1.0


def _look_around(turns: Sequence[Turn], n: int, hints: defaultdict[str, Hints]) -> None:
    """Note who is known to speak a little before or after."""
    nearest: dict[str, int] = {}
    for k in range(max(0, n - _COMPANY), min(len(turns), n + _COMPANY + 1)):
        other = turns[k]
        if k == n or not other.certain or not other.speaker or abs(other.index - turns[n].index) > _APART:
            continue
        nearest[other.speaker] = min(abs(k - n), nearest.get(other.speaker, _COMPANY))
    for person, distance in nearest.items():
        hints[person]["in_company"] = 1 - distance / (_COMPANY + 2)


def _note_talked_of(turns: Sequence[Turn], n: int, hints: defaultdict[str, Hints]) -> None:
    """Note who is named in what is said around, and by nothing else here: those are mostly somewhere else."""
    for person in {person for other in _near(turns, n) for person in other.named - other.vocatives} & hints.keys():
        if not _HERE & hints[person].keys():
            hints[person]["talked_of"] = 1.0


def _near(turns: Sequence[Turn], n: int) -> Iterator[Turn]:
    around = turns[max(0, n - _COMPANY) : n + _COMPANY + 1]
    return (other for other in around if abs(other.index - turns[n].index) <= _APART)


def _note_titles(turns: Sequence[Turn], n: int, hints: defaultdict[str, Hints], cast: Cast) -> None:
    """Note whether somebody is a man, where the one before or after says "sir"."""
    for k in (n - 1, n + 1):
        if not 0 <= k < len(turns) or abs(turns[k].index - turns[n].index) > 2 or turns[k].calls_gender == "unknown":
            continue
        for person in hints:
            gender = cast.gender(person)
            if gender != "unknown":
                hints[person]["called_sir"] += 1.0 if gender == turns[k].calls_gender else -1.0


def _note_heads(cue: Cue, hints: defaultdict[str, Hints], cast: Cast) -> None:
    """Note as "her mother" the Mrs. Hill beside somebody else of that surname, and as "his father" the Mr. Hill."""
    families = Counter(name for person in hints for name in cast.surnames(person))
    for person in hints:
        title, *rest = cast.titled(person).split()
        if title in _HEADS[cue.kin] and rest and families[rest[-1]] > 1:
            hints[person]["is_parent"] = 1.0


def _admitted(hints: Mapping[str, Hints], cue: Cue | None, cast: Cast, narrator: str | None) -> dict[str, Hints]:
    """Leave out those whom a pronoun or description cannot mean; note whose gender nobody knows."""
    if cue is None or cue.kind not in ("pronoun", "description"):
        return {person: dict(theirs) for person, theirs in hints.items()}
    wanted: Gender = cue.gender
    admitted = {}
    for person, theirs in hints.items():
        gender = cast.gender(person)
        if person == narrator or (wanted != "unknown" and gender not in (wanted, "unknown")):
            continue
        admitted[person] = dict(theirs)
        if wanted != "unknown" and gender == "unknown":
            admitted[person]["unsure_gender"] = 1.0
    return admitted
