"""Who is in the reader's mind: the people named or meant lately in the narration, and whom a pronoun means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from characters.analysts.rules.cast import Cast, Mention
from characters.analysts.rules.lexicon import words
from characters.analysts.rules.lexicon.speech import ACTION, SPEECH
from characters.analysts.rules.lexicon.titles import KIN, PERSON_NOUNS, ROLES
from characters.analysts.rules.reading import Block
from characters.bible import Gender

_SUBJECTS: dict[str, Gender] = {"he": "male", "she": "female"}
_OTHERS: dict[str, Gender] = {"him": "male", "his": "male", "her": "female", "himself": "male", "herself": "female"}
_STRANGERS: dict[str, Gender] = {w: g for w, g in {**PERSON_NOUNS, **ROLES, **KIN}.items() if g != "unknown"}
_BEFORE_OBJECT = words("to at with from of for by upon on toward towards after beside behind near about than")


class Reference(NamedTuple):
    """Somebody meant at a place in a block, with how much it brings them to mind. `named` is False for pronouns."""

    person: str
    token: int
    start: int
    weight: float
    named: bool


class Salience:
    """Follows the narration paragraph by paragraph and remembers who is on stage.

    With `strangers`, somebody who is only described ("an old woman") draws the pronouns after them to themselves, so
    that they mean nobody known: surer, where a wrong person is worse than none.
    """

    def __init__(self, cast: Cast, narrator: str | None, *, strangers: bool = False) -> None:
        self.cast = cast
        self.narrator = narrator
        self._weights: dict[str, float] = {}
        self._in_tale: dict[str, float] = {}
        self._strangers: dict[str, Gender] = {}
        self._minds_strangers = strangers

    def read(self, block: Block, mentions: Sequence[Mention], *, teller: str | None = None) -> list[Reference]:
        """The references in the narration of a block, in order; names first bring somebody to mind, pronouns keep.

        In a tale "I" is its `teller`, elsewhere the narrator.
        """
        if not block.is_tale:
            return self._read(block, mentions, self.narrator)
        # The people of a tale are not those who sit and listen.
        self._weights, self._in_tale = self._in_tale, self._weights
        found = self._read(block, mentions, teller)
        self._weights, self._in_tale = self._in_tale, self._weights
        return found

    def _read(self, block: Block, mentions: Sequence[Mention], first_person: str | None) -> list[Reference]:
        tale = block.is_tale
        for person in list(self._weights):
            self._weights[person] *= 0.62
            if self._weights[person] < 0.03:
                del self._weights[person]
        found: list[Reference] = []
        by_first = {m.first: m for m in mentions if tale or not m.spoken}
        inside = 0
        for k, token in enumerate(block.tokens):
            if (token.spoken and not tale) or k < inside:
                continue
            if k in by_first:
                m = by_first[k]
                inside = m.last
                found.append(self._add(m.person, k, token.start, _weight(block, m), named=True))
                continue
            word = token.text.lower()
            gender = _SUBJECTS.get(word) or _OTHERS.get(word)
            if self._minds_strangers and word in _STRANGERS and not _is_apposed(block, found, k):
                self._strangers[f"a {word}"] = _STRANGERS[word]
                self._weights[f"a {word}"] = 1.0 + max(self._weights.values(), default=0.0)
            elif gender:
                meant = self.likeliest(gender)
                if meant and meant not in self._strangers:
                    found.append(self._add(meant, k, token.start, 0.7 if word in _SUBJECTS else 0.3, named=False))
            elif word == "i" and first_person:
                found.append(Reference(first_person, k, token.start, 0.7, False))
        return found

    def _add(self, person: str, k: int, start: int, weight: float, *, named: bool) -> Reference:
        self._weights[person] = self._weights.get(person, 0.0) * 0.8 + weight
        if named:
            for stranger in self._strangers:
                self._weights.pop(stranger, None)
        return Reference(person, k, start, weight, named)

    def spoke(self, person: str | None) -> None:
        """Somebody has spoken: they are on stage."""
        if person:
            self._weights[person] = self._weights.get(person, 0.0) + 0.6

    def likeliest(self, gender: Gender, without: Iterable[str] = ()) -> str | None:
        """The person of that gender most in mind, the narrator apart."""
        skip = set(without) | ({self.narrator} if self.narrator else set())
        best, best_weight = None, 0.0
        for person, weight in self._weights.items():
            if person in skip:
                continue
            theirs = self._strangers.get(person) or self.cast.gender(person)
            if theirs not in (gender, "unknown"):
                continue
            if theirs == "unknown":
                weight *= 0.6
            if weight > best_weight:
                best, best_weight = person, weight
        return best

    def weights(self) -> dict[str, float]:
        """How much everybody is in mind now."""
        return dict(self._weights)


def _is_apposed(block: Block, found: Sequence[Reference], k: int) -> bool:
    """True for the noun in "X, a stout woman" and "X was a stout woman": no stranger, but X."""
    if not found:
        return False
    between = block.text[found[-1].start : block.tokens[k].start]
    return len(between) < 60 and (", a" in between or " was a" in between or ", the " in between or " is a" in between)


def _weight(block: Block, mention: Mention) -> float:
    """Subjects count most, possessors and objects less."""
    if mention.possessive:
        return 0.6
    toks = block.tokens
    before = toks[mention.first - 1].text.lower() if mention.first else ""
    after = toks[mention.last].text.lower() if mention.last < len(toks) else ""
    if before in _BEFORE_OBJECT:
        return 0.6
    if after in ACTION or after in SPEECH or toks[mention.first].opens:
        return 1.3
    return 0.9
