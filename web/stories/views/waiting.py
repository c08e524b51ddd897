"""What waits for the owner of a story and its moderators: the first parts of new members, and what is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from web.stories.finding import decided_story, found_segment
from web.stories.forms.deciding import ReasonForm
from web.stories.queries import waiting_in
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Decision, Segment

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from web.requests import SignedIn

Action = Decision.Action
ACTIONS = {
    "approve": (Action.APPROVED, "It joins the story."),
    "refuse": (Action.REFUSED, "It does not join the story. Its writer is told why."),
    "hide": (Action.HIDDEN, "It is hidden from the story. Its writer is told why."),
    "restore": (Action.RESTORED, "It is in the story again."),
    "remove": (Action.REMOVED, "It is removed for good. Its writer is told why."),
}
WITHOUT_REASON = {"approve": "Looked at and shown.", "restore": "Shown again."}


@login_required
@require_safe
def waiting(request: SignedIn, story_id: UUID) -> HttpResponse:
    """Show the segments that wait for a decision."""
    found = decided_story(request, story_id)
    context = {"story": found.story, "standing": found.standing, "queue": waiting_in(found.story)}
    return render(request, "stories/waiting.html", context)


@login_required
@require_POST
def decide(request: SignedIn, story_id: UUID, segment_id: UUID) -> HttpResponse:
    """Approve, refuse, hide, show again or remove a segment, with a reason where somebody is told it."""
    found = decided_story(request, story_id)
    segment = found_segment(found.story, segment_id)
    name = request.POST.get("action", "")
    if name not in ACTIONS:
        raise Http404
    action, said = ACTIONS[name]
    reason = ReasonForm(request.POST).reason_given or WITHOUT_REASON.get(name, "")
    try:
        services.decide(about=segment, action=action, by=request.user, reason=reason)
    except StoryRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, said)
    if request.POST.get("from") == "story" and segment.state in Segment.PLACED:
        return redirect("branch", found.story.pk, segment.branch.number)
    return redirect("story_waiting", found.story.pk)
