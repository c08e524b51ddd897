"""The page of somebody in a book, and of a place. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from characters.bible.story_so_far import story_up_to
from storyboards.pictures.portraits import portraits_of
from web.bible.queries import find_person, person_page, place_page
from web.requests import SignedIn, visible_on, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID


@login_required
@require_safe
def person(request: SignedIn, vividpage_id: UUID, person_id: UUID) -> HttpResponse:
    """Show who somebody is, what they look like, what they say and to whom, as far as the book has been read."""
    vividpage = vividpage_of(request, vividpage_id)
    visible = visible_on(request, vividpage)
    story = story_up_to(vividpage, visible.scene)
    character = find_person(vividpage, person_id, story)
    if character is None:
        raise Http404
    page = person_page(vividpage, character, story, number=request.GET.get("page"))
    context = {"vividpage": vividpage, "visible": visible, "page": page, "what": "person"}
    context["portraits"] = portraits_of(page.faces) if page else {}
    return render(request, "bible/person.html" if page else "bible/unmet.html", context)


@login_required
@require_safe
def place(request: SignedIn, vividpage_id: UUID, place_id: UUID) -> HttpResponse:
    """Show what a place is like and what happens there, as far as the book has been read."""
    vividpage = vividpage_of(request, vividpage_id)
    visible = visible_on(request, vividpage)
    setting = get_object_or_404(vividpage.settings_found, pk=place_id)
    story = story_up_to(vividpage, visible.scene)
    page = place_page(vividpage, setting, story, number=request.GET.get("page"))
    context = {"vividpage": vividpage, "visible": visible, "page": page, "what": "place"}
    context["portraits"] = portraits_of(page.faces) if page else {}
    return render(request, "bible/place.html" if page else "bible/unmet.html", context)
