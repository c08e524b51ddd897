"""What was measured, a minute at a time, and what went wrong."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class Sample(models.Model):
    """What one machine measured in one minute: counts since its first start, and what stood in the database."""

    host = models.CharField(max_length=200)
    at = models.DateTimeField(help_text="The minute.")
    values = models.JSONField(help_text="Numbers by name: `monitoring.sampling`.")

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["host", "at"], name="sample_once_a_minute")]
        indexes = [models.Index(fields=["at"], name="sample_at")]
        permissions: ClassVar = [("view_status", "Can see how the site is doing")]

    def __str__(self) -> str:
        return f"{self.host} at {self.at:%Y-%m-%d %H:%M}"


class Alert(models.Model):
    """A rule that was broken, from when to when, and by which channels that was told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule = models.CharField(max_length=40)
    sentence = models.CharField(max_length=500, help_text="What was measured when it began, for operators.")
    started = models.DateTimeField(default=timezone.now)
    ended = models.DateTimeField(null=True, blank=True)
    told_start = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    told_end = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    class Meta:
        ordering = ["-started"]
        constraints = [
            models.UniqueConstraint(fields=["rule"], condition=models.Q(ended=None), name="alert_one_open_of_a_rule")
        ]

    def __str__(self) -> str:
        return f"{self.rule} since {self.started:%Y-%m-%d %H:%M}"
