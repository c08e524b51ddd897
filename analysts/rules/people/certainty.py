"""Whom a pronoun means beyond doubt: a wrong face is worse than none, so what could mean two people means nobody."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from analysts.lexicon import words
from analysts.lexicon.noise import CAPITALISED
from analysts.lexicon.titles import PERSON_NOUNS, TITLES
from analysts.rules.people.salience import STRANGER, Reference, gender_of_stranger
from analysts.text.blocks import SceneBlock, Span, Token, bare

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from analysts.bible import Gender
    from analysts.rules.people.cast import Cast

DOUBTFUL = f"{STRANGER}doubt"
"""What the key of somebody begins with whom a pronoun may or may not mean."""
_SUBJECTS: dict[str, Gender] = {"he": "male", "she": "female"}
_POSSESSIVES: dict[str, Gender] = {"his": "male", "her": "female"}
_REFLEXIVES = words("himself herself")
_OBJECTS: dict[str, Gender] = {"him": "male", "himself": "male", "herself": "female", "hers": "female"}
_PRONOUNS: dict[str, Gender] = {**_SUBJECTS, **_POSSESSIVES, **_OBJECTS}
_OWN = words("with in under over out from between upon on through")
"""Before "his" and "her": what follows is mostly the subject’s own."""
_OWNERS = words("his her my their our its your")
_NO_NAME_AFTER = words("in at to from of on near the a an this that into by every last next than like")
_AFTER_NAMES = words(
    "and or but was were is had has did would could should might may will can who whom with to in at on of for from "
    "said says came went took stood sat looked gave made saw knew thought felt told ran then now"
)
_IS = re.compile(
    r"\b(?:names? (?:was|is)|(?:was|were|is) (?:called|named)|named|known as|must be|turned out to be"
    r"|it was|(?<!he )(?<!they )(?<!I )(?<!we )called"
    r"|(?:he|she) (?:was|is)|it is|was no other than)(?: (?:the|a|one|old|little))? $"
)
"""Before a name: it is that of whom the sentence has just told."""
_NEW = words("a an another")
_GENITIVE = re.compile(r"(?:[^\W\d_]+\.? (?=[A-Z]))*[^\W\d_]+[’']s\b")
_COMES = re.compile(
    r"(?:[^\W\d_]+\.? ){1,4}(?:came (?:in|to the door|out|up|down|forward|into|running|along)|walked in"
    r"|entered|appeared|stepped (?:in|out|forward)|arrived)\b"
)
"""Somebody comes in: of them the next sentence draws the portrait."""
_NEW_ONE = re.compile(r"(?:^|[a-z],? )[Aa]n? (?:[a-z-]+,? ){0,3}$")
_SAME = re.compile(
    r"\b(?:was|is|were|became|being|as|of an?|like) (?:(?:an?|the|his|her|my|their|our|[^\W\d_]+[’']s) )?"
    r"(?:[a-z-]+,? ){0,4}$"
)
"""Before a noun for a person: it says who somebody is, or is a figure, and brings in nobody else."""
_ADJECTIVAL = words("general private major minor savage native")
_OPENS_A_CLAUSE = re.compile(r"\b(?:when|as|while|if|before|after|until|till|since|though|although)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:—]|\b(?:and|but|when|while|as|that|who|whom|which|if|because|for|where|whose|than|until)\b")
_PORTRAYS = re.compile(
    r"\W*(?:He|She) (?:was|is|had|wore|sat|stood|lay)\b|\W*(?:His|Her) (?:[a-z-]+ ){1,3}(?:was|were|had|hung|fell)\b"
)


Part = Literal["subject", "newcomer", "owner", "other", "somebody’s"]


MOST_IN_MIND = 200
"""Of those of whom one sentence tells, the last ones that a pronoun may mean. No sentence of a novel has so many."""
_TOKEN = attrgetter("token")


class _Told(NamedTuple):
    """Somebody of whom a sentence has told, and the part that they play in it."""

    person: str
    part: Part


class Certainty:
    """Reads a chapter’s narration sentence by sentence and keeps in mind whom the last ones told of."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self._block: SceneBlock | None = None
        self._here: list[list[_Told]] = []
        self._past: tuple[SceneBlock, list[list[_Told]]] | None = None
        self._doubts = 0
        self.met: list[tuple[str, str]] = []
        """Strangers of the sentence read last who got a name in it, with that name’s person."""

    def read(self, block: SceneBlock, span: Span, references: Sequence[Reference]) -> tuple[Reference, ...]:
        """Resolve the references of a sentence, each pronoun to whom it surely means or to the key of a doubt."""
        if block is not self._block:
            self._begin(block)
        self.met = []
        known = {r.start: r for r in references if not _is_pronoun(block.tokens[r.token])}
        result: list[Reference] = []
        so_far: list[tuple[str, Reference]] = []
        for k in range(*block.tokens_within(span)):
            token = block.tokens[k]
            ref = known.get(token.start)
            word = token.text.lower()
            if ref is not None:
                self._take(block, span, ref, so_far, result)
            elif word in _PRONOUNS and (not token.spoken or block.is_tale):
                weight = 0.7 if word in _SUBJECTS else 0.3
                person = self._meant(block, span, k, so_far[-MOST_IN_MIND:])
                ref = Reference(person, k, token.start, weight, False)
                result.append(ref)
                so_far.append((person, ref))
            elif other := self._stranger(block, span, k, references):
                so_far.append((other.person, other))
        people = [_Told(p, _part_of(block, r)) for p, r in so_far]
        if any(one.part != "somebody’s" for one in people):
            self._here.append([one for one in people if one.part != "somebody’s"])
        return tuple(result)

    def _begin(self, block: SceneBlock) -> None:
        if self._block is not None and self._here:
            self._past = (self._block, self._here)
        elif self._block is not None and self._past is not None and self._block.quotes:
            # Nobody knows who has spoken.
            self._past = None
        self._block, self._here = block, []

    def _take(
        self,
        block: SceneBlock,
        span: Span,
        ref: Reference,
        so_far: list[tuple[str, Reference]],
        result: list[Reference],
    ) -> None:
        """Take a reference that needs no resolving: a name, or somebody by description."""
        if ref.named:
            self._meet(block, ref, so_far, result)
        result.append(ref)
        if ref.person != self.cast.narrator and (ref.named or not _is_no_other(block, span, ref)):
            so_far.append((ref.person, ref))

    def _stranger(self, block: SceneBlock, span: Span, k: int, references: Sequence[Reference]) -> Reference | None:
        """Return somebody new at the token `k`, by a noun or by a name that the cast does not have."""
        token = block.tokens[k]
        word = token.text.lower()
        if word in PERSON_NOUNS and _is_newcomer(block, span, k):
            return Reference(f"{STRANGER}{word}#new{self._doubts}.{token.start}", k, token.start, 0.9, False)
        if _may_be_a_name(block, k, references):
            return Reference(f"{STRANGER}{token.text}", k, token.start, 0.9, False)
        return None

    def _meet(
        self, block: SceneBlock, ref: Reference, so_far: list[tuple[str, Reference]], result: list[Reference]
    ) -> None:
        """Take a name after pronouns and strangers as theirs ("her name was X"), or as somebody else's."""
        gender = self.cast.gender(ref.person)
        if _IS.search(block.text, max(0, ref.start - 30), ref.start):
            last = next(
                (p for p, r in reversed(so_far[-MOST_IN_MIND:]) if self._may_be_named(block, p, r, gender)), None
            )
            if last is not None:
                self.met.append((last, ref.person))
                so_far[:] = [(ref.person if p == last else p, r) for p, r in so_far]
            return
        for n in range(max(0, len(so_far) - MOST_IN_MIND), len(so_far)):
            person, other = so_far[n]
            if person != ref.person or other.named or block.tokens[other.token].text.lower() not in _SUBJECTS:
                continue
            if not _OPENS_A_CLAUSE.search(block.text, max(0, other.start - 12), other.start):
                # "She stood before Rachel": she is not Rachel.
                doubt = self._doubt(_SUBJECTS[block.tokens[other.token].text.lower()])
                so_far[n] = (doubt, other)
                result[:] = [r._replace(person=doubt) if r.start == other.start else r for r in result]

    def _may_be_named(self, block: SceneBlock, person: str, ref: Reference, gender: Gender) -> bool:
        """Say whether it is a newcomer ("a man named X") or a pronoun that means a stranger ("his name was X")."""
        if not person.startswith(STRANGER) or not (gender == "unknown" or self._fits(person, gender)):
            return False
        return _is_pronoun(block.tokens[ref.token]) or _part_of(block, ref) == "newcomer"

    def _meant(self, block: SceneBlock, span: Span, k: int, so_far: Sequence[tuple[str, Reference]]) -> str:
        word = block.tokens[k].text.lower()
        gender = _PRONOUNS[word]
        fitting = [(p, r) for p, r in so_far if self._fits(p, gender)]
        if word in _REFLEXIVES:
            fitting = [(p, r) for p, r in fitting if _part_of(block, r) in ("subject", "newcomer")][-1:] or fitting
        if word == "him":
            # "Ahab liked him": not Ahab.
            fitting = [(p, r) for p, r in fitting if not _is_of_clause(block, r, k)]
        elif word in _SUBJECTS and all(r.named and _GENITIVE.match(block.text, r.start) for _, r in fitting):
            # "Tashtego’s senior said that he": the senior, maybe.
            fitting = []
        if not fitting and any(self._fits(p, gender) for p, _ in so_far):
            return self._doubt(gender)
        people = list(dict.fromkeys(p for p, _ in fitting))
        if len(people) == 1:
            return people[0]
        person = self._own_of_subject(block, k, fitting) if people else self._before(block, span, gender)
        if person is None or (not person.startswith(STRANGER) and self.cast.gender(person) == "unknown"):
            return self._doubt(gender)
        return person

    def _own_of_subject(self, block: SceneBlock, k: int, fitting: Sequence[tuple[str, Reference]]) -> str | None:
        """Return the subject for what is done with one’s own: "She met Anne with a twinkle in her eyes"."""
        word = block.tokens[k].text.lower()
        subjects = [r for _, r in fitting if block.tokens[r.token].text.lower() in _SUBJECTS or r.weight > 1]
        if word not in _POSSESSIVES or not subjects:
            return None
        subject = subjects[-1]
        others = {p for p, r in fitting if r.start > subject.start and p != subject.person}
        if not others:
            return subject.person
        return None

    def _before(self, block: SceneBlock, span: Span, gender: Gender) -> str | None:
        """Return the only person in the nearest sentence before that has any of this gender, else None.

        The whole paragraph before counts as one sentence.
        """
        portrays = _PORTRAYS.match(block.text[span.start : span.end]) is not None
        for sentence in reversed(self._here):
            fitting = [one for one in sentence if self._fits(one.person, gender)]
            if fitting:
                return _one_of(fitting, self._topics(gender) if portrays else set(), portrays=portrays)
        if self._past is None:
            return None
        other, sentences = self._past
        fitting = [one for sentence in sentences for one in sentence if self._fits(one.person, gender)]
        # After speech "she" is mostly she who hears it, but a portrait is the speaker’s.
        return _one_of(fitting, set(), portrays=False) if fitting and (portrays or not other.quotes) else None

    def _topics(self, gender: Gender) -> set[str]:
        """Return those of whom the paragraph tells before its last sentence."""
        return {one.person for sentence in self._here[:-1] for one in sentence if self._fits(one.person, gender)}

    def _fits(self, person: str, gender: Gender) -> bool:
        if person.startswith(DOUBTFUL):
            return person.endswith(f".{gender}")
        theirs = gender_of_stranger(person) if person.startswith(STRANGER) else self.cast.gender(person)
        return theirs in (gender, "unknown")

    def _doubt(self, gender: Gender) -> str:
        self._doubts += 1
        return f"{DOUBTFUL}{self._doubts}.{gender}"


def _one_of(fitting: Sequence[_Told], topics: Set[str], *, portrays: bool) -> str | None:
    """Return who is meant: the only one; in a portrait the newcomer, the subject beside mere owners, or the one
    among the subjects of whom the whole paragraph tells."""
    people = {one.person for one in fitting}
    if len(people) > 1 and portrays:
        newcomers = {one.person for one in fitting if one.part == "newcomer"}
        subjects = {one.person for one in fitting if one.part == "subject"}
        owners = {one.person for one in fitting if one.part == "owner"} - subjects
        if newcomers:
            people = newcomers
        elif people == subjects | owners:
            people = subjects if len(subjects) == 1 else subjects & topics
    return people.pop() if len(people) == 1 else None


def _part_of(block: SceneBlock, ref: Reference) -> Part:
    toks = block.tokens
    word = toks[ref.token].text.lower()
    if _is_somebodys(block, ref):
        return "somebody’s"
    if ref.named and _COMES.match(block.text, ref.start):
        return "newcomer"
    if word in _SUBJECTS or (ref.named and ref.weight > 1):
        return "subject"
    if word in _POSSESSIVES or (ref.named and _GENITIVE.match(block.text, ref.start)):
        return "owner"
    new = ref.person.startswith(STRANGER) and any(
        t.text.lower() in _NEW for t in toks[max(0, ref.token - 4) : ref.token]
    )
    return "newcomer" if new else "other"


def _is_no_other(block: SceneBlock, span: Span, ref: Reference) -> bool:
    """Say whether a stranger's noun brings in nobody: "was his housekeeper", "the eye of a man"."""
    toks = block.tokens
    token = toks[ref.token]
    after = toks[ref.token + 1] if ref.token + 1 < len(toks) else None
    if after is not None and block.text[token.end : after.start] == " ":
        if token.text[0].isupper() and after.text[0].isupper() and not token.opens:
            return True
        if token.text in _ADJECTIVAL and after.text not in _AFTER_NAMES:
            return True
    return _SAME.search(block.text, span.start, token.start) is not None


def _is_newcomer(block: SceneBlock, span: Span, k: int) -> bool:
    """Say whether "a young man" is no apposition to a name, so that somebody else comes in."""
    before = block.text[span.start : block.tokens[k].start]
    return _NEW_ONE.search(before) is not None and _SAME.search(before) is None


def _is_of_clause(block: SceneBlock, ref: Reference, k: int) -> bool:
    """Say whether somebody stands in the same clause as the token `k`."""
    return _CLAUSE.search(block.text, ref.start, block.tokens[k].start) is None


def _is_somebodys(block: SceneBlock, ref: Reference) -> bool:
    """Say whether it is like "her father" inside of a sentence: nobody of whom the next one tells."""
    toks = block.tokens
    if not ref.person.startswith(STRANGER) or ref.person.startswith(DOUBTFUL):
        return False
    owner = next((n for n in (ref.token - 1, ref.token - 2) if n >= 0 and _owns(toks[n].text)), None)
    return owner is not None and not toks[owner].opens


def _owns(word: str) -> bool:
    return word.lower() in _OWNERS or word.endswith(("’s", "'s"))


def _is_pronoun(token: Token) -> bool:
    return token.text.lower() in _PRONOUNS


def _may_be_a_name(block: SceneBlock, k: int, references: Sequence[Reference]) -> bool:
    """Say whether a capitalised word of the narration is nobody known and no place after a preposition."""
    token = block.tokens[k]
    if token.opens or token.spoken or not token.text[0].isupper() or not token.text[1:].islower():
        return False
    before = block.tokens[k - 1].text if k else ""
    if before[:1].isupper() and block.text[block.tokens[k - 1].end : token.start] == " ":
        return False
    if bare(token.text) in CAPITALISED or before.lower() in _NO_NAME_AFTER or token.text.lower() in TITLES:
        return False
    after = block.tokens[k + 1].text if k + 1 < len(block.tokens) else ""
    gap = block.text[token.end : token.end + 1]
    if gap == " " and after.islower() and after not in _AFTER_NAMES and not after.endswith("ed"):
        return False
    # The second word of a name stands for the same person as the first.
    near = references[bisect_left(references, k - 3, key=_TOKEN) : bisect_left(references, k, key=_TOKEN)]
    return not any(block.text[r.start : token.start].istitle() for r in near)
