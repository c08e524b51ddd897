"""What sources state: facts, the questions on which they differ, a timeline, and how good the book is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from web.writing.finding import written_book
from web.writing.quality import quality_of
from web.writing.sourced import contradictions_of, dossier_of, facts_of, names_in
from web.writing.timeline import timeline_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from web.requests import SignedIn

A_PAGE = 50
"""Facts on a page."""


@login_required
@require_safe
def facts(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show what the sources state, all of it or what is about somebody or somewhere."""
    book = written_book(request, vividpage_id)
    dossier = dossier_of(book)
    name = request.GET.get("name", "")[:200]
    shown = [one for one in facts_of(dossier) if not name or name in (*one.fact.people, *one.fact.places)]
    context = {
        "book": book,
        "vividpage": book.vividpage,
        "name": name,
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "contradictions": contradictions_of(dossier),
        **names_in(dossier.facts.values()),
    }
    return render(request, "writing/facts.html", context)


@login_required
@require_safe
def timeline(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show a life along a line of years."""
    book = written_book(request, vividpage_id)
    drawn = timeline_of(dossier_of(book).facts.values())
    return render(request, "writing/timeline.html", {"book": book, "vividpage": book.vividpage, "timeline": drawn})


@login_required
@require_safe
def quality(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show how good a book is, in figures."""
    book = written_book(request, vividpage_id)
    context = {"book": book, "vividpage": book.vividpage, "quality": quality_of(book)}
    return render(request, "writing/quality.html", context)


@login_required
@require_safe
def quality_json(request: SignedIn, vividpage_id: UUID) -> JsonResponse:
    """Return the same figures as JSON."""
    return JsonResponse(quality_of(written_book(request, vividpage_id)).as_json())
