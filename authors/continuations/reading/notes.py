"""What a text states and what is done in it, in the order of the text, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from authors.continuations.contract import FactKind, Statement
from authors.continuations.reading.clauses import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from authors.continuations.contract import StoryFacts
    from authors.continuations.reading.clauses import ReadSentence

UseKind = Literal["acts", "speaks", "does", "uses", "named"]
"""What is no fact: somebody acts; speaks; does what some cannot; uses a thing; is named."""
_FACTS = frozenset(get_args(FactKind))


@dataclass(frozen=True, slots=True)
class Note:
    """A fact, or something done: `start` to `end` are characters of the paragraph, `words` the sentence."""

    kind: FactKind | UseKind
    about: str
    value: str = ""
    other: str = ""
    paragraph: int = 0
    start: int = 0
    end: int = 0
    words: str = ""

    @property
    def statement(self) -> Statement | None:
        """The fact, without its place; None for what is only done."""
        if self.kind not in _FACTS:
            return None
        fields = {"kind": self.kind, "about": self.about, "value": self.value, "other": self.other}
        return Statement.model_validate({**fields, "words": self.words})


def statements_of(paragraphs: Sequence[str], facts: StoryFacts) -> tuple[Statement, ...]:
    """Return the facts that a text states, read by what was known before it."""
    return tuple(statement for note in notes_of(tuple(paragraphs), facts) if (statement := note.statement))


@lru_cache(maxsize=256)
def notes_of(paragraphs: tuple[str, ...], facts: StoryFacts) -> tuple[Note, ...]:
    """Return all notes of a text."""
    return tuple(note for sentence in read(paragraphs, facts).sentences for note in _of_sentence(sentence))


def _of_sentence(sentence: ReadSentence) -> Iterator[Note]:
    for at in range(len(sentence.tree)):
        token = sentence.tree.tokens[at]
        if sentence.tree.is_noun(at):
            place = (sentence.paragraph, token.start, token.end, sentence.text)
            yield Note("name of thing", token.lemma.lower(), token.lemma.lower(), "", *place)
    for clause in sentence.clauses:
        for person in clause.actors if clause.is_real else ():
            start, end = clause.span(clause.frame.verb)
            yield Note("acts", person, clause.frame.lemma, "", sentence.paragraph, start, end, sentence.text)
