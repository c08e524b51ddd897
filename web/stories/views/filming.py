"""The film of a branch, for whoever may read the story; it grows while they watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from web.films.viewers import viewed
from web.films.views.watching import player_of, with_blobs
from web.stories.finding import found_branch, found_story

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@with_blobs
@require_safe
def film(request: HttpRequest, story_id: UUID, number: int) -> HttpResponse:
    """Play the film of a branch, or say how it stands."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    growing = branch.vividpage.films.select_related("vividpage__owner").filter(grows=True).order_by("created").first()
    if growing is not None and growing.has_files:
        return player_of(request, viewed(request, growing), in_story=True)
    context = {"story": found.story, "standing": found.standing, "branch": branch, "film": growing}
    return render(request, "stories/film.html", context)
