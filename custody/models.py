"""BackupRun: how each backup went, which says nothing of readers; Departure: who leaves, and when; Archive."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from files.store import by_content


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


class Departure(models.Model):
    """Somebody who has asked for the account to be deleted: switched off, and gone once `due` (`custody.leaving`)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="+")
    asked = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(db_index=True)
    keeps_segments = models.BooleanField(
        default=True, help_text="Whether what they wrote in others' stories stays, without their name."
    )
    active_keys = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text="Keys that are switched on again if they come back."
    )
    may_return = models.BooleanField(
        default=True, help_text="Whether they can keep the account themselves; not if an admin has switched it off."
    )

    def __str__(self) -> str:
        return f"{self.user_id} leaves on {self.due:%Y-%m-%d}"


class Archive(models.Model):
    """Everything of a reader as one file, made by a job; it goes after some days (`custody.archives`)."""

    class State(models.TextChoices):
        MAKING = "making", "being made"
        READY = "ready", "ready"
        FAILED = "failed", "not made"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.MAKING)
    file = models.FileField(upload_to=by_content, blank=True, max_length=200)
    bytes = models.PositiveBigIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0, help_text="Files that were lost before.")
    reason = models.CharField(max_length=500, blank=True)
    asked = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField(null=True, blank=True, db_index=True)

    def __str__(self) -> str:
        return f"{self.owner_id} ({self.get_state_display()})"
