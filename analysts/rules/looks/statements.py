"""Whose hair, whose cloak: the person that a phrase in the narration belongs to."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from analysts.rules.people.cast import Cast, Mention
from analysts.rules.people.certainty import Certainty
from analysts.rules.people.salience import STRANGER, Reference, Salience
from analysts.text.blocks import SceneBlock, Span, sentences
from books.text.names import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Found = TypeVar("Found", Reference, Mention)

LONGEST_SOURCE = 300
"""Characters."""
_START = attrgetter("start")
_POSSESSORS = frozenset({"his", "her", "my"})
_SUBJECTS = frozenset({"he", "she", "i"})
_OBJECTS = frozenset({"him", "me"})
_OTHER_SUBJECT = re.compile(
    r"\b(?:one|they|we|you|who|which|it|somebody|someone|everybody|nobody|others?|each|another|both|all|men|people)\b"
    r"|\b(?:that|because|as|when|while|if) (?:the|an?|his|her)\b",
    re.IGNORECASE,
)
_ANOTHER = 0.9
_APPOSED = re.compile(r"[\w’'], (?:an?|the|with|in)?\b|^[\w’-]+(?: of (?:about )?[\w-]+)? $|^\S+ \S+ $")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the narration with everybody it refers to, in order.

    `met` are the keys of strangers who get their name in it ("His name was Barnaby"), each with who they are.
    """

    block: SceneBlock
    span: Span
    references: tuple[Reference, ...]
    mentions: tuple[Mention, ...]
    met: tuple[tuple[str, str], ...]
    cast: Cast

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.block.text[self.span.start : self.span.end].strip()

    @property
    def source(self) -> str:
        """The sentence as readers see it beside what it says: a long one shortened."""
        return shortened(self.text, LONGEST_SOURCE)

    def owner_at(self, start: int) -> str | None:
        """Return who a possessive or pronoun at `start` (in the block) means."""
        return next((r.person for r in self.references if r.start == start), None)

    def last_before(self, start: int) -> Reference | None:
        """Return the reference nearest before `start`."""
        nearest = None
        for r in self.references:
            if r.start >= start:
                break
            nearest = r
        return nearest

    def bearer_at(self, at: int) -> str | None:
        """Return who has what stands at `at`: an apposition’s person just before, else the subject if it is nearest."""
        nearest = self.last_before(at)
        if nearest and (nearest.named or nearest.person.startswith(STRANGER)):
            between = self.block.text[nearest.start : at]
            if between.count(" ") <= 10 and _APPOSED.search(between):
                return nearest.person
        tokens = self.block.tokens
        others = [r for r in self.references if r.start < at and tokens[r.token].text.lower() not in _POSSESSORS]
        subject = self.subject_before(at)
        if subject == self.cast.narrator and any(r.person != subject for r in self.references if r.start < at):
            return None
        return subject if others and others[-1].person == subject else None

    def doer_of(self, at: int) -> str | None:
        """Return who surely does what the verb at `at` says: the nearest in its clause, no other subject between.

        None for what somebody is only told or about to do ("went to put on").
        """
        text, tokens = self.block.text, self.block.tokens
        start = max(self.span.start, *(text.rfind(mark, self.span.start, at) + 1 for mark in ";:—"))
        near = [r for r in self.references if start <= r.start < at]
        owners = {m.start for m in self.mentions if m.possessive}
        doers = [
            r for r in near if tokens[r.token].text.lower() not in _POSSESSORS | _OBJECTS and r.start not in owners
        ]
        if not doers or text[start:at].rstrip().endswith(" to"):
            return None
        between = text[tokens[doers[-1].token].end : at]
        if _OTHER_SUBJECT.search(between) or between.startswith(("’s ", "'s ")):
            return None
        return doers[-1].person

    def whose_at(self, owner: str, start: int) -> str | None:
        """Return whom a possessive word at `start` means ("his", "Nora’s")."""
        if owner.lower() in _POSSESSORS:
            return self._subject_of(owner.lower(), start) or self.owner_at(start)
        named = [m for m in self.mentions if m.start <= start <= m.end]
        return named[0].person if named else None

    def _subject_of(self, possessive: str, start: int) -> str | None:
        """Return the "she" of the clause whom its "her" means, whoever else it names."""
        pronoun = {"his": "he", "her": "she"}.get(possessive, "")
        tokens = self.block.tokens
        subjects = [r for r in self.references if r.start < start and tokens[r.token].text.lower() in _SUBJECTS]
        after = [r for r in self.references if subjects and subjects[-1].start < r.start < start]
        if any(r.weight >= _ANOTHER and not _is_pronoun(tokens[r.token].text) for r in after):
            return None
        same = subjects and tokens[subjects[-1].token].text.lower() == pronoun
        return subjects[-1].person if same else None

    def subject_before(self, start: int) -> str | None:
        """Return the likely subject of a phrase at `start`: the first name or subject pronoun of its clause."""
        text = self.block.text
        clause = max(text.rfind(mark, self.span.start, start) for mark in (";", ":", " and then ", "—"))
        clause = max(clause, self.span.start)
        free = [r for r in self.references if clause <= r.start < start and self._is_subject(r)]
        if not free:
            free = [r for r in self.references if r.start < start and self._is_subject(r)]
            free = free[-1:]
        return free[0].person if free else None

    def _is_subject(self, reference: Reference) -> bool:
        word = self.block.tokens[reference.token].text.lower()
        return word in _SUBJECTS or reference.weight >= 0.9


def _is_pronoun(word: str) -> bool:
    return word.lower() in _SUBJECTS | _POSSESSORS | {"him", "himself", "herself"}


def read_statements(blocks: Sequence[SceneBlock], cast: Cast, narrator: str | None) -> Iterator[Statement]:
    """Read the narration sentence by sentence, with pronouns resolved where it is certain whom they mean."""
    mind, certainty = Salience(cast, narrator, strangers=True), Certainty(cast)
    chapter = -1
    for block in blocks:
        if block.chapter != chapter:
            chapter, mind, certainty = block.chapter, Salience(cast, narrator, strangers=True), Certainty(cast)
        mentions = cast.mentions(block)
        references = mind.read(block, mentions)
        if narrator:
            references = _with_my(block, references, narrator)
        for stretch in block.narration:
            for span in sentences(block.text, stretch):
                certain = certainty.read(block, span, _within(span, references))
                named = tuple(_within(span, mentions))
                yield Statement(block, span, certain, named, tuple(certainty.met), cast)


def _within(span: Span, references: Sequence[Found]) -> Sequence[Found]:
    """Return those that begin in a stretch, of some in order."""
    begin = bisect_left(references, span.start, key=_START)
    return references[begin : bisect_left(references, span.end, begin, key=_START)]


def _with_my(block: SceneBlock, references: list[Reference], narrator: str) -> list[Reference]:
    mine = [
        Reference(narrator, k, t.start, 0.3, False)
        for k, t in enumerate(block.tokens)
        if not t.spoken and t.text in ("my", "My", "me", "myself")
    ]
    return sorted([*references, *mine], key=lambda r: r.start)
