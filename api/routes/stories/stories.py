"""Stories: begun, read, ruled, closed, left and deleted."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Schema, Status

from api.core.etags import must_match
from api.core.paging import Asked, Page, page_of
from api.core.rows import owned
from api.core.rules import PUBLIC, WRITE, CalledBy
from api.core.site import router
from api.routes.stories.finding import Link, found_story, owned_story
from api.routes.stories.ideas import Now
from authors.continuations.contract import Voice
from books.choices import Choices
from writing.models.book import BUILT_IN
from writing.stories import services
from writing.stories.access import standing_in
from writing.stories.models import Idea, Story, StoryMember
from writing.stories.models.story import LONGEST_TITLE

stories = router("stories")

Visibility = Literal["private", "link", "public"]
Contributors = Literal["owner", "invited", "anybody"]
Rating = Literal["everyone", "teens", "adults"]
Licence = Literal["cc-by-sa-4.0", "cc0-1.0", "story"]
VOICES = ", ".join(get_args(Voice))


class StoryRules(Schema):
    """By which rules a story is continued."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE, examples=["The lamp under the sea"])
    about: str = Field("", max_length=2000)
    visibility: Visibility = "private"
    contributors: Contributors = "invited"
    approves_new: bool = Field(True, description="Whether the first part of somebody new waits for approval.")
    author: str = Field(BUILT_IN, max_length=100, description="“built-in”, or a text model.")
    pays: Literal["owner", "contributor"] = "owner"
    daily_cap: Decimal | None = Field(None, ge=0, max_digits=8, decimal_places=2, description="USD a day and person.")
    voice: Voice = Field("plain", description=f"One of {VOICES}.")
    told_style: str = Field("", max_length=300)
    segment_words: int = Field(150, ge=80, le=250)
    rating: Rating = "everyone"


class NewStory(StoryRules):
    """A story to begin."""

    idea: UUID | None = Field(None, description="The idea that opens it.")
    licence: Licence = "story"
    language: str = Field("en", max_length=35)
    style: str | None = Field(None, max_length=100, description="How its pictures are drawn.")


class RulesChange(Schema):
    """What changes of the rules; what is left out stays."""

    title: str | None = Field(None, min_length=1, max_length=LONGEST_TITLE)
    about: str | None = Field(None, max_length=2000)
    visibility: Visibility | None = None
    contributors: Contributors | None = None
    approves_new: bool | None = None
    author: str | None = Field(None, max_length=100)
    pays: Literal["owner", "contributor"] | None = None
    daily_cap: Decimal | None = Field(None, ge=0, max_digits=8, decimal_places=2)
    voice: Voice | None = None
    told_style: str | None = Field(None, max_length=300)
    segment_words: int | None = Field(None, ge=80, le=250)
    rating: Rating | None = None


class StoryShown(Schema):
    """A story as a list has it."""

    id: UUID
    title: str
    about: str
    owner: str
    visibility: str
    state: str
    language: str
    rating: str
    licence: str
    created: datetime


class BranchShown(Schema):
    """A way that a story goes; the first has the number 1."""

    number: int
    name: str
    parent: int | None
    vividpage: UUID | None = Field(description="The book of its pictures, for its owner.")


class WholeStory(StoryShown):
    """A story, what its caller may do in it, and its branches."""

    may_continue: bool
    why_not: str = Field(description="Why the caller may not continue it; empty if they may.")
    may_decide: bool
    branches: list[BranchShown]
    rules: StoryRules | None = Field(description="For its owner.")
    link: str = Field(description="For its owner: the last part of the link by which it is read.")


class WantedStories(Schema):
    """Which stories are asked for."""

    of: Literal["public", "mine"] = Field("public", description="“mine”: those one owns or was invited to.")


class Leaving(Schema):
    """What becomes of one's parts."""

    parts: Literal["keep", "remove"] = Field("keep", description="“keep”: they stay without one's name.")


@stories.get("", auth=PUBLIC, response=Page[StoryShown])
def list_stories(request: CalledBy, wanted: Asked, which: Annotated[WantedStories, Query()]) -> Any:
    """List stories, newest first."""
    rows = Story.objects.select_related("owner")
    if which.of == "public":
        shown = rows.filter(visibility=Story.Visibility.PUBLIC, state__in=Story.SHOWN)
        return page_of(shown, wanted, _story)
    if not request.auth.is_authenticated:
        return {"items": [], "next": None}
    invited = StoryMember.objects.filter(user=request.auth, banned=None).values("story")
    return page_of(rows.filter(Q(owner=request.auth) | Q(pk__in=invited, state__in=Story.SHOWN)), wanted, _story)


@stories.post("", auth=WRITE, response={201: WholeStory})
def begin_story(request: CalledBy, response: HttpResponse, body: NewStory) -> Any:
    """Begin a story; it has no part yet."""
    given = body.model_dump(exclude={"idea", "style"})
    choices = Choices() if body.style is None else Choices(style=body.style)
    if body.idea is None:
        story = services.start_story(owner=request.auth, choices=choices, **given)
    else:
        idea = owned(Idea.objects.visible_to(request.auth), body.idea)
        story = services.open_story(idea=idea, by=request.auth, choices=choices, **given)
    response["Location"] = reverse("api:read_story", args=[story.pk])
    return Status(201, _whole(request, story))


@stories.get("/{uuid:story_id}", auth=PUBLIC, response=WholeStory)
def read_story(request: CalledBy, story_id: UUID, by: Annotated[Link, Query()]) -> WholeStory:
    """Read a story's rules and branches; its parts are a list of their own."""
    return _whole(request, found_story(request, story_id, by.link).story, by.link)


@stories.patch("/{uuid:story_id}", auth=WRITE, response=WholeStory)
def change_story(request: CalledBy, story_id: UUID, body: RulesChange) -> WholeStory:
    """Change the rules of a story of one's own."""
    story = owned_story(request, story_id)
    must_match(request, _whole(request, story))
    sent = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in sent.items() if value is not None or name == "daily_cap"}
    return _whole(request, services.change_story(story=story, by=request.auth, changes=changes))


@stories.post("/{uuid:story_id}/close", auth=WRITE, response=WholeStory)
def close_story(request: CalledBy, story_id: UUID) -> WholeStory:
    """Close a story of one's own: nobody continues it any more."""
    return _closed(request, story_id, is_closed=True)


@stories.post("/{uuid:story_id}/reopen", auth=WRITE, response=WholeStory)
def reopen_story(request: CalledBy, story_id: UUID) -> WholeStory:
    """Open a closed story again."""
    return _closed(request, story_id, is_closed=False)


@stories.delete("/{uuid:story_id}", auth=WRITE, response={204: None})
def delete_story(request: CalledBy, story_id: UUID) -> HttpResponse:
    """Delete a story of one's own, with its pictures."""
    services.delete_story(story=owned_story(request, story_id), by=request.auth)
    return HttpResponse(status=204)


@stories.post("/{uuid:story_id}/leave", auth=WRITE, response={204: None})
def leave_story(request: CalledBy, story_id: UUID, body: Leaving) -> HttpResponse:
    """Leave a story that one has continued, or was invited to."""
    found = found_story(request, story_id)
    if found.standing.is_owner or not found.standing.is_member:
        raise Http404
    services.leave_story(story=found.story, person=request.auth, keeps_segments=body.parts == "keep")
    return HttpResponse(status=204)


@stories.post("/{uuid:story_id}/follow", auth=WRITE, response=Now)
def follow_story(request: CalledBy, story_id: UUID) -> Now:
    """Follow a story, or stop following it."""
    return Now(now=services.follow(by=request.auth, story=found_story(request, story_id).story))


def _closed(request: CalledBy, story_id: UUID, *, is_closed: bool) -> WholeStory:
    story = services.close_story(story=owned_story(request, story_id), by=request.auth, is_closed=is_closed)
    return _whole(request, story)


def _columns(story: Story) -> dict[str, Any]:
    same = ("title", "about", "visibility", "state", "language", "rating", "licence", "created")
    return {"id": story.pk, "owner": story.owner.get_short_name(), **{name: getattr(story, name) for name in same}}


def _story(story: Story) -> StoryShown:
    return StoryShown(**_columns(story))


def _whole(request: CalledBy, story: Story, link: str = "") -> WholeStory:
    standing = standing_in(story, request.auth, link=link)
    is_owner = standing.is_owner
    branches = [
        BranchShown(
            number=branch.number,
            name=branch.name,
            parent=branch.parent.number if branch.parent else None,
            vividpage=branch.vividpage_id if is_owner else None,
        )
        for branch in story.branches.select_related("parent").order_by("number")
    ]
    return WholeStory(
        **_columns(story),
        may_continue=standing.may_continue,
        why_not=standing.why_not,
        may_decide=standing.may_decide,
        branches=branches,
        rules=StoryRules(**{name: getattr(story, name) for name in StoryRules.model_fields}) if is_owner else None,
        link=story.link if is_owner else "",
    )
