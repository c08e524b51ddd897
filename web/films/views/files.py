"""Files of films: what a player asks for by signed addresses, and the MP4 to take away. Whoever may not see them finds
none.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from films.services.links import opened_file
from films.services.viewing import file_name_of, is_withheld, media_type_of
from web.films.queries import film_of
from web.sending import file_answer

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from web.requests import SignedIn

KEPT = "private, no-cache"
"""Browsers keep what they have played, and ask each time whether it may still be shown: a picture may be hidden."""


@require_safe
def stream(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Send a playlist, a segment, captions or a small picture of a film, or a range of it."""
    found = opened_file(token, name, request.user) if request.user.is_authenticated else None
    if found is None:
        raise Http404
    return _sent(request, str(found.file.name), media_type_of(name))


@login_required
@require_safe
def download(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponseBase:
    """Send a film as one file: to be kept (`?keep`), else to be played where nothing else can be."""
    film = film_of(request, vividpage_id, film_id)
    if not film.has_files:
        raise Http404
    if is_withheld(film):
        return render(request, "films/withheld.html", {"vividpage": film.vividpage}, status=403)
    response = _sent(request, str(film.mp4.name), "video/mp4")
    if "keep" in request.GET:
        response["Content-Disposition"] = f'attachment; filename="{file_name_of(film)}"'
    return response


@login_required
@require_safe
def poster(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponseBase:
    """Send the poster of a film."""
    film = film_of(request, vividpage_id, film_id)
    if not film.poster or is_withheld(film):
        raise Http404
    return _sent(request, str(film.poster.name), "image/jpeg")


def _sent(request: HttpRequest, name: str, media_type: str) -> HttpResponseBase:
    try:
        response = file_answer(request, name, content_type=media_type, tag=f'"{PurePosixPath(name).stem}"')
    except OSError as error:
        raise Http404 from error
    response["Cache-Control"] = KEPT
    return response
