"""What was decided about one's own words and memberships, and appeals against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Appeal, Decision, Story

if TYPE_CHECKING:
    from django.http import HttpResponse

    from web.requests import SignedIn

PER_PAGE = 30
Action = Decision.Action
TOLD = (
    Action.REFUSED,
    Action.HIDDEN,
    Action.RESTORED,
    Action.REMOVED,
    Action.WARNED,
    Action.BANNED,
    Action.LIFTED,
    Action.ACCEPTED,
    Action.DECLINED,
)
"""What somebody is told of; who reported their words is not."""
APPEALABLE = (Action.REFUSED, Action.HIDDEN, Action.REMOVED, Action.WARNED, Action.BANNED)


@login_required
@require_safe
def decisions(request: SignedIn) -> HttpResponse:
    """Show what others have decided about one's words, with the reasons, and how appeals stand."""
    rows = Decision.objects.filter(concerns=request.user.pk, action__in=TOLD).exclude(by=request.user.pk)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    listed = list(page)
    appeals = {one.decision_id: one for one in Appeal.objects.filter(decision__in=[one.pk for one in listed])}
    titles = dict(Story.objects.filter(pk__in=[one.story for one in listed]).values_list("pk", "title"))
    told = [
        (
            one,
            titles.get(one.story, "") if one.story else "",
            appeals.get(one.pk),
            one.action in APPEALABLE and one.pk not in appeals,
        )
        for one in listed
    ]
    return render(request, "stories/decisions.html", {"page": page, "told": told})


@login_required
@require_POST
def appeal(request: SignedIn, decision_id: int) -> HttpResponse:
    """Ask for a decision about one's own words to be looked at again."""
    decision = get_object_or_404(Decision, pk=decision_id, concerns=request.user.pk, action__in=APPEALABLE)
    try:
        services.appeal(decision=decision, by=request.user, words=request.POST.get("words", ""))
    except StoryRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Somebody else will look at it again.")
    return redirect("story_decisions")
