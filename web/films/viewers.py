"""Who may watch a film: the reader of its book, and for one that grows with a story whoever may read that story."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404

from films.models import Film
from films.screening import Screening
from films.services.viewing import screening_of
from storyboards.safety.revealing import eyes_on
from writing.stories.access import standing_in
from writing.stories.links import STORY_LINKS
from writing.stories.models import Branch

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from accounts.models import User

Asked = ParamSpec("Asked")


@dataclass(frozen=True, slots=True)
class ViewedFilm:
    """A film that somebody may watch. `branch` is the part of a story that it is of, if it grows with one."""

    film: Film
    screening: Screening
    is_own: bool
    branch: Branch | None


@dataclass(frozen=True, slots=True)
class Admission:
    """That somebody may watch a film, as its reader or as a reader of its story."""

    is_own: bool
    branch: Branch | None


def admission_to(film: Film, user: User | AnonymousUser, links: Mapping[str, str]) -> Admission | None:
    """Return as whom somebody may watch a film; None if they may not. Five queries at most.

    `links` are those of stories that they came by, by the ids of these.
    """
    branch = None
    if film.grows:
        branch = Branch.objects.select_related("story__owner").filter(vividpage=film.vividpage_id).first()
    if user.is_authenticated and film.vividpage.owner_id == user.pk:
        return Admission(is_own=True, branch=branch)
    if branch is None:
        return None
    link = str(links.get(str(branch.story_id), ""))
    return Admission(is_own=False, branch=branch) if standing_in(branch.story, user, link=link).may_read else None


def viewed(request: HttpRequest, film: Film) -> ViewedFilm:
    """Return a film to whoever asks, with what keeps it from them. Raises Http404 if they may not watch it."""
    admission = admission_to(film, request.user, request.session.get(STORY_LINKS, {}))
    if admission is None:
        raise Http404
    return ViewedFilm(film, screening_of(film, eyes_on(request)), admission.is_own, admission.branch)


def viewed_film(request: HttpRequest, vividpage_id: UUID, film_id: UUID) -> ViewedFilm:
    """Return the film of an address. Raises Http404."""
    films = Film.objects.select_related("vividpage__owner")
    return viewed(request, get_object_or_404(films, pk=film_id, vividpage=vividpage_id))


def found_or_sign_in(
    view: Callable[Concatenate[HttpRequest, Asked], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Asked], HttpResponseBase]:
    """Send whoever is not signed in and finds nothing to sign in: it may be theirs."""

    @wraps(view)
    def found(request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return found
