"""PlannedPart, its Drafts, and what was found in them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from authors.contract import Finding, Part, Text
from writing.models.book import WrittenBook


class PlannedPart(models.Model):
    """A part of a plan: a spread, a chapter. It keeps its drafts when the plan is edited, and also when it leaves it.

    `wanted` asks the author to write it: `feedback` is the writer's word about the accepted text, `mends` asks to mend
    what was found in that.
    """

    class Wanted(models.TextChoices):
        NOTHING = "", "nothing"
        WRITING = "write", "to be written"
        MENDING = "mend", "to be mended"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(WrittenBook, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=200, help_text="What the plan knows it by.")
    number = models.PositiveIntegerField(help_text="Its place in the plan, from 1; of one that left it, its last.")
    data = models.JSONField(help_text="`authors.contract.Part`")
    is_planned = models.BooleanField(default=True, help_text="Whether it is in the plan as it stands.")
    wanted = models.CharField(max_length=5, choices=Wanted.choices, default=Wanted.NOTHING, blank=True)
    feedback = models.TextField(blank=True)
    note = models.TextField(blank=True, help_text="What the writer is told of how its latest writing went.")
    accepted = models.ForeignKey("writing.Draft", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["book", "key"], name="part_key_unique_in_book")]

    def __str__(self) -> str:
        return f"Part {self.number} of {self.book_id}"

    @property
    def part(self) -> Part:
        """The part as authors take it."""
        return Part.model_validate(self.data)


class Draft(models.Model):
    """A version of the text of a part. `made_from` is the digest of what it was written from, so that one whose
    ground has changed since can be told; `round` counts the revisions of one writing, from 0.
    """

    class Origin(models.TextChoices):
        WRITTEN = "written", "written"
        REVISED = "revised", "revised"
        EDITED = "edited", "edited by hand"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.ForeignKey(PlannedPart, on_delete=models.CASCADE, related_name="drafts")
    number = models.PositiveIntegerField(help_text="From 1.")
    data = models.JSONField(help_text="`authors.contract.Text`")
    words = models.PositiveIntegerField()
    origin = models.CharField(max_length=8, choices=Origin.choices)
    author = models.CharField(max_length=100, blank=True, help_text="Empty: the writer.")
    feedback = models.TextField(blank=True, help_text="What the writer had said about the one before.")
    round = models.PositiveSmallIntegerField(default=0)
    made_from = models.CharField(max_length=64)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["part", "number"], name="draft_number_unique_in_part")]

    def __str__(self) -> str:
        return f"Draft {self.number} of {self.part_id}"

    @property
    def text(self) -> Text:
        """The text as authors take it."""
        return Text.model_validate(self.data)


class DraftFinding(models.Model):
    """What a check has found in a draft, by the draft alone or (`of_whole`) beside all other parts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveIntegerField(help_text="From 1.")
    rule = models.CharField(max_length=60)
    severity = models.CharField(max_length=8, choices=[("wrong", "wrong"), ("doubtful", "doubtful")])
    words = models.TextField()
    paragraph = models.PositiveIntegerField(null=True, blank=True, help_text="From 0; empty: the whole part.")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    of_whole = models.BooleanField(default=False)
    dismissed = models.DateTimeField(null=True, blank=True, help_text="When the writer said that it is right.")

    class Meta:
        ordering = ["of_whole", "number"]
        constraints = [
            models.UniqueConstraint(fields=["draft", "of_whole", "number"], name="finding_number_unique_in_draft")
        ]

    def __str__(self) -> str:
        return f"{self.rule} in {self.draft_id}"

    @property
    def finding(self) -> Finding:
        """The finding as authors take it."""
        return Finding(
            rule=self.rule,
            severity="wrong" if self.severity == "wrong" else "doubtful",
            words=self.words,
            paragraph=self.paragraph,
            start=self.start,
            end=self.end,
        )
