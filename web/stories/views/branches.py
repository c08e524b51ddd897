"""The tree of branches of a story, and two of them side by side from where they part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from web.stories.branching import compared, tree_of
from web.stories.finding import found_branch, found_story

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse


@require_safe
def branches(request: HttpRequest, story_id: UUID) -> HttpResponse:
    """Show which way parts from which, and where."""
    found = found_story(request, story_id)
    context = {"story": found.story, "standing": found.standing, "tree": tree_of(found.story)}
    return render(request, "stories/branches.html", context)


@require_safe
def compare(request: HttpRequest, story_id: UUID) -> HttpResponse:
    """Show two branches (`?a`, `?b`: their numbers) side by side."""
    found = found_story(request, story_id)
    a, b = request.GET.get("a", ""), request.GET.get("b", "")
    if not (a.isdecimal() and b.isdecimal() and len(a) < 9 and len(b) < 9):
        raise Http404
    one, other = found_branch(found.story, int(a)), found_branch(found.story, int(b))
    context = {"story": found.story, "standing": found.standing, "compared": compared(one, other)}
    return render(request, "stories/compare.html", context)
