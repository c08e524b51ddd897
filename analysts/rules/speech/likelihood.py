"""How likely each person is to speak where the text does not say it outright: the weights of every hint."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysts.rules.people.salience import Reference

if TYPE_CHECKING:
    from analysts.rules.people.cast import Cast
    from analysts.rules.speech.cues import Cue
    from analysts.rules.speech.turns import Turn


@dataclass(frozen=True, slots=True)
class Weights:
    """What each hint adds to a person’s score: found by trial on labelled novels, kept where most of them gained."""

    in_mind: float = 1.2
    in_mind_at_most: float = 2.5
    named_before: float = 2.1
    led_by: float = 0.4
    beat: float = 3.2
    says_i: float = 3.0
    narrator: float = 0.4
    addressed: float = 2.0
    addressed_far: float = 1.0
    just_spoke: float = -2.5
    spoke_before: float = -0.8
    in_turn: float = 2.5
    in_turn_far: float = 0.2
    speaks_next: float = -2.9
    speaks_after_next: float = 2.6
    answered_by_name: float = 1.5
    likely_next: float = -0.4
    likely_after_next: float = 0.0
    in_company: float = 1.4
    called_sir: float = 0.5
    calls: float = -4.5
    names: float = -1.7
    is_parent: float = 3.0
    unsure_gender: float = -1.0
    needed_by_a_voice: float = 2.5


WEIGHTS = Weights()
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


@dataclass(frozen=True, slots=True)
class TurnContext:
    """What leads up to a turn: who is in mind, and whom the narration of its paragraph and the one before means.

    `led` is empty where the paragraph before is speech itself.
    """

    in_mind: Mapping[str, float]
    references: Sequence[Reference]
    led: Sequence[Reference]


def scores(  # noqa: PLR0917
    turns: Sequence[Turn],
    n: int,
    cue: Cue | None,
    context: TurnContext,
    cast: Cast,
    narrator: str | None,
    weights: Weights,
) -> dict[str, float]:
    """Score everybody for speaking in `turns[n]`; `guessed` speakers of later turns count as likely ones."""
    turn = turns[n]
    score: defaultdict[str, float] = defaultdict(float)
    for person, weight in context.in_mind.items():
        score[person] += weights.in_mind * min(weight, weights.in_mind_at_most)
    for ref in context.references:
        if ref.named and not (cue and ref.start > cue.at):
            score[ref.person] += weights.named_before * ref.weight
    for ref in context.led[-3:]:
        score[ref.person] += weights.led_by * ref.weight
    if cue and cue.strength == 1 and cue.kind == "name" and cue.person:
        score[cue.person] += weights.beat
    if narrator:
        score[narrator] += weights.says_i if cue and cue.kind == "narrator" else weights.narrator
    _weigh_before(turns, n, score, weights)
    _weigh_after(turns, n, score, weights)
    _weigh_company(turns, n, score, weights)
    for person in turn.vocatives:
        score[person] += weights.calls
    for person in turn.named - turn.vocatives:
        score[person] += weights.names
    _weigh_titles(turns, n, score, cast, weights)
    if cue and cue.kin in _HEADS:
        _weigh_heads(cue, score, cast, weights)
    return score


def _weigh_before(turns: Sequence[Turn], n: int, score: defaultdict[str, float], weights: Weights) -> None:
    turn = turns[n]
    before = turns[n - 1] if n else None
    if before:
        gap = turn.index - before.index
        if gap <= 4:
            for person in before.vocatives:
                score[person] += weights.addressed if gap <= 2 else weights.addressed_far
        if before.speaker and gap <= 2:
            score[before.speaker] += weights.just_spoke if gap == 1 else weights.spoke_before
    second = turns[n - 2] if n > 1 else None
    if second and second.speaker and turn.index - second.index <= 5:
        score[second.speaker] += weights.in_turn if turn.index - second.index == 2 else weights.in_turn_far


def _weigh_after(turns: Sequence[Turn], n: int, score: defaultdict[str, float], weights: Weights) -> None:
    turn = turns[n]
    after = turns[n + 1] if n + 1 < len(turns) else None
    if after and after.index - turn.index == 1:
        if after.certain and after.speaker and not after.continues:
            score[after.speaker] += weights.speaks_next
        elif after.guessed and not after.continues:
            score[after.guessed] += weights.likely_next
        for person in after.vocatives:
            score[person] += weights.answered_by_name
    second = turns[n + 2] if n + 2 < len(turns) else None
    if second and second.index - turn.index == 2:
        if second.certain and second.speaker:
            score[second.speaker] += weights.speaks_after_next
        elif second.guessed:
            score[second.guessed] += weights.likely_after_next


def _weigh_company(turns: Sequence[Turn], n: int, score: defaultdict[str, float], weights: Weights) -> None:
    """Weigh those higher who are known to speak a little before or after."""
    nearest: dict[str, int] = {}
    for k in range(max(0, n - _COMPANY), min(len(turns), n + _COMPANY + 1)):
        other = turns[k]
        if k == n or not other.certain or not other.speaker or abs(other.index - turns[n].index) > _APART:
            continue
        nearest[other.speaker] = min(abs(k - n), nearest.get(other.speaker, _COMPANY))
    for person, distance in nearest.items():
        score[person] += weights.in_company * (1 - distance / (_COMPANY + 2))


def _weigh_titles(turns: Sequence[Turn], n: int, score: defaultdict[str, float], cast: Cast, weights: Weights) -> None:
    """Weigh as a man whoever is called "sir" by the one before or after."""
    for k in (n - 1, n + 1):
        if not 0 <= k < len(turns) or abs(turns[k].index - turns[n].index) > 2 or turns[k].calls_gender == "unknown":
            continue
        for person in score:
            gender = cast.gender(person)
            if gender != "unknown":
                score[person] += weights.called_sir if gender == turns[k].calls_gender else -weights.called_sir


def _weigh_heads(cue: Cue, score: defaultdict[str, float], cast: Cast, weights: Weights) -> None:
    """Weigh as "her mother" the Mrs. Hill beside somebody else of that surname, and as "his father" the Mr. Hill."""
    families = Counter(name for person in score for name in cast.surnames(person))
    for person in score:
        title, *rest = cast.titled(person).split()
        if title in _HEADS[cue.kin] and rest and families[rest[-1]] > 1:
            score[person] += weights.is_parent


def likeliest(
    score_by_person: Mapping[str, float], cue: Cue | None, cast: Cast, narrator: str | None, weights: Weights
) -> tuple[str | None, float]:
    """Return the person of the best score whom the cue's gender admits, and the score."""
    gendered = cue is not None and cue.kind in ("pronoun", "description") and cue.gender != "unknown"
    best, best_score = None, 0.0
    for person, score in _ranked(score_by_person.items()):
        theirs = cast.gender(person)
        if gendered and cue and theirs not in (cue.gender, "unknown"):
            continue
        if person == narrator and cue and cue.kind in ("pronoun", "description"):
            continue
        weighed = score + weights.unsure_gender if gendered and theirs == "unknown" else score
        if best is None or weighed > best_score:
            best, best_score = person, weighed
    return best, best_score


def _ranked(candidates: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(candidates, key=lambda s: (-s[1], s[0]))
