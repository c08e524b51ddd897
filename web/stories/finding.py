"""Finding the story that a page is about, and what whoever asks may do in it. What they may not read is not found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from writing.stories.access import Standing, standing_in
from writing.stories.links import STORY_LINKS
from writing.stories.models import Branch, Segment, Story

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class FoundStory:
    """A story, what somebody may do in it, and the link that they came by."""

    story: Story
    standing: Standing
    link: str


def found_story(request: HttpRequest, story_id: UUID) -> FoundStory:
    """Return a story that somebody may read. Raises Http404."""
    story = get_object_or_404(Story.objects.select_related("owner", "idea__topic"), pk=story_id)
    link = link_of(request, story)
    standing = standing_in(story, request.user, link=link)
    if not standing.may_read:
        raise Http404
    return FoundStory(story, standing, link)


def owned_story(request: HttpRequest, story_id: UUID) -> FoundStory:
    """Return a story of one's own. Raises Http404."""
    found = found_story(request, story_id)
    if not found.standing.is_owner:
        raise Http404
    return found


def decided_story(request: HttpRequest, story_id: UUID) -> FoundStory:
    """Return a story in which somebody decides about segments and members. Raises Http404."""
    found = found_story(request, story_id)
    if not found.standing.may_decide:
        raise Http404
    return found


def link_of(request: HttpRequest, story: Story) -> str:
    """Return the link by which this browser has come to a story; "" if it has not."""
    return str(request.session.get(STORY_LINKS, {}).get(str(story.pk), ""))


def remember_link(request: HttpRequest, story: Story) -> None:
    """Let this browser read a story by its link."""
    request.session[STORY_LINKS] = {**request.session.get(STORY_LINKS, {}), str(story.pk): story.link}


def found_branch(story: Story, number: int) -> Branch:
    """Return a branch of a story. Raises Http404."""
    branch: Branch = get_object_or_404(story.branches.select_related("vividpage", "forked_at"), number=number)
    return branch


def found_segment(story: Story, segment_id: UUID) -> Segment:
    """Return a segment of a story. Raises Http404."""
    rows = Segment.objects.select_related("story", "branch", "parent", "writer")
    segment: Segment = get_object_or_404(rows, pk=segment_id, story=story)
    return segment
