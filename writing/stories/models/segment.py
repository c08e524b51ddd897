"""Segment: a reader's continuation of a branch, from the line as it was posted to the scene that is shown."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from authors.continuations.contract import MOST_LINE, Draft, StoryFacts, StoryFinding
from writing.stories.models.story import Branch, Story

if TYPE_CHECKING:
    from collections.abc import Sequence


class SegmentQuerySet(models.QuerySet["Segment"]):
    """Segments by what has become of them."""

    def joined(self) -> SegmentQuerySet:
        """Filter those that are part of the story for whoever continues it."""
        return self.filter(state__in=Segment.JOINED)

    def under_way(self) -> SegmentQuerySet:
        """Filter those of which it is not known yet whether they join."""
        return self.filter(state__in=Segment.UNDER_WAY)


class Segment(models.Model):
    """A continuation. `parent` is the segment that it continues, null: it begins the story.

    `draft` is what the line has become, `findings` what does not fit in it, `mended` what was mended by itself.
    `facts` is the story's bible after it, `number` its place on the way from the story's first segment: both are kept
    when it joins. A hidden or removed one keeps its place in the tree; who continues is not told of it.
    """

    class State(models.TextChoices):
        WRITING = "writing", "being written"
        ASKING = "asking", "waits for its writer"
        HELD = "held", "waits for approval"
        JOINING = "joining", "being put in"
        DRAWING = "drawing", "being drawn"
        PUBLISHED = "published", "published"
        REFUSED = "refused", "refused"
        WITHDRAWN = "withdrawn", "withdrawn"
        HIDDEN = "hidden", "hidden"
        REMOVED = "removed", "removed"

    UNDER_WAY = (State.WRITING, State.ASKING, State.HELD, State.JOINING)
    JOINED = (State.DRAWING, State.PUBLISHED)
    PLACED = (*JOINED, State.HIDDEN, State.REMOVED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="segments")
    branch = models.ForeignKey(Branch, on_delete=models.CASCADE, related_name="segments")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.RESTRICT, related_name="children")
    number = models.PositiveIntegerField(default=0, help_text="From 1; 0 before it joins.")
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty: somebody who has left.",
    )
    line = models.TextField(max_length=MOST_LINE)
    licence = models.CharField(max_length=20, blank=True, help_text="Under which it was contributed.")
    if_overtaken_branch = models.BooleanField(
        default=False, help_text="If somebody is faster, and it does not fit any more, it begins a branch."
    )
    draft = models.JSONField(null=True, blank=True, help_text="`authors.continuations.contract.Draft`")
    is_edited = models.BooleanField(default=False, help_text="Its writer has changed the text by hand.")
    findings = models.JSONField(default=list, blank=True, help_text="`authors.continuations.contract.StoryFinding`s")
    mended = models.JSONField(default=list, blank=True)
    accepts_findings = models.BooleanField(default=False, help_text="Its writer has seen what was found: it stays so.")
    facts = models.JSONField(null=True, blank=True, help_text="`authors.continuations.contract.StoryFacts`")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITING)
    note = models.TextField(blank=True, help_text="Why it waits or was refused, in its writer's words.")
    is_approved = models.BooleanField(default=False, help_text="It waits for no approval any more.")
    scene = models.ForeignKey("books.Scene", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    joined_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = SegmentQuerySet.as_manager()

    class Meta:
        ordering = ["number", "created"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "parent"],
                condition=Q(state__in=["drawing", "published", "hidden", "removed"]),
                nulls_distinct=False,
                name="segment_follows_once_in_branch",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["drawing", "published"])
                | Q(draft__isnull=False, facts__isnull=False, number__gt=0),
                name="joined_segment_has_text_and_facts",
            ),
        ]
        indexes = [models.Index(fields=["story", "state"], name="segment_by_state")]

    def __str__(self) -> str:
        return f"Segment {self.number} of {self.story_id}"

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide before it goes on."""
        return self.state in (self.State.ASKING, self.State.HELD)

    @property
    def told(self) -> Draft:
        """Its text, as authors take it. Raises ValueError before there is one."""
        return Draft.model_validate(self.draft)

    @property
    def known_after(self) -> StoryFacts:
        """The story's bible after it. Raises ValueError before it has joined."""
        return StoryFacts.model_validate(self.facts)

    @property
    def found(self) -> Sequence[StoryFinding]:
        """What does not fit in its text."""
        return [StoryFinding.model_validate(one) for one in self.findings]
