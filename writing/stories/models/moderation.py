"""Comment; ContentReport of anything that readers write; Decision: the audit trail of it; Appeal against one."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from writing.stories.models.idea import Idea, Shown, Topic
from writing.stories.models.segment import Segment
from writing.stories.models.story import Story
from writing.stories.models.suggestion import BibleSuggestion

LONGEST_COMMENT, LONGEST_WORDS = 2000, 1000
"""Characters."""


class Comment(models.Model):
    """What a reader says about a segment, or about an idea."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    segment = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    idea = models.ForeignKey(Idea, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    text = models.TextField(max_length=LONGEST_COMMENT)
    state = models.CharField(max_length=10, choices=Shown.choices, default=Shown.SHOWN)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["created"]
        constraints = [
            models.CheckConstraint(
                condition=Q(segment__isnull=False, idea=None) | Q(segment=None, idea__isnull=False),
                name="comment_on_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"Comment of {self.created:%-d %B %Y}"


class Kind(models.TextChoices):
    """What can be reported and decided about. A segment's picture is reported as a picture, a film as its segment."""

    TOPIC = "topic", "topic"
    IDEA = "idea", "idea"
    STORY = "story", "story"
    SEGMENT = "segment", "part"
    COMMENT = "comment", "comment"
    MEMBER = "member", "member"
    BIBLE = "bible", "bible"
    SUGGESTION = "suggestion", "suggestion for the bible"


MODELS: dict[str, type[models.Model]] = {
    Kind.TOPIC: Topic,
    Kind.IDEA: Idea,
    Kind.STORY: Story,
    Kind.SEGMENT: Segment,
    Kind.COMMENT: Comment,
    Kind.SUGGESTION: BibleSuggestion,
}


class ContentReport(models.Model):
    """A reader says that something should not be here. `excerpt` is what it said then, for it may be changed."""

    class Reason(models.TextChoices):
        HATE = "hate", "Hateful or threatening"
        SEXUAL = "sexual", "Sexual"
        VIOLENCE = "violence", "Cruel"
        PERSON = "person", "About a real person, without their consent"
        RIGHTS = "rights", "Somebody else's work, copied"
        SPAM = "spam", "Advertising, or nonsense"
        RATING = "rating", "Not for the age that it is said to be for"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "open"
        UPHELD = "upheld", "upheld"
        DISMISSED = "dismissed", "dismissed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    target = models.UUIDField()
    story = models.ForeignKey(Story, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    words = models.TextField(blank=True, max_length=LONGEST_WORDS)
    excerpt = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    created = models.DateTimeField(default=timezone.now, editable=False)
    closed = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["created"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target", "reporter"],
                condition=Q(state="open"),
                name="content_report_one_open_of_a_reader",
            )
        ]
        indexes = [models.Index(fields=["created"], name="content_report_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"Report: {self.get_reason_display()}"


class Decision(models.Model):
    """One entry of the audit trail of what readers write. The database refuses to change or delete it.

    So it refers to nothing by a key that a deletion would follow.
    """

    class Action(models.TextChoices):
        REPORTED = "reported", "reported"
        KEPT = "kept", "kept"
        APPROVED = "approved", "approved"
        REFUSED = "refused", "refused"
        HIDDEN = "hidden", "hidden"
        RESTORED = "restored", "shown again"
        REMOVED = "removed", "removed"
        WARNED = "warned", "warned"
        BANNED = "banned", "banned from a story"
        LIFTED = "lifted", "ban lifted"
        EDITED = "edited", "edited"
        UNDONE = "undone", "edit undone"
        ACCEPTED = "accepted", "accepted"
        DECLINED = "declined", "declined"
        APPEALED = "appealed", "appealed"
        APPEAL_UPHELD = "upheld", "appeal upheld"
        APPEAL_DISMISSED = "dismissed", "appeal dismissed"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now, editable=False)
    action = models.CharField(max_length=10, choices=Action.choices)
    by = models.UUIDField(null=True, help_text="The account that did it; empty: the checks.")
    concerns = models.UUIDField(null=True, help_text="The account whose words, or membership, it is about.")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    target = models.UUIDField()
    story = models.UUIDField(null=True)
    reason = models.TextField()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "target"], name="decision_target"),
            models.Index(fields=["concerns"], name="decision_concerns"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}, {self.at:%-d %B %Y}"


class Appeal(models.Model):
    """Somebody asks for a decision about their words to be looked at again, by somebody else."""

    class State(models.TextChoices):
        OPEN = "open", "open"
        UPHELD = "upheld", "upheld: the decision is taken back"
        DISMISSED = "dismissed", "dismissed: the decision stands"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.OneToOneField(
        Decision, on_delete=models.DO_NOTHING, db_constraint=False, related_name="appeal", help_text="Never deleted."
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.TextField(max_length=LONGEST_WORDS)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    answer = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    closed = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["created"]
        indexes = [models.Index(fields=["created"], name="appeal_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"Appeal of {self.created:%-d %B %Y}"
