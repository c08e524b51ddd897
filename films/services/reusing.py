"""What has been spoken or encoded for any film of a reader already: a row names the same file, and nothing is made.

A file's name is held before its row is copied, so that it cannot go between the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction

from files import store
from films.models import Clip, Passage, Shot, ShotFile

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

Kept = TypeVar("Kept", Passage, Clip)
MANIFEST = ".json"
"""The file that says that a shot is complete."""


@transaction.atomic
def take_spoken(passage: Passage, *, owner: UUID) -> bool:
    """Give a passage the sound of another of the same key, if a reader has one; return whether it has any."""
    if passage.file:
        return True
    other = _held(Passage.objects.filter(key=passage.key, film__vividpage__owner=owner))
    if other is None:
        return False
    Passage.objects.filter(pk=passage.pk).update(file=other.file.name, seconds=other.seconds)
    return True


@transaction.atomic
def take_filmed(clip: Clip, *, owner: UUID) -> bool:
    """Give a clip the file of another of the same key, if a reader has one; return whether it has any."""
    if clip.file:
        return True
    other = _held(Clip.objects.filter(key=clip.key, film__vividpage__owner=owner))
    if other is None:
        return False
    Clip.objects.filter(pk=clip.pk).update(file=other.file.name, reason="")
    return True


def _held(rows: QuerySet[Kept]) -> Kept | None:
    """Return one of some rows that has a file, with the file held for whoever takes it as well; None if none has."""
    with_file = rows.exclude(file="")
    other = with_file.first()
    if other is None:
        return None
    store.hold(str(other.file.name))
    return other if with_file.filter(pk=other.pk).exists() else None  # else its film has been deleted meanwhile


@transaction.atomic
def take_encoded(shot: Shot, *, owner: UUID) -> bool:
    """Give a shot the files of another of the same key, if a reader has one; return whether it has all of its own."""
    if shot.files.filter(name=MANIFEST).exists():
        return True
    same = ShotFile.objects.filter(shot__key=shot.key, shot__film__vividpage__owner=owner, name=MANIFEST)
    other = same.exclude(shot=shot).values_list("shot", flat=True).first()
    if other is None:
        return False
    files = list(ShotFile.objects.filter(shot=other))
    for name in sorted({str(file.file.name) for file in files}):
        store.hold(name)
    if ShotFile.objects.filter(pk__in=[file.pk for file in files]).count() < len(files):
        return False  # its film has been deleted meanwhile
    ShotFile.objects.bulk_create(
        ShotFile(shot=shot, name=file.name, file=file.file.name, bytes=file.bytes) for file in files
    )
    return True
