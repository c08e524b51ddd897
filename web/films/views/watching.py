"""Watching a film: its player with the text beside it, or a slideshow; and the place where its reader has stopped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST, require_safe

from films.options import FilmOptions
from films.services.captions import captions_of
from films.services.links import token_of
from films.services.places import keep_place, place_of
from films.services.viewing import MASTER
from storyboards.safety.revealing import reveal as remember
from web.films import live as progress
from web.films.queries import watched
from web.films.viewers import found_or_sign_in, viewed_film
from web.requests import page_after
from writing.stories.models import Story

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from web.films.viewers import ViewedFilm

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def with_blobs(view: View) -> View:
    """Let the page of a view have videos that hls.js feeds."""
    allowing: Any = csp_update({"media-src": ["'self'", "blob:"]})
    allowed: View = allowing(view)
    return allowed


@with_blobs
@found_or_sign_in
@require_safe
def watch(request: HttpRequest, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Show a film with the text that it tells."""
    return player_of(request, viewed_film(request, vividpage_id, film_id))


def player_of(request: HttpRequest, viewed: ViewedFilm, *, in_story: bool = False) -> HttpResponse:
    """Show the player of a film, or what keeps the film from whoever asks. Raises Http404 if there is nothing to play.

    `in_story`: on a page of its story, which then leads back there.
    """
    film = viewed.film
    if not film.has_files:
        raise Http404
    branch = viewed.branch if in_story or not viewed.is_own else None
    context = {"vividpage": film.vividpage, "film": film, "branch": branch, "is_own": viewed.is_own}
    if not viewed.screening.is_shown:
        return render(request, "films/withheld.html", {**context, "screening": viewed.screening}, status=403)
    more = {
        "is_public": branch is not None and branch.story.visibility == Story.Visibility.PUBLIC,
        "options": FilmOptions.model_validate(film.options),
        "watched": watched(film),
        "place": place_of(film, request.user),
        "token": token_of(film, request.user),
        "master": MASTER,
        "played": mark_safe(progress.played(film, request.user, viewed.screening)),  # noqa: S308 - a template of ours
    }
    return render(request, "films/watch.html", {**context, **more})


@found_or_sign_in
@require_safe
def live(request: HttpRequest, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Render from where a film is played now, for browsers whose socket is closed."""
    viewed = viewed_film(request, vividpage_id, film_id)
    return HttpResponse(progress.played(viewed.film, request.user, viewed.screening))


@found_or_sign_in
@require_safe
def captions(request: HttpRequest, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Send all captions of a film as one file, for players of its MP4."""
    viewed = viewed_film(request, vividpage_id, film_id)
    written = captions_of(viewed.film) if viewed.screening.is_shown else ""
    if not written:
        raise Http404
    return HttpResponse(written, content_type="text/vtt; charset=utf-8", headers={"Cache-Control": "private, no-cache"})


@login_required
@require_POST
def reveal(request: HttpRequest, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Show a film whose pictures stand behind a blur to whoever has clicked for it, until they sign out."""
    viewed = viewed_film(request, vividpage_id, film_id)
    if viewed.screening.may_reveal:
        for version in viewed.screening.veiled:
            remember(request, version)
    return redirect(page_after(request) or reverse("film", args=[vividpage_id, film_id]))


@login_required
@require_POST
def keep(request: HttpRequest, vividpage_id: UUID, film_id: UUID) -> HttpResponse:
    """Keep where the reader is in a film."""
    viewed = viewed_film(request, vividpage_id, film_id)
    try:
        keep_place(film=viewed.film, reader=request.user, seconds=float(request.POST.get("seconds", "")))  # type: ignore[arg-type]
    except ValueError:
        return HttpResponseBadRequest("Say how many seconds of the film have been seen.")
    return HttpResponse(status=204)
