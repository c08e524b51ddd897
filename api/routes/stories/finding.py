"""The story that a route is about, and what its caller may do in it. What they may not read is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.http import Http404
from ninja import Field, Schema

from api.core.rows import owned
from writing.stories.access import Standing, standing_in
from writing.stories.models import Branch, Segment, Story

if TYPE_CHECKING:
    from uuid import UUID

    from api.core.rules import CalledBy


class Link(Schema):
    """How a story is come by that is read by whoever has its link."""

    link: str = Field("", max_length=64, description="The last part of the link that was given.")


class Found(NamedTuple):
    """A story and what its caller may do in it."""

    story: Story
    standing: Standing


def found_story(request: CalledBy, story_id: UUID, link: str = "") -> Found:
    """Return a story that the caller may read. Raises Http404."""
    story = owned(Story.objects.select_related("owner"), story_id)
    standing = standing_in(story, request.auth, link=link)
    if not standing.may_read:
        raise Http404
    return Found(story, standing)


def owned_story(request: CalledBy, story_id: UUID) -> Story:
    """Return a story of the caller's own. Raises Http404."""
    found = found_story(request, story_id)
    if not found.standing.is_owner:
        raise Http404
    return found.story


def found_branch(story: Story, number: int) -> Branch:
    """Return a branch of a story. Raises Http404."""
    branch = story.branches.select_related("vividpage", "forked_at").filter(number=number).first()
    if branch is None:
        raise Http404
    branch.story = story
    return branch


def found_segment(story: Story, segment_id: UUID) -> Segment:
    """Return a segment of a story. Raises Http404."""
    return owned(Segment.objects.select_related("story", "branch", "writer").filter(story=story), segment_id)
