"""Preferences: by which channels a reader wants to hear of what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

if TYPE_CHECKING:
    from uuid import UUID

    from notifications.kinds import Channel


class Preferences(models.Model):
    """One reader's. `muted` holds the channels of each kind that are off: what is new is on until it is muted."""

    reader = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    muted = models.JSONField(default=dict, blank=True, help_text="Channels that are off, by kind.")
    time_zone = models.CharField(max_length=64, default="UTC")
    quiet_from = models.TimeField(null=True, blank=True, help_text="By the reader's clock; empty: no quiet hours.")
    quiet_until = models.TimeField(null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MaxValueValidator(23)],
        help_text="When mail is sent once a day, by the reader's clock; empty: soon after something happens.",
    )

    class Meta:
        verbose_name_plural = "preferences"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_two_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(digest_hour=None) | models.Q(digest_hour__lt=24), name="digest_hour_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"Preferences of {self.reader_id}"

    @classmethod
    def standard(cls, reader: UUID) -> Preferences:
        """Return what holds for whoever has chosen nothing. Not saved."""
        return cls(reader_id=reader, time_zone=settings.TIME_ZONE)

    @property
    def zone(self) -> ZoneInfo:
        """Where the reader's clock stands."""
        return ZoneInfo(self.time_zone)

    def wants(self, kind: str, channel: Channel) -> bool:
        """Return whether the reader wants to hear of that kind by that channel."""
        return channel not in self.muted.get(kind, ())
