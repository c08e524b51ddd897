"""The people and places of a book. Another reader's book is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from characters.bible import cast
from characters.bible.story_so_far import story_up_to
from storyboards.pictures.portraits import portraits_of
from web.requests import SignedIn, visible_on, vividpage_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse


PEOPLE_PER_PAGE = 24
PLACES_PER_PAGE = 24


@login_required
@require_safe
def people(request: SignedIn, vividpage_id: UUID) -> HttpResponse:
    """Show the people and places of a book, as far as it has been read."""
    vividpage = vividpage_of(request, vividpage_id)
    visible = visible_on(request, vividpage)
    story = story_up_to(vividpage, visible.scene)
    everybody = cast.cast_of(vividpage, story)
    people_page = Paginator(everybody.members, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    places_page = Paginator(cast.places_of(vividpage, story), PLACES_PER_PAGE).get_page(request.GET.get("places"))
    shown = everybody.among(people_page.object_list)
    with_cards = [*shown.leading, *shown.minor]
    cards = cast.cards_of(vividpage, with_cards, places_page.object_list, story)
    context = {
        "vividpage": vividpage,
        "visible": visible,
        "people": people_page,
        "leading": cards.of(shown.leading),
        "minor": cards.of(shown.minor),
        "mentioned": shown.mentioned,
        "places": places_page,
        "place_cards": cards.places,
        "portraits": portraits_of(member.character.pk for member in with_cards),
    }
    return render(request, "bible/people.html", context)
