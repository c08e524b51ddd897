"""A note: what a text states or what is done in it, with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from authors.continuations.contract import FactKind, Statement

if TYPE_CHECKING:
    from authors.continuations.reading.clauses import ReadSentence

UseKind = Literal[
    "acts", "does", "likes", "uses", "features", "drifts", "appears", "counted", "kin of somebody", "kin spoken of"
]
"""What is no fact of its own: somebody acts; does what some cannot (`value`); likes what they may fear; uses a thing
(`other`: the verb); a noun that a place may lack is there; a pronoun that cannot be theirs; somebody bare of any word
of who they are; a number of known things; somebody's kin, without a word
of whose; somebody's kin, without a word of who."""
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


def note(
    one: ReadSentence,
    at: int,
    kind: FactKind | UseKind,
    about: str,
    value: str = "",
    other: str = "",
    *,
    last: int = -1,
) -> Note:
    """Return a note of a sentence at a token."""
    paragraph, start, end = one.place(at, last if last >= 0 else at)
    return Note(kind, about, value, other, paragraph, start, end, one.text)
