"""Source: something that a biography is written from; its Passages; SourceEdit: what its writer has decided of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db import models
from django.utils import timezone

from authors.sources.records import Verdict
from files.store import by_content
from writing.models.book import WrittenBook

if TYPE_CHECKING:
    from accounts.models import User


class SourceDescription(NamedTuple):
    """What a citation says of a source. `published` is ISO 8601, whole or cut off."""

    title: str
    authors: tuple[str, ...]
    publisher: str
    published: str


class SourceQuerySet(models.QuerySet["Source"]):
    """Sources, as writers find them."""

    def owned_by(self, user: User) -> SourceQuerySet:
        """Filter the sources of a writer's books."""
        return self.filter(book__vividpage__owner=user)

    def present(self) -> SourceQuerySet:
        """Filter those that have not been removed."""
        return self.filter(removed=None)

    def used(self) -> SourceQuerySet:
        """Filter those that the book is written from: `Source.is_used`, for the database."""
        read = self.present().filter(state=Source.State.READ)
        return read.filter(
            models.Q(decision=Source.Decision.USE) | models.Q(decision=Source.Decision.BY_VERDICTS, is_refused=False)
        )


class Source(models.Model):
    """A page, a file or an article that a biography is written from: a snapshot of it, and what is thought of it.

    `verdicts` are `authors.sources.records.Verdict`; `is_refused` says that one of them is bad. The writer's `decision`
    goes before. One that is `removed` stays, so that it can be brought back. `title`, `authors`, `publisher` and
    `published` are as they were found; what the writer says in their place are `corrections`, by these names.
    """

    class Origin(models.TextChoices):
        ADDRESS = "address", "web page"
        FILE = "file", "file"
        WIKIPEDIA = "wikipedia", "Wikipedia"
        WIKIDATA = "wikidata", "Wikidata"

    class State(models.TextChoices):
        WAITING = "waiting", "to be read"
        READ = "read", "read"
        FAILED = "failed", "not readable"

    class Decision(models.TextChoices):
        BY_VERDICTS = "", "by the verdicts"
        USE = "use", "used"
        LEAVE = "leave", "left out"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(WrittenBook, on_delete=models.CASCADE, related_name="sources")
    number = models.PositiveIntegerField(help_text="From 1, in the order in which they were added.")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    address = models.CharField(max_length=2000, blank=True, help_text="As it is fetched; of a file empty.")
    final_address = models.CharField(max_length=2000, blank=True, help_text="Where it is to be found and cited.")
    name = models.CharField(max_length=300, blank=True, help_text="Of an uploaded file.")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)

    snapshot = models.FileField(upload_to=by_content, blank=True, max_length=200, help_text="As it was fetched.")
    snapshot_bytes = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=100, blank=True, help_text="What its server says of it.")
    fetched = models.DateTimeField(null=True, blank=True)

    title = models.CharField(max_length=500, blank=True)
    authors = models.JSONField(default=list, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    published = models.CharField(max_length=40, blank=True, help_text="ISO 8601, whole or cut off.")
    corrections = models.JSONField(
        default=dict, blank=True, help_text="What its writer says in place of what was found."
    )
    language = models.CharField(max_length=35, blank=True)
    licence = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20, default="other", help_text="`authors.facts.model.SourceKind`")
    weight = models.FloatField(default=0.5, help_text="From 0 to 1: how far it is believed beside others.")
    word_count = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)

    verdicts = models.JSONField(default=list, blank=True)
    is_refused = models.BooleanField(default=False)
    duplicate_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    decision = models.CharField(max_length=5, choices=Decision.choices, default=Decision.BY_VERDICTS, blank=True)
    removed = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="source_number_unique_in_book")]

    def __str__(self) -> str:
        return self.described.title or self.name or self.address or f"Source {self.number}"

    @property
    def is_used(self) -> bool:
        """Whether the book is written from it."""
        if self.removed is not None or self.state != self.State.READ:
            return False
        by_verdicts = self.decision == self.Decision.BY_VERDICTS and not self.is_refused
        return by_verdicts or self.decision == self.Decision.USE

    @property
    def found(self) -> SourceDescription:
        """What was found of it when it was read."""
        return SourceDescription(self.title, tuple(self.authors), self.publisher, self.published)

    @property
    def described(self) -> SourceDescription:
        """What citations say of it: what was found, corrected by its writer."""
        said = {**self.found._asdict(), **self.corrections}
        return SourceDescription(said["title"], tuple(said["authors"]), said["publisher"], said["published"])

    @property
    def told(self) -> list[Verdict]:
        """The verdicts as plain data."""
        return [Verdict.model_validate(verdict) for verdict in self.verdicts]


class Passage(models.Model):
    """A stretch of a source; its id follows from the source and the words (`authors.sources.passages`).

    `relevance` is the probability that it is about the subject. One that speaks to language models is not used.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField(help_text="Its place in the source, from 1.")
    text = models.TextField()
    heading = models.CharField(max_length=300, blank=True)
    page = models.CharField(max_length=300, blank=True, help_text="Of a PDF; of an e-book the chapter.")
    relevance = models.FloatField(default=0.0)
    for_models = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["source", "number"], name="passage_in_source")]

    def __str__(self) -> str:
        return f"Passage {self.number} of {self.source_id}"


class SourceEdit(models.Model):
    """What a writer has decided of the sources of a book: enough of it to take it back, as in `characters.Edit`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    book = models.ForeignKey(WrittenBook, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(help_text="Its place among the edits of these sources, from 1.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.CharField(max_length=500, help_text="What was done, in words.")
    steps = models.JSONField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["book", "number"], name="source_edit_number_unique_in_book")]

    def __str__(self) -> str:
        return self.summary
