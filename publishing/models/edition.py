"""Edition: a file of a book that its reader takes away, how it is made, and what it was made from."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from books.models import VividPage
from files.store import by_content

if TYPE_CHECKING:
    from accounts.models import User


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions as readers find them."""

    def owned_by(self, user: User) -> EditionQuerySet:
        """Filter the editions of a reader's books."""
        return self.filter(vividpage__owner=user)

    def finished(self) -> EditionQuerySet:
        """Filter those that have a file, also while they are made again."""
        return self.exclude(file="")


class Edition(models.Model):
    """A kind of file of a book, with the options that its reader has chosen.

    `state` says how its latest making stands. `file` and what is told of it are of the latest making that was
    completed: they stay while it is made again, fail as that may.
    """

    class State(models.TextChoices):
        MAKING = "making", "being made"
        READY = "ready", "ready"
        FAILED = "failed", "not made"
        CANCELLED = "cancelled", "cancelled"

    ENDED_WITHOUT: ClassVar[tuple[str, ...]] = (State.FAILED, State.CANCELLED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey(VividPage, on_delete=models.CASCADE, related_name="editions")
    kind = models.CharField(max_length=40)
    options = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.MAKING)
    reason = models.TextField(blank=True, help_text="Why it was not made, in the reader's words.")
    attempt = models.UUIDField(
        null=True, blank=True, editable=False, help_text="Whose result counts while it is made; empty: nobody's."
    )
    done = models.PositiveIntegerField(default=0, help_text="How much of `total` its making has done.")
    total = models.PositiveIntegerField(default=0, help_text="0: not known yet.")
    mails = models.BooleanField(default=False, help_text="Its reader is sent mail once it is ready.")
    is_seen = models.BooleanField(default=True, help_text="Its reader knows how its latest making has ended.")

    file = models.FileField(upload_to=by_content, max_length=200, blank=True)
    bytes = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0, help_text="0: it has none.")
    checks = models.JSONField(
        default=list, blank=True, help_text="What was found in it: `publishing.kinds.kind.Check`."
    )
    text_digest = models.CharField(max_length=64, blank=True, help_text="Of the text that it was made from.")
    picture_digest = models.CharField(max_length=64, blank=True, help_text="Of the pictures that it was made from.")
    page_digest = models.CharField(max_length=64, blank=True, help_text="Of the pages that its reader had laid out.")
    bible_digest = models.CharField(max_length=64, blank=True, help_text="Of the story bible that it was made from.")
    versions = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text="The versions of pictures that are in it."
    )
    created = models.DateTimeField(default=timezone.now, editable=False)
    finished = models.DateTimeField(null=True, blank=True, help_text="When its file was completed.")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(state="ready", file=""), name="edition_ready_with_a_file"),
            models.CheckConstraint(
                condition=models.Q(file="", finished=None) | (~models.Q(file="") & models.Q(finished__isnull=False)),
                name="edition_file_with_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state="making", attempt__isnull=False) | ~models.Q(state="making"),
                name="edition_made_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["file"], name="edition_file"),
            models.Index(fields=["vividpage", "-finished"], name="edition_of_a_book"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.vividpage_id}"

    @property
    def is_being_made(self) -> bool:
        """Whether more is to come by itself."""
        return self.state == self.State.MAKING


class EditionPreview(models.Model):
    """A small picture of one of the first pages of an edition's file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="previews")
    number = models.PositiveSmallIntegerField(help_text="Its place among them, from 1.")
    image = models.FileField(upload_to=by_content, max_length=200)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="preview_number_unique_in_edition"),
        ]
        indexes = [models.Index(fields=["image"], name="preview_image")]

    def __str__(self) -> str:
        return f"Preview {self.number} of {self.edition_id}"
