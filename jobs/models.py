"""Job, Unit and Run: the truth about work. A task in the queue is only a wake-up."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class Priority(models.IntegerChoices):
    """Which work goes first; among equals, readers take turns."""

    ORDINARY = 0, "ordinary"
    READER_WAITS = 10, "a reader waits for it"


class Job(models.Model):
    """One stage of a pipeline at work on one subject."""

    class State(models.TextChoices):
        RUNNING = "running", "running"
        PAUSED = "paused", "paused"
        CANCELLED = "cancelled", "cancelled"
        COMPLETED = "completed", "completed"
        COMPLETED_WITH_FAILURES = "completed-with-failures", "completed with failures"
        FAILED = "failed", "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pipeline = models.CharField(max_length=40)
    subject = models.UUIDField(help_text="What it works on, as the app of its pipeline knows it: a book, an edition.")
    stage = models.CharField(max_length=40)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="jobs", help_text="Whose turn it takes."
    )
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.ORDINARY)
    state = models.CharField(max_length=30, choices=State.choices, default=State.RUNNING)
    until = models.CharField(max_length=40, blank=True, help_text="The stage after which the work stops; empty: none.")
    planned = models.BooleanField(default=False, help_text="Whether its units have been laid out.")
    reason = models.TextField(blank=True, help_text="Why it failed or stands still, in the reader's words.")
    paused_until = models.DateTimeField(
        null=True, blank=True, help_text="When it goes on by itself; empty: when somebody has seen to the reason."
    )
    mended_by = models.CharField(
        max_length=20, blank=True, help_text="While it is paused: what its reader can do about it, as “budget”."
    )
    last_turn = models.DateTimeField(null=True, blank=True, help_text="When one of its units was last begun.")
    metadata = models.JSONField(
        default=dict, blank=True, help_text="What asked for it: the id of the request, and its traceparent."
    )
    created = models.DateTimeField(default=timezone.now)
    taken_up = models.DateTimeField(null=True, blank=True, help_text="When it was last set to run.")
    started = models.DateTimeField(null=True, blank=True, help_text="When its first unit was begun.")
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.UniqueConstraint(fields=["pipeline", "subject", "stage"], name="job_one_per_stage_of_a_subject"),
        ]
        indexes = [
            models.Index(fields=["state"], name="job_state"),
            models.Index(fields=["subject"], name="job_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.stage} ({self.get_state_display()})"

    @property
    def is_settled(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state not in (self.State.RUNNING, self.State.PAUSED)


class Unit(models.Model):
    """One claimable piece of a job: a chapter to analyse, a scene to draw.

    Units of a later `phase` wait until none of an earlier one is open. If an `essential` unit is set aside,
    the job fails; any other leaves the job `completed with failures`. A `needed` one that fails again and again is
    held: tried again after longer and longer times, while later phases go on with what does not wait for it; or not at
    all, if each time is paid for, until its reader has been asked.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        CLAIMED = "claimed", "being worked on"
        DONE = "done", "done"
        FAILED = "failed", "set aside"

    OPEN: ClassVar[tuple[str, ...]] = (State.WAITING, State.CLAIMED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    job = models.ForeignKey(Job, on_delete=models.CASCADE, related_name="units")
    phase = models.PositiveSmallIntegerField(default=0)
    number = models.PositiveIntegerField(help_text="Its place within the job.")
    kind = models.CharField(max_length=40)
    target = models.UUIDField(null=True, blank=True, help_text="What it works on: a chapter, a scene, a character.")
    label = models.CharField(max_length=200, help_text="What readers are told is being done.")
    essential = models.BooleanField(default=False)
    needed = models.BooleanField(
        default=False, help_text="Later work stands on it, so it is tried for long before others do without it."
    )
    asks = models.BooleanField(
        default=False, help_text="Its calls were paid for in vain, so it is not tried again before its reader says so."
    )
    waits_for = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="waiting",
        help_text="What it needs first; it can be claimed once that is open no more.",
    )
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.ORDINARY)
    options = models.JSONField(default=dict, blank=True, help_text="How it is to be done other than its job says.")
    result = models.JSONField(null=True, blank=True, help_text="What later phases need of it.")

    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    claim = models.UUIDField(null=True, blank=True, help_text="Whose it is: the slice that works on it.")
    lease_until = models.DateTimeField(null=True, blank=True)
    concurrency_key = models.CharField(
        max_length=100, blank=True, help_text="Whose limit of calls in flight it counts to."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True, help_text="When it may be tried again.")
    reason = models.TextField(blank=True)
    started = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["phase", "number"]
        constraints = [
            models.UniqueConstraint(fields=["job", "number"], name="unit_number_unique_in_job"),
            models.UniqueConstraint(
                fields=["job", "kind", "target"], name="unit_once_per_target", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=~models.Q(state="claimed") | models.Q(claim__isnull=False, lease_until__isnull=False),
                name="unit_claimed_under_a_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["job", "state", "phase", "number"], name="unit_to_claim"),
            models.Index(fields=["concurrency_key"], name="unit_in_flight", condition=models.Q(state="claimed")),
            models.Index(fields=["job"], name="unit_urgent", condition=models.Q(state="waiting", priority__gt=0)),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_held(self) -> bool:
        """Whether it is tried for long already, while what does not need it goes on."""
        tried = self.attempts - (self.state == self.State.CLAIMED)
        is_tired = self.asks or tried >= settings.JOB_MAX_ATTEMPTS
        return self.needed and self.state in self.OPEN and is_tired

    @property
    def holder(self) -> str:
        """Who does it now, as the ledger of paid calls knows it: `providers.money.ledger.Account`."""
        return f"{self.pk}:{self.claim}/{self.attempts}"

    @property
    def required_target(self) -> uuid.UUID:
        """What it works on, for kinds that always have it. Raises ValueError if it has none."""
        if self.target is None:
            raise ValueError(f"Unit {self.pk} ({self.kind}) has no target.")
        return self.target


class Cluster(models.Model):
    """A `manage.py worker`: which work its processes take, and when it was last heard of."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    host = models.CharField(max_length=200)
    pid = models.PositiveIntegerField()
    processes = models.PositiveSmallIntegerField()
    stages = models.CharField(max_length=500, blank=True, help_text="WORKER_STAGES; empty: all, and the queue.")
    version = models.CharField(max_length=40, blank=True)
    is_draining = models.BooleanField(default=False, help_text="Whether it takes nothing new, since it is to stop.")
    started = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["host", "pid"]
        indexes = [models.Index(fields=["seen"], name="cluster_seen")]

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class Run(models.Model):
    """One course of a pipeline on a subject, from its start to its end: the history. A pause does not end it."""

    class Outcome(models.TextChoices):
        COMPLETED = "completed", "completed"
        COMPLETED_WITH_FAILURES = "completed-with-failures", "completed with failures"
        FAILED = "failed", "failed"
        CANCELLED = "cancelled", "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    pipeline = models.CharField(max_length=40)
    subject = models.UUIDField()
    until = models.CharField(max_length=40, blank=True, help_text="The stage after which it was to stop; empty: none.")
    started = models.DateTimeField(default=timezone.now)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    finished = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=30, choices=Outcome.choices, blank=True, help_text="Empty: not ended yet.")
    reason = models.TextField(blank=True, help_text="Why it failed, in the reader's words.")

    class Meta:
        ordering = ["-started"]
        constraints = [
            models.UniqueConstraint(
                fields=["pipeline", "subject"], condition=models.Q(finished=None), name="run_one_open_of_a_subject"
            ),
            models.CheckConstraint(
                condition=models.Q(finished=None, outcome="")
                | (models.Q(finished__isnull=False) & ~models.Q(outcome="")),
                name="run_with_an_outcome_once_finished",
            ),
        ]
        indexes = [models.Index(fields=["subject", "-started"], name="run_of_a_subject")]

    def __str__(self) -> str:
        return f"{self.pipeline} ({self.get_outcome_display() or 'under way'})"
