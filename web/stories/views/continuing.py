"""Continuing a story: a line, and what is decided about what has become of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access.allowances import LimitReached
from web.requests import read_or_send
from web.stories.finding import found_branch, found_segment, found_story
from web.stories.forms.lines import TextForm
from web.stories.marking import marked
from web.stories.views.reading import line_form, page_of
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Segment

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from web.requests import SignedIn


@login_required
@require_POST
def continue_branch(request: SignedIn, story_id: UUID, number: int) -> HttpResponse:
    """Take a line that continues a branch."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    branch.story = found.story
    form = line_form(request, found.story)
    if form.is_valid():
        try:
            services.post(
                branch=branch,
                line=form.cleaned_data["line"],
                by=request.user,
                link=found.link,
                accepts_licence=form.cleaned_data.get("accepts_licence", False),
                if_overtaken_branch=form.cleaned_data["if_overtaken_branch"],
            )
        except (StoryRefused, LimitReached) as refused:
            form.add_error("line", str(refused))
        else:
            return redirect("branch", found.story.pk, branch.number)
    return render(request, "stories/story.html", page_of(request, found, branch, form=form), status=422)


@login_required
@require_POST
def act(request: SignedIn, story_id: UUID, segment_id: UUID) -> HttpResponse:
    """Keep, take back, branch off or go on with a continuation of one's own."""
    found = found_story(request, story_id)
    segment = _own(request, found_segment(found.story, segment_id))
    action = ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        raise Http404
    try:
        action(segment, request)
    except (StoryRefused, LimitReached) as refused:
        messages.error(request, str(refused))
    segment.refresh_from_db(fields=["branch"])
    return redirect("branch", found.story.pk, segment.branch.number)


@login_required
@read_or_send
def edit(request: SignedIn, story_id: UUID, segment_id: UUID) -> HttpResponse:
    """Change the text of a continuation of one's own, which is checked again."""
    found = found_story(request, story_id)
    segment = _own(request, found_segment(found.story, segment_id))
    if segment.state not in (Segment.State.ASKING, Segment.State.HELD):
        return redirect("branch", found.story.pk, segment.branch.number)
    form = TextForm(request.POST or None, initial={"text": segment.told.text}, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            services.edit(segment=segment, by=request.user, paragraphs=form.paragraphs)
        except (StoryRefused, LimitReached) as refused:
            form.add_error("text", str(refused))
        else:
            return redirect("branch", found.story.pk, segment.branch.number)
    draft = marked(segment.told.paragraphs, segment.found)
    context = {"story": found.story, "segment": segment, "form": form, "marked": draft}
    return render(request, "stories/edit.html", context, status=422 if form.errors else 200)


def _own(request: SignedIn, segment: Segment) -> Segment:
    """Return a segment if it is one's own. Raises Http404."""
    if segment.writer_id != request.user.pk:
        raise Http404
    return segment


def _accept(segment: Segment, request: SignedIn) -> None:
    services.accept(segment=segment, by=request.user)


def _withdraw(segment: Segment, request: SignedIn) -> None:
    services.withdraw(segment=segment, by=request.user)


def _branch_off(segment: Segment, request: SignedIn) -> None:
    services.branch_off(segment=segment, by=request.user)


def _retry(segment: Segment, request: SignedIn) -> None:
    services.retry(segment=segment, by=request.user)


ACTIONS: dict[str, Callable[[Segment, SignedIn], None]] = {
    "accept": _accept,
    "withdraw": _withdraw,
    "branch-off": _branch_off,
    "retry": _retry,
}
