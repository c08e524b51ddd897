"""Saving and sharing one picture of a scene. Another reader's, and one that lies ahead, is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from books.models import Scene
from publishing.single_pictures import FORMATS, picture_file
from storyboards.pictures.alt_texts import alt_texts_for
from storyboards.pictures.showing import shown_version
from storyboards.pictures.stored_image import image_of
from storyboards.safety.veiling import Veil, eyes_of
from web.requests import SignedIn, carried, visible_on, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from storyboards.models import PictureVersion


@login_required
@require_safe
def save_picture(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Offer the picture of a scene in every format, and to whatever the browser shares with."""
    scene, version, alt = _picture(request, vividpage_id, number)
    context = {"vividpage": scene.vividpage, "scene": scene, "image": image_of(version), "alt": alt}
    return render(request, "publishing/picture.html", context | {"formats": FORMATS, "carried": carried(request)})


@login_required
@require_safe
def picture_as(request: SignedIn, vividpage_id: UUID, number: int, form: str) -> HttpResponse:
    """Send the picture of a scene in a format."""
    if form not in FORMATS:
        raise Http404
    scene, version, alt = _picture(request, vividpage_id, number)
    try:
        file = picture_file(scene, version, form, alt=alt)
    except OSError as error:
        raise Http404 from error
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(file.data, content_type=file.media_type, headers=headers)


def _picture(request: SignedIn, vividpage_id: UUID, number: int) -> tuple[Scene, PictureVersion, str]:
    """Find a scene with the version that its reader sees, and its alternative text. Raises Http404.

    What stands behind a blur is not found: it is shown first, by a click.
    """
    vividpage = vividpage_of(request, vividpage_id)
    scenes = Scene.objects.filter(vividpage=vividpage).select_related("chapter", "analysis", "picture__active_version")
    scene = get_object_or_404(scenes, number=number)
    visible = visible_on(request, vividpage)
    version = shown_version(scene, visible)
    if version is None or eyes_of(request.user).veil(version.rating) != Veil.SHOW:
        raise Http404
    return scene, version, alt_texts_for(vividpage.pk, visible).of(scene)
