"""Begin uploads, take their parts, put them together, and let them go.

Parts lie in the storage that all hosts share, and how far an upload is stands in its row: whoever adds to it holds that
row, so of two who bring the same part at once one is told that it is there.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import IO, TYPE_CHECKING, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.access.allowances import LimitReached
from accounts.services import one_at_a_time
from uploads.models import Upload, UploadPart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import User

MEMORY_BYTES = 2 * 1024 * 1024
"""What of a file is put together in memory; larger ones on disk."""


class WrongOffset(Exception):
    """The bytes do not begin where those that are here end."""

    def __init__(self, here: int) -> None:
        super().__init__(here)
        self.here = here


class UploadOver(Exception):
    """The upload takes nothing any more: its time is over, or it was refused."""


def begin(
    *, owner: User, length: int, filename: str, metadata: str, purpose: Upload.Purpose, about: UUID | None
) -> Upload:
    """Begin an upload. Raises LimitReached for a reader who has as many under way as one may have."""
    with transaction.atomic():
        one_at_a_time(owner)
        most = settings.READER_OPEN_UPLOADS
        if most and open_of(owner).count() >= most:
            raise LimitReached(f"Only {most} uploads can be under way at once. End one, or delete it, then try again.")
        return Upload.objects.create(
            owner=owner,
            length=length,
            filename=filename,
            metadata=metadata,
            purpose=purpose,
            about=about,
            expires=timezone.now() + timedelta(hours=settings.UPLOAD_HOURS),
        )


def open_of(owner: User) -> QuerySet[Upload]:
    """Return what a reader has under way."""
    return Upload.objects.filter(owner=owner, state=Upload.State.OPEN, expires__gt=timezone.now())


def bytes_to_come(owner: User) -> int:
    """Return how large a reader's files will be that are under way."""
    return int(open_of(owner).aggregate(bytes=Sum("length", default=0))["bytes"])


@transaction.atomic
def add_part(*, upload: Upload, offset: int, piece: IO[bytes], size: int) -> Upload:
    """Add `size` bytes that begin at `offset`; none: only that is checked.

    Raises WrongOffset if they do not begin where those that are here end or go beyond the end, and UploadOver.
    """
    held = _held(upload)
    if offset != held.offset or offset + size > held.length:
        raise WrongOffset(held.offset)
    if not size:
        return held
    part = UploadPart(upload=held, offset=offset, bytes=size)
    part.file.save("part", File(piece), save=False)
    try:
        with transaction.atomic():
            part.save(force_insert=True)
            held.offset += size
            held.save(update_fields=["offset"])
    except BaseException:
        default_storage.delete(str(part.file.name))
        raise
    return held


@transaction.atomic
def finish(*, upload: Upload, become: Callable[[Upload, IO[bytes]], UUID]) -> Upload:
    """Have an upload that is whole become what it is for, once: `become` gets its file and returns the id of the row.

    Whatever `become` raises, the upload stays as it is; `refuse` ends it. One that is not whole, or was ended by
    somebody else meanwhile, is returned as it is.
    """
    one_at_a_time(upload.owner)
    held = Upload.objects.select_for_update(of=("self",), no_key=True).select_related("owner").get(pk=upload.pk)
    if held.state != Upload.State.OPEN or not held.is_whole:
        return held
    with put_together(held) as file:
        held.result = become(held, file)
    _end(held, Upload.State.DONE)
    return held


@transaction.atomic
def refuse(*, upload: Upload, reason: str) -> None:
    """End an upload that can become nothing; `reason` is in its reader's words."""
    held = Upload.objects.select_for_update(no_key=True).filter(pk=upload.pk, state=Upload.State.OPEN).first()
    if held is not None:
        held.reason = reason
        _end(held, Upload.State.REFUSED)


@transaction.atomic
def delete(*, upload: Upload) -> None:
    """Delete an upload with its parts; what it has become stays."""
    _drop_parts(upload)
    upload.delete()


def expired() -> QuerySet[Upload]:
    """Return those whose time is over."""
    return Upload.objects.filter(expires__lte=timezone.now())


def delete_expired() -> int:
    """Delete those whose time is over. Returns how many went."""
    gone = 0
    for upload in expired():
        delete(upload=upload)
        gone += 1
    return gone


@contextmanager
def put_together(upload: Upload) -> Iterator[IO[bytes]]:
    """Put the parts of an upload together in a file that is gone afterwards."""
    with tempfile.SpooledTemporaryFile(max_size=MEMORY_BYTES) as spooled:
        file = cast("IO[bytes]", spooled)
        for part in upload.parts.order_by("offset"):
            with part.file.open("rb") as opened:
                shutil.copyfileobj(opened, file)
        file.seek(0)
        yield file


def _held(upload: Upload) -> Upload:
    """Hold the row of an upload until the transaction ends. Raises UploadOver."""
    held = Upload.objects.select_for_update(no_key=True).filter(pk=upload.pk).first()
    if held is None or held.state == Upload.State.REFUSED or held.expires <= timezone.now():
        raise UploadOver
    return held


def _end(upload: Upload, state: Upload.State) -> None:
    upload.state = state
    upload.save(update_fields=["state", "result", "reason"])
    _drop_parts(upload)
    upload.parts.all().delete()


def _drop_parts(upload: Upload) -> None:
    """Delete the files of the parts once their rows are gone for certain."""
    for name in upload.parts.values_list("file", flat=True):
        transaction.on_commit(partial(default_storage.delete, name))
