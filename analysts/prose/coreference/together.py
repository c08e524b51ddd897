"""Who was meant together, so that "they" and "we" may mean just these: "Anne and Diana", "he walked with her"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from analysts.prose.beings.being import Being
    from analysts.prose.coreference.grammar import Grammar

_KEPT = 6
"""Companies that are remembered, the last at the end."""
_LATELY = 4
"""Sentences for which they are."""
_FADE, _AS_SUBJECT = 0.72, 1.7
_BESIDE = frozenset({"with", "beside"})


class Company(NamedTuple):
    """Those who were meant together in the sentence of that number."""

    beings: tuple[Being, ...]
    sentence: int
    is_subject: bool

    def salience(self, sentence: int) -> float:
        """Return how much they are in mind at a later sentence."""
        return float(_FADE ** (sentence - self.sentence)) * (_AS_SUBJECT if self.is_subject else 1.0)


class Companies:
    """Remembers who was meant together lately."""

    def __init__(self) -> None:
        self._last: list[Company] = []

    def note(self, beings: tuple[Being, ...], sentence: int, *, is_subject: bool) -> None:
        """Remember that some were meant together; whoever joins them makes the company larger."""
        grown = [c for c in self._last if set(c.beings) < set(beings)]
        self._last = [c for c in self._last if c not in grown and set(c.beings) != set(beings)]
        self._last.append(Company(beings, sentence, is_subject or any(c.is_subject for c in grown)))
        del self._last[:-_KEPT]

    def best(self, sentence: int, *, without: Collection[Being] = (), among: Being | None = None) -> Company | None:
        """Return those who are most in mind, none of whom are some beings; with `among`, only a company of theirs."""
        fitting = [
            c
            for c in self._last
            if sentence - c.sentence <= _LATELY
            and not set(c.beings) & set(without)
            and (among is None or among in c.beings)
        ]
        return max(fitting, key=lambda c: (c.salience(sentence), c.sentence), default=None)


def joined_at(grammar: Grammar, head: int, meant: Mapping[int, Being]) -> tuple[Being, ...]:
    """Return those with whom a sentence joins whom it means at a token, and these; nobody if it names them alone."""
    found: dict[Being, None] = {}
    for token in _joined_tokens(grammar, head):
        being = meant.get(token)
        if being is not None and not being.is_group:
            found[being] = None
    return tuple(found) if len(found) > 1 else ()


def _joined_tokens(grammar: Grammar, head: int) -> Iterator[int]:
    token = grammar.tokens[head]
    if token.relation == "conj":
        yield token.head
        yield from (c for c in grammar.children[token.head] if grammar.tokens[c].relation == "conj")
    elif token.relation in ("obl", "nmod") and _is_beside(grammar, head):
        above = token.head
        subject = grammar.subject_of(above) if grammar.tokens[above].tag.startswith("VB") else above
        if subject is not None:
            yield subject
        yield head


def _is_beside(grammar: Grammar, head: int) -> bool:
    case = grammar.child(head, "case")
    return case is not None and grammar.tokens[case].text.lower() in _BESIDE
