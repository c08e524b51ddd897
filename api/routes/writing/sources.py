"""The sources of a biography: added, judged, decided about; and addresses tried before a book is begun."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, File, Schema, Status
from ninja.files import UploadedFile

from api.core.paging import Asked, Page, page_of, part_of
from api.core.problems import Problem
from api.core.rows import owned
from api.core.rules import READ, SPEND, WRITE, CalledBy
from api.core.site import router
from api.routes.writing.finding import found_book
from authors.sources import addresses
from authors.sources.errors import SourceError
from writing.models import Contradiction, Source
from writing.services import dossier_of
from writing.services import facts as deciding
from writing.sources import services

sources = router("biographies")
LONGEST_ADDRESS = addresses.LONGEST
MOST_ADDRESSES = 60


class VerdictShown(Schema):
    """What is thought of a source in one respect, and why."""

    rule: str
    outcome: str
    reason: str
    score: float | None


class SourceShown(Schema):
    """A source of a book."""

    id: UUID
    origin: str
    address: str
    title: str
    state: str
    decision: str = Field(description="“use”, “leave”, or empty: by the verdicts.")
    is_used: bool
    verdicts: list[VerdictShown]
    fetched: datetime | None


class NewAddresses(Schema):
    """Pages of the web."""

    addresses: list[str] = Field(min_length=1, max_length=MOST_ADDRESSES, examples=[["https://example.org/life"]])


class AddressVerdict(Schema):
    """Whether an address can be a source."""

    address: str
    is_taken: bool
    why_not: str


class SourceDecision(Schema):
    """What is decided about a source."""

    decision: Literal["use", "leave", "by-verdicts"]


class FactShown(Schema):
    """What sources state."""

    kind: str
    text: str
    people: list[str]
    places: list[str]
    passage: str
    source: str


class Settled(Schema):
    """Which claim is followed where sources differ; null: none can be; “open” leaves the question open again."""

    claim: int | Literal["open"] | None = None


@sources.post("/sources/validate", auth=READ, response=list[AddressVerdict])
def validate_sources(request: CalledBy, body: NewAddresses) -> Any:
    """Say which addresses can be sources. None is fetched: what stands there is judged once a book has them."""
    return [_verdict(address) for address in body.addresses]


@sources.get("/{uuid:book_id}/sources", auth=READ, response=Page[SourceShown])
def list_sources(request: CalledBy, book_id: UUID, wanted: Asked) -> Any:
    """List the sources of a book with their verdicts."""
    rows = Source.objects.present().filter(book=found_book(request, book_id))
    return page_of(rows, wanted, _source, by=("created", "pk"))


@sources.post("/{uuid:book_id}/sources", auth=SPEND, response={202: list[SourceShown]})
def add_sources(request: CalledBy, book_id: UUID, body: NewAddresses) -> Any:
    """Add pages of the web, and have them fetched, read and judged."""
    book = found_book(request, book_id)
    rows = [services.add_address(book=book, address=address) for address in body.addresses]
    services.read_sources(book=book, by=request.auth)
    return Status(202, [_source(row) for row in rows])


@sources.post("/{uuid:book_id}/sources/file", auth=SPEND, response={202: SourceShown})
def add_source_file(request: CalledBy, book_id: UUID, file: File[UploadedFile]) -> Any:
    """Add a file of one's own, and have it read and judged."""
    book = found_book(request, book_id)
    row = services.add_file(book=book, file=file, name=file.name or "")
    services.read_sources(book=book, by=request.auth)
    return Status(202, _source(row))


@sources.post("/{uuid:book_id}/sources/look-up", auth=SPEND, response={202: list[SourceShown]})
def look_subject_up(request: CalledBy, book_id: UUID) -> Any:
    """Ask Wikipedia and Wikidata for the subject, where the site allows it."""
    book = found_book(request, book_id)
    rows = services.look_up(book=book)
    services.read_sources(book=book, by=request.auth)
    return Status(202, [_source(row) for row in rows])


@sources.patch("/{uuid:book_id}/sources/{uuid:source_id}", auth=WRITE, response=SourceShown)
def decide_about_source(request: CalledBy, book_id: UUID, source_id: UUID, body: SourceDecision) -> SourceShown:
    """Use a source whatever the verdicts say, leave it out, or follow them again."""
    decision = Source.Decision("" if body.decision == "by-verdicts" else body.decision)
    row = services.decide(source=_row(request, book_id, source_id), decision=decision, by=request.auth)
    return _source(row)


@sources.delete("/{uuid:book_id}/sources/{uuid:source_id}", auth=WRITE, response=SourceShown)
def remove_source(request: CalledBy, book_id: UUID, source_id: UUID) -> SourceShown:
    """Take a source out of a book; undoing brings it back."""
    return _source(services.remove(source=_row(request, book_id, source_id), by=request.auth))


@sources.post("/{uuid:book_id}/sources/undo", auth=WRITE, response=Page[SourceShown])
def undo_source_decision(request: CalledBy, book_id: UUID, wanted: Asked) -> Any:
    """Take the latest decision about sources back."""
    services.undo(book=found_book(request, book_id))
    return list_sources(request, book_id, wanted)


@sources.get("/{uuid:book_id}/facts", auth=READ, response=Page[FactShown])
def list_facts(request: CalledBy, book_id: UUID, wanted: Asked) -> Any:
    """List what the sources state, in order of time."""
    dossier = dossier_of(found_book(request, book_id))
    return part_of(list(dossier.facts.values()), wanted, _fact)


@sources.put("/{uuid:book_id}/contradictions/{key}", auth=WRITE, response={204: None})
def settle_contradiction(request: CalledBy, book_id: UUID, key: str, body: Settled) -> Any:
    """Decide a question on which sources differ."""
    book = found_book(request, book_id)
    row = Contradiction.objects.filter(book=book, key=key[:40]).first()
    if row is None:
        raise Problem(404, "not-found", "There is no such question", "The sources do not differ on that.")
    row.book = book
    if body.claim == "open":
        deciding.reopen(contradiction=row, by=request.auth)
    elif body.claim is None:
        deciding.dismiss_contradiction(contradiction=row, by=request.auth)
    else:
        deciding.settle(contradiction=row, claim=int(body.claim), by=request.auth)
    return Status(204, None)


def _row(request: CalledBy, book_id: UUID, source_id: UUID) -> Source:
    book = found_book(request, book_id)
    row = owned(Source.objects.present().filter(book=book), source_id)
    row.book = book
    return row


def _verdict(address: str) -> AddressVerdict:
    try:
        addresses.checked(address)
    except SourceError as error:
        return AddressVerdict(address=address[:LONGEST_ADDRESS], is_taken=False, why_not=str(error))
    return AddressVerdict(address=address, is_taken=True, why_not="")


def _source(row: Source) -> SourceShown:
    same = ("origin", "address", "title", "state", "decision", "is_used", "fetched")
    verdicts = [VerdictShown(**{name: one.get(name) for name in VerdictShown.model_fields}) for one in row.verdicts]
    return SourceShown(id=row.pk, verdicts=verdicts, **{name: getattr(row, name) for name in same})


def _fact(fact: Any) -> FactShown:
    return FactShown(**{name: getattr(fact, name) for name in FactShown.model_fields})
