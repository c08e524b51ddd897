"""Read a chapter and say whom each name, description and pronoun means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from analysts.lexicon.speech import SPEECH
from analysts.prose.coreference import features as spoken_for
from analysts.prose.coreference.features import View
from analysts.prose.coreference.grammar import Grammar
from analysts.prose.coreference.mention import Mention
from analysts.prose.coreference.mind import Mind
from analysts.prose.coreference.references import (
    FIRST,
    FIRST_PLURAL,
    NEUTER,
    PLURAL,
    PRONOUNS,
    REFLEXIVE,
    Reference,
    namings_of,
    references_of,
)
from analysts.prose.coreference.weights import Weights, learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.beings.being import Being
    from analysts.prose.coreference.features import Features
    from analysts.prose.coreference.mind import Trace
    from analysts.prose.coreference.names import NameIndex
    from analysts.prose.sentences import Sentence

_LATELY, _IN_MIND = 20, 0.002
"""Sentences, and a salience, beyond which a pronoun means nobody."""
_COMPANY = 0.3
_MOST = 8
"""Antecedents that are weighed."""


class Strangers(Protocol):
    """Knows who has no name: whom "the curate" means in the whole book, and makes those who are new."""

    def known(self, reference: Reference, owner: Being | None) -> Being | None:
        """Return whom a description means wherever it stands, or None."""
        ...

    def new(self, reference: Reference, owner: Being | None) -> Being:
        """Make somebody of a description."""
        ...

    def note(self, reference: Reference, owner: Being | None, being: Being) -> None:
        """Learn whom "her father" or "the vicar" was taken to mean."""
        ...


class Resolver:
    """Reads sentence by sentence and remembers. `narrator` is "I" of the narration, `teller` "I" of a told story."""

    def __init__(
        self, names: NameIndex, strangers: Strangers, narrator: Being | None = None, weights: Weights | None = None
    ) -> None:
        self.names = names
        self.strangers = strangers
        self.narrator = narrator
        self.teller: Being | None = None
        self.mind = Mind()
        self._weights = weights or learned()
        self._paragraph = -1

    def read(self, sentence: Sentence, index: int) -> list[Mention]:
        """Resolve a sentence, the next of its chapter; `index` is its place there."""
        grammar = Grammar(sentence)
        self.mind.open_sentence()
        opens = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        meant: dict[int, Being] = {}
        mentions: list[Mention] = []
        for reference in references_of(grammar, self.names):
            view = self._view(grammar, reference, meant, opens=opens and not mentions)
            decided = self._decide(reference, meant, view, told=sentence.told)
            if decided is None:
                continue
            being, confidence, others = decided
            meant[reference.head] = being
            self.mind.note(being, reference, sentence.paragraph)
            mentions.append(
                Mention(
                    index, reference.first, reference.last, reference.head, reference.kind, being, confidence, others
                )
            )
        for naming in namings_of(grammar):
            if naming.who in meant:
                self.mind.call(meant[naming.who], grammar.tokens[naming.noun].lemma.lower())
        return mentions

    def _view(self, grammar: Grammar, reference: Reference, meant: dict[int, Being], *, opens: bool) -> View:
        clause = grammar.clause_of(reference.head)
        subject, matrix = grammar.subject_of(clause), grammar.matrix_subject(clause)
        return View(
            paragraph=grammar.sentence.paragraph,
            clause_subject=meant.get(subject) if subject is not None and subject != reference.head else None,
            matrix_subject=meant.get(matrix) if matrix is not None and matrix != reference.head else None,
            says=reference.role == "subject" and grammar.tokens[clause].text.lower() in SPEECH,
            opens_paragraph=opens,
        )

    def _decide(
        self, reference: Reference, meant: dict[int, Being], view: View, *, told: bool
    ) -> tuple[Being, float, tuple[Being, ...]] | None:
        if reference.kind == "name":
            bearer = self._bearer(reference)
            if bearer is not None:
                return bearer, 0.95 if len(reference.options) == 1 else 0.75, ()
            reference.kind, reference.article = "nominal", "definite"
            reference.word = reference.word.split()[-1]
        if reference.kind == "nominal":
            return self._described(reference, meant, view)
        if reference.word in FIRST:
            return self._first_person(reference, told=told)
        if reference.word in PLURAL:
            return self._they()
        if reference.word in NEUTER:
            return self._it(reference)
        if reference.word in PRONOUNS:
            return self._he_or_she(reference, view, told=told)
        return None

    def _bearer(self, reference: Reference) -> Being | None:
        """Return whom a name means: of several bearers the one most in mind, else the first.

        A name in lower case ("the squire") means them only while they are in mind, unless they have no other.
        """
        traces = [t for b in reference.options if (t := self.mind.trace(b)) is not None]
        lively = [t for t in traces if t.salience > _IN_MIND]
        if lively:
            return max(lively, key=lambda t: t.salience).being
        if reference.word.islower():
            called = f"the {reference.word}"
            return next((b for b in reference.options if b.name.lower() == called), None)
        return reference.options[0]

    def _first_person(self, reference: Reference, *, told: bool) -> tuple[Being, float, tuple[Being, ...]] | None:
        who = self.teller if told else self.narrator
        if who is None:
            return None
        others: tuple[Being, ...] = ()
        if reference.word in FIRST_PLURAL:
            others = tuple(t.being for t in self._company() if t.being is not who)[:2]
        return who, 0.7 if reference.word in FIRST_PLURAL else 0.95, others

    def _company(self) -> list[Trace]:
        here = [t for t in self.mind if t.salience > _COMPANY and not t.being.is_group]
        return sorted(here, key=lambda t: -t.salience)[:4]

    def _they(self) -> tuple[Being, float, tuple[Being, ...]] | None:
        groups = [t for t in self.mind if t.being.is_group and t.salience > 0.15]
        company = self._company()
        if groups:
            best = max(groups, key=lambda t: t.salience)
            if len(company) < 2 or best.salience > company[1].salience:
                return best.being, 0.6, ()
        if len(company) > 1:
            return company[0].being, 0.55, tuple(t.being for t in company[1:])
        return None

    def _it(self, reference: Reference) -> tuple[Being, float, tuple[Being, ...]] | None:
        if reference.role != "subject" and reference.word == "it":
            return None
        beasts = [t for t in self.mind if t.being.species != "human" and not t.being.is_group and t.salience > 0.5]
        latest = [t for t in beasts if self.mind.sentence - t.sentence <= 1]
        return (max(latest, key=lambda t: t.salience).being, 0.5, ()) if latest else None

    def _he_or_she(
        self, reference: Reference, view: View, *, told: bool
    ) -> tuple[Being, float, tuple[Being, ...]] | None:
        first_person = self.teller if told else self.narrator
        fitting = [t for t in self._lately() if self._may_be(reference, t, view) and t.being is not first_person]
        ranks = spoken_for.recency_ranks(fitting)
        view = replace(view, salience=sum(t.salience for t in fitting))
        options = [spoken_for.of_pronoun(reference, t, ranks[id(t.being)], self.mind, view) for t in fitting]
        options.append(spoken_for.of_nobody(reference, len(fitting)))
        chosen, probability = self.choose("pronoun", reference, options, [*fitting, None])
        if chosen is None:
            return None
        being = chosen.being
        if being.is_local and being.gender == "unknown":
            being.gender = reference.gender
        return being, probability, ()

    def _lately(self) -> list[Trace]:
        now = self.mind.sentence
        here = [t for t in self.mind if now - t.sentence <= _LATELY and t.salience > _IN_MIND]
        return sorted(here, key=lambda t: -t.order)

    def _may_be(self, reference: Reference, trace: Trace, view: View) -> bool:
        being = trace.being
        if being.is_group or being.gender not in (reference.gender, "unknown"):
            return False
        is_argument = reference.role == "object" and reference.word not in REFLEXIVE
        return not (is_argument and being is view.clause_subject)

    def _described(
        self, reference: Reference, meant: dict[int, Being], view: View
    ) -> tuple[Being, float, tuple[Being, ...]]:
        owner = meant.get(reference.owner) if reference.owner is not None else None
        known = self.strangers.known(reference, owner)
        if known is not None:
            return known, 0.85, ()
        near = {id(t.being): t for t in (*self.mind, *self.mind.called(reference.word))}
        fitting = [t for t in near.values() if self._may_be_called(reference, t, owner)]
        fitting = sorted(fitting, key=lambda t: (not spoken_for.is_called(t, reference.word), -t.order))[:_MOST]
        ranks = spoken_for.recency_ranks(fitting)
        options = [spoken_for.of_noun(reference, t, ranks[id(t.being)], self.mind, view) for t in fitting]
        options.append(spoken_for.of_stranger(reference, sum(spoken_for.is_called(t, reference.word) for t in fitting)))
        chosen, probability = self.choose("noun", reference, options, [*fitting, None])
        being = self.strangers.new(reference, owner) if chosen is None else chosen.being
        self.strangers.note(reference, owner, being)
        return being, probability, ()

    def _may_be_called(self, reference: Reference, trace: Trace, owner: Being | None) -> bool:
        being = trace.being
        if being.is_group is not reference.is_plural or being is owner:
            return False
        if "unknown" not in (being.gender, reference.gender) and being.gender != reference.gender:
            return False
        if spoken_for.is_called(trace, reference.word):
            return True
        is_new = reference.article == "indefinite"  # "an old man" is nobody who has had another name so far
        is_lately = self.mind.sentence - trace.sentence <= _LATELY
        return not is_new and is_lately and trace.salience > _IN_MIND

    def choose(
        self,
        kind: str,
        reference: Reference,  # noqa: ARG002 - training looks up what is labelled at it
        options: Sequence[Features],
        traces: Sequence[Trace | None],
    ) -> tuple[Trace | None, float]:
        """Return the likeliest of the traces (None: nobody, or somebody new) and its probability."""
        probabilities = self._weights.probabilities(kind, options)
        best = max(range(len(traces)), key=lambda n: probabilities[n])
        return traces[best], probabilities[best]
