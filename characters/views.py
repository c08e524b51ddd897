"""The people and places of a book. Another reader's book is not found."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from books.models import VividPage
from books.views import SignedIn
from characters import cast


@login_required
@require_safe
def people(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Who is in a book, what they look like and where it plays."""
    vividpage = get_object_or_404(VividPage.objects.owned_by(request.user), pk=vividpage_id)
    context = {"vividpage": vividpage, "cast": cast.cast_of(vividpage), "places": cast.places_of(vividpage)}
    return render(request, "characters/people.html", context)
