"""Write what was fetched, read and judged of sources."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from accounts.access.allowances import LimitReached
from authors.sources import verdicts
from authors.sources.records import ExtractedText, SourcePassage, Verdict
from books.services import new_files
from files import store
from writing.models import Passage, Source
from writing.sources.services import EXTENSIONS, check_room

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from authors.sources.verdicts import JudgedSource


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Bytes as they were fetched at a time, from an address in the end."""

    data: bytes = field(repr=False)
    media_type: str
    address: str
    fetched: datetime


@dataclass(frozen=True, slots=True)
class SourceOutcome:
    """What has come of a source: a snapshot, its text and passages, or the verdicts that say why not.

    `snapshot` is None where nothing new was fetched.
    """

    snapshot: Snapshot | None = None
    text: ExtractedText | None = None
    passages: tuple[SourcePassage, ...] = ()
    failures: tuple[Verdict, ...] = ()


def keep_outcome(*, source_id: UUID, outcome: SourceOutcome) -> None:
    """Write what has come of a source, unless that has been deleted meanwhile."""
    with new_files.dropped_on_error(), transaction.atomic():
        rows = Source.objects.select_for_update(of=("self",)).select_related("book__vividpage__owner")
        source = rows.filter(pk=source_id).first()
        if source is None:
            return
        outcome = _with_room(source, outcome)
        if outcome.snapshot is not None:
            _keep_snapshot(source, outcome.snapshot, outcome.text)
        if outcome.text is None:
            _fail(source, outcome.failures)
        else:
            _describe(source, outcome.text)
            write_passages(source, outcome.passages)
        source.save()


def _with_room(source: Source, outcome: SourceOutcome) -> SourceOutcome:
    """Return an outcome as it is, or that there is no room for it."""
    if outcome.snapshot is None:
        return outcome
    try:
        check_room(source.book, len(outcome.snapshot.data))
    except LimitReached as reached:
        return SourceOutcome(failures=tuple(verdicts.unreachable(str(reached))))
    return outcome


def _keep_snapshot(source: Source, snapshot: Snapshot, text: ExtractedText | None) -> None:
    before = str(source.snapshot or "")
    extension = EXTENSIONS.get(text.format, "json") if text is not None else "bin"
    kept = store.keep(snapshot.data, owner=source.book.vividpage.owner_id, extension=extension)
    if kept.is_new:
        new_files.note(kept.name)
    if before and before != kept.name:
        store.release_on_commit([before])
    source.snapshot = kept.name
    source.snapshot_bytes = len(snapshot.data)
    source.media_type = snapshot.media_type
    source.final_address = snapshot.address[:2000]
    source.fetched = snapshot.fetched


def _fail(source: Source, failures: Sequence[Verdict]) -> None:
    """Say why a source cannot be had; one that was read before stays as it was read."""
    if source.passages.exists():
        source.state = Source.State.READ
        source.warnings = [*(failure.reason for failure in failures), "What was read of it before is kept."]
        return
    source.state = Source.State.FAILED
    source.verdicts = [failure.model_dump(mode="json") for failure in failures]
    source.is_refused = True


def _describe(source: Source, text: ExtractedText) -> None:
    source.state = Source.State.READ
    source.title, source.authors = text.title, list(text.authors)
    source.publisher, source.published = text.publisher, text.published
    source.language, source.licence = text.language, text.licence
    source.final_address = text.address or source.final_address
    source.word_count, source.warnings = text.word_count, list(text.warnings)


def write_passages(source: Source, passages: Sequence[SourcePassage]) -> None:
    """Write the passages of a source; those that have the same words keep their rows."""
    source.passages.exclude(pk__in=[passage.id for passage in passages]).delete()
    rows = [
        Passage(
            pk=UUID(passage.id),
            source=source,
            number=passage.number,
            text=passage.text,
            heading=passage.heading,
            page=passage.page[:300],
        )
        for passage in passages
    ]
    Passage.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=["number", "heading", "page"], batch_size=500
    )


def keep_judgements(*, judged: Sequence[JudgedSource], passages: Mapping[str, Sequence[str]]) -> None:
    """Write what is thought of sources; `passages` are the ids of their passages in their order."""
    rows = {str(row.pk): row for row in Source.objects.select_for_update().filter(pk__in=[one.key for one in judged])}
    for one in judged:
        row = rows.get(one.key)
        if row is None:
            continue
        row.verdicts = [verdict.model_dump(mode="json") for verdict in one.verdicts]
        row.is_refused = one.is_refused
        row.kind, row.weight = one.quality.kind, one.quality.weight
        row.duplicate_of = rows.get(one.duplicate_of)
        row.save(update_fields=["verdicts", "is_refused", "kind", "weight", "duplicate_of"])
        scored = [
            Passage(pk=UUID(key), relevance=round(relevance, 3), for_models=key in one.for_models)
            for key, relevance in zip(passages[one.key], one.relevance, strict=True)
        ]
        Passage.objects.bulk_update(scored, ["relevance", "for_models"], batch_size=500)
