"""Notification: what a reader is told, once. Delivery: the telling of it by one channel outside the site."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from notifications.kinds import About, Channel, Kind
from notifications.models.channels import PushDevice, Webhook

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_TITLE, LONGEST_KEY = 300, 200
"""Characters."""


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Notifications as their readers find them."""

    def of(self, reader: User) -> NotificationQuerySet:
        """Filter those that a reader is shown, the newest first."""
        return self.filter(reader=reader, is_shown=True).order_by("-created", "-pk")

    def unread(self) -> NotificationQuerySet:
        """Filter those that are shown and not read."""
        return self.filter(is_shown=True, read=None)


class Notification(models.Model):
    """Something that a reader is told, written in the transaction of what it tells of; `key` lets it be told once.

    `title` is one sentence that may leave the site; `words` stay on it. One of a wait that is over is `settled`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=LONGEST_KEY)
    title = models.CharField(max_length=LONGEST_TITLE)
    words = models.TextField(blank=True, help_text="The reason, where there is one.")
    about = models.CharField(max_length=20, choices=About.choices, default=About.NOTHING)
    subject = models.UUIDField(null=True, blank=True)
    part = models.UUIDField(null=True, blank=True, help_text="Which part of the subject: a segment of a story.")
    is_shown = models.BooleanField(default=True, help_text="Whether it stands in the reader's list.")
    created = models.DateTimeField(default=timezone.now)
    read = models.DateTimeField(null=True, blank=True)
    waiting = models.UUIDField(
        null=True, blank=True, help_text="What stands still until its reader has seen to it: a job."
    )
    settled = models.DateTimeField(null=True, blank=True, help_text="When that went on.")

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]
        constraints = [models.UniqueConstraint(fields=["reader", "key"], name="notification_told_once")]
        indexes = [
            models.Index(fields=["reader", "-created"], name="notification_of_reader"),
            models.Index(fields=["reader"], name="notification_unread", condition=Q(is_shown=True, read=None)),
            models.Index(fields=["subject"], name="notification_subject"),
            models.Index(fields=["created"], name="notification_age"),
            models.Index(
                fields=["waiting"], name="notification_waiting", condition=Q(waiting__isnull=False, settled=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.created:%-d %B %Y}"


class Delivery(models.Model):
    """A notification on its way by one channel to one `target`: the reader's mail, a webhook, a device.

    Claimed under a lease. `handed_over` is written before the first byte leaves, so that it is known of one whose
    worker has died whether somebody may have it already.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waits"
        CLAIMED = "claimed", "on its way"
        DELIVERED = "delivered", "delivered"
        FAILED = "failed", "given up"
        DROPPED = "dropped", "not needed any more"
        UNKNOWN = "unknown", "sent, without an answer"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    notification = models.ForeignKey(Notification, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=10, choices=[(c.value, c.label) for c in Channel if c != Channel.PAGE])
    target = models.UUIDField(help_text="The reader, the webhook or the device: one is served at a time.")
    webhook = models.ForeignKey(Webhook, null=True, blank=True, on_delete=models.CASCADE, related_name="deliveries")
    device = models.ForeignKey(PushDevice, null=True, blank=True, on_delete=models.CASCADE, related_name="deliveries")
    is_asked = models.BooleanField(default=False, help_text="The reader asked for this one: it is sent even if read.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    due = models.DateTimeField(default=timezone.now, help_text="When it may be tried, first or again.")
    claim = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    handed_over = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    code = models.PositiveSmallIntegerField(null=True, blank=True, help_text="What the other side answered last.")
    answer = models.CharField(max_length=200, blank=True, help_text="What became of the last try, in our words.")
    tried = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "deliveries"
        ordering = ["-created"]
        constraints = [
            models.UniqueConstraint(fields=["notification", "channel", "target"], name="delivery_once_to_a_target"),
            models.CheckConstraint(
                condition=~Q(state="claimed") | Q(claim__isnull=False, lease_until__isnull=False),
                name="delivery_claimed_under_a_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["due"], name="delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["target"], name="delivery_open", condition=Q(state__in=["waiting", "claimed"])),
            models.Index(fields=["webhook", "-created"], name="delivery_log"),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.get_state_display()}"
