"""Stories as shelves show them: each with its latest picture and how many parts it has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Count, F, Max, Q

from storyboards.models import PictureVersion
from storyboards.safety.veiling import VEILED
from writing.stories.models import Segment, Story

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import User

MOST = 60
"""Stories on one's own shelves, each."""
_PARTS = Count("segments", filter=Q(segments__state__in=Segment.JOINED))
_LAST = Max("segments__joined_at", filter=Q(segments__state__in=Segment.JOINED))


@dataclass(frozen=True, slots=True)
class ShelvedStory:
    """A story on a shelf; `waiting` are the parts of others that its owner has to look at."""

    story: Story
    parts: int
    last: datetime | None
    picture: PictureVersion | None
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some stories under a title."""

    title: str
    stories: list[ShelvedStory]


def public_stories(query: str = "") -> QuerySet[Story]:
    """Return what everybody may read, the last continued first; with a query, what has its words."""
    rows = Story.objects.filter(visibility=Story.Visibility.PUBLIC, state__in=Story.SHOWN)
    if query:
        words = SearchQuery(query, config="english", search_type="websearch")
        rows = rows.annotate(searched=SearchVector("title", "about", config="english")).filter(searched=words)
    counted = rows.select_related("owner").annotate(part_count=_PARTS, last_part=_LAST)
    return counted.order_by(F("last_part").desc(nulls_last=True), "-created")


def own_shelves(user: User) -> list[Shelf]:
    """Return the stories that somebody owns, is in, and follows. Seven queries."""
    rows = Story.objects.visible_to(user).select_related("owner")
    counted = rows.annotate(part_count=_PARTS, last_part=_LAST).order_by("-created")
    own = list(counted.filter(owner=user)[:MOST])
    member = Q(pk__in=Segment.objects.filter(writer=user).values("story")) | Q(members__user=user)
    joined = list(counted.exclude(owner=user).filter(pk__in=Story.objects.filter(member).values("pk"))[:MOST])
    followed = list(counted.filter(pk__in=Story.objects.filter(follows__user=user).values("pk"))[:MOST])
    return [
        Shelf("Yours", shelved(own, of=user)),
        Shelf("You are in", shelved(joined)),
        Shelf("You follow", shelved(followed)),
    ]


def shelved(stories: Iterable[Story], *, of: User | None = None) -> list[ShelvedStory]:
    """Return stories as a shelf shows them; to their owner (`of`) with what waits. Two queries, or three."""
    listed = list(stories)
    pictures = pictures_of(listed)
    waiting = _waiting(listed) if of is not None else {}
    return [
        ShelvedStory(
            story,
            getattr(story, "part_count", 0),
            getattr(story, "last_part", None),
            pictures.get(story.pk),
            waiting.get(story.pk, 0),
        )
        for story in listed
    ]


def pictures_of(stories: Iterable[Story]) -> dict[UUID, PictureVersion]:
    """Return the latest picture of each story that may be shown to anybody. Two queries."""
    shown = {"moderation": PictureVersion.Moderation.SHOWN}
    segments = (
        Segment.objects.joined()
        .filter(story__in=[story.pk for story in stories], scene__picture__active_version__isnull=False)
        .filter(**{f"scene__picture__active_version__{name}": value for name, value in shown.items()})
        .exclude(scene__picture__active_version__rating__in=VEILED)
        .order_by("story", "-joined_at")
        .distinct("story")
        .values_list("story", "scene__picture__active_version")
    )
    by_story = dict(segments)
    versions = PictureVersion.objects.in_bulk(list(by_story.values()))
    return {story: versions[version] for story, version in by_story.items() if version in versions}


def _waiting(stories: list[Story]) -> dict[UUID, int]:
    held = Segment.objects.filter(story__in=stories, state=Segment.State.HELD).order_by()
    return dict(held.values_list("story").annotate(count=Count("pk")))
