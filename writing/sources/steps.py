"""The stage of sources: fetch and read each, then judge all of them beside one another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from authors.sources import verdicts
from authors.sources.errors import AddressUnfit, SourceError
from authors.sources.extraction.limits import ExtractionLimits
from authors.sources.extraction.sandbox import read_in_sandbox
from authors.sources.passages import passages_of
from authors.sources.records import ExtractedText, SourcePassage, Subject
from authors.sources.verdicts import JudgedSource, ReadSource, judge
from jobs.models import Unit
from jobs.pipelines import ConcurrencyLimit, PlannedUnit, Stage, UnitRejected
from writing.making import SOURCES
from writing.models import Source, WrittenBook
from writing.sources.briefs import add_from_brief
from writing.sources.encyclopedias import Encyclopedias, NotFound, encyclopedias
from writing.sources.fetching import Fetcher, Unreachable
from writing.sources.keeping import Snapshot, SourceOutcome, keep_judgements, keep_outcome
from writing.sources.limits import extraction_limits, fetcher
from writing.sources.services import EXTENSIONS
from writing.sources.subjects import subject_of
from writing.subjects import book_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.models import Job

SOURCE, JUDGING = "source", "judging-sources"
"""Kinds of units: one for each source, and one for all."""
AT_ONCE = 4
"""Sources that one slice fetches side by side."""
NO_TEXT = "No text was found in it that says anything."


@dataclass(frozen=True, slots=True)
class SourceToRead:
    """All that fetching and reading a source needs; `known` is what was fetched or uploaded before."""

    id: UUID
    origin: str
    address: str
    name: str
    known: Snapshot | None
    is_own: bool
    subject: Subject
    language: str
    fetcher: Fetcher
    encyclopedias: Encyclopedias
    limits: ExtractionLimits


class ReadOneSource:
    """Fetch a source, unless it was fetched within the hour, and read it."""

    kind = SOURCE

    def prepare(self, unit: Unit) -> SourceToRead:
        """Read what is known of the source."""
        book = book_of(unit)
        source = book.sources.filter(pk=unit.target).first() if unit.target else None
        if source is None:
            raise UnitRejected("This source has been deleted.")
        known = _known(source, book)
        return SourceToRead(
            id=source.pk,
            origin=source.origin,
            address=source.address,
            name=source.name,
            known=known,
            is_own=known is not None and source.fetched == known.fetched,
            subject=subject_of(book),
            language=str(book.brief.get("language", "en")),
            fetcher=fetcher(),
            encyclopedias=encyclopedias(),
            limits=extraction_limits(),
        )

    def call(self, inputs: SourceToRead) -> SourceOutcome:
        """Fetch and read; what fails is an outcome, too, with its reason."""
        try:
            snapshot = inputs.known or _fetched(inputs)
        except (Unreachable, AddressUnfit, NotFound) as error:
            return SourceOutcome(failures=tuple(verdicts.unreachable(str(error))))
        new = None if inputs.is_own else snapshot
        try:
            text = _read(inputs, snapshot)
        except SourceError as error:
            was_fetched = inputs.origin != Source.Origin.FILE
            return SourceOutcome(new, failures=tuple(verdicts.unreadable(str(error), was_fetched=was_fetched)))
        passages = tuple(passages_of(text.blocks, source=inputs.id))
        if not passages:
            return SourceOutcome(new, failures=tuple(verdicts.unreadable(NO_TEXT, was_fetched=True)))
        return SourceOutcome(new, text, passages)

    def record(self, unit: Unit, result: SourceOutcome) -> None:
        """Keep the snapshot, the text and the passages, or why there are none."""
        assert unit.target is not None
        keep_outcome(source_id=unit.target, outcome=result)


def _known(source: Source, book: WrittenBook) -> Snapshot | None:
    """Return an uploaded file, or what this writer has had fetched from the address lately, in whatever book."""
    rows = Source.objects.filter(pk=source.pk)
    if source.origin == Source.Origin.ADDRESS and source.fetched is None and source.state == Source.State.WAITING:
        fresh = timezone.now() - timedelta(seconds=settings.SOURCE_FRESH_SECONDS)
        owned = Source.objects.owned_by(book.vividpage.owner).filter(address=source.address, fetched__gte=fresh)
        rows = owned.exclude(pk=source.pk)
    elif source.origin != Source.Origin.FILE:
        fresh = timezone.now() - timedelta(seconds=settings.SOURCE_FRESH_SECONDS)
        rows = rows.filter(fetched__gte=fresh)
    row = rows.exclude(snapshot="").order_by("-fetched").first()
    if row is None or row.fetched is None:
        return None
    with row.snapshot.open("rb") as file:
        data: bytes = file.read()
    return Snapshot(data, row.media_type, row.final_address, row.fetched)


def _fetched(inputs: SourceToRead) -> Snapshot:
    """Fetch a source. Raises Unreachable, AddressUnfit and NotFound."""
    now: datetime = timezone.now()
    if inputs.origin == Source.Origin.ADDRESS:
        page = inputs.fetcher.fetch(inputs.address)
        return Snapshot(page.data, page.media_type, page.address, now)
    if inputs.origin == Source.Origin.WIKIPEDIA:
        data, address = inputs.encyclopedias.wikipedia(inputs.fetcher, inputs.subject, inputs.language)
    else:
        data, address = inputs.encyclopedias.wikidata(inputs.fetcher, inputs.subject)
    return Snapshot(data, "application/json", address, now)


def _read(inputs: SourceToRead, snapshot: Snapshot) -> ExtractedText:
    """Read a snapshot. Raises SourceError."""
    if inputs.origin in (Source.Origin.WIKIPEDIA, Source.Origin.WIKIDATA):
        return inputs.encyclopedias.read(inputs.origin, snapshot.data)
    return read_in_sandbox(
        snapshot.data,
        inputs.limits,
        media_type=snapshot.media_type,
        name=inputs.name,
        address=snapshot.address,
    )


@dataclass(frozen=True, slots=True)
class SourcesToJudge:
    """The sources of a book that were read, and of whom it tells."""

    sources: tuple[ReadSource, ...]
    subject: Subject


@dataclass(frozen=True, slots=True)
class Judgements:
    """What is thought of sources, with the ids of their passages."""

    judged: tuple[JudgedSource, ...]
    passages: dict[str, tuple[str, ...]]


class JudgeSources:
    """Judge all sources of a book: whether they are about its subject, what they are worth, which are copies."""

    kind = JUDGING

    def prepare(self, unit: Unit) -> SourcesToJudge:
        """Read the passages of all sources."""
        book = book_of(unit)
        rows = book.sources.present().filter(state=Source.State.READ).prefetch_related("passages")
        return SourcesToJudge(tuple(_read_source(row) for row in rows), subject_of(book))

    def call(self, inputs: SourcesToJudge) -> Judgements:
        """Judge them."""
        ids = {source.key: tuple(passage.id for passage in source.passages) for source in inputs.sources}
        return Judgements(tuple(judge(inputs.sources, inputs.subject)), ids)

    def record(self, unit: Unit, result: Judgements) -> None:  # noqa: ARG002 (each step is called so)
        """Keep the verdicts."""
        keep_judgements(judged=result.judged, passages=result.passages)


FORMATS = {Source.Origin.WIKIPEDIA: "wikipedia", Source.Origin.WIKIDATA: "wikidata"}


def _read_source(row: Source) -> ReadSource:
    described = ExtractedText.model_validate(
        {
            "format": FORMATS.get(Source.Origin(row.origin)) or _format_of(str(row.snapshot)),
            "blocks": (),
            "title": row.title,
            "authors": row.authors,
            "published": row.published,
            "warnings": row.warnings,
        }
    )
    passages = tuple(
        SourcePassage(id=str(p.pk), number=p.number, text=p.text, heading=p.heading, page=p.page)
        for p in row.passages.all()
    )
    return ReadSource(str(row.pk), described, passages, address=row.final_address or row.address, words=row.word_count)


def _format_of(name: str) -> str:
    formats = {extension: form for form, extension in EXTENSIONS.items()}
    return formats.get(name.rpartition(".")[2], "page")


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out a unit for each source that waits, and one that judges all: that is done again each time."""
    book = book_of(job)
    add_from_brief(book)
    present = list(book.sources.present())
    waiting = [source for source in present if source.state == Source.State.WAITING]
    done = job.units.exclude(state__in=Unit.OPEN)
    done.filter(kind=SOURCE, target__in=[source.pk for source in waiting]).delete()
    done.filter(kind=JUDGING).delete()
    if not present:
        return []
    units = [PlannedUnit(kind=SOURCE, label=f"Reading {source}", target=source.pk) for source in waiting]
    return [*units, PlannedUnit(kind=JUDGING, label="Judging the sources", target=book.pk, phase=1)]


def concurrency(_job: Job) -> ConcurrencyLimit:
    """Let several be fetched side by side: fetching waits for others."""
    return ConcurrencyLimit("", AT_ONCE)


SOURCES_STAGE = Stage(
    SOURCES, "Reading the sources", steps=[ReadOneSource(), JudgeSources()], plan=plan, concurrency=concurrency
)
