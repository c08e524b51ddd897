"""All pictures of a book. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from books.illustrations import illustrations_of
from storyboards.pictures import queries
from storyboards.pictures.alt_texts import alt_texts_for
from web.requests import SignedIn, visible_on, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

PICTURES_PER_PAGE = 60


@login_required
@require_safe
def gallery(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show all pictures of a book."""
    vividpage = vividpage_of(request, vividpage_id)
    visible = visible_on(request, vividpage)
    scenes = queries.illustrated_scenes(vividpage).order_by("number")
    page = Paginator(scenes, PICTURES_PER_PAGE).get_page(request.GET.get("page"))
    read = [scene for scene in page.object_list if visible.shows(scene.number)]
    context = {
        "vividpage": vividpage,
        "page": page,
        "visible": visible,
        "pictures": queries.pictures_of(read, alt_texts_for(vividpage.pk, visible)),
        "counted": queries.shown_scenes(vividpage).count() + illustrations_of(vividpage).count(),
        "own": queries.own_pictures_of(read),
        "ahead": [scene.number for scene in page.object_list if not visible.shows(scene.number)],
    }
    return render(request, "pictures/gallery.html", context)
