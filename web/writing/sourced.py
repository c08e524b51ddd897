"""What a biography rests on, as its pages show it: passages beside the text, facts, people and places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.facts.model import Contradiction, Dossier, Fact
from writing.kinds.catalogue import kind_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from authors.facts.model import Passage
    from writing.models import WrittenBook

MOST_NAMES = 60
"""People and places that are listed, the most frequent first."""


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage of a source by its number on the page."""

    number: int
    id: str
    text: str
    source: str
    locator: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownFact:
    """A fact with the passage that says it."""

    fact: Fact
    when: str
    passage: ShownPassage


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """One of the answers to a question on which sources differ, with the passages that give it."""

    number: int
    words: str
    passages: tuple[ShownPassage, ...]
    is_followed: bool


@dataclass(frozen=True, slots=True)
class ShownContradiction:
    """A question on which sources differ."""

    contradiction: Contradiction
    claims: tuple[ShownClaim, ...]

    @property
    def is_settled(self) -> bool:
        """Whether the writer has decided it."""
        return self.contradiction.followed is not None or self.contradiction.dismissed


def dossier_of(book: WrittenBook) -> Dossier:
    """Read all that is known for a book; nothing for a kind that rests on no sources."""
    return Dossier.of(kind_named(book.kind).material(book.pk))


def passages_by_id(book: WrittenBook, ids: Sequence[str]) -> list[ShownPassage]:
    """Read the passages that are named, in their order; one that is gone stays with its number and no text."""
    return _numbered(dossier_of(book), ids) if ids else []


def _numbered(dossier: Dossier, ids: Iterable[str]) -> list[ShownPassage]:
    return [_shown(number, one, dossier) for number, one in enumerate(ids, 1)]


def _shown(number: int, key: str, dossier: Dossier) -> ShownPassage:
    passage: Passage | None = dossier.passages.get(key)
    if passage is None:
        return ShownPassage(number, key, "", "", "", "")
    source = dossier.sources.get(passage.source)
    address = source.address if source and source.address.startswith(("https://", "http://")) else ""
    return ShownPassage(number, key, passage.text, source.title if source else "", passage.locator, address)


def facts_of(dossier: Dossier) -> list[ShownFact]:
    """Return the facts in the order of time; those without a date stand where they belong in a life."""
    facts = sorted(dossier.facts.values(), key=_order)
    return [ShownFact(fact, _when(fact), _shown(at, fact.passage, dossier)) for at, fact in enumerate(facts, 1)]


def _order(fact: Fact) -> tuple[str, str, str]:
    date = fact.date or fact.near
    return (date.earliest if date else "9999", date.latest if date else "9999", fact.id)


def _when(fact: Fact) -> str:
    if fact.date is not None:
        return fact.date.words or str(fact.date.year)
    return f"after {fact.near.words or fact.near.year}" if fact.near is not None else "no date"


def contradictions_of(dossier: Dossier) -> list[ShownContradiction]:
    """Return the questions on which sources differ, those that are open first."""
    shown = [ShownContradiction(one, _claims(one, dossier)) for one in dossier.contradictions.values()]
    return sorted(shown, key=lambda one: one.is_settled)


def _claims(contradiction: Contradiction, dossier: Dossier) -> tuple[ShownClaim, ...]:
    claims = []
    for number, claim in enumerate(contradiction.claims):
        facts = [dossier.facts[key] for key in claim.facts if key in dossier.facts]
        passages = _numbered(dossier, dict.fromkeys(fact.passage for fact in facts))
        claims.append(ShownClaim(number, claim.words, tuple(passages), contradiction.followed == number))
    return tuple(claims)


def names_in(facts: Iterable[Fact]) -> Mapping[str, list[tuple[str, int]]]:
    """Count the people and places of facts, the most frequent first."""
    listed = list(facts)
    people = Counter(name for fact in listed for name in fact.people)
    places = Counter(name for fact in listed for name in fact.places)
    return {"people": people.most_common(MOST_NAMES), "places": places.most_common(MOST_NAMES)}
