"""Reading: one reader in one book."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from books.models.text import Scene
from books.models.vividpage import VividPage


class Reading(models.Model):
    """One reader in one book: where they are, how far they have read, and what they want to see of the rest.

    The place is `character` characters into the text of paragraph `paragraph` (both from 0) of `scene`.
    """

    class Spoilers(models.TextChoices):
        """What pages show of the scenes that the reader has not come to."""

        WHILE_DRAWN = "while-drawn", "pictures as they are drawn, and else nothing"
        NONE = "none", "nothing"
        ALL = "all", "everything"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    vividpage = models.ForeignKey(VividPage, on_delete=models.CASCADE, related_name="readings")
    scene = models.ForeignKey(Scene, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    paragraph = models.PositiveIntegerField(default=0)
    character = models.PositiveIntegerField(default=0)
    farthest = models.ForeignKey(
        Scene,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The farthest scene that the reader has had open; empty: none yet.",
    )
    spoilers = models.CharField(
        max_length=12,
        choices=Spoilers.choices,
        default=Spoilers.WHILE_DRAWN,
        help_text="What is shown of what is not yet read.",
    )
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "vividpage"], name="reading_once_per_reader_and_book")]

    def __str__(self) -> str:
        return f"Reading of {self.vividpage_id} by {self.reader_id}"

    @property
    def farthest_number(self) -> int:
        """The number of the farthest scene that the reader has had open; 0: none yet."""
        return self.farthest.number if self.farthest else 0
