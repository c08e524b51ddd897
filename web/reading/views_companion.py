"""“Who is here?”: the companion beside the reading view, and a page of its own for those without scripts."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from books.horizon import asks_for_all, horizon_of
from books.views import SignedIn, vividpage_of
from characters.companion import people_in
from characters.telling import telling


@login_required
@require_safe
def companion(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Who is in a scene, told as far as that scene; those alone if HTMX asks."""
    vividpage = vividpage_of(request, vividpage_id)
    scene = get_object_or_404(
        vividpage.scenes.select_related("chapter").defer("text", "chapter__matter"), number=number
    )
    horizon = horizon_of(vividpage, ahead=asks_for_all(request))
    is_told = horizon.shows(scene.number)
    people = people_in(scene, telling(vividpage, scene.number)) if is_told else []
    template = "characters/_companion.html" if request.headers.get("HX-Request") else "characters/companion.html"
    context = {"vividpage": vividpage, "scene": scene, "horizon": horizon, "is_told": is_told, "people": people}
    return render(request, template, context)
