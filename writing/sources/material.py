"""Sources and passages as authors are given them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.facts import model as facts
from writing.models import Source
from writing.sources.queries import used_passages

if TYPE_CHECKING:
    from uuid import UUID

    from writing.models import Passage

FREE = re.compile(r"creativecommons\.org/(?:licenses|publicdomain)|\bcc[ -]?(?:by|0)|public domain", re.IGNORECASE)
CONTAINERS = {Source.Origin.WIKIPEDIA: "Wikipedia", Source.Origin.WIKIDATA: "Wikidata"}


def sources_and_passages(book_id: UUID) -> tuple[dict[str, facts.Source], dict[str, facts.Passage]]:
    """Return what a book is written from, by ids. Two queries."""
    sources = {str(row.pk): _source(row) for row in Source.objects.used().filter(book_id=book_id)}
    passages = {str(row.pk): _passage(row) for row in used_passages(book_id)}
    return sources, passages


def _source(row: Source) -> facts.Source:
    return facts.Source.model_validate(
        {
            "id": str(row.pk),
            "title": str(row),
            "kind": row.kind,
            "authors": tuple(row.authors),
            "container": CONTAINERS.get(Source.Origin(row.origin), ""),
            "publisher": row.publisher,
            "published": row.published,
            "address": row.final_address or row.address,
            "accessed": row.fetched.date().isoformat() if row.fetched and row.origin != Source.Origin.FILE else "",
            "language": row.language or "en",
            "rights": "free licence" if FREE.search(row.licence) else "unknown",
            "licence": row.licence,
            "weight": row.weight,
        }
    )


def _passage(row: Passage) -> facts.Passage:
    locator = f"p. {row.page}" if row.page.isdigit() else row.page or row.heading
    return facts.Passage(id=str(row.pk), source=str(row.source_id), text=row.text, locator=locator, number=row.number)
