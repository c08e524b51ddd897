"""WrittenBook: what a writer has asked for and how far it has come; PlanVersion: its plan, as it was at a time."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from authors.contract import Memory, Outline

if TYPE_CHECKING:
    from accounts.models import User

BUILT_IN = "built-in"
"""The name of the author that needs no key; any other is that of a text model."""


class WrittenBookQuerySet(models.QuerySet["WrittenBook"]):
    """Books that are written here, as their writers find them."""

    def owned_by(self, user: User) -> WrittenBookQuerySet:
        """Filter the books of a writer."""
        return self.filter(vividpage__owner=user)


class WrittenBook(models.Model):
    """A book that begins with a brief.

    `brief` holds the fields of its kind's brief. `wants_plan` asks the author for a plan, with a word of feedback about
    the one that stands. `memory` is what the writer's earlier books had used when this one was begun, so that it is
    planned and written alike whenever that is. `bound` is the digest of the texts that the book was last made of. On
    one that a moderator has taken down nobody works, until it is put back.
    """

    class State(models.TextChoices):
        BRIEF = "brief", "brief"
        PLANNING = "planning", "being planned"
        PLANNED = "planned", "planned"
        WRITING = "writing", "being written"
        WRITTEN = "written", "written"

    vividpage = models.OneToOneField(
        "books.VividPage", primary_key=True, on_delete=models.CASCADE, related_name="written_book"
    )
    kind = models.CharField(max_length=40, help_text="A name of `writing.kinds.catalogue`.")
    brief = models.JSONField(default=dict, blank=True)
    author = models.CharField(max_length=100, default=BUILT_IN, help_text="“built-in”, or a text model.")
    author_key = models.ForeignKey(
        "accounts.ApiKey",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        help_text="Empty: the owner's latest for the service of the model; one that is deleted stays chosen.",
    )
    economy = models.BooleanField(
        default=False, help_text="Hand requests over in batches: half the price, answered within a day."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.BRIEF)
    plan = models.ForeignKey("writing.PlanVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    wants_plan = models.BooleanField(default=False)
    plan_feedback = models.TextField(blank=True)
    approved = models.DateTimeField(null=True, blank=True, help_text="When the plan was approved as it stands.")
    memory = models.JSONField(default=dict, blank=True)
    bound = models.CharField(max_length=64, blank=True)
    findings = models.JSONField(
        default=list, blank=True, help_text="What was found in the book as a whole: `authors.contract.Finding`, each."
    )
    taken_down = models.DateTimeField(null=True, blank=True, help_text="When a moderator took it down.")
    taken_down_reason = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now)

    objects = WrittenBookQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.vividpage_id}"

    @property
    def is_by_model(self) -> bool:
        """Whether a language model writes it."""
        return self.author != BUILT_IN

    @property
    def is_by_hand(self) -> bool:
        """Whether its writer writes it alone: no plan of it is an author's."""
        return self.plan_id is not None and not self.plans.exclude(author="").exists()

    @property
    def remembered(self) -> Memory:
        """What the writer's earlier books had used when this one was begun, as authors take it."""
        return Memory.model_validate(self.memory)

    @property
    def is_planned(self) -> bool:
        """Whether there is a plan that its writer may edit, or has approved."""
        return self.plan_id is not None


class PlanVersion(models.Model):
    """A plan of a book: as its author made it, or as its writer has changed it. The latest stays in the history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(WrittenBook, on_delete=models.CASCADE, related_name="plans")
    number = models.PositiveIntegerField(help_text="From 1.")
    data = models.JSONField(help_text="`authors.contract.Outline`")
    author = models.CharField(max_length=100, blank=True, help_text="Empty: the writer.")
    feedback = models.TextField(blank=True, help_text="What the writer has said about the one before.")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="plan_number_unique_in_book")]

    def __str__(self) -> str:
        return f"Plan {self.number} of {self.book_id}"

    @property
    def outline(self) -> Outline:
        """The plan as authors take it."""
        return Outline.model_validate(self.data)
