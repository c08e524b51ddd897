"""BibleSuggestion: what a reader thinks should be otherwise in a story's bible; whoever decides there answers."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from writing.stories.models.idea import Shown
from writing.stories.models.segment import Segment
from writing.stories.models.story import Branch, Story

LONGEST_VALUE, LONGEST_WHY = 200, 500
"""Characters."""


class BibleSuggestion(models.Model):
    """A change of one field of somebody, or of a place, in the bible of a branch; `about` is their name then.

    `state` says whether readers see it, `answer` what has become of it; `edit` is what accepting it has made.
    """

    class Answer(models.TextChoices):
        OPEN = "open", "waits for an answer"
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"
        WITHDRAWN = "withdrawn", "taken back"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="suggestions")
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="suggestions")
    at = models.ForeignKey(
        Segment,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The last segment of the branch then; empty: there was none.",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    character = models.ForeignKey(
        "characters.Character", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    setting = models.ForeignKey(
        "characters.Setting", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_of_place = models.BooleanField(default=False)
    about = models.CharField(max_length=200)
    field = models.CharField(max_length=40, help_text="`writing.stories.bible.fields`")
    value = models.CharField(max_length=LONGEST_VALUE)
    why = models.TextField(max_length=LONGEST_WHY)
    state = models.CharField(max_length=10, choices=Shown.choices, default=Shown.SHOWN)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    reason = models.TextField(blank=True, help_text="Why it was declined.")
    edit = models.ForeignKey("characters.Edit", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    closed = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created"]
        indexes = [models.Index(fields=["story", "answer"], name="suggestion_of_story")]
        constraints = [
            models.CheckConstraint(condition=Q(character=None) | Q(setting=None), name="suggestion_of_one_thing"),
            models.UniqueConstraint(
                fields=["author", "character", "setting", "field"],
                condition=Q(answer="open", state="shown", author__isnull=False),
                nulls_distinct=False,
                name="suggestion_one_open_of_a_reader",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.words}"

    @property
    def words(self) -> str:
        """What should be, in words: “hair: black”."""
        field = self.field.removeprefix("looks.")
        if field == "dead":
            return f"is dead from part {self.value} on"
        return "is alive" if field == "alive" else f"{'also called' if field == 'alias' else field}: {self.value}"
