"""Who is in the reader's mind: each with how strongly, and where and how they were meant last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.prose.beings.being import Being
from analysts.prose.coreference.mention import MentionKind
from analysts.prose.coreference.references import Role
from analysts.vocabulary import HUMAN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.bible import Gender
    from analysts.prose.coreference.references import Reference

_KEPT, _FADE, _FORGOTTEN = 0.45, 0.72, 0.001
"""What is left of a salience when somebody is meant again, and from one sentence to the next; below: forgotten."""
_WEIGHTS: dict[MentionKind, float] = {"name": 1.0, "nominal": 0.8, "pronoun": 0.5}
_AS_SUBJECT = 1.7
_NAMESAKES = 4
"""Of all who were called by a noun, the last ones that it may mean again."""
_BY_SPEAKING = 0.6


@dataclass(slots=True, eq=False)
class Trace:
    """What is remembered of somebody. `order` counts all mentions of the chapter, `nouns` are what they were called."""

    being: Being
    salience: float = 0.0
    sentence: int = -99
    order: int = -1
    paragraph: int = -99
    role: Role = "other"
    kind: MentionKind = "name"
    count: int = 0
    opened: int = -99
    """The last sentence in which they were the first to be meant."""
    subject_in: int = -99
    nouns: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)


class Mind:
    """Reads mentions in order. Salience saturates: who is meant ten times in a row is no more in mind than by five."""

    def __init__(self) -> None:
        self._lively: dict[int, Trace] = {}
        self._known: dict[int, Trace] = {}
        """Those with a name, or who last, who are not in mind."""
        self._called: dict[str, list[Trace]] = {}
        self._order = 0
        self._sentence = -1
        self.turns: list[Being] = []
        """Who has spoken, the last at the end; nobody twice in a row."""
        self.chain: dict[Gender, Being] = {}
        """Whom the last pronoun of each gender meant."""

    def __iter__(self) -> Iterator[Trace]:
        """Go through those who are in mind; not those who were meant long ago."""
        return iter(self._lively.values())

    def trace(self, being: Being) -> Trace | None:
        """Return what is remembered of somebody who is in mind."""
        return self._lively.get(id(being))

    def called(self, noun: str) -> list[Trace]:
        """Return those who were called by a noun lately, or are of the species that it names; the last ones first."""
        kinds = (noun, SPECIES_OF_NOUN.get(noun, noun))
        return [trace for kind in dict.fromkeys(kinds) for trace in reversed(self._called.get(kind, ()))]

    def open_sentence(self) -> None:
        """Forget a little of everybody; who was meant long ago is no longer in mind."""
        self._sentence += 1
        for key, trace in list(self._lively.items()):
            trace.salience *= _FADE
            if trace.salience < _FORGOTTEN:
                del self._lively[key]
                if not trace.being.is_local:
                    self._known[key] = trace

    @property
    def sentence(self) -> int:
        """The number of the sentence that is being read."""
        return self._sentence

    def note(self, being: Being, reference: Reference, paragraph: int) -> None:
        """Remember that somebody is meant here."""
        trace = self._recall(being)
        is_subject = reference.role == "subject"
        weight = _WEIGHTS[reference.kind] * (_AS_SUBJECT if is_subject else 1.0)
        trace.salience = _KEPT * trace.salience + weight
        if self._order_in_sentence() == 0:
            trace.opened = self._sentence
        if is_subject:
            trace.subject_in = self._sentence
        self._order += 1
        self._last_noted = self._sentence
        trace.sentence, trace.order, trace.paragraph = self._sentence, self._order, paragraph
        trace.role, trace.kind = reference.role, reference.kind
        trace.count += 1
        if reference.kind == "pronoun":
            self.chain[reference.gender] = being
        if reference.kind == "nominal":
            self._call(trace, reference.word)
            trace.modifiers.update(reference.modifiers)

    _last_noted = -1

    def _order_in_sentence(self) -> int:
        return 0 if self._last_noted < self._sentence else 1

    def spoke(self, being: Being) -> None:
        """Note that somebody has spoken."""
        trace = self._recall(being)
        trace.salience += _BY_SPEAKING
        if not self.turns or self.turns[-1] is not being:
            self.turns.append(being)

    def call(self, being: Being, noun: str) -> None:
        """Note by which noun somebody was called, so that "the dog" is they."""
        self._call(self._recall(being), noun)

    def _recall(self, being: Being) -> Trace:
        trace = self._lively.get(id(being)) or self._known.pop(id(being), None)
        if trace is None:
            trace = Trace(being)
            if being.species != HUMAN:
                self._call(trace, being.species)
        self._lively[id(being)] = trace
        return trace

    def _call(self, trace: Trace, noun: str) -> None:
        trace.nouns.add(noun)
        called = self._called.setdefault(noun, [])
        if trace in called[-_NAMESAKES:]:
            called.remove(trace)
        called.append(trace)
        del called[:-_NAMESAKES]
