"""Pictures whose file is gone: another version is shown, or none, and renditions are made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from characters.editing.journal import lock_book
from files import store
from sandbox.renditions import renditions_of
from storyboards.models import FILES, RENDITIONS, Picture, PictureVersion
from storyboards.pictures.keeping import rendition_files
from storyboards.pictures.stored_image import image_of
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
    """Make the renditions of a version anew from its picture, which is itself kept by its content from then on.

    That of a person or place stays where it is: scenes that are drawn after it know it by its name.
    """
    held = PictureVersion.objects.select_for_update(of=("self",)).select_related("picture__vividpage")
    version = held.get(pk=version_id)
    owner = version.picture.vividpage.owner_id
    with version.image.open("rb") as file:
        data = file.read()
    made = renditions_of(data)
    earlier, extension = version.file_names, image_of(version).extension
    if version.picture.kind not in Picture.REFERENCES:
        version.image = store.keep(data, owner=owner, extension=extension).name
    for column, smaller, kind in rendition_files(made, data, extension):
        setattr(version, column, store.keep(smaller, owner=owner, extension=kind).name)
    version.blur = made.blur
    version.save(update_fields=[*FILES, "blur"])
    store.release_on_commit(earlier)


def _latest_left(picture: Picture, gone: PictureVersion) -> PictureVersion | None:
    others = picture.versions.exclude(pk=gone.pk).filter(standing=PictureVersion.Standing.KEPT).order_by("-number")
    return next((version for version in others if version.is_presentable and _has_file(version)), None)


def _has_file(version: PictureVersion) -> bool:
    return version.image.storage.exists(str(version.image.name))


def unrendered() -> list[UUID]:
    """Return the versions that have a picture but not all of its renditions: those of before there were any."""
    lacks_one = Q(*((column, "") for column in RENDITIONS), _connector=Q.OR)
    return list(PictureVersion.objects.filter(lacks_one).exclude(image="").order_by().values_list("pk", flat=True))
