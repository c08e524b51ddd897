"""Asking for one's archive, having it made by a job, and fetching it while it is there."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone

from accounts.services import one_at_a_time
from audit.events import Event
from audit.recording import record
from custody.archives.packing import pack, write_rows
from custody.models import Archive
from files import store
from jobs import services as jobs
from jobs.models import Job
from jobs.pipelines import PlannedUnit, Stage, SubjectGone, UnitRejected

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from jobs.models import Unit

ARCHIVE, PACKING = "archive", "packing"
SALT = "custody.archive"
NO_ROOM = "There is no room to put it together just now. Whoever runs this site has been told; try again later."


@transaction.atomic
def request_archive(*, owner: User) -> Archive:
    """Have everything of a reader put together; asked again while it is, nothing begins anew."""
    one_at_a_time(owner)
    archive, _ = Archive.objects.get_or_create(owner=owner)
    under_way = Job.objects.filter(subject=archive.pk, state=Job.State.RUNNING).exists()
    if archive.state == Archive.State.MAKING and under_way:
        return archive
    jobs.delete_of(subject=archive.pk)
    archive.state, archive.reason, archive.asked = Archive.State.MAKING, "", timezone.now()
    archive.save(update_fields=["state", "reason", "asked"])
    jobs.start(pipeline=ARCHIVE, subject=archive.pk, owner=owner, by=owner)
    record(Event.ARCHIVE_MADE, subject=owner.pk, actor=owner.pk)
    return archive


@transaction.atomic
def delete_archive(*, archive: Archive) -> None:
    """Delete an archive with its file, also while it is made."""
    jobs.delete_of(subject=archive.pk)
    locked = Archive.objects.select_for_update().filter(pk=archive.pk).first()
    if locked is not None:
        name = str(locked.file.name or "")
        locked.delete()
        store.release_on_commit([name])


def expired() -> list[Archive]:
    """Return the archives whose days are over."""
    return list(Archive.objects.filter(expires__lte=timezone.now()))


def delete_expired() -> int:
    """Delete the archives whose days are over. Returns how many they were."""
    over = expired()
    for archive in over:
        delete_archive(archive=archive)
    return len(over)


def token_of(archive: Archive) -> str:
    """Return what opens an archive without signing in, until it expires."""
    return signing.Signer(salt=SALT).sign_object([archive.pk.hex, str(archive.file.name)])


def archive_of(token: str) -> Archive | None:
    """Return the archive that a token opens; None if it is over, made anew, or its reader's account is off."""
    try:
        number, name = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    found = Archive.objects.filter(pk=UUID(number), file=name, state=Archive.State.READY)
    return found.filter(expires__gt=timezone.now(), owner__is_active=True).first()


@dataclass(frozen=True, slots=True)
class Prepared:
    """Rows that are written, and the files that belong to them."""

    folder: Path
    names: list[str]
    account: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A file in a folder that goes once it is kept."""

    file: Path
    missing: int


class Pack:
    """Put an archive together."""

    kind = PACKING

    def prepare(self, unit: Unit) -> Prepared:
        """Write the rows, as of now."""
        archive = _archive_of(unit.job.subject)
        prefix = f"vividpages-archive-{archive.pk.hex}-"
        for left in Path(tempfile.gettempdir()).glob(f"{prefix}*"):  # of a worker that was killed
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=prefix))
        try:
            names = write_rows(archive.owner, folder / "lines")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return Prepared(folder, names, str(archive.owner_id))

    def call(self, inputs: Prepared) -> Finished:
        """Pack rows and files into one."""
        out = inputs.folder / "archive.zip"
        try:
            packed = pack(inputs.folder / "lines", inputs.names, inputs.account, out)
        except OSError as error:
            shutil.rmtree(inputs.folder, ignore_errors=True)
            raise UnitRejected(NO_ROOM) from error
        return Finished(out, len(packed.missing))

    def record(self, unit: Unit, result: Finished) -> None:
        """Keep the file for some days, in the place of the one before."""
        archive = Archive.objects.select_for_update().get(pk=unit.job.subject)
        before = str(archive.file.name or "")
        size = result.file.stat().st_size
        kept = store.keep_file(result.file, owner=archive.owner_id, extension="zip")
        archive.file.name, archive.bytes, archive.missing = kept.name, size, result.missing
        archive.state = Archive.State.READY
        archive.expires = timezone.now() + timedelta(days=settings.ARCHIVES_DAYS)
        archive.save()
        if before != kept.name:
            store.release_on_commit([before])
        shutil.rmtree(result.file.parent, ignore_errors=True)


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out one unit. Raises SubjectGone."""
    _archive_of(job.subject)
    return [PlannedUnit(kind=PACKING, label="Putting everything together", essential=True)]


def settle(job: Job) -> None:
    """Say why an archive was not made."""
    if job.state in (Job.State.FAILED, Job.State.CANCELLED):
        making = Archive.objects.filter(pk=job.subject, state=Archive.State.MAKING)
        making.update(state=Archive.State.FAILED, reason=job.reason[:500])


def _archive_of(archive_id: Any) -> Archive:
    archive = Archive.objects.select_related("owner").filter(pk=archive_id).first()
    if archive is None:
        raise SubjectGone
    return archive


PACKING_STAGE = Stage(PACKING, "Putting everything together", steps=[Pack()], plan=plan)
