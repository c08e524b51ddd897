"""Deleting the pictures of people and places that have gone from the bible for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from characters.models import Edit
from files import store
from storyboards.models import FILES, Picture, PictureVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from books.models import VividPage


@transaction.atomic
def clear_lost(*, vividpage: VividPage) -> int:
    """Delete the pictures of whoever an analysis no longer finds, with their files. Returns how many there were.

    Those that an edit has removed stay: undoing it brings their people back.
    """
    of_references = Picture.objects.filter(vividpage=vividpage, kind__in=Picture.REFERENCES)
    missing = of_references.filter(Q(kind="person", person__name=None) | Q(kind="place", place__name=None))
    lost = [picture for picture in missing if not _may_come_back(picture)]
    _delete(lost)
    return len(lost)


def clear_scenes(*, vividpage_id: UUID, scenes: Collection[UUID]) -> None:
    """Delete the pictures of scenes that are about to go, with their files."""
    _delete(list(Picture.objects.filter(vividpage=vividpage_id, scene__in=scenes)))


def _delete(pictures: Sequence[Picture]) -> None:
    if not pictures:
        return
    versions = PictureVersion.objects.filter(picture__in=pictures)
    names = {name for row in versions.values_list(*FILES) for name in row}
    Picture.objects.filter(pk__in=[picture.pk for picture in pictures]).delete()
    store.release_on_commit(names)


def _may_come_back(picture: Picture) -> bool:
    noted = [{"rows": [{"id": str(picture.target_id)}]}]
    return Edit.objects.filter(vividpage=picture.vividpage_id, undone_at=None, steps__contains=noted).exists()


def names_of(*, vividpage_id: UUID) -> set[str]:
    """Return the names of all files of a book's pictures."""
    versions = PictureVersion.objects.filter(picture__vividpage=vividpage_id).order_by()
    return {name for row in versions.values_list(*FILES).iterator() for name in row if name}
