"""The search in a reader's books, and in one of them. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from books.models import VividPage
from books.visibility import search_limits
from characters.search import finding
from characters.search.query import LONGEST, parse_query
from storyboards import search_results as queries
from storyboards.pictures.portraits import portraits_of
from web.replicas import may_read_replica
from web.requests import SignedIn, asks_for_all, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

SCENES_PER_PAGE = 20


@login_required
@require_safe
@may_read_replica
def search(request: SignedIn) -> HttpResponse:
    """Search in all books of the reader."""
    return _answer(request, list(VividPage.objects.owned_by(request.user).defer("description")), None)


@login_required
@require_safe
@may_read_replica
def search_book(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Search in one book."""
    vividpage = vividpage_of(request, vividpage_id)
    return _answer(request, [vividpage], vividpage)


@login_required
@require_safe
def similar_scenes(request: SignedIn, vividpage_id: UUID, number: int) -> HttpResponse:
    """Show the scenes of a book that are most like one of them; for HTMX the fragment alone."""
    vividpage = vividpage_of(request, vividpage_id)
    scene = get_object_or_404(vividpage.scenes.select_related("chapter"), number=number)
    limit = None if asks_for_all(request.GET) else search_limits(request.user, [vividpage]).get(vividpage.pk)
    template = "search/_similar.html" if request.headers.get("HX-Request") else "search/similar.html"
    similar = queries.scenes_like(scene, limit=limit)
    context = {"vividpage": vividpage, "scene": scene, "similar": similar, "is_limited": limit is not None}
    return render(request, template, context)


def _answer(request: SignedIn, books: list[VividPage], vividpage: VividPage | None) -> HttpResponse:
    query = parse_query(request.GET.get("q", ""))
    ahead = asks_for_all(request.GET)
    context: dict[str, object] = {
        "vividpage": vividpage,
        "books": books,
        "query": query,
        "longest": LONGEST,
        "ahead": ahead,
    }
    if query.is_too_short or not books:
        return render(request, "search/search.html", context)
    scope = finding.scope_of(request.user, books, ahead=ahead)
    result = finding.search(query, scope)
    page = Paginator(result.scenes, SCENES_PER_PAGE).get_page(request.GET.get("page"))
    people = queries.person_results(result.people, scope) if page.number == 1 else []
    context |= {
        "found": result,
        "page": page,
        "scenes": queries.scene_results(list(page), query, scope),
        "people": people,
        "places": queries.place_results(result.places, scope) if page.number == 1 else [],
        "portraits": portraits_of(person.character.pk for person in people),
    }
    return render(request, "search/search.html", context)
