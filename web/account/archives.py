"""Everything of a reader as one file: asked for, fetched by a link that ends, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from custody.archives import services
from custody.models import Archive

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from web.requests import SignedIn


@login_required
@require_POST
def make(request: SignedIn) -> HttpResponse:
    """Have it put together."""
    services.request_archive(owner=request.user)
    messages.success(request, "Everything is being put together. Come back to this page for it in a while.")
    return redirect("storage")


@login_required
@require_POST
def delete(request: SignedIn) -> HttpResponse:
    """Delete it."""
    archive = Archive.objects.filter(owner=request.user).first()
    if archive is not None:
        services.delete_archive(archive=archive)
        messages.success(request, "The file is deleted.")
    return redirect("storage")


@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponseBase:  # noqa: ARG001 - the link is all that is asked for
    """Send it to whoever has its link, until it expires."""
    archive = services.archive_of(token)
    if archive is None:
        raise Http404
    try:
        file = default_storage.open(str(archive.file.name))
    except OSError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="vividpages-{archive.asked:%Y-%m-%d}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response
