"""Reading the bible of a story: what one line knows, at its end or at an earlier part. Nothing of another branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from web.stories.bible.live import bible_context
from web.stories.finding import found_branch, found_story
from web.stories.queries import branches_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_safe
def bible(request: HttpRequest, story_id: UUID, number: int) -> HttpResponse:
    """Show who and what is in a branch, as it is known after part `?to`; without it at the end."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    branch.story = found.story
    context = bible_context(
        branch, request.user, found.standing, to=_number(request, "to"), page=_number(request, "page")
    )
    return render(request, "stories/bible/bible.html", {**context, "branches": branches_of(found.story)})


def _number(request: HttpRequest, name: str) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 9 else 0
