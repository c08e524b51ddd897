"""The moderators' pages about words of readers: reports, topics that are proposed, appeals, and the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from storyboards.safety.moderating import LONGEST_REASON
from web.moderation.views import EVENTS_PER_PAGE, for_moderators
from web.moderation.words import (
    ACTIONS,
    content,
    context_of,
    decisions_named,
    open_appeals,
    proposed_topics,
    reported_content,
)
from web.requests import read_or_send
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Appeal, ContentReport, Decision, Kind, Story
from writing.stories.services.moderating import excerpt_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from web.moderation.words import Context
    from web.requests import SignedIn
    from writing.stories.trail import Content

BAN = "ban"


@for_moderators
@require_safe
def queue(request: SignedIn) -> HttpResponse:
    """Show what was reported, the topics that are proposed, and the appeals."""
    context = {"cases": reported_content(), "topics": proposed_topics(), "appeals": open_appeals()}
    return render(request, "moderation/words.html", {**context, "own": request.user.pk})


@for_moderators
@read_or_send
def case(request: SignedIn, kind: str, target: UUID) -> HttpResponse:
    """Show what was reported with its context; sent to, decide about it."""
    if kind not in Kind.values:
        raise Http404
    about = content(kind, target)
    reports = ContentReport.objects.filter(kind=kind, target=target).order_by("-created")
    decisions = Decision.objects.filter(kind=kind, target=target)
    if about is None and not decisions.exists():
        raise Http404
    where = context_of(about) if about is not None else None
    problem = ""
    if request.method == "POST" and about is not None and where is not None:
        try:
            messages.success(request, _decided(request, about, where))
        except StoryRefused as refused:
            problem = str(refused)
        else:
            return redirect("moderation_words_case", kind, target)
    context = {
        "kind": kind,
        "about": about,
        "where": where,
        "excerpt": excerpt_of(about) if about is not None else "",
        "can_ban": where is not None and _can_ban(where),
        "reports": reports,
        "decisions": decisions_named(decisions),
        "problem": problem,
        "reason": request.POST.get("reason", ""),
        "longest": LONGEST_REASON,
    }
    return render(request, "moderation/words_case.html", context, status=422 if problem else 200)


def _can_ban(where: Context) -> bool:
    return where.story is not None and where.writer is not None and where.writer.pk != where.story.owner_id


def _decided(request: SignedIn, about: Content, where: Context) -> str:
    name, reason = request.POST.get("action", ""), request.POST.get("reason", "")
    if name == BAN and _can_ban(where):
        assert isinstance(where.story, Story)
        assert where.writer is not None
        services.ban(story=where.story, person=where.writer, by=request.user, reason=reason)
        return "Its writer is banned from the story, and told why."
    if name not in where.actions:
        raise StoryRefused("Somebody has decided about this meanwhile. Look at it again.")
    action, said = ACTIONS[name]
    services.decide(about=about, action=action, by=request.user, reason=reason)
    return said


@for_moderators
@require_POST
def answer(request: SignedIn, appeal_id: UUID) -> HttpResponse:
    """Answer an appeal."""
    appeal = get_object_or_404(Appeal, pk=appeal_id)
    upholds = request.POST.get("action") == "uphold"
    try:
        services.answer_appeal(appeal=appeal, by=request.user, upholds=upholds, answer=request.POST.get("answer", ""))
    except StoryRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "The appeal is upheld." if upholds else "The appeal is dismissed.")
    return redirect("moderation_words")


@for_moderators
@require_safe
def trail(request: SignedIn) -> HttpResponse:
    """Show all that was decided about words, the newest first."""
    page = Paginator(Decision.objects.order_by("-id"), EVENTS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "decisions": decisions_named(page.object_list)}
    return render(request, "moderation/words_trail.html", context)
