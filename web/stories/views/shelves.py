"""Shelves of stories: one's own, and the public ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from web.replicas import may_read_replica
from web.stories.public_order import PublicOrder
from web.stories.sharing import shared
from web.stories.shelves import own_shelves, public_stories, shelved

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from web.requests import SignedIn

PER_PAGE = 24
ABOUT = "Stories told by many, a line or two at a time. Each line becomes a scene with a picture."


@require_safe
@may_read_replica
def stories(request: HttpRequest) -> HttpResponse:
    """Show the public stories, those first that were continued last; `?q` finds some by their words."""
    query = request.GET.get("q", "").strip()[:200]
    found = PublicOrder() if settings.PUBLIC_LIST_SECONDS and not query else public_stories(query)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    share = None if query else shared(request, title="Stories", about=ABOUT, path=request.path)
    context = {"page": page, "shelf": shelved(page.object_list), "query": query, "share": share}
    return render(request, "stories/stories.html", context)


@login_required
@require_safe
def own_stories(request: SignedIn) -> HttpResponse:
    """Show the stories that one owns, is in, or follows."""
    return render(request, "stories/own.html", {"shelves": own_shelves(request.user)})
