"""Deleting the pictures of people and places that have gone from the bible for good."""

from __future__ import annotations

from functools import partial, reduce
from operator import or_
from typing import TYPE_CHECKING

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from characters.models import Edit
from storyboards.models import FILES, Picture, PictureVersion

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence, Set
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
    names = {name for row in versions.values_list(*FILES) for name in row if name}
    Picture.objects.filter(pk__in=[picture.pk for picture in pictures]).delete()
    transaction.on_commit(partial(delete_files, pictures[0].vividpage_id, names))


def _may_come_back(picture: Picture) -> bool:
    noted = [{"rows": [{"id": str(picture.target_id)}]}]
    return Edit.objects.filter(vividpage=picture.vividpage_id, undone_at=None, steps__contains=noted).exists()


def delete_files(vividpage_id: UUID, names: Set[str]) -> None:
    """Delete those of these files that no other version has, as where scenes have been renumbered."""
    has_one = reduce(or_, (Q(**{f"{column}__in": names}) for column in FILES))
    using = PictureVersion.objects.filter(has_one, picture__vividpage=vividpage_id)
    used = {name for row in using.values_list(*FILES) for name in row}
    for name in names - set(used):
        default_storage.delete(name)
