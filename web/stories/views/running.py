"""Beginning a story and running it: its rules, closing, deleting, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access.allowances import LimitReached
from books.choices import ChoicesRefused
from web.requests import SignedIn, read_or_send
from web.stories.finding import found_story, owned_story
from web.stories.forms.rules import NewStoryForm, RulesForm
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.models import Idea, Story

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse


@login_required
@read_or_send
def new_story(request: SignedIn, idea_id: UUID | None = None) -> HttpResponse:
    """Ask by which rules a story is continued, and begin it; of an idea, if one is named."""
    idea = get_object_or_404(Idea.objects.visible_to(request.user), pk=idea_id) if idea_id else None
    first = {"title": idea.title, "about": idea.text} if idea else {}
    form = NewStoryForm(request.POST or None, user=request.user, initial=first)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                story = _begun(request, form, idea)
            except (StoryRefused, ChoicesRefused, LimitReached) as refused:
                form.add_error(None, str(refused))
                status = 429 if isinstance(refused, LimitReached) else 422
            else:
                return redirect("story", story.pk)
    return render(request, "stories/new.html", {"form": form, "idea": idea}, status=status)


def _begun(request: SignedIn, form: NewStoryForm, idea: Idea | None) -> Story:
    if idea is not None:
        return services.open_story(idea=idea, by=request.user, **form.started)
    return services.start_story(owner=request.user, **form.started)


@login_required
@read_or_send
def rules(request: SignedIn, story_id: UUID) -> HttpResponse:
    """Show the rules of a story to its owner, and change them."""
    found = owned_story(request, story_id)
    form = RulesForm.of(found.story, user=request.user)
    if request.method == "POST":
        form = RulesForm(request.POST, user=request.user, initial=form.initial)
        if form.is_valid():
            try:
                services.change_story(story=found.story, by=request.user, changes=form.rules)
            except StoryRefused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, "The rules of the story are changed.")
                return redirect("story_rules", found.story.pk)
    context = {"story": found.story, "standing": found.standing, "form": form}
    return render(request, "stories/rules.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def close(request: SignedIn, story_id: UUID) -> HttpResponse:
    """Close a story of one's own, or open it again."""
    found = owned_story(request, story_id)
    is_closed = found.story.state == Story.State.OPEN
    try:
        services.close_story(story=found.story, by=request.user, is_closed=is_closed)
    except StoryRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request, "Nobody continues the story any more." if is_closed else "The story goes on: it is open again."
        )
    return redirect("story_rules", found.story.pk)


@login_required
@read_or_send
def delete(request: SignedIn, story_id: UUID) -> HttpResponse:
    """Ask whether a story of one's own is to be deleted; sent to, delete it."""
    found = owned_story(request, story_id)
    if request.method == "POST":
        services.delete_story(story=found.story, by=request.user)
        messages.success(request, f"“{found.story.title}” is deleted, with its pictures.")
        return redirect("own_stories")
    context = {"story": found.story, "standing": found.standing, "writers": _others_in(found.story)}
    return render(request, "stories/delete.html", context)


def _others_in(story: Story) -> int:
    return story.segments.joined().exclude(writer=story.owner).values("writer").distinct().count()


@login_required
@read_or_send
def leave(request: SignedIn, story_id: UUID) -> HttpResponse:
    """Ask what becomes of one's parts in a story, and leave it."""
    found = found_story(request, story_id)
    if found.standing.is_owner:
        raise Http404
    own = found.story.segments.joined().filter(writer=request.user).count()
    if not own and not found.standing.is_member and not found.story.suggestions.filter(author=request.user).exists():
        raise Http404
    if request.method == "POST":
        keeps = request.POST.get("parts") != "remove"
        services.leave_story(story=found.story, person=request.user, keeps_segments=keeps)
        messages.success(
            request, "You have left the story. " + ("Your parts stay without your name." if keeps else "They are gone.")
        )
        return redirect("own_stories")
    return render(request, "stories/leave.html", {"story": found.story, "standing": found.standing, "own": own})
