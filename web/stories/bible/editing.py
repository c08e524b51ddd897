"""Editing the bible of a branch, for whoever decides in its story: by the forms and services of books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from analysts.vocabulary import SPECIES
from characters.editing import queries, undoing
from storyboards.pictures.portraits import portraits_of
from web.bible.views.editing import Editor
from web.stories.bible.forms import STORY_ADDING, STORY_PERSON, STORY_PLACE
from web.stories.finding import decided_story, found_branch
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.wording import refused_words

if TYPE_CHECKING:
    from typing import Any
    from uuid import UUID

    from django.http import HttpResponse

    from web.requests import SignedIn
    from writing.stories.models import Branch


class StoryEditor(Editor):
    """A page on which the bible of a branch is edited. What readers are to see is looked at before it is kept."""

    folder = "stories/bible/editing"

    def apply(self, request: SignedIn, action: str) -> HttpResponse:
        """Make the edit that was sent, unless this site does not write of it."""
        words = " ".join(value for name in request.POST for value in request.POST.getlist(name) if name[:4] != "csrf")
        if refusal := refused_words(words):
            return self.show(request, failed=[refusal])
        return super().apply(request, action)

    @property
    def after_removal(self) -> str:
        """Where everybody is who is still there."""
        return str(self.context["bible_page"])


def _branch(request: SignedIn, story_id: UUID, number: int) -> tuple[Branch, dict[str, Any]]:
    """Return a branch of a story in which somebody decides, and what its pages of editing show. Raises Http404."""
    found = decided_story(request, story_id)
    branch = found_branch(found.story, number)
    branch.story = found.story
    context = {
        "story": found.story,
        "standing": found.standing,
        "branch": branch,
        "vividpage": branch.vividpage,
        "bible_page": reverse("story_bible", args=[found.story.pk, branch.number]),
    }
    return branch, context


def _person(request: SignedIn, story_id: UUID, number: int, character_id: UUID) -> StoryEditor:
    branch, context = _branch(request, story_id, number)
    character = get_object_or_404(branch.vividpage.characters.select_related("vividpage"), pk=character_id)
    context |= {
        "character": character,
        "looks": queries.looks_to_edit(character),
        "changes": queries.changes_of(character),
        "portrait": portraits_of([character.pk]).get(character.pk),
        "beings": SPECIES,
    }
    where = reverse("edit_story_person", args=[story_id, number, character.pk])
    return StoryEditor("person", where, character, dict(STORY_PERSON), context)


def _place(request: SignedIn, story_id: UUID, number: int, setting_id: UUID) -> StoryEditor:
    branch, context = _branch(request, story_id, number)
    setting = get_object_or_404(branch.vividpage.settings_found.select_related("vividpage"), pk=setting_id)
    where = reverse("edit_story_place", args=[story_id, number, setting.pk])
    return StoryEditor("place", where, setting, dict(STORY_PLACE), {**context, "setting": setting})


def _adding(request: SignedIn, story_id: UUID, number: int) -> StoryEditor:
    branch, context = _branch(request, story_id, number)
    context |= {"beings": SPECIES, "nobodies": branch.vividpage.nobodies.all()}
    where = reverse("add_to_story_bible", args=[story_id, number])
    return StoryEditor("adding", where, branch.vividpage, dict(STORY_ADDING), context)


@login_required
@require_safe
def edit_person(request: SignedIn, story_id: UUID, number: int, character_id: UUID) -> HttpResponse:
    """Show what can be edited of somebody."""
    return _person(request, story_id, number, character_id).show(request)


@login_required
@require_POST
def change_person(request: SignedIn, story_id: UUID, number: int, character_id: UUID, action: str) -> HttpResponse:
    """Edit somebody."""
    return _person(request, story_id, number, character_id).apply(request, action)


@login_required
@require_safe
def edit_place(request: SignedIn, story_id: UUID, number: int, setting_id: UUID) -> HttpResponse:
    """Show what can be edited of a place."""
    return _place(request, story_id, number, setting_id).show(request)


@login_required
@require_POST
def change_place(request: SignedIn, story_id: UUID, number: int, setting_id: UUID, action: str) -> HttpResponse:
    """Edit a place."""
    return _place(request, story_id, number, setting_id).apply(request, action)


@login_required
@require_safe
def add(request: SignedIn, story_id: UUID, number: int) -> HttpResponse:
    """Show how people and places are added by hand, and who is said not to be there."""
    return _adding(request, story_id, number).show(request)


@login_required
@require_POST
def change_adding(request: SignedIn, story_id: UUID, number: int, action: str) -> HttpResponse:
    """Add somebody or a place."""
    return _adding(request, story_id, number).apply(request, action)


@login_required
@require_safe
def edits(request: SignedIn, story_id: UUID, number: int) -> HttpResponse:
    """List who has edited what in the bible of a branch, the latest first."""
    branch, context = _branch(request, story_id, number)
    context |= {"edits": queries.edits_of(branch.vividpage), "latest": undoing.latest(branch.vividpage)}
    return render(request, "stories/bible/edits.html", context)


@login_required
@require_POST
def undo(request: SignedIn, story_id: UUID, number: int, edit_id: UUID) -> HttpResponse:
    """Undo the latest edit."""
    branch, _ = _branch(request, story_id, number)
    try:
        edit = services.undo_edit(branch=branch, edit_id=edit_id, by=request.user)
    except StoryRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Undone: {edit.summary}.")
    return redirect("story_bible_edits", story_id, number)
