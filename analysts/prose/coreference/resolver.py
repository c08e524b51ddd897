"""Read a chapter and say whom each name, description and pronoun means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from analysts.lexicon.speech import SPEECH
from analysts.prose.beings.unnamed import FAMILY
from analysts.prose.coreference import features as spoken_for
from analysts.prose.coreference.features import View
from analysts.prose.coreference.fitness import cannot_be
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
from analysts.prose.coreference.together import Companies, joined_at
from analysts.prose.coreference.weights import Weights, learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.beings.being import Being
    from analysts.prose.coreference.features import Features
    from analysts.prose.coreference.mind import Trace
    from analysts.prose.coreference.names import NameIndex
    from analysts.prose.coreference.said import Said
    from analysts.prose.sentences import Sentence

_LATELY, _IN_MIND = 20, 0.002
"""Sentences, and a salience, beyond which a pronoun means nobody."""
_COMPANY = 0.3
_TOGETHER, _TOGETHER_BEFORE = 0.75, 0.6
"""How sure it is that "they" are those who were named together in this sentence or the last, or before."""
_THINGS_LATELY = 1
"""Sentences for which “them” may be things, of which there were several."""
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
    """Reads sentence by sentence and remembers. `narrator` is "I" of the narration, `teller` "I" of a told story.

    `chapter` is the number of the chapter: an office in lower case means nobody whose name comes later.
    """

    def __init__(
        self,
        names: NameIndex,
        strangers: Strangers,
        narrator: Being | None = None,
        weights: Weights | None = None,
        *,
        chapter: int = 0,
    ) -> None:
        self.names = names
        self._chapter = chapter
        self.strangers = strangers
        self.narrator = narrator
        self.teller: Being | None = None
        self.mind = Mind()
        self.companies = Companies()
        self.sayer: Mention | None = None
        """Whom the words of the last sentence say to speak."""
        self._said: Said | None = None
        self._weights = weights or learned()
        self._paragraph = -1
        self._things = -_THINGS_LATELY - 1
        """The last sentence that spoke of several things."""

    def read(self, sentence: Sentence, index: int, said: Said | None = None) -> list[Mention]:
        """Resolve a sentence, the next of its chapter; `index` is its place there, `said` the speech in it, if any."""
        grammar = Grammar(sentence)
        self._said, self.sayer = said, None
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
            together = (being, *others) if others else joined_at(grammar, reference.head, meant)
            if together and confidence >= _TOGETHER_BEFORE:
                is_subject = grammar.is_subject(reference.head) or not others
                self.companies.note(together, self.mind.sentence, is_subject=is_subject)
            mention = Mention(
                index, reference.first, reference.last, reference.head, reference.kind, being, confidence, others
            )
            mentions.append(mention)
            if view.says and self.sayer is None:
                self.sayer = mention
        if any(token.tag == "NNS" and n not in meant for n, token in enumerate(grammar.tokens)):
            self._things = self.mind.sentence
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
            bearer = self._bearer(reference, says=view.says)
            if bearer is not None:
                return bearer, 0.95 if len(reference.options) == 1 else 0.75, ()
            reference.kind, reference.article = "nominal", "definite"
            reference.word = reference.word.split()[-1]
        if reference.kind == "nominal":
            return self._described(reference, meant, view)
        if reference.word in FIRST:
            return self._first_person(reference, told=told)
        if reference.word in PLURAL:
            return self._they(reference, view)
        if reference.word in NEUTER:
            return self._it(reference)
        if reference.word in PRONOUNS:
            return self._he_or_she(reference, view, told=told)
        return None

    def _bearer(self, reference: Reference, *, says: bool) -> Being | None:
        """Return whom a name means: of several bearers who speaks, if it `says` a speech, or is most in mind, or first.

        A name in lower case ("the squire") means them only while they are in mind, unless they have no other.
        """
        options = reference.options
        if reference.word.islower():
            options = tuple(b for b in options if b.named_from <= self._chapter)
        if says and self._said is not None and self._said.speaker in options:
            return self._said.speaker
        traces = [t for b in options if (t := self.mind.trace(b)) is not None]
        lively = [t for t in traces if t.salience > _IN_MIND]
        if lively:
            return max(lively, key=lambda t: t.salience).being
        if reference.word.islower():
            called = f"the {reference.word}"
            return next((b for b in options if b.name.lower() == called), None)
        return options[0]

    def _first_person(self, reference: Reference, *, told: bool) -> tuple[Being, float, tuple[Being, ...]] | None:
        who = self.teller if told else self.narrator
        if who is None:
            return None
        if reference.word not in FIRST_PLURAL:
            return who, 0.95, ()
        together = self.companies.best(self.mind.sentence, among=who)
        if together is not None:
            return who, _TOGETHER, tuple(b for b in together.beings if b is not who)
        others = [t.being for t in self._company() if t.being is not who and not t.being.is_local]
        return who, 0.65, tuple(others[:2])

    def _company(self) -> list[Trace]:
        here = [t for t in self.mind if t.salience > _COMPANY and not t.being.is_group]
        return sorted(here, key=lambda t: -t.salience)[:4]

    def _they(self, reference: Reference, view: View) -> tuple[Being, float, tuple[Being, ...]] | None:
        """Return the company most in mind: a group, those who were named together, or else everybody in mind.

        Who acts is not among those to whom it is done.
        """
        acting = view.clause_subject if reference.role != "subject" and reference.word not in REFLEXIVE else None
        without = () if acting is None or reference.role == "owner" else (acting,)
        groups = [t for t in self.mind if t.being.is_group and t.salience > 0.15 and t.being not in without]
        group = max(groups, key=lambda t: t.salience, default=None)
        together = self.companies.best(self.mind.sentence, without=without)
        if together is not None and (group is None or together.salience(self.mind.sentence) > group.salience):
            is_near = self.mind.sentence - together.sentence <= 1
            return together.beings[0], _TOGETHER if is_near else _TOGETHER_BEFORE, together.beings[1:]
        company = [t for t in self._company() if t.being not in without]
        if group is not None and (len(company) < 2 or group.salience > company[1].salience):
            return group.being, 0.6, ()
        is_given = reference.word == "them" and reference.role == "object"
        if is_given and self.mind.sentence - self._things <= _THINGS_LATELY:
            return None  # “a clump of crocuses; she kissed them”
        return (company[0].being, 0.5, tuple(t.being for t in company[1:])) if len(company) > 1 else None

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
        if view.says and self._said is not None:
            fitting = [t for t in fitting if t.being not in self._said.called]
        ranks = spoken_for.recency_ranks(fitting)
        view = replace(view, salience=sum(t.salience for t in fitting))
        options = [spoken_for.of_pronoun(reference, t, ranks[id(t.being)], self.mind, view) for t in fitting]
        options.append(spoken_for.of_nobody(reference, len(fitting)))
        chosen, probability = self.choose("pronoun", reference, options, [*fitting, None])
        if chosen is None:
            return None
        being = chosen.being
        if view.says and self._said is not None and self._said.speaker is not None and self._said.is_by(being):
            return self._said.speaker, max(probability, self._said.sure * 0.9), ()
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
        if cannot_be(being, reference.word) or (owner is not None and self._is_own_kin(reference, owner)):
            return False
        is_new = reference.article == "indefinite"  # "an old man" is nobody who has had another name so far
        is_lately = self.mind.sentence - trace.sentence <= _LATELY
        return not is_new and is_lately and trace.salience > _IN_MIND

    def _is_own_kin(self, reference: Reference, owner: Being) -> bool:
        """Say whether it is a teller's father: tellers say whom they mean by a name, or nobody has one."""
        return owner is self.narrator and reference.word in FAMILY

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
