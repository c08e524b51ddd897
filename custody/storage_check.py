"""Comparing the storage with the database: files that nothing refers to, and files that are gone.

A file without a row takes room for nobody, and may be of a book that was deleted; a row without a file is a page with a
broken picture. Only the folders that are ours are looked at, and a file is nobody's only when it is a day old: it is
written before its row.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils import timezone

from books.models import VividPage
from custody.models import Archive
from files import store
from files.columns import file_columns
from films.models import Passage, ShotFile, StreamFile
from films.services.keeping import forget_files, forget_shot
from providers.models import PaidCall
from providers.money import answers
from publishing.models import EditionPreview
from publishing.services.keeping import forget_file
from storyboards.models import RENDITIONS, PictureVersion
from storyboards.pictures import losses
from uploads.models import FOLDER as UPLOADS
from uploads.models import Upload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDERS = ("epubs", "calls", store.FOLDER, UPLOADS, "storyboards", "characters")
"""What the names of all our files begin with."""
GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Orphan:
    """A file that no row refers to, and its bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A row whose file is gone: the model and field, as "PictureVersion.image", its id and the file's name."""

    where: str
    row: Any
    name: str


@dataclass(slots=True)
class StorageReport:
    """What was found. `unmended` are losses that only a copy of the file can mend.

    `referred` is how many files there should be, `unrendered` are versions of pictures that are not made smaller yet.
    """

    files: int = 0
    referred: int = 0
    orphans: list[Orphan] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    unrendered: list[UUID] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Whether nothing is to be mended."""
        return not (self.orphans or self.losses or self.unrendered)

    @property
    def unmended(self) -> list[Loss]:
        """Losses for which nothing can be done here."""
        return [loss for loss in self.losses if loss.where not in _MENDED_BY]

    @property
    def is_most_gone(self) -> bool:
        """Whether more than half of the files are gone: then it is rather the storage that is not there."""
        return 2 * len({loss.name for loss in self.losses}) > self.referred


def check_storage() -> StorageReport:
    """Look through the storage and the database."""
    references = list(_references())
    referred = {name for _, _, name in references}
    stored = {name for folder in FOLDERS for name in _files_under(folder)}
    report = StorageReport(files=len(stored), referred=len(referred), unrendered=losses.unrendered())
    missing = ((where, row, name) for where, row, name in references if name not in stored)
    report.losses = [Loss(where, row, name) for where, row, name in missing if _is_lost(where, row, name)]
    unknown = stored - referred
    known_since = {name for _, _, name in _references()} if unknown else set()
    report.orphans = [
        Orphan(name, default_storage.size(name)) for name in sorted(unknown - known_since) if _is_old(name)
    ]
    return report


def mend(report: StorageReport) -> None:
    """Delete what nothing refers to, and mend the losses that can be: renditions first, as long as they have a picture.

    A version whose picture is gone is deleted, and another is shown; a stored answer and a cover are forgotten. Then
    what was drawn before there were renditions gets them.
    """
    delete_orphans(report)
    for where, mended in _MENDED_BY.items():
        for loss in report.losses:
            if loss.where == where and _is_lost(loss.where, loss.row, loss.name):
                mended(loss.row)
    for row in losses.unrendered():
        _make_renditions(row)


def delete_orphans(report: StorageReport) -> None:
    """Delete what nothing refers to."""
    for orphan in report.orphans:
        _delete_orphan(orphan.name)


def _delete_orphan(name: str) -> None:
    """Delete a file, unless somebody has meanwhile been given the same."""
    if store.owner_of(name):
        store.release([name])
    else:
        default_storage.delete(name)


def _references() -> Iterator[tuple[str, Any, str]]:
    for one in file_columns():
        rows = one.model._default_manager.exclude(**{one.name: ""}).values_list("pk", one.name)
        for row, file_name in rows.iterator():
            yield f"{one.model.__name__}.{one.name}", row, file_name


def _files_under(folder: str) -> Iterator[str]:
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files if name)
    for name in folders:
        yield from _files_under(f"{folder}/{name}")


def _is_lost(where: str, row: object, name: str) -> bool:
    """Look once more: while the storage was walked through, a book may have been deleted."""
    column = {f"{one.model.__name__}.{one.name}": one for one in file_columns()}[where]
    is_there = column.model._default_manager.filter(**{"pk": row, column.name: name}).exists()
    return is_there and not default_storage.exists(name)


def _is_old(name: str) -> bool:
    try:
        return default_storage.get_modified_time(name) < timezone.now() - GRACE
    except FileNotFoundError:
        return False


def _make_renditions(row: UUID) -> None:
    version = PictureVersion.objects.filter(pk=row).first()
    if version is not None and default_storage.exists(str(version.image.name)):
        losses.make_renditions(row)


def _forget_answer(row: UUID) -> None:
    answers.forget(PaidCall.objects.filter(pk=row))


def _forget_cover(row: UUID) -> None:
    VividPage.objects.filter(pk=row).update(cover="")


def _forget_preview(row: UUID) -> None:
    EditionPreview.objects.filter(pk=row).delete()


def _forget_archive(row: UUID) -> None:
    Archive.objects.filter(pk=row).delete()


def _forget_stream(row: UUID) -> None:
    for film in StreamFile.objects.filter(pk=row).values_list("film", flat=True):
        forget_files(film)


def _forget_shot(row: UUID) -> None:
    for shot in ShotFile.objects.filter(pk=row).values_list("shot", flat=True):
        forget_shot(shot)


def _forget_sound(row: UUID) -> None:
    Passage.objects.filter(pk=row).update(file="", seconds=0)


def _forget_upload(row: Any) -> None:
    """Forget an upload of which a part is gone: whoever sends it begins again."""
    Upload.objects.filter(parts__pk=row).delete()


_MENDED_BY: dict[str, Callable[[UUID], None]] = {
    **{f"PictureVersion.{column}": _make_renditions for column in RENDITIONS},
    "PictureVersion.image": losses.give_up,
    "PaidCall.file": _forget_answer,
    "VividPage.cover": _forget_cover,
    "Edition.file": forget_file,
    "EditionPreview.image": _forget_preview,
    "Archive.file": _forget_archive,
    "Film.mp4": forget_files,
    "Film.poster": forget_files,
    "StreamFile.file": _forget_stream,
    "ShotFile.file": _forget_shot,
    "Passage.file": _forget_sound,
    "UploadPart.file": _forget_upload,
}
"""How the loss of each kind of file is mended; the file of a book and its own pictures cannot be made again."""
