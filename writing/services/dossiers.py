"""What a biography is written from, as authors take it: read once for as long as nothing of it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from authors.contract import Declined, Material
from authors.facts.model import Dossier
from writing.models import Contradiction, FoundFact, GatheredFacts
from writing.services.facts import gather_facts, plain_passages, plain_sources

if TYPE_CHECKING:
    from uuid import UUID

    from writing.models import WrittenBook


class _Kept(NamedTuple):
    book: UUID
    standing: list[Any]
    material: Material


_latest: _Kept | None = None
"""Of the book that this process was last asked for: its parts follow one another, and each is given all of it."""


def dossier_of(book: WrittenBook) -> Dossier:
    """Return all that the used sources of a book say, with what is settled: see `material_of`."""
    return Dossier.of(material_of(book))


def material_of(book: WrittenBook) -> Material:
    """Return all that the used sources of a book say, with what is settled; facts are found first if need be.

    Seven queries that read no texts while nothing has changed, else five more. A brief that names nobody yet has no
    facts.
    """
    global _latest  # noqa: PLW0603  a whole dossier is large: a process keeps one
    try:
        gather_facts(book=book)
    except Declined:
        return Dossier().material()
    standing, kept = _standing(book), _latest
    if kept is not None and (kept.book, kept.standing) == (book.pk, standing):
        return kept.material
    material = _read(book).material()
    if not gather_facts(book=book) and _standing(book) == standing:  # nothing has changed while it was read
        _latest = _Kept(book.pk, standing, material)
    return material


def _read(book: WrittenBook) -> Dossier:
    facts = {row.key: row.fact for row in FoundFact.objects.filter(book=book)}
    found = {row.key: row.contradiction for row in Contradiction.objects.filter(book=book, is_present=True)}
    return Dossier(sources=plain_sources(book), passages=plain_passages(book), facts=facts, contradictions=found)


def _standing(book: WrittenBook) -> list[Any]:
    """Return what tells a dossier from an earlier one: which facts were found, and what is settled. Two queries."""
    facts = GatheredFacts.objects.filter(book=book).values_list("digest", "gathered")
    settled = Contradiction.objects.filter(book=book, is_present=True).order_by("key")
    return [list(facts), list(settled.values_list("key", "followed", "dismissed"))]
