"""Finding ideas by their words and by what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Count
from pgvector.django import CosineDistance

from characters.search.finding import fuse
from providers.services.local.embedder import LocalEmbedder
from writing.stories.models import Idea
from writing.stories.models.idea import SEARCHED

if TYPE_CHECKING:
    from uuid import UUID

    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User
    from writing.stories.models import Category, Topic
    from writing.stories.models.idea import IdeaQuerySet

CANDIDATES = 60
FAR_OFF = 0.75
"""A cosine distance: what lies farther has met the query by chance."""


def browse_ideas(
    user: User | AnonymousUser, *, topic: Topic | None = None, category: Category | None = None, by_votes: bool = False
) -> IdeaQuerySet:
    """Return the ideas that somebody may see, the newest or the most wanted first, each with its number of votes."""
    ideas = Idea.objects.visible_to(user).select_related("topic__category", "author")
    if topic is not None:
        ideas = ideas.filter(topic=topic)
    if category is not None:
        ideas = ideas.filter(topic__category=category)
    counted = ideas.annotate(vote_count=Count("votes", distinct=True))
    return counted.order_by("-vote_count", "-created") if by_votes else counted.order_by("-created")


def search_ideas(text: str, user: User | AnonymousUser) -> list[Idea]:
    """Return the ideas that have the words of a query or are about the same, best first. Three queries."""
    found: tuple[UUID, ...] = fuse([_with_words(text, user), _about_the_same(text, user)])
    rows = browse_ideas(user).in_bulk(list(found))
    return [rows[one] for one in found if one in rows]


def _with_words(text: str, user: User | AnonymousUser) -> list[UUID]:
    query = SearchQuery(text, config="english", search_type="websearch")
    matching = Idea.objects.visible_to(user).annotate(searched=SEARCHED).filter(searched=query)
    ranked = matching.order_by(SearchRank(SEARCHED, query).desc(), "-created")
    return list(ranked.values_list("pk", flat=True)[:CANDIDATES])


def _about_the_same(text: str, user: User | AnonymousUser) -> list[UUID]:
    vector = LocalEmbedder().embed([text])[0][0]
    if not any(vector):
        return []
    near = Idea.objects.visible_to(user).filter(vector__isnull=False).annotate(far=CosineDistance("vector", vector))
    return list(near.filter(far__lte=FAR_OFF).order_by("far").values_list("pk", flat=True)[:CANDIDATES])
