"""Watching a film: its player with the text beside it, or a slideshow; and the place where its reader has stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from films.options import FilmOptions
from films.services.captions import captions_of
from films.services.links import token_of
from films.services.places import keep_place, place_of
from films.services.viewing import MASTER, is_withheld
from web.films import live as progress
from web.films.queries import film_of, watched

if TYPE_CHECKING:
    from uuid import UUID

    from web.requests import SignedIn


@csp_update({"media-src": ["'self'", "blob:"]})  # type: ignore[arg-type]  # what hls.js feeds a video from
@login_required
@require_safe
def watch(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Show a film with the text that it tells."""
    film = film_of(request, vividpage_id, film_id)
    if not film.has_files:
        raise Http404
    if is_withheld(film):
        return render(request, "films/withheld.html", {"vividpage": film.vividpage}, status=403)
    context = {
        "vividpage": film.vividpage,
        "film": film,
        "options": FilmOptions.model_validate(film.options),
        "watched": watched(film),
        "place": place_of(film, request.user),
        "token": token_of(film, request.user),
        "master": MASTER,
        "played": mark_safe(progress.played(film, request.user)),  # noqa: S308 - a template of ours
    }
    return render(request, "films/watch.html", context)


@login_required
@require_safe
def live(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Render from where a film is played now, for browsers whose socket is closed."""
    return HttpResponse(progress.played(film_of(request, vividpage_id, film_id), request.user))


@login_required
@require_safe
def captions(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Send all captions of a film as one file, for players of its MP4."""
    film = film_of(request, vividpage_id, film_id)
    written = "" if is_withheld(film) else captions_of(film)
    if not written:
        raise Http404
    return HttpResponse(written, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": "private, no-cache"})


@login_required
@require_POST
def keep(request: SignedIn, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Keep where the reader is in a film."""
    film = film_of(request, vividpage_id, film_id)
    try:
        keep_place(film=film, reader=request.user, seconds=float(request.POST.get("seconds", "")))
    except ValueError:
        return HttpResponseBadRequest("Say how many seconds of the film have been seen.")
    return HttpResponse(status=204)
