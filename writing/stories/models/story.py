"""Story: what readers continue, and by which rules; StoryMember, StoryAllowance, and Branch."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.continuations.contract import StoryFacts, StorySettings
from writing.models.book import BUILT_IN

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

LONGEST_TITLE = 200
"""Characters."""


def random_link() -> str:
    """Make the part of an address that nobody guesses."""
    return secrets.token_urlsafe(24)


class StoryQuerySet(models.QuerySet["Story"]):
    """Stories as somebody may see them."""

    def visible_to(self, user: User | AnonymousUser) -> StoryQuerySet:
        """Filter what somebody may read without its link: public ones, their own, and those they were invited to."""
        public = Q(visibility=Story.Visibility.PUBLIC, state__in=Story.SHOWN)
        if not user.is_authenticated:
            return self.filter(public)
        invited = StoryMember.objects.filter(user=user, banned=None).values("story")
        return self.filter(public | Q(owner=user) | Q(pk__in=invited, state__in=Story.SHOWN))


class Story(models.Model):
    """A story that readers continue.

    `beginning` is what its owner has said before the first segment. `daily_cap` is in USD: what one contributor may
    cost its owner in a day. `told_style` is a phrase for models; how its pictures look is a choice of its book.
    """

    class Visibility(models.TextChoices):
        PRIVATE = "private", "only those invited"
        LINK = "link", "whoever has the link"
        PUBLIC = "public", "everybody"

    class Contributors(models.TextChoices):
        OWNER = "owner", "only its owner"
        INVITED = "invited", "those invited"
        ANYBODY = "anybody", "anybody who is signed in and may read it"

    class Pays(models.TextChoices):
        OWNER = "owner", "its owner"
        CONTRIBUTOR = "contributor", "whoever continues"

    class State(models.TextChoices):
        OPEN = "open", "open"
        CLOSED = "closed", "closed"
        HIDDEN = "hidden", "hidden by a moderator"
        REMOVED = "removed", "removed by a moderator"

    class Rating(models.TextChoices):
        EVERYONE = "everyone", "for everyone"
        TEENS = "teens", "from 13"
        ADULTS = "adults", "for adults"

    class Licence(models.TextChoices):
        CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0: everybody may use it, named and under the same licence"
        CC0 = "cc0-1.0", "CC0: everybody may use it for anything"
        STORY = "story", "only within this story, its books and its films"

    SHOWN = (State.OPEN, State.CLOSED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stories")
    idea = models.ForeignKey(
        "writing.Idea", null=True, blank=True, on_delete=models.SET_NULL, related_name="stories", help_text="It opened."
    )
    title = models.CharField(max_length=LONGEST_TITLE)
    about = models.TextField(blank=True, max_length=2000)
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.PRIVATE)
    link = models.CharField(max_length=64, default=random_link, unique=True, editable=False)
    contributors = models.CharField(max_length=10, choices=Contributors.choices, default=Contributors.OWNER)
    pays = models.CharField(max_length=12, choices=Pays.choices, default=Pays.OWNER)
    daily_cap = models.DecimalField(
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text="USD that one contributor may cost its owner in a day; empty: they cost nothing.",
    )
    approves_new = models.BooleanField(default=True, help_text="The first segments of new members wait for approval.")
    author = models.CharField(max_length=100, default=BUILT_IN, help_text="“built-in”, or a text model.")
    author_key = models.ForeignKey(
        "accounts.ApiKey",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        help_text="Its owner's; empty: the latest for the service of the model.",
    )
    language = models.CharField(max_length=35, default="en")
    voice = models.CharField(max_length=20, default="plain", help_text="`authors.continuations.contract.Voice`")
    told_style = models.CharField(max_length=300, blank=True)
    segment_words = models.PositiveSmallIntegerField(
        default=150, validators=[MinValueValidator(80), MaxValueValidator(250)]
    )
    rating = models.CharField(max_length=10, choices=Rating.choices, default=Rating.EVERYONE)
    licence = models.CharField(max_length=20, choices=Licence.choices, default=Licence.STORY)
    is_filmed = models.BooleanField(default=True, help_text="Its film grows with it.")
    beginning = models.JSONField(default=dict, blank=True, help_text="`authors.continuations.contract.StoryFacts`")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created = models.DateTimeField(default=timezone.now)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "stories"
        ordering = ["-created"]
        indexes = [models.Index(fields=["-created"], name="story_public", condition=Q(visibility="public"))]

    def __str__(self) -> str:
        return self.title

    @property
    def is_by_model(self) -> bool:
        """Whether a language model expands its lines."""
        return self.author != BUILT_IN

    @property
    def main(self) -> Branch:
        """The branch that it began with."""
        return self.branches.select_related("vividpage").get(parent=None)

    @property
    def settings(self) -> StorySettings:
        """How it is told, as authors take it."""
        return StorySettings.model_validate(
            {
                "language": self.language,
                "title": self.title,
                "voice": self.voice,
                "style": self.told_style,
                "words": self.segment_words,
                "rating": self.rating,
            }
        )

    @property
    def known_before(self) -> StoryFacts:
        """What its owner has said before the first segment."""
        return StoryFacts.model_validate(self.beginning)


class StoryMember(models.Model):
    """Somebody in a story: invited, or somebody who has continued it. `licence` is the one they have accepted."""

    class Role(models.TextChoices):
        CONTRIBUTOR = "contributor", "contributor"
        MODERATOR = "moderator", "moderator"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12, choices=Role.choices, default=Role.CONTRIBUTOR)
    is_invited = models.BooleanField(default=False, help_text="Its owner has asked them; else they came by themselves.")
    is_trusted = models.BooleanField(default=False, help_text="Their segments wait for no approval.")
    licence = models.CharField(max_length=20, blank=True)
    accepted = models.DateTimeField(null=True, blank=True, help_text="When they accepted the licence.")
    banned = models.DateTimeField(null=True, blank=True)
    ban_reason = models.TextField(blank=True)
    joined = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["joined"]
        constraints = [models.UniqueConstraint(fields=["story", "user"], name="member_once_in_a_story")]

    def __str__(self) -> str:
        return f"{self.user} in {self.story_id}"


class StoryAllowance(models.Model):
    """What one contributor's continuations of a day cost, in a budget of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="allowances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(help_text="In UTC.")
    budget = models.OneToOneField("providers.Budget", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "person", "day"], name="allowance_once_for_a_person_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.day}"


class Branch(models.Model):
    """One way that a story goes, as a book: the segments on the way from its first to `head`.

    The main branch has no parent; another begins after the segment `forked_at`, which is its parent's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="branches")
    number = models.PositiveIntegerField(help_text="From 1, the main one.")
    name = models.CharField(max_length=LONGEST_TITLE)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="children")
    forked_at = models.ForeignKey("writing.Segment", null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    head = models.ForeignKey("writing.Segment", null=True, blank=True, on_delete=models.RESTRICT, related_name="+")
    vividpage = models.OneToOneField("books.VividPage", on_delete=models.CASCADE, related_name="branch")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "branches"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="branch_number_unique_in_story"),
            models.UniqueConstraint(fields=["story"], condition=Q(parent=None), name="main_branch_once_in_story"),
        ]

    def __str__(self) -> str:
        return self.name
