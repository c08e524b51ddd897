"""The audit log, and the chain that shows when somebody has changed it. Triggers refuse to change or delete rows.

An entry names accounts by their ids, and where a request came from by its network (`audit.clients`). So nothing of it
has to be rewritten when an account is deleted: its id leads to nobody then.
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from audit.events import Event


class Entry(models.Model):
    """One thing that happened."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(default=timezone.now, db_index=True, editable=False)
    event = models.CharField(max_length=40, choices=Event)
    actor = models.UUIDField(null=True, help_text="The account that did it; empty: nobody who is known, or the site.")
    subject = models.UUIDField(null=True, help_text="The account that it was done to.")
    network = models.CharField(max_length=50, blank=True, help_text="From where, shortened; empty: not by a request.")
    device = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=dict, help_text="Names, kinds and figures; never a secret.")

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["subject", "-id"], name="audit_of_an_account"),
            models.Index(fields=["event", "-id"], name="audit_of_an_event"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.event}"

    @property
    def is_by_others(self) -> bool:
        """Whether another account did it: from where and on what is theirs, and told to operators alone."""
        return self.actor is not None and self.actor != self.subject


class Link(models.Model):
    """The place of an entry in the chain (`audit.chain`)."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True, help_text="The id of the entry.")
    previous = models.CharField(max_length=64, help_text="The digest of the link before.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the link before and of the entry.")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.position}: {self.digest[:12]}"
