"""What stories could be about: Category, Topic, and Idea with the readers who vote for it or follow it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.utils import timezone
from pgvector.django import VectorField

from providers.services.local.embedder import DIMENSIONS
from writing.stories.models.story import Story

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

LONGEST_TITLE, LONGEST_IDEA = 200, 2000
"""Characters."""
SEARCHED = SearchVector("title", weight="A", config="english") + SearchVector("text", weight="B", config="english")


class Category(models.Model):
    """A shelf of topics: what kind of story it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=100)
    about = models.CharField(max_length=300, blank=True)
    number = models.PositiveIntegerField(default=0, help_text="Its place among the categories.")

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["number", "title"]

    def __str__(self) -> str:
        return self.title


class Shown(models.TextChoices):
    """Whether readers see it."""

    PROPOSED = "proposed", "waits for a moderator"
    SHOWN = "shown", "shown"
    HIDDEN = "hidden", "hidden"
    REMOVED = "removed", "removed"


class Topic(models.Model):
    """What ideas are about. Those of readers are proposed first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="topics")
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(blank=True, max_length=1000)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty: the house, or somebody who has left.",
    )
    state = models.CharField(max_length=10, choices=Shown.choices, default=Shown.SHOWN)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["category", "title"]

    def __str__(self) -> str:
        return self.title


class IdeaQuerySet(models.QuerySet["Idea"]):
    """Ideas as somebody may see them."""

    def visible_to(self, user: User | AnonymousUser) -> IdeaQuerySet:
        """Filter those that are shown, and somebody's own."""
        shown = Q(state=Shown.SHOWN, topic__state=Shown.SHOWN)
        return self.filter(shown | Q(author=user)) if user.is_authenticated else self.filter(shown)


class Idea(models.Model):
    """A reader's idea for a story. `vector` is what it is about, by the built-in embedder."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="ideas")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title = models.CharField(max_length=LONGEST_TITLE)
    text = models.TextField(max_length=LONGEST_IDEA)
    state = models.CharField(max_length=10, choices=Shown.choices, default=Shown.SHOWN)
    vector = VectorField(dimensions=DIMENSIONS, null=True)
    created = models.DateTimeField(default=timezone.now)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]
        indexes = [
            GinIndex(SEARCHED, name="idea_words"),
            models.Index(fields=["topic", "-created"], name="idea_of_topic"),
        ]

    def __str__(self) -> str:
        return self.title


class Vote(models.Model):
    """A reader's vote for an idea."""

    id = models.BigAutoField(primary_key=True)
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "user"], name="vote_once_for_an_idea")]

    def __str__(self) -> str:
        return f"{self.user_id} for {self.idea_id}"


class Follow(models.Model):
    """A reader who wants to hear of what is new in a topic, of an idea or in a story."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="follows")
    idea = models.ForeignKey(Idea, null=True, blank=True, on_delete=models.CASCADE, related_name="follows")
    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.CASCADE, related_name="follows")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "topic", "idea", "story"], nulls_distinct=False, name="follow_once"
            ),
            models.CheckConstraint(
                condition=Q(topic__isnull=False, idea=None, story=None)
                | Q(topic=None, idea__isnull=False, story=None)
                | Q(topic=None, idea=None, story__isnull=False),
                name="follow_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.topic_id or self.idea_id or self.story_id}"
