"""Topics and ideas: read, searched, proposed, voted for and followed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from ninja import Field, Query, Schema, Status

from api.core.paging import Asked, Page, page_of, part_of
from api.core.problems import refuses
from api.core.rows import found_by, owned
from api.core.rules import PUBLIC, WRITE, CalledBy
from api.core.site import router
from writing.stories import services
from writing.stories.errors import StoryRefused
from writing.stories.idea_search import browse_ideas, search_ideas
from writing.stories.models import Category, Comment, Idea, Shown, Topic
from writing.stories.models.idea import LONGEST_IDEA, LONGEST_TITLE
from writing.stories.models.moderation import LONGEST_COMMENT

refuses(StoryRefused, kind="story-refused", title="A story does not take this")
topics = router("topics")
ideas = router("ideas")


class TopicShown(Schema):
    """What ideas are about."""

    id: UUID
    slug: str
    title: str
    about: str
    category: str = Field(description="The slug of its category.")


class NewTopic(Schema):
    """A topic to propose; a moderator shows it."""

    category: str = Field(max_length=60, examples=["adventure"])
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    about: str = Field("", max_length=1000)


class IdeaShown(Schema):
    """An idea for a story."""

    id: UUID
    topic: str = Field(description="The slug of its topic.")
    title: str
    text: str
    author: str = Field(description="Empty: the house, or somebody who has left.")
    votes: int
    state: str
    created: datetime


class NewIdea(Schema):
    """An idea to propose."""

    topic: str = Field(max_length=80)
    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    text: str = Field(min_length=1, max_length=LONGEST_IDEA)


class WantedIdeas(Schema):
    """Which ideas are asked for."""

    topic: str | None = Field(None, max_length=80, description="The slug of a topic.")
    q: str | None = Field(None, max_length=200, description="Finds by words and by what it is about, best first.")


class Now(Schema):
    """How it is after the call."""

    now: bool


class CommentShown(Schema):
    """What a reader says."""

    id: UUID
    author: str
    text: str
    created: datetime


class NewComment(Schema):
    """Something to say."""

    text: str = Field(min_length=1, max_length=LONGEST_COMMENT)


@topics.get("", auth=PUBLIC, response=Page[TopicShown])
def list_topics(request: CalledBy, wanted: Asked) -> Any:
    """List the topics, by title."""
    rows = Topic.objects.filter(state=Shown.SHOWN).select_related("category")
    return page_of(rows, wanted, _topic, by=("title", "pk"))


@topics.post("", auth=WRITE, response={202: TopicShown})
def propose_topic(request: CalledBy, body: NewTopic) -> Any:
    """Propose a topic. A moderator looks at it before it is shown."""
    category = found_by(Category.objects.all(), slug=body.category)
    row = services.propose_topic(category=category, title=body.title, about=body.about, by=request.auth)
    return Status(202, _topic(row))


@topics.post("/{slug}/follow", auth=WRITE, response=Now)
def follow_topic(request: CalledBy, slug: str) -> Now:
    """Follow a topic, or stop following it."""
    row = found_by(Topic.objects.filter(state=Shown.SHOWN), slug=slug)
    return Now(now=services.follow(by=request.auth, topic=row))


@ideas.get("", auth=PUBLIC, response=Page[IdeaShown])
def list_ideas(request: CalledBy, wanted: Asked, of: Annotated[WantedIdeas, Query()]) -> Any:
    """List ideas, newest first; with `q` those that are about it, best first."""
    if of.q:
        return part_of(search_ideas(of.q, request.auth), wanted, _idea)
    topic = found_by(Topic.objects.filter(state=Shown.SHOWN), slug=of.topic) if of.topic is not None else None
    return page_of(browse_ideas(request.auth, topic=topic), wanted, _idea)


@ideas.post("", auth=WRITE, response={201: IdeaShown})
def propose_idea(request: CalledBy, body: NewIdea) -> Any:
    """Propose an idea for a story."""
    topic = found_by(Topic.objects.filter(state=Shown.SHOWN), slug=body.topic)
    row = services.propose_idea(topic=topic, title=body.title, text=body.text, by=request.auth)
    return Status(201, _idea(row))


@ideas.get("/{uuid:idea_id}", auth=PUBLIC, response=IdeaShown)
def read_idea(request: CalledBy, idea_id: UUID) -> IdeaShown:
    """Read one idea."""
    return _idea(_visible(request, idea_id))


@ideas.post("/{uuid:idea_id}/vote", auth=WRITE, response=Now)
def vote_for_idea(request: CalledBy, idea_id: UUID) -> Now:
    """Vote for an idea, or take the vote back."""
    return Now(now=services.vote(idea=_visible(request, idea_id), by=request.auth))


@ideas.post("/{uuid:idea_id}/follow", auth=WRITE, response=Now)
def follow_idea(request: CalledBy, idea_id: UUID) -> Now:
    """Follow an idea, or stop following it."""
    return Now(now=services.follow(by=request.auth, idea=_visible(request, idea_id)))


@ideas.get("/{uuid:idea_id}/comments", auth=PUBLIC, response=Page[CommentShown])
def list_idea_comments(request: CalledBy, idea_id: UUID, wanted: Asked) -> Any:
    """List what readers say about an idea, newest first."""
    rows = Comment.objects.filter(idea=_visible(request, idea_id), state=Shown.SHOWN).select_related("author")
    return page_of(rows, wanted, comment_shown)


@ideas.post("/{uuid:idea_id}/comments", auth=WRITE, response={201: CommentShown})
def comment_on_idea(request: CalledBy, idea_id: UUID, body: NewComment) -> Any:
    """Say something about an idea."""
    row = services.comment_on(by=request.auth, text=body.text, idea=_visible(request, idea_id))
    return Status(201, comment_shown(row))


@ideas.delete("/comments/{uuid:comment_id}", auth=WRITE, response={204: None})
def delete_comment(request: CalledBy, comment_id: UUID) -> HttpResponse:
    """Delete a comment of one's own, wherever it stands."""
    row = owned(Comment.objects.filter(author=request.auth, state=Shown.SHOWN), comment_id)
    services.delete_comment(comment=row, by=request.auth)
    return HttpResponse(status=204)


def comment_shown(row: Comment) -> CommentShown:
    """Return a comment as it is answered."""
    author = row.author.get_short_name() if row.author else ""
    return CommentShown(id=row.pk, author=author, text=row.text, created=row.created)


def _visible(request: CalledBy, idea_id: UUID) -> Idea:
    counted = Idea.objects.visible_to(request.auth).annotate(vote_count=Count("votes", distinct=True))
    return owned(counted.select_related("topic", "author"), idea_id)


def _topic(row: Topic) -> TopicShown:
    return TopicShown(id=row.pk, slug=row.slug, title=row.title, about=row.about, category=row.category.slug)


def _idea(row: Idea) -> IdeaShown:
    return IdeaShown(
        id=row.pk,
        topic=row.topic.slug,
        title=row.title,
        text=row.text,
        author=row.author.get_short_name() if row.author else "",
        votes=getattr(row, "vote_count", 0),
        state=row.state,
        created=row.created,
    )
