"""Add sources to a book, have them read, and decide which it is written from."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from pathlib import PurePath
from typing import IO, TYPE_CHECKING

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Max, Sum
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from accounts.access.allowances import LimitReached, spend_upload
from authors.sources import addresses
from authors.sources.errors import SourceError
from authors.sources.extraction.formats import LOOKED_AT, format_of
from books.services import new_files
from books.text.names import plain_name, shortened
from characters.editing.journal import Journal, take_back
from files import store
from jobs import broadcast
from writing.making import SOURCES
from writing.models import Source, SourceEdit, WrittenBook
from writing.services.errors import WritingRefused
from writing.services.locking import locked
from writing.services.working import begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User
    from authors.sources.records import Verdict
    from writing.models.source import SourceDescription

MOST_EDITS = 200
"""Decisions about a book's sources that can be taken back."""
EXTENSIONS = {
    "page": "html",
    "pdf": "pdf",
    "epub": "epub",
    "docx": "docx",
    "odt": "odt",
    "rtf": "rtf",
    "text": "txt",
}
"""Of snapshots by format; answers of programs are JSON."""
NO_DATE = "Write the date as 1934, 1934-05 or 1934-05-21."
NOTHING_TO_UNDO = "There is nothing to undo."
NOT_LOOKED_UP = (
    "Wikipedia and Wikidata are not asked on this site: whoever runs it can allow it (ALLOW_WIKIPEDIA). Add addresses "
    "of pages, or files."
)


class SourceRefused(WritingRefused):
    """The source cannot be added or changed so; the words are the writer's."""


@transaction.atomic
def add_address(*, book: WrittenBook, address: str) -> Source:
    """Add a page of the web, to be fetched by the stage of sources. Raises SourceRefused.

    One that the book has already is returned; one that was removed comes back.
    """
    try:
        checked = addresses.checked(address)
    except SourceError as error:
        raise SourceRefused(str(error)) from None
    current = locked(book)
    wanted = addresses.identity(checked)
    for source in current.sources.filter(origin=Source.Origin.ADDRESS):
        if addresses.identity(source.address) == wanted:
            return _brought_back(source)
    return _added(current, Source(origin=Source.Origin.ADDRESS, address=checked))


@transaction.atomic
def look_up(*, book: WrittenBook) -> list[Source]:
    """Have Wikipedia and Wikidata asked for the book's subject. Raises SourceRefused if that is not allowed here."""
    if not settings.ALLOW_WIKIPEDIA:
        raise SourceRefused(NOT_LOOKED_UP)
    current = locked(book)
    found = []
    for origin in (Source.Origin.WIKIPEDIA, Source.Origin.WIKIDATA):
        source = current.sources.filter(origin=origin).first()
        found.append(_brought_back(source) if source is not None else _added(current, Source(origin=origin)))
    return found


def add_file(*, book: WrittenBook, file: IO[bytes], name: str) -> Source:
    """Add a file of the writer's. Raises SourceRefused for one that is not taken, and LimitReached; then nothing is
    kept.
    """
    spend_upload(book.vividpage.owner)
    data = file.read(settings.MAX_UPLOAD_BYTES + 1)
    if len(data) > settings.MAX_UPLOAD_BYTES:
        most = filesizeformat(settings.MAX_UPLOAD_BYTES)
        raise SourceRefused(f"This file is larger than the {most} that one may have here. Add a part of it.")
    try:
        form = format_of(data if data.startswith(b"PK") else data[:LOOKED_AT], name=name)
    except SourceError as error:
        raise SourceRefused(str(error)) from None
    with new_files.dropped_on_error(), transaction.atomic():
        current = locked(book)
        check_room(current, len(data))
        kept = store.keep(data, owner=current.vividpage.owner_id, extension=EXTENSIONS[form])
        if kept.is_new:
            new_files.note(kept.name)
        before = current.sources.filter(origin=Source.Origin.FILE, snapshot=kept.name).first()
        if before is not None:
            return _brought_back(before)
        return _added(
            current,
            Source(
                origin=Source.Origin.FILE,
                name=plain_name(PurePath(name).name, 300),
                snapshot=kept.name,
                snapshot_bytes=len(data),
                fetched=timezone.now(),
            ),
        )


@transaction.atomic
def add_unusable(*, book: WrittenBook, origin: Source.Origin, address: str, told: list[Verdict]) -> Source:
    """Note a source that cannot be had, with the verdicts that say why. Raises LimitReached."""
    source = Source(
        origin=origin,
        address=address[: addresses.LONGEST],
        state=Source.State.FAILED,
        verdicts=[verdict.model_dump(mode="json") for verdict in told],
        is_refused=True,
    )
    return _added(locked(book), source)


def check_room(book: WrittenBook, size: int) -> None:
    """Raise LimitReached if the sources of a writer would take more than they may."""
    most = settings.READER_SOURCES_BYTES
    used = Source.objects.owned_by(book.vividpage.owner).aggregate(bytes=Sum("snapshot_bytes", default=0))["bytes"]
    if most and used + size > most:
        raise LimitReached(
            f"The sources of your books take {filesizeformat(used)} of the {filesizeformat(most)} that you have here. "
            "Delete a book that you no longer need, then try again."
        )


@transaction.atomic
def read_sources(*, book: WrittenBook, by: User | None = None) -> None:
    """Have the sources that wait fetched, read and judged. Raises LimitReached."""
    begin(locked(book), by=by, until=SOURCES, after="")


@transaction.atomic
def fetch_again(*, source: Source) -> Source:
    """Have a source fetched and read anew by the stage of sources, though it was within the hour.

    What another book of the writer's has had fetched within the hour is taken from there.
    """
    locked(source.book)
    current = _fresh(source)
    current.state = Source.State.WAITING
    fields = ["state"]
    if current.origin != Source.Origin.FILE:
        current.fetched = None
        fields.append("fetched")
    current.save(update_fields=fields)
    return current


def decide(*, source: Source, decision: Source.Decision, by: User | None = None) -> Source:
    """Use a source whatever the verdicts say, leave it out, or follow the verdicts again. Raises SourceRefused."""
    words = {"use": "Used", "leave": "Left out", "": "Followed the verdicts on"}[decision]
    with _recorded(source.book, by=by) as journal:
        current = _fresh(source)
        if decision == Source.Decision.USE and current.state != Source.State.READ:
            raise SourceRefused("No text of this source was read, so nothing can be written from it.")
        journal.summary = f"{words} “{current}”"
        journal.change(current, decision=decision)
    return current


def describe(*, source: Source, description: SourceDescription, by: User | None = None) -> Source:
    """Have a source cited as the writer describes it; what is as it was found, is no correction.

    Raises SourceRefused for a date that is none.
    """
    if description.published and not _is_date(description.published):
        raise SourceRefused(NO_DATE)
    with _recorded(source.book, by=by) as journal:
        current = _fresh(source)
        journal.summary = f"Described “{current}”"
        said, found = description._asdict(), current.found._asdict()
        corrections = {name: value for name, value in said.items() if value != found[name]}
        journal.change(current, corrections=corrections)
    return current


def describe_as_found(*, source: Source, by: User | None = None) -> Source:
    """Have a source cited as it was found again. Raises SourceRefused."""
    return describe(source=source, description=_fresh(source).found, by=by)


def _is_date(words: str) -> bool:
    """Return whether it is a year, a month or a day as ISO 8601 has it."""
    try:
        date.fromisoformat(f"{words}-01-01"[:10] if len(words) in (4, 7) else words)
    except ValueError:
        return False
    return len(words) in (4, 7, 10)


def remove(*, source: Source, by: User | None = None) -> Source:
    """Take a source out of a book; undoing brings it back. Raises SourceRefused."""
    with _recorded(source.book, by=by) as journal:
        current = _fresh(source)
        journal.summary = f"Removed “{current}”"
        if current.removed is None:
            journal.change(current, removed=timezone.now())
    return current


def latest_edit(book: WrittenBook) -> SourceEdit | None:
    """Return the decision that would be taken back next."""
    return SourceEdit.objects.filter(book=book).first()


@transaction.atomic
def undo(*, book: WrittenBook) -> str:
    """Take the latest decision back and return what it was. Raises SourceRefused; nothing is changed then."""
    current = locked(book)
    edit = latest_edit(current)
    if edit is None:
        raise SourceRefused(NOTHING_TO_UNDO)
    refused = SourceRefused(f"“{edit.summary}” cannot be undone: the source has changed since.")
    try:
        with transaction.atomic():
            if not take_back(edit.steps):
                raise refused
            connection.check_constraints()
    except DatabaseError as error:
        raise refused from error
    edit.delete()
    transaction.on_commit(lambda: broadcast.changed(current.pk, at_once=True))
    return edit.summary


@contextmanager
def _recorded(book: WrittenBook, *, by: User | None) -> Iterator[Journal]:
    """Record one decision, in a transaction that lets no other in. Raises SourceRefused."""
    with transaction.atomic():
        current = locked(book)
        journal = Journal(current.pk)
        yield journal
        if journal.steps:
            edits = SourceEdit.objects.filter(book=current)
            number = (edits.aggregate(last=Max("number"))["last"] or 0) + 1
            summary = shortened(journal.summary, 500)
            SourceEdit.objects.create(book=current, number=number, user=by, summary=summary, steps=journal.steps)
            edits.filter(number__lte=number - MOST_EDITS).delete()
            transaction.on_commit(lambda: broadcast.changed(current.pk, at_once=True))


def _fresh(source: Source) -> Source:
    current = Source.objects.filter(pk=source.pk).first()
    if current is None:
        raise SourceRefused("This source is no longer in the book.")
    return current


def _added(book: WrittenBook, source: Source) -> Source:
    """Write a new source. Raises LimitReached."""
    most = settings.SOURCES_A_BOOK
    if most and book.sources.present().count() >= most:
        raise LimitReached(f"A book can have {most} sources here. Remove one that it does not need, then add this one.")
    source.book = book
    source.number = (book.sources.aggregate(last=Max("number"))["last"] or 0) + 1
    source.save(force_insert=True)
    return source


def _brought_back(source: Source) -> Source:
    if source.removed is not None:
        source.removed = None
        source.save(update_fields=["removed"])
    return source
