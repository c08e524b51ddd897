"""The sources of the tests' life, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from authors.dossiers.tests.lives import NAMES, hallgrim
from authors.sources.passages import passages_of
from authors.sources.records import Block
from writing.models import Passage, Source

if TYPE_CHECKING:
    from writing.models import WrittenBook

BRIEF = {"subject": "Runa Hallgrim", "also_called": list(NAMES), "words": 6_000, "author_name": "Ann Reader"}


def add_sources(book: WrittenBook) -> None:
    """Give a book the sources of the tests' life, as they are after they have been read."""
    dossier = hallgrim()
    for number, source in enumerate(dossier.sources.values(), start=1):
        row = Source.objects.create(
            book=book,
            number=number,
            origin=Source.Origin.FILE,
            name=f"{source.id}.html",
            state=Source.State.READ,
            title=source.title,
            authors=list(source.authors),
            publisher=source.container or source.publisher,
            published=source.published,
            kind=source.kind,
            licence="CC BY 4.0",
            fetched=timezone.now(),
        )
        blocks = [Block(text=one.text) for one in dossier.passages.values() if one.source == source.id]
        for passage in passages_of(blocks, source=row.pk):
            Passage.objects.create(id=passage.id, source=row, number=passage.number, text=passage.text)
