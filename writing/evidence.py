"""What the parts of a biography rest on besides plan and texts: their facts, the sources of these, what is settled."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

from writing.models import Contradiction, FoundFact, GatheredFacts, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from writing.models import WrittenBook

DISMISSED = "no contradiction"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands behind the facts of a book: the used sources as texts name them, the source of each fact by its key,
    and by the keys of facts the questions that they answer, with what is settled of them.
    """

    sources: Mapping[UUID, list[Any]] = field(default_factory=dict)
    facts: Mapping[str, UUID] = field(default_factory=dict)
    questions: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)

    def under(self, facts: Sequence[str]) -> list[Any]:
        """Return as plain data what a text that tells these facts rests on: other data, and it is another text."""
        gone = sorted(fact for fact in facts if fact not in self.facts)
        sources = {self.facts[fact] for fact in facts if fact in self.facts}
        named = sorted([str(source), self.sources[source]] for source in sources)
        settled = {key: said for fact in facts for key, said in self.questions.get(fact, {}).items()}
        return [gone, named, sorted(settled.items())]


def evidence_of(book: WrittenBook, facts: Iterable[str]) -> Evidence:
    """Read what stands behind facts of a book. Three queries; none where there are no facts to ask for."""
    wanted = set(facts)
    if not wanted:
        return Evidence()
    used = {row.pk: _named(row) for row in Source.objects.used().filter(book=book)}
    rows = FoundFact.objects.filter(book=book).values_list("key", "passage__source_id")
    known = {key: source for key, source in rows if source in used}
    questions: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for row in Contradiction.objects.filter(book=book, is_present=True):
        claims = {claim.words: [fact for fact in claim.facts if fact in known] for claim in row.contradiction.claims}
        if said := _settled(row, claims):
            for fact in chain.from_iterable(claims.values()):
                questions[fact][row.key] = said
    return Evidence(used, {key: source for key, source in known.items() if key in wanted}, questions)


def sources_digest(book: WrittenBook) -> str:
    """Digest what a book as a whole is made of besides its texts: its sources and what is settled; empty without any.

    Three queries, one where there are none.
    """
    sources = sorted([str(row.pk), _cited(row)] for row in Source.objects.used().filter(book=book))
    if not sources:
        return ""
    facts = list(GatheredFacts.objects.filter(book=book).values_list("digest", flat=True))
    settled = Contradiction.objects.filter(book=book, is_present=True).order_by("key")
    answers = [list(row) for row in settled.values_list("key", "followed", "dismissed")]
    return hashlib.sha256(json.dumps([sources, facts, answers], ensure_ascii=False).encode()).hexdigest()


def _named(source: Source) -> list[Any]:
    """Return what texts call a source by: its names, and the year."""
    described = source.described
    return [described.title, list(described.authors), described.publisher, described.published[:4]]


def _cited(source: Source) -> list[Any]:
    """Return what a bibliography says of a source."""
    return [*_named(source), source.described.published, source.kind, source.licence, source.final_address]


def _settled(row: Contradiction, claims: Mapping[str, Sequence[str]]) -> list[str]:
    """Return what is told of a question: the answer that is followed, or all; nothing if sources do not differ."""
    given = sorted(words for words, facts in claims.items() if facts)
    if len(given) < 2:
        return []
    if row.dismissed:
        return [DISMISSED]
    return given if row.followed is None else [list(claims)[row.followed]]
