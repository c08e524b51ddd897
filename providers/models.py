"""Budgets, the ledger of paid calls, how many calls a key may have in flight, and an admin's own models."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from providers.interfaces.usage import Usage


def answer_path(call: PaidCall, filename: str) -> str:
    """Return where a picture that has been paid for is kept until the book has it."""
    return f"calls/{call.user_id}/{call.pk}.{filename.rpartition('.')[2]}"


class Batch(models.Model):
    """Requests that were handed to a service together, at half the price, to be answered within a day."""

    class State(models.TextChoices):
        RUNNING = "running", "waiting for the service"
        ENDED = "ended", "answered"
        FAILED = "failed", "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.CharField(max_length=20)
    key_id = models.UUIDField(help_text="The reader's key that it was sent with.")
    remote_id = models.CharField(max_length=200, blank=True, help_text="What the service calls it; empty: being sent.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    created = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"Batch of {self.created:%Y-%m-%d %H:%M} ({self.service})"


class Budget(models.Model):
    """What calls of one book, or of one reader's month, may cost, have cost and could still cost.

    `limit` is None where there is none. A month's limit is the reader's monthly cap; it may be set below what the month
    has cost already, and then nothing more is spent. `spent` is what calls have cost, also where a service has billed
    more than it could by its own prices.
    """

    class Kind(models.TextChoices):
        BOOK = "book", "book"
        MONTH = "month", "month"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="budgets")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.UUIDField(null=True, blank=True, help_text="The book; empty for a month.")
    month = models.DateField(null=True, blank=True, help_text="Its first day; empty for a book.")
    limit = models.DecimalField(
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="USD; empty: none set.",
    )
    spent = models.DecimalField(max_digits=12, decimal_places=6, default=Decimal(0), editable=False)
    reserved = models.DecimalField(
        max_digits=12,
        decimal_places=6,
        default=Decimal(0),
        editable=False,
        help_text="USD that calls under way could cost at most.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(spent__gte=0, reserved__gte=0), name="budget_not_negative"),
            models.CheckConstraint(
                condition=models.Q(kind="book", subject__isnull=False, month__isnull=True)
                | models.Q(kind="month", subject__isnull=True, month__isnull=False),
                name="budget_of_a_book_or_a_month",
            ),
            models.UniqueConstraint(fields=["subject"], name="budget_once_for_a_book"),
            models.UniqueConstraint(fields=["owner", "month"], name="budget_once_for_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%B %Y}: ${self.spent}" if self.month else f"A book: ${self.spent}"

    @property
    def committed(self) -> Decimal:
        """What is spent or may yet be: no limit can be below it."""
        return self.spent + self.reserved


class PaidCall(models.Model):
    """One call of a service that costs money (or could): reserved before it is made, settled with what it cost.

    While a call is reserved or answered, no other with the same fingerprint of the same reader can be made: whoever
    asks again is given the stored answer.
    """

    class State(models.TextChoices):
        RESERVED = "reserved", "under way"
        QUEUED = "queued", "waiting to be sent with a batch"
        SUBMITTED = "submitted", "sent with a batch"
        ANSWERED = "answered", "answered"
        RELEASED = "released", "not made"
        LOST = "lost", "cut off"
        FORGOTTEN = "forgotten", "answered; the answer is deleted"

    IN_BATCH: ClassVar[tuple[str, ...]] = (State.QUEUED, State.SUBMITTED)
    STANDING: ClassVar[tuple[str, ...]] = (State.RESERVED, State.QUEUED, State.SUBMITTED, State.ANSWERED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="paid_calls")
    subject = models.UUIDField(null=True, blank=True, help_text="The book; empty: none, or it is deleted.")
    keep_until = models.DateTimeField(
        null=True, blank=True, help_text="When its answer is deleted, since its book is; empty: with its book."
    )
    budget = models.ForeignKey(Budget, null=True, blank=True, on_delete=models.SET_NULL, related_name="calls")
    title = models.CharField(max_length=500, blank=True, help_text="Of the book, also when that is gone.")
    purpose = models.CharField(max_length=40, help_text="What for: discover, merge, analyse, portrait, scene, …")
    label = models.CharField(max_length=200, blank=True)
    service = models.CharField(max_length=20)
    model = models.CharField(max_length=200)
    key_id = models.UUIDField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, help_text="Of the whole request.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RESERVED)
    ticket = models.CharField(
        max_length=500, blank=True, help_text="What the service calls the job that it has accepted; empty: none."
    )
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.SET_NULL, related_name="calls")
    month = models.DateField(help_text="The first day of the month that it counts to.")

    reserved = models.DecimalField(max_digits=12, decimal_places=6, default=Decimal(0), help_text="USD at most.")
    cost = models.DecimalField(max_digits=12, decimal_places=6, default=Decimal(0), help_text="USD.")
    is_priced = models.BooleanField(default=True, help_text="Whether a price was known.")
    usage = models.JSONField(default=dict)
    request = models.BinaryField(null=True, help_text="Compressed; kept while it waits for a batch.")
    response = models.BinaryField(null=True, help_text="Compressed.")
    file = models.FileField(upload_to=answer_path, blank=True, help_text="The answer, if it is a picture.")
    reason = models.TextField(blank=True, help_text="Why there is no answer.")

    holder = models.CharField(max_length=80, blank=True, help_text="Who makes it, as the ledger's account says.")
    lease_until = models.DateTimeField(null=True, blank=True, help_text="When its caller must have died.")
    created = models.DateTimeField(default=timezone.now)
    settled = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "fingerprint"],
                condition=models.Q(state__in=("reserved", "queued", "submitted", "answered")),
                name="paid_call_never_twice",
            ),
            models.CheckConstraint(condition=models.Q(cost__gte=0, reserved__gte=0), name="paid_call_not_negative"),
        ]
        indexes = [
            models.Index(fields=["subject", "created"], name="paid_call_of_subject"),
            models.Index(fields=["user", "month"], name="paid_call_of_month"),
            models.Index(
                fields=["keep_until"], name="paid_call_kept_until", condition=models.Q(keep_until__isnull=False)
            ),
            models.Index(fields=["state"], name="paid_call_open", condition=~models.Q(state="answered")),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} with {self.model} ({self.get_state_display()})"

    @property
    def used(self) -> Usage:
        """Its usage."""
        return Usage(**self.usage)


class AnswerUse(models.Model):
    """A book that was given the answer of a call of another one: the answer is kept as long as any of them."""

    call = models.ForeignKey(PaidCall, on_delete=models.CASCADE, related_name="uses")
    subject = models.UUIDField(help_text="The book.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "subject"], name="answer_use_once")]
        indexes = [models.Index(fields=["subject"], name="answer_use_of_subject")]

    def __str__(self) -> str:
        return f"{self.call_id} for {self.subject}"


class Throttle(models.Model):
    """How many calls a key may have in flight just now: fewer after a rate limit, slowly more again."""

    key = models.CharField(max_length=100, primary_key=True, help_text="The key's id, or the name of a service.")
    limit = models.FloatField()
    not_before = models.DateTimeField(null=True, blank=True, help_text="When it may be asked again.")
    failures = models.PositiveIntegerField(default=0, help_text="Times in a row that the service was down.")

    def __str__(self) -> str:
        return f"{self.key}: {self.limit:.1f} at once"


class ServerLimits(models.Model):
    """How much a model of a reader's own server reads and answers at once, as the server says; empty: it does not."""

    api_key = models.ForeignKey("accounts.ApiKey", on_delete=models.CASCADE, related_name="+")
    model = models.CharField(max_length=200, help_text="service/model")
    context_tokens = models.PositiveIntegerField(null=True)
    most_output_tokens = models.PositiveIntegerField(null=True)
    asked = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "server limits"
        constraints = [models.UniqueConstraint(fields=["api_key", "model"], name="server_limits_once")]

    def __str__(self) -> str:
        return f"{self.model}: {self.context_tokens}"


class OwnWorkflow(models.Model):
    """A workflow of the reader's own for a ComfyUI of theirs, in its API format, with slots that are filled in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    api_key = models.ForeignKey("accounts.ApiKey", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=40)
    graph = models.JSONField()
    model = models.CharField(max_length=60, help_text="What the catalogue calls it: another one for another graph.")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["api_key", "name"], name="own_workflow_name_once")]

    def __str__(self) -> str:
        return self.name


class CatalogueModel(models.Model):
    """A model that an admin has added to the catalogue, or what they have changed of one that was in it."""

    name = models.CharField(max_length=200, help_text="service/model, for example openai/gpt-6-luna.")
    service = models.CharField(max_length=20, help_text="The folder in `providers.services`.")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in ("text", "image", "embedding", "speech", "video")])
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    context_tokens = models.PositiveIntegerField(null=True, blank=True)
    most_output_tokens = models.PositiveIntegerField(null=True, blank=True)
    references = models.PositiveIntegerField(null=True, blank=True, help_text="Reference pictures that it takes.")
    any_size = models.BooleanField(null=True, blank=True)
    adult = models.CharField(max_length=10, blank=True, choices=[(a, a) for a in ("allowed", "blocked", "unknown")])
    quality = models.CharField(max_length=10, blank=True)
    concurrency = models.PositiveIntegerField(null=True, blank=True, help_text="Calls in flight for one key.")
    retired = models.DateField(null=True, blank=True)
    successor = models.CharField(max_length=200, blank=True)
    input_price = models.DecimalField(
        max_digits=12, decimal_places=6, null=True, blank=True, help_text="USD / M tokens"
    )
    output_price = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    picture_price = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True, help_text="USD each.")
    character_price = models.DecimalField(
        max_digits=12, decimal_places=6, null=True, blank=True, help_text="USD / M characters that are spoken"
    )

    second_price = models.DecimalField(
        max_digits=12, decimal_places=6, null=True, blank=True, help_text="USD / second of a clip"
    )
    clip_seconds = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1)]),
        null=True,
        blank=True,
        help_text="The lengths of the clips that a video model makes, in seconds, with commas.",
    )

    FIELDS: ClassVar[tuple[str, ...]] = (
        "name",
        "service",
        "kind",
        "title",
        "note",
        "context_tokens",
        "most_output_tokens",
        "references",
        "any_size",
        "adult",
        "quality",
        "concurrency",
        "retired",
        "successor",
        "input_price",
        "output_price",
        "picture_price",
        "character_price",
        "second_price",
        "clip_seconds",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="catalogue_model_once")]

    def __str__(self) -> str:
        return self.title

    def as_fields(self) -> dict[str, Any]:
        """Return what is said of it, for a `ModelEntry`; what is left empty is not."""
        fields = {field: getattr(self, field) for field in self.FIELDS}
        if fields["clip_seconds"]:
            fields["clip_seconds"] = tuple(sorted(fields["clip_seconds"]))
        return {field: value for field, value in fields.items() if value not in (None, "", [])}
