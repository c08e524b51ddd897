"""Suggesting what should be otherwise in the bible of a story, and answering it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access.allowances import LimitReached
from web.requests import SignedIn, read_or_send
from web.stories.bible.forms import SuggestionForm
from web.stories.bible.suggestions import suggestions_of
from web.stories.finding import FoundStory, found_branch, found_story
from web.stories.forms.deciding import ReasonForm
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import BibleSuggestion, Shown

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from characters.models import Character, Setting
    from writing.stories.models import Branch


@require_safe
def suggestions(request: HttpRequest, story_id: UUID, number: int) -> HttpResponse:
    """Show what readers have suggested for the bible of a branch, and what has become of it."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    context = {
        "story": found.story,
        "branch": branch,
        "standing": found.standing,
        "suggestions": suggestions_of(branch),
    }
    return render(request, "stories/bible/suggestions.html", context)


@login_required
@read_or_send
def suggest_for_person(request: SignedIn, story_id: UUID, number: int, character_id: UUID) -> HttpResponse:
    """Suggest what should be otherwise about somebody."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    about = get_object_or_404(branch.vividpage.characters.all(), pk=character_id)
    return _suggest(request, found, branch, about)


@login_required
@read_or_send
def suggest_for_place(request: SignedIn, story_id: UUID, number: int, setting_id: UUID) -> HttpResponse:
    """Suggest what should be otherwise about a place."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    about = get_object_or_404(branch.vividpage.settings_found.all(), pk=setting_id)
    return _suggest(request, found, branch, about)


def _suggest(request: SignedIn, found: FoundStory, branch: Branch, about: Character | Setting) -> HttpResponse:
    form = SuggestionForm(about, request.POST or None)
    status = 200
    branch.story = found.story
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.suggest(branch=branch, about=about, by=request.user, link=found.link, **form.cleaned_data)
            except (StoryRefused, LimitReached) as refused:
                form.add_error(None, str(refused))
                status = 429 if isinstance(refused, LimitReached) else 422
            else:
                messages.success(request, "Thank you. Whoever decides in this story will answer here.")
                return redirect("story_suggestions", found.story.pk, branch.number)
    context = {"story": found.story, "branch": branch, "standing": found.standing, "about": about, "form": form}
    return render(request, "stories/bible/suggest.html", context, status=status)


@login_required
@require_POST
def answer_suggestion(request: SignedIn, story_id: UUID, number: int, suggestion_id: UUID) -> HttpResponse:
    """Accept or decline a suggestion, or take back one's own."""
    found = found_story(request, story_id)
    branch = found_branch(found.story, number)
    suggestion = get_object_or_404(BibleSuggestion, pk=suggestion_id, branch=branch, state=Shown.SHOWN)
    action = request.POST.get("action", "")
    if not (found.standing.may_decide or (action == "withdraw" and suggestion.author_id == request.user.pk)):
        raise Http404
    try:
        messages.success(request, _answered(request, suggestion, action))
    except StoryRefused as refused:
        messages.error(request, str(refused))
    return redirect(f"{reverse('story_suggestions', args=[found.story.pk, branch.number])}#suggestion-{suggestion.pk}")


def _answered(request: SignedIn, suggestion: BibleSuggestion, action: str) -> str:
    if action == "accept":
        accepted = services.accept_suggestion(suggestion=suggestion, by=request.user)
        return f"{accepted.edit.summary}. You can undo it under Edits." if accepted.edit else "It says so already."
    if action == "decline":
        reason = ReasonForm(request.POST).reason_given
        services.decline_suggestion(suggestion=suggestion, by=request.user, reason=reason)
        return "Declined. Whoever suggested it is told why."
    if action == "withdraw":
        services.withdraw_suggestion(suggestion=suggestion, by=request.user)
        return "Taken back."
    raise Http404
