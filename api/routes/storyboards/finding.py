"""Rows that the routes of pictures are about; those of somebody else, and what may not be shown, are not found."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from accounts.models import User
from api.core.rows import owned, vividpage_of
from api.core.visible import Ahead, visibility_of
from books.models import Scene
from storyboards.models import PictureVersion

ANY = Ahead(all=True)


def scene_of(user: User, vividpage_id: UUID, number: int) -> Scene:
    """Return a scene of the caller's book by its number. Raises Http404."""
    vividpage = vividpage_of(user, vividpage_id)
    scenes = vividpage.scenes.select_related("chapter", "analysis__setting", "picture__active_version")
    scene = scenes.defer("text", "chapter__matter").filter(number=number).first()
    if scene is None:
        raise Http404
    scene.vividpage = vividpage
    return scene


def version_of(user: User, vividpage_id: UUID, version_id: UUID, *, ahead: Ahead = ANY) -> PictureVersion:
    """Return a version of a picture of the caller's book, unless it is hidden or lies ahead. Raises Http404."""
    vividpage = vividpage_of(user, vividpage_id)
    versions = PictureVersion.objects.filter(picture__vividpage=vividpage).select_related("picture__scene")
    version = owned(versions, version_id)
    version.picture.vividpage = vividpage
    scene = version.picture.scene
    if not version.is_presentable:
        raise Http404
    if scene is not None:
        scene.vividpage = vividpage
        if not visibility_of(user, vividpage, ahead).shows_picture(scene.number):
            raise Http404
    return version
