"""The stage that makes an edition. Its one unit reads the book, makes the file without the database, and keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from books.services import new_files
from files.workshop import Workshop
from jobs.pipelines import PlannedUnit, Stage, SubjectGone, UnitRejected
from publishing.catalogue import kind_named
from publishing.kinds.kind import EditionKind, Made, Options, Refused, Stopped, Tell
from publishing.making import BINDING
from publishing.models import Edition
from publishing.previews import Preview, previews_of
from publishing.progress import Telling
from publishing.publication import Publication, data_of, publication_of
from publishing.services.keeping import keep_file
from publishing.sources import Sources, sources_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.models import Job, Unit

FILE = "file"
UNKNOWN_KIND = "This version of VividPages makes no editions of this kind any more. Delete it."
OTHER_OPTIONS = "The options of this kind have changed meanwhile. Ask for a new edition with those of today."


@dataclass(frozen=True, slots=True)
class EditionToMake:
    """All that making needs: the book, the kind and its options, what makes it, and whose result counts."""

    publication: Publication
    kind: EditionKind[Any]
    options: Options
    sources: Sources
    edition: UUID
    attempt: UUID
    reader: UUID
    make: Callable[[Publication, Any, Path, Tell], Made]


@dataclass(frozen=True, slots=True)
class FinishedEdition:
    """A file with its previews, in a folder that goes with it."""

    made: Made
    previews: list[Preview]
    sources: Sources
    versions: tuple[UUID, ...]
    attempt: UUID
    workshop: Workshop


class MakeFile:
    """Make the file of an edition."""

    kind = FILE

    def prepare(self, unit: Unit) -> EditionToMake:
        """Read the book: its digests first, so that what changes meanwhile shows the edition as out of date."""
        edition = _edition_of(unit.job.subject)
        if edition.attempt is None:
            raise UnitRejected("It was cancelled.")
        try:
            kind = kind_named(edition.kind)
        except KeyError:
            raise UnitRejected(UNKNOWN_KIND) from None
        try:
            options = kind.options.model_validate(edition.options)
        except ValueError:
            raise UnitRejected(OTHER_OPTIONS) from None
        sources = sources_of(edition.vividpage)
        publication = publication_of(edition.vividpage, with_bible=kind.reads_bible)
        reader = edition.vividpage.owner_id
        try:
            make = kind.make_for(edition.vividpage, options)
        except Refused as refused:
            raise UnitRejected(str(refused)) from None
        return EditionToMake(publication, kind, options, sources, edition.pk, edition.attempt, reader, make)

    def call(self, inputs: EditionToMake) -> FinishedEdition | None:
        """Make the file; None if nobody wants it any more."""
        workshop = Workshop("edition", inputs.edition)
        try:
            return _made(inputs, workshop)
        except Refused as refused:
            workshop.clear()
            raise UnitRejected(str(refused)) from None
        except Stopped:
            workshop.clear()
            return None
        except BaseException:
            workshop.clear()
            raise

    def record(self, unit: Unit, result: FinishedEdition | None) -> None:
        """Keep the file in the place of the one before, if it is still wanted."""
        if result is None:
            return
        with new_files.dropped_on_error():
            keep_file(
                edition_id=unit.job.subject,
                attempt=result.attempt,
                made=result.made,
                previews=result.previews,
                sources=result.sources,
                versions=result.versions,
            )


def _made(inputs: EditionToMake, workshop: Workshop) -> FinishedEdition:
    """Make the file and its previews in the workshop. Raises Refused and Stopped."""
    telling = Telling(edition=inputs.edition, attempt=inputs.attempt, reader=inputs.reader)
    telling(0, 0)
    made = inputs.make(inputs.publication, inputs.options, workshop.folder, telling)
    cover = inputs.publication.book.cover
    previews = previews_of(made, data_of(cover) if cover else b"")
    shown = inputs.publication.drawn_by.values() if inputs.kind.shows_pictures else ()
    versions = tuple(sorted(origin.version for origin in shown))
    return FinishedEdition(made, previews, inputs.sources, versions, inputs.attempt, workshop)


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out one unit. Raises SubjectGone."""
    _edition_of(job.subject)
    return [PlannedUnit(kind=FILE, label="Making the file", essential=True)]


def _edition_of(edition_id: UUID) -> Edition:
    edition = Edition.objects.select_related("vividpage__owner").filter(pk=edition_id).first()
    if edition is None:
        raise SubjectGone
    return edition


MAKING_THE_FILE = Stage(BINDING, "Making the edition", steps=[MakeFile()], plan=plan)
