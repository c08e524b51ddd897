"""BackupRun: how each backup went. It says nothing of readers."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


class BackupRun(models.Model):
    """One attempt at a backup; the backup itself is where it was written (`vividpages.backups`)."""

    class Outcome(models.TextChoices):
        RUNNING = "running", "under way"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=60, blank=True, help_text="Of the backup; empty: there is none.")
    destination = models.CharField(max_length=500, help_text="A folder, or s3://BUCKET/PREFIX.")
    started = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True, blank=True)
    verified = models.DateTimeField(null=True, blank=True, help_text="When a trial restore of it went well.")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.RUNNING)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it failed.")
    files = models.PositiveBigIntegerField(default=0)
    file_bytes = models.PositiveBigIntegerField(default=0)
    new_files = models.PositiveBigIntegerField(default=0, help_text="That no earlier backup had.")
    new_bytes = models.PositiveBigIntegerField(default=0)
    database_bytes = models.PositiveBigIntegerField(default=0, help_text="Of the dump, packed.")

    class Meta:
        ordering = ["-started"]
        indexes = [models.Index(fields=["-started"], name="backup_run_latest")]

    def __str__(self) -> str:
        return f"{self.started:%Y-%m-%d %H:%M} ({self.get_outcome_display()})"
