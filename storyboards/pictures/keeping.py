"""Keeping pictures: a new version of a scene's storyboard, and what admins hide."""

from __future__ import annotations

import io

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from PIL import Image

from accounts.models import User
from books.models import Scene
from providers.images import Picture, PictureRequest
from storyboards.models import Storyboard, StoryboardVersion

THUMBNAIL_SIZE = 320
"""Pixels of the longer side."""
EXTENSIONS = {"image/webp": "webp", "image/png": "png", "image/jpeg": "jpg"}


@transaction.atomic
def add_version(
    *, scene: Scene, request: PictureRequest, picture: Picture, thumbnail: bytes, model: str, digest: str = ""
) -> StoryboardVersion:
    """Keep a picture as the scene's next version and make it the one that readers see.

    `digest` is that of what it was drawn from (`composing.digest_of`).
    """
    Storyboard.objects.get_or_create(scene=scene)
    storyboard = Storyboard.objects.select_for_update().get(scene=scene)
    version = StoryboardVersion(
        storyboard=storyboard,
        number=next_number(scene),
        width=picture.width,
        height=picture.height,
        size=len(picture.data),
        prompt=request.prompt,
        negative_prompt=request.negative_prompt,
        parameters={"model": model, "style": request.style, "seed": picture.seed},
        digest=digest,
    )
    extension = EXTENSIONS[picture.media_type]
    try:
        version.image.save(f"image.{extension}", ContentFile(picture.data), save=False)
        version.thumbnail.save("thumbnail.webp", ContentFile(thumbnail), save=False)
        version.save()
    except BaseException:
        for kept in filter(None, (version.image, version.thumbnail)):
            kept.storage.delete(str(kept.name))
        raise
    storyboard.active_version = version
    storyboard.save(update_fields=["active_version"])
    return version


def next_number(scene: Scene) -> int:
    """The number of the version that is drawn next: 1 for the first."""
    versions = StoryboardVersion.objects.filter(storyboard__scene=scene)
    return (versions.aggregate(latest=Max("number"))["latest"] or 0) + 1


def thumbnail_of(data: bytes) -> bytes:
    """A WebP of an encoded picture whose longer side has THUMBNAIL_SIZE pixels."""
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((THUMBNAIL_SIZE, THUMBNAIL_SIZE))
        small = io.BytesIO()
        image.convert("RGB").save(small, "WEBP", quality=80)
    return small.getvalue()


def moderate(*, version: StoryboardVersion, moderation: StoryboardVersion.Moderation, by: User) -> StoryboardVersion:
    """Hide a picture from every reader, or show it again."""
    version.moderation = moderation
    version.moderated_by = by
    version.save(update_fields=["moderation", "moderated_by"])
    return version
