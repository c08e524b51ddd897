"""Reading a story: a branch page by page, its end live, its tree of branches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from web.stories import live as progress
from web.stories.finding import found_branch, found_story, remember_link
from web.stories.forms.lines import LineForm
from web.stories.queries import branches_of, stretch_of
from web.stories.sharing import shared
from writing.stories.access import standing_in
from writing.stories.models import Follow, Story, StoryMember

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from web.stories.finding import FoundStory
    from web.stories.queries import Stretch
    from web.stories.sharing import Share
    from writing.stories.models import Branch


@require_safe
def by_link(request: HttpRequest, link: str) -> HttpResponse:
    """Open a story by its link, and remember it for this browser."""
    story = Story.objects.filter(link=link).first()
    if story is None or not standing_in(story, request.user, link=link).may_read:
        raise Http404
    remember_link(request, story)
    return redirect("story", story.pk)


@require_safe
def story(request: HttpRequest, story_id: UUID, number: int = 1) -> HttpResponse:
    """Show a branch: its last page, or that which `?from` names."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    branch.story = found.story
    start = request.GET.get("from", "")
    return render(
        request, "stories/story.html", page_of(request, found, branch, start=int(start) if start.isdecimal() else 0)
    )


def page_of(
    request: HttpRequest, found: FoundStory, branch: Branch, *, start: int = 0, form: LineForm | None = None
) -> dict[str, object]:
    """Return what the page of a branch shows."""
    stretch = stretch_of(branch, start=start)
    return {
        "story": found.story,
        "branch": branch,
        "branches": branches_of(found.story),
        "standing": found.standing,
        "stretch": stretch,
        "end": progress.branch_end(branch, request.user) if stretch.is_last else None,
        "form": form or line_form(request, found.story),
        "share": _share(request, found.story, branch, stretch),
        "follows": _follows(request, found.story),
    }


def _share(request: HttpRequest, story: Story, branch: Branch, stretch: Stretch) -> Share | None:
    """Return what others are told of the page; None for what is not public."""
    if story.visibility != Story.Visibility.PUBLIC or story.state not in Story.SHOWN:
        return None
    path = (
        reverse("story", args=[story.pk]) if branch.number == 1 else reverse("branch", args=[story.pk, branch.number])
    )
    where = "" if stretch.is_last else f"?from={stretch.first}"
    about = story.about or "A story that readers continue, a line or two at a time."
    return shared(request, title=story.title, about=about, path=f"{path}{where}", story=story)


def _follows(request: HttpRequest, story: Story) -> bool:
    return request.user.is_authenticated and Follow.objects.filter(user=request.user, story=story).exists()


def line_form(request: HttpRequest, story: Story) -> LineForm:
    """Return the empty form that continues a story."""
    return LineForm(request.POST or None, story=story, accepted=accepted_licence(request, story))


def accepted_licence(request: HttpRequest, story: Story) -> str:
    """Return the licence that somebody has accepted in a story; "" for none."""
    if not request.user.is_authenticated:
        return ""
    member = StoryMember.objects.filter(story=story, user=request.user).first()
    return member.licence if member else ""


@require_safe
def live(request: HttpRequest, story_id: UUID, number: int) -> HttpResponse:
    """Render the part of the page that changes, for browsers without a socket."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    branch.story = found.story
    return HttpResponse(progress.fragment(branch, request.user, found.standing))
