"""Files of films: what a player asks for by signed addresses, and the MP4 to take away. Whoever may not see them finds
none.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_safe

from films.services.links import opened_file
from films.services.viewing import file_name_of, media_type_of
from web.films.viewers import found_or_sign_in, viewed, viewed_film
from web.films.views.watching import player_of
from web.sending import file_answer

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

KEPT = "private, no-cache"
"""Browsers keep what they have played, and ask each time whether it may still be shown: a picture may be hidden."""


@require_safe
def stream(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Send a playlist, a segment, captions or a small picture of a film, or a range of it."""
    found = opened_file(token, name, request.user)
    if found is None or not viewed(request, found.film).screening.is_shown:
        raise Http404
    return _sent(request, str(found.file.name), media_type_of(name))


@found_or_sign_in
@require_safe
def download(request: HttpRequest, vividpage_id: UUID, film_id: UUID) -> HttpResponseBase:
    """Send a film as one file: to be kept by its owner (`?keep`), else to be played where nothing else can be."""
    found = viewed_film(request, vividpage_id, film_id)
    keeps = "keep" in request.GET
    if not found.film.has_files or (keeps and not found.is_own):
        raise Http404
    if not found.screening.is_shown:
        return player_of(request, found)
    response = _sent(request, str(found.film.mp4.name), "video/mp4")
    if keeps:
        response["Content-Disposition"] = f'attachment; filename="{file_name_of(found.film)}"'
    return response


@found_or_sign_in
@require_safe
def poster(request: HttpRequest, vividpage_id: UUID, film_id: UUID) -> HttpResponseBase:
    """Send the poster of a film."""
    found = viewed_film(request, vividpage_id, film_id)
    if not found.film.poster or not found.screening.is_shown:
        raise Http404
    return _sent(request, str(found.film.poster.name), "image/jpeg")


def _sent(request: HttpRequest, name: str, media_type: str) -> HttpResponseBase:
    try:
        response = file_answer(request, name, content_type=media_type, tag=f'"{PurePosixPath(name).stem}"')
    except OSError as error:
        raise Http404 from error
    response["Cache-Control"] = KEPT
    return response
