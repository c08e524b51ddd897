"""Who is in the reader's mind: the people named or meant lately in the narration, and whom a pronoun means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysts.lexicon import words
from analysts.lexicon.speech import ACTION, SPEECH, STRONG_SPEECH
from analysts.lexicon.titles import KIN, PERSON_NOUNS, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysts.bible import Gender
    from analysts.rules.people.cast import Cast, Mention
    from analysts.text.blocks import SceneBlock

_SUBJECTS: dict[str, Gender] = {"he": "male", "she": "female"}
_OTHERS: dict[str, Gender] = {"him": "male", "his": "male", "her": "female", "himself": "male", "herself": "female"}
_STRANGERS: dict[str, Gender] = {**PERSON_NOUNS, **ROLES, **KIN}
_NO_STRANGERS = words("other voice friend companion lover speaker guest person")
_NEW = words("a an another one some")
_FIGURATIVE = words("like as any every no such than what")
_POSSESSIVE = words("his her my their our its your")
_REMEMBERED = 12
_LINKS = (", a", " was a", ", the ", " is a", " was the ", " was but a", " was only a", " was still a", " was quite a")
_BEFORE_OBJECT = words("to at with from of for by upon on toward towards after beside behind near about than")


STRANGER = "?"
"""What the key of somebody begins with who is only described."""


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
    that they mean nobody known: surer, where a wrong person is worse than none. References to a stranger carry a key
    that begins with STRANGER.
    """

    def __init__(self, cast: Cast, narrator: str | None, *, strangers: bool = False) -> None:
        self.cast = cast
        self.narrator = narrator
        self._weights: dict[str, float] = {}
        self._in_tale: dict[str, float] = {}
        self._strangers: dict[str, Gender] = {}
        self._latest: dict[str, tuple[str, int]] = {}
        self._blocks = 0
        self._minds_strangers = strangers

    def read(self, block: SceneBlock, mentions: Sequence[Mention], *, teller: str | None = None) -> list[Reference]:
        """Resolve the references in the narration of a block, in order; names bring somebody to mind, pronouns keep.

        In a tale "I" is its `teller`, elsewhere the narrator.
        """
        if not block.is_tale:
            return self._read(block, mentions, self.narrator)
        # The people of a tale are not those who sit and listen.
        self._weights, self._in_tale = self._in_tale, self._weights
        references = self._read(block, mentions, teller)
        self._weights, self._in_tale = self._in_tale, self._weights
        return references

    def _read(self, block: SceneBlock, mentions: Sequence[Mention], first_person: str | None) -> list[Reference]:
        tale = block.is_tale
        self._blocks += 1
        self._fade()
        references: list[Reference] = []
        by_first = {m.first: m for m in mentions if tale or not m.spoken}
        inside = 0
        for k, token in enumerate(block.tokens):
            if (token.spoken and not tale) or k < inside:
                continue
            if k in by_first:
                m = by_first[k]
                inside = m.last
                references.append(self._add(m.person, k, token.start, _weight(block, m), named=True))
                continue
            word = token.text.lower()
            gender = _SUBJECTS.get(word) or _OTHERS.get(word)
            if self._minds_strangers and (word in _STRANGERS or _is_speaker(block, k)):
                self._add_stranger(block, references, k)
            elif gender:
                meant = self.likeliest(gender)
                if meant:
                    references.append(self._add(meant, k, token.start, 0.7 if word in _SUBJECTS else 0.3, named=False))
            elif word == "i" and first_person:
                references.append(Reference(first_person, k, token.start, 0.7, False))
        return references

    def _fade(self) -> None:
        """Forget a little of everybody, from one paragraph to the next."""
        for person in list(self._weights):
            self._weights[person] *= 0.62
            if self._weights[person] < 0.03:
                del self._weights[person]

    def _add_stranger(self, block: SceneBlock, references: list[Reference], k: int) -> None:
        token = block.tokens[k]
        stranger = self._stranger(block, references, k, token.text.lower())
        if stranger:
            most = max(self._weights.values(), default=0.0)
            self._weights[stranger] = 0.5 * most if _is_somebodys(block, k) else 1.0 + most
            references.append(Reference(stranger, k, token.start, 0.9, False))

    def _add(self, person: str, k: int, start: int, weight: float, *, named: bool) -> Reference:
        self._weights[person] = self._weights.get(person, 0.0) * 0.8 + weight
        if named and weight > 1:
            # The subject of one sentence is the "she" of the next.
            self._weights[person] = max(self._weights[person], 0.1 + max(self._weights.values()))
        if named:
            gender = self.cast.gender(person)
            for stranger, theirs in self._strangers.items():
                if gender == theirs or "unknown" in (gender, theirs):
                    self._weights.pop(stranger, None)
        return Reference(person, k, start, weight, named)

    def _stranger(self, block: SceneBlock, references: Sequence[Reference], k: int, noun: str) -> str | None:
        """Return the key of the stranger whom the noun at `k` brings in or takes up again.

        None where it is nobody new.
        """
        if noun in _NO_STRANGERS or _is_apposed(block, references, k):
            return None
        before = [t.text.lower() for t in block.tokens[max(0, k - 5) : k]]
        if any(w in _FIGURATIVE for w in before[-4:]):
            return None
        known = self._latest.get(noun)
        new = any(w in _NEW for w in before)
        if known and not new and self._blocks - known[1] <= _REMEMBERED:
            key = known[0]
        else:
            key = f"{STRANGER}{noun}#{block.scene}.{block.offset + block.tokens[k].start}"
        self._latest[noun] = (key, self._blocks)
        self._strangers[key] = _STRANGERS.get(noun, "unknown")
        return key

    def spoke(self, person: str | None) -> None:
        """Note that somebody has spoken: they are on stage."""
        if person:
            self._weights[person] = self._weights.get(person, 0.0) + 0.6

    def likeliest(self, gender: Gender, without: Iterable[str] = ()) -> str | None:
        """Return the person of that gender most in mind, the narrator apart."""
        skip = set(without) | ({self.narrator} if self.narrator else set())
        best, best_weight = None, 0.0
        for person, weight in self._weights.items():
            if person in skip:
                continue
            theirs = self._strangers.get(person) or self.cast.gender(person)
            if theirs not in (gender, "unknown"):
                continue
            is_unsure = theirs == "unknown" and person not in self._strangers
            likely = weight * 0.6 if is_unsure else weight
            if likely > best_weight:
                best, best_weight = person, likely
        return best

    def weights(self) -> dict[str, float]:
        """Return how much everybody is in mind now."""
        return dict(self._weights)


def _is_somebodys(block: SceneBlock, k: int) -> bool:
    """Say whether it is like "her father" inside of a sentence: nobody that the next sentence must be about."""
    toks = block.tokens
    owner = next((n for n in (k - 1, k - 2) if n >= 0 and toks[n].text.lower() in _POSSESSIVE), None)
    return owner is not None and not toks[owner].opens


def gender_of_stranger(key: str) -> Gender:
    """Return the gender that a stranger's noun gives away."""
    return _STRANGERS.get(key.removeprefix(STRANGER).partition("#")[0], "unknown")


def _is_apposed(block: SceneBlock, references: Sequence[Reference], k: int) -> bool:
    """Say whether the noun means X ("X, a stout woman", "X was a stout woman") and no stranger."""
    if not references:
        return False
    between = block.text[references[-1].start : block.tokens[k].start]
    return len(between) < 70 and any(link in between for link in _LINKS)


def _is_speaker(block: SceneBlock, k: int) -> bool:
    """Say whether it is the noun in "said the tavern keeper"."""
    toks = block.tokens
    if k < 2 or not toks[k].text.islower() or toks[k].spoken:
        return False
    end = k + 1 == len(toks) or block.text[toks[k].end : toks[k].end + 1] in (",", ".", ";", ":")
    return end and any(
        toks[k - n].text == "the" and k > n and toks[k - n - 1].text in STRONG_SPEECH for n in (1, 2, 3) if k >= n
    )


def _weight(block: SceneBlock, mention: Mention) -> float:
    """Weigh a mention: subjects count most, possessors and objects less."""
    if mention.possessive:
        return 0.6
    toks = block.tokens
    before = toks[mention.first - 1].text.lower() if mention.first else ""
    after = toks[mention.last].text.lower() if mention.last < len(toks) else ""
    if before in _BEFORE_OBJECT:
        return 0.6
    if before in ("was", "is", "be") or after in ACTION or after in SPEECH or toks[mention.first].opens:
        return 1.3
    return 0.9
