"""Facts and contradictions of a book: found in its sources as they are, and settled by its writer."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from authors.dossiers.brief import BiographyBrief
from authors.dossiers.planning import subject_of
from authors.facts import model as plain
from authors.facts.contradictions import find_contradictions
from authors.facts.finding import find_facts
from jobs import broadcast
from writing.models import Contradiction, FoundFact, GatheredFacts, Passage, Source, WrittenBook
from writing.services.errors import WritingRefused
from writing.sources.queries import used_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from accounts.models import User
    from authors.facts.subject import Subject

METHOD = "1"
"""Of finding: facts are gathered anew where it has changed."""
_NAMED_BY_PLACE = frozenset({"newspaper", "encyclopedia", "website", "interview", "archive", "article"})
_FREE = re.compile(r"\bCC[ -]?BY\b|creative ?commons|\bGFDL\b|free documentation", re.IGNORECASE)
_PUBLIC = re.compile(r"public domain|\bCC ?0\b|\bPDM\b|no known copyright", re.IGNORECASE)


@transaction.atomic
def gather_facts(*, book: WrittenBook) -> bool:
    """Find the facts of the used sources and where they contradict one another; return whether anything was to do.

    What the writer has settled stays settled. Raises Declined if the brief names nobody.
    """
    subject = subject_of(BiographyBrief.model_validate(book.brief))
    passages_now = map(str, used_passages(book).values_list("pk", flat=True))
    if GatheredFacts.objects.filter(book=book, digest=_digest(subject, plain_sources(book), passages_now)).exists():
        return False
    WrittenBook.objects.select_for_update(of=("self",)).get(pk=book.pk)
    sources, passages = plain_sources(book), plain_passages(book)
    digest = _digest(subject, sources, passages)
    facts = find_facts(sources, passages, subject)
    FoundFact.objects.filter(book=book).delete()
    FoundFact.objects.bulk_create(
        FoundFact(
            book=book,
            key=fact.id,
            number=number,
            passage_id=fact.passage,
            kind=fact.kind,
            earliest=fact.date.earliest if fact.date else "",
            data=fact.model_dump(mode="json"),
        )
        for number, fact in enumerate(facts.values(), start=1)
    )
    _keep_contradictions(book, find_contradictions(facts, subject).values())
    GatheredFacts.objects.update_or_create(book=book, defaults={"digest": digest, "gathered": timezone.now()})
    return True


def _keep_contradictions(book: WrittenBook, found: Iterable[plain.Contradiction]) -> None:
    Contradiction.objects.filter(book=book).update(is_present=False)
    for number, one in enumerate(found, start=1):
        Contradiction.objects.update_or_create(
            book=book,
            key=one.id,
            defaults={"number": number, "data": one.model_dump(mode="json"), "is_present": True},
        )


@transaction.atomic
def settle(*, contradiction: Contradiction, claim: int, by: User) -> Contradiction:
    """Have the book follow one of the claims, counted from 0.

    Raises WritingRefused if there is no such claim.
    """
    current = Contradiction.objects.select_for_update().get(pk=contradiction.pk)
    if not 0 <= claim < len(current.contradiction.claims):
        raise WritingRefused("Choose one of the answers that the sources give.")
    return _settled(current, followed=claim, dismissed=False, by=by)


@transaction.atomic
def dismiss_contradiction(*, contradiction: Contradiction, by: User) -> Contradiction:
    """Say that the sources do not contradict one another here."""
    current = Contradiction.objects.select_for_update().get(pk=contradiction.pk)
    return _settled(current, followed=None, dismissed=True, by=by)


@transaction.atomic
def reopen(*, contradiction: Contradiction, by: User) -> Contradiction:
    """Leave a contradiction open again: the book tells all claims."""
    current = Contradiction.objects.select_for_update().get(pk=contradiction.pk)
    return _settled(current, followed=None, dismissed=False, by=by)


def _settled(row: Contradiction, *, followed: int | None, dismissed: bool, by: User) -> Contradiction:
    row.followed, row.dismissed, row.settled_by, row.settled = followed, dismissed, by, timezone.now()
    row.save(update_fields=["followed", "dismissed", "settled_by", "settled"])
    transaction.on_commit(lambda: broadcast.changed(row.book_id, at_once=True))
    return row


def plain_sources(book: WrittenBook) -> dict[str, plain.Source]:
    """Return the used sources of a book as authors take them, by their ids. One query."""
    return {str(row.pk): plain_source(row) for row in Source.objects.used().filter(book=book)}


def plain_passages(book: WrittenBook) -> dict[str, plain.Passage]:
    """Return the passages that a book is written from as authors take them, by their ids. Two queries."""
    return {
        str(row.pk): plain.Passage(
            id=str(row.pk), source=str(row.source_id), text=row.text, locator=locator(row), number=row.number
        )
        for row in used_passages(book).prefetch_related("source")
    }


def plain_source(row: Source) -> plain.Source:
    """Return a source as authors take it."""
    is_within = row.kind in _NAMED_BY_PLACE
    described = row.described
    return plain.Source.model_validate(
        {
            "id": str(row.pk),
            "title": str(row),
            "kind": row.kind,
            "authors": described.authors,
            "container": described.publisher if is_within else "",
            "publisher": "" if is_within else described.publisher,
            "published": described.published[:10],
            "address": row.final_address or row.address,
            "accessed": row.fetched.date().isoformat() if row.fetched and row.address else "",
            "language": row.language or "en",
            "rights": rights_of(row.licence),
            "licence": row.licence,
            "weight": min(1.0, max(0.0, row.weight)),
        }
    )


def rights_of(licence: str) -> plain.Rights:
    """Read what a source says may be done with it; what is not plainly free is somebody's."""
    if _PUBLIC.search(licence):
        return "public domain"
    return "free licence" if _FREE.search(licence) else "unknown"


def locator(row: Passage) -> str:
    """Say where in its source a passage stands."""
    if row.page:
        return f"p. {row.page}" if row.page.isdigit() else row.page
    return f"“{row.heading}”" if row.heading and row.heading != row.source.title else ""


def _digest(subject: Subject, sources: Mapping[str, plain.Source], passages: Iterable[str]) -> str:
    """Return 64 hexadecimal digits that differ once other facts would be found. `passages` are their ids."""
    seen = hashlib.sha256(repr((METHOD, subject.names)).encode())
    for source in sources.values():
        seen.update(source.model_dump_json().encode())
    for key in passages:
        seen.update(key.encode())
    return seen.hexdigest()
