"""Files of editions: for who is signed in, and for e-readers by an address that says until when it works."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from publishing.services import links
from publishing.sources import is_withheld
from web.publishing.views.editions import edition_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from publishing.models import Edition
    from web.requests import SignedIn


@login_required
@require_safe
def download(request: SignedIn, vividpage_id: UUID, edition_id: UUID) -> HttpResponseBase:
    """Send the file of an edition."""
    return answer(request, edition_of(request, vividpage_id, edition_id))


@require_safe
def by_link(request: HttpRequest, token: str, name: str) -> HttpResponseBase:  # noqa: ARG001 - what e-readers call it
    """Send the file of an edition to whoever has its link, signed in or not."""
    edition = links.edition_of(token)
    if edition is None:
        raise Http404
    return answer(request, edition)


@login_required
@require_safe
def preview(request: SignedIn, vividpage_id: UUID, edition_id: UUID, number: int) -> HttpResponseBase:
    """Send a small picture of a page of an edition."""
    edition = edition_of(request, vividpage_id, edition_id)
    if is_withheld(edition):
        raise Http404
    name = str(get_object_or_404(edition.previews, number=number).image.name)
    return _sent(request, name, "image/webp", cache="private, no-cache")


def answer(request: HttpRequest, edition: Edition) -> HttpResponseBase:
    """Send an edition's file under its name, or say why nobody may have it. Raises Http404."""
    if not edition.file:
        raise Http404
    if is_withheld(edition):
        return render(request, "publishing/withheld.html", status=403)
    response = _sent(request, str(edition.file.name), links.media_type_of(edition), cache="private, no-store")
    response["Content-Disposition"] = f'attachment; filename="{links.name_of(edition)}"'
    return response


def _sent(request: HttpRequest, name: str, media_type: str, *, cache: str) -> HttpResponseBase:
    tag = f'"{PurePosixPath(name).stem}"'
    response = get_conditional_response(request, etag=tag) or _opened(name, media_type)
    response["ETag"] = tag
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _opened(name: str, media_type: str) -> FileResponse:
    try:
        return FileResponse(default_storage.open(name), content_type=media_type)
    except OSError as error:
        raise Http404 from error
