"""The people and places of a book. Another reader's book is not found."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from books.horizon import horizon_of
from characters import cast
from characters.telling import telling
from web.requests import SignedIn, asks_for_all, vividpage_of


@login_required
@require_safe
def people(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Who is in a book, what they look like and where it plays, as far as it has been read."""
    vividpage = vividpage_of(request, vividpage_id)
    horizon = horizon_of(vividpage, ahead=asks_for_all(request.GET))
    told = telling(vividpage, horizon.scene)
    context = {
        "vividpage": vividpage,
        "horizon": horizon,
        "cast": cast.cast_of(vividpage, told),
        "places": cast.places_of(vividpage, told),
    }
    return render(request, "bible/people.html", context)
