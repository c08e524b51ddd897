"""The people and places of a book. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from characters.bible import cast
from characters.bible.story_so_far import story_up_to
from storyboards.pictures.portraits import portraits_in
from web.requests import SignedIn, visible_on, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse


@login_required
@require_safe
def people(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the people and places of a book, as far as it has been read."""
    vividpage = vividpage_of(request, vividpage_id)
    visible = visible_on(request, vividpage)
    story = story_up_to(vividpage, visible.scene)
    context = {
        "vividpage": vividpage,
        "visible": visible,
        "cast": cast.cast_of(vividpage, story),
        "places": cast.places_of(vividpage, story),
        "portraits": portraits_in(vividpage),
    }
    return render(request, "bible/people.html", context)
