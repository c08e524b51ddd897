"""Pictures whose file is gone: another version is shown, or none, and renditions are made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction

from characters.editing.journal import lock_book
from sandbox.renditions import renditions_of
from storyboards.models import RENDITIONS, Picture, PictureVersion
from storyboards.pictures.versions import delete_for_good

if TYPE_CHECKING:
    from uuid import UUID


@transaction.atomic
def give_up(version_id: UUID) -> None:
    """Delete a version whose picture is gone; of one that was shown the latest that is left is shown, if any is."""
    version = PictureVersion.objects.select_related("picture").filter(pk=version_id).first()
    if version is None:
        return
    lock_book(version.picture.vividpage_id)
    picture = Picture.objects.select_for_update(no_key=True).get(pk=version.picture_id)
    if picture.active_version_id == version.pk:
        picture.active_version = _latest_left(picture, version)
        picture.save(update_fields=["active_version"])
    version.picture = picture
    delete_for_good(picture.vividpage_id, [version])


@transaction.atomic
def make_renditions(version_id: UUID) -> None:
    """Make the renditions of a version anew from its picture."""
    version = PictureVersion.objects.select_related("picture__scene").select_for_update(of=("self",)).get(pk=version_id)
    with version.image.open("rb") as file:
        made = renditions_of(file.read())
    for name, data in zip(RENDITIONS, made.files, strict=True):
        getattr(version, name).save(f"{name}.webp", ContentFile(data), save=False)
    version.blur = made.blur
    version.save(update_fields=[*RENDITIONS, "blur"])


def _latest_left(picture: Picture, gone: PictureVersion) -> PictureVersion | None:
    others = picture.versions.exclude(pk=gone.pk).filter(standing=PictureVersion.Standing.KEPT).order_by("-number")
    return next((version for version in others if version.is_presentable and _has_file(version)), None)


def _has_file(version: PictureVersion) -> bool:
    return version.image.storage.exists(str(version.image.name))
