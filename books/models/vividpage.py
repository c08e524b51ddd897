"""VividPage: a book of a reader, and how it is drawn."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from sketch.styles import DEFAULT_STYLE, LONGEST_KEY, UnknownStyle, own_number, style_named

if TYPE_CHECKING:
    from accounts.models import User


def epub_path(vividpage: VividPage, _filename: str) -> str:
    """Return where a book's file is kept."""
    return f"epubs/{vividpage.owner_id}/{vividpage.pk}/original.epub"


def cover_path(vividpage: VividPage, filename: str) -> str:
    """Return where a book's cover is kept."""
    return f"epubs/{vividpage.owner_id}/{vividpage.pk}/{filename}"


def validate_style(key: str) -> None:
    """Raise ValidationError unless there is a style of that key. Ours are files: adding one changes no table.

    Of a key of readers' own styles only the form is known here; who chooses one is asked for it (`making.choosing`).
    """
    try:
        if own_number(key) is None:
            style_named(key)
    except UnknownStyle as error:
        raise ValidationError(str(error)) from None


def random_identity() -> str:
    """Make an identity for a book that comes from no file."""
    return secrets.token_hex(32)


class VividPageQuerySet(models.QuerySet["VividPage"]):
    """Books as somebody may see them."""

    def owned_by(self, user: User) -> VividPageQuerySet:
        """Filter the books of `user`: every page looks books up through this, so that others' are not found."""
        return self.filter(owner=user)


class VividPage(models.Model):
    """One book of one reader: its text, how it is to be drawn, and how far that has come."""

    class Status(models.TextChoices):
        WRITING = "writing", "being written"
        READING = "reading", "being read"
        UNREADABLE = "unreadable", "not readable"
        UPLOADED = "uploaded", "not started"
        WORKING = "working", "in the making"
        PAUSED = "paused", "paused"
        CANCELLED = "cancelled", "stopped"
        COMPLETED = "completed", "completed"
        COMPLETED_WITH_FAILURES = "completed-with-failures", "completed with failures"
        FAILED = "failed", "failed"

    class Resolution(models.TextChoices):
        SQUARE_720 = "720", "720 × 720"
        SQUARE_1080 = "1080", "1080 × 1080"
        WIDE = "wide", "Wide, 1280 × 720"

    BEFORE_ITS_MAKING: ClassVar[tuple[str, ...]] = (
        Status.WRITING,
        Status.READING,
        Status.UNREADABLE,
        Status.UPLOADED,
    )
    SIZES: ClassVar[dict[str, tuple[int, int]]] = {"720": (720, 720), "1080": (1080, 1080), "wide": (1280, 720)}

    class Origin(models.TextChoices):
        """Where its text comes from."""

        UPLOAD = "upload", "uploaded"
        SAMPLE = "sample", "sample book"
        MANUSCRIPT = "manuscript", "manuscript"
        WRITTEN = "written", "written here"
        STORY = "story", "branch of a story"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.MANUSCRIPT)
    identity = models.CharField(
        max_length=64,
        default=random_identity,
        editable=False,
        db_index=True,
        help_text="What seeds and faces derive from: the SHA-256 of an uploaded file, random for other books.",
    )
    work = models.UUIDField(
        null=True,
        blank=True,
        editable=False,
        db_index=True,
        help_text="What its variants share; empty: it is the only one.",
    )
    copied_from = models.UUIDField(
        null=True, blank=True, editable=False, help_text="The variant that its text and bible were copied from."
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="vividpages")
    title = models.CharField(max_length=500)
    authors = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    language = models.CharField(max_length=35, blank=True)
    description = models.TextField(blank=True)
    series = models.CharField(max_length=500, blank=True)
    series_index = models.CharField(max_length=40, blank=True, help_text="Its place in the series, as the book has it.")
    subjects = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    period = models.CharField(max_length=60, blank=True, help_text="The time in which the story plays, if it is clear.")
    country = models.CharField(max_length=60, blank=True, help_text="Where it plays, if that is clear.")
    dress = models.CharField(max_length=400, blank=True, help_text="What people wear there and then.")
    technology = models.CharField(max_length=400, blank=True, help_text="Light, vehicles, weapons, tools of that time.")
    architecture = models.CharField(max_length=400, blank=True, help_text="How houses and rooms look there and then.")
    locked = ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="What the reader has edited of its time and country, so that no analysis changes it.",
    )
    epub = models.FileField(upload_to=epub_path, blank=True)
    epub_bytes = models.PositiveBigIntegerField(default=0, editable=False, help_text="Of its file; 0: not known.")
    cover = models.ImageField(upload_to=cover_path, blank=True)
    text_models = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="Which text models wrote it, or parts of it; empty: people, or a program that follows rules.",
    )
    warnings = ArrayField(models.TextField(), default=list, blank=True, help_text="What was mended in the file.")

    style = models.CharField(max_length=LONGEST_KEY, default=DEFAULT_STYLE, validators=[validate_style])
    text_model = models.CharField(max_length=100, default="rules")
    image_model = models.CharField(max_length=100, default="sketch")
    embedding_model = models.CharField(
        max_length=100, default="local", help_text="What makes it searchable by meaning."
    )
    density = models.CharField(max_length=20, default="per-scene")
    resolution = models.CharField(max_length=10, choices=Resolution.choices, default=Resolution.SQUARE_720)
    custom_instructions = models.TextField(blank=True, max_length=2000)
    sheets_first = models.BooleanField(
        default=False, help_text="Wait before the scenes are drawn, until the reader has seen the people and places."
    )
    keeps_own = models.BooleanField(
        default=False, help_text="Scenes that the book itself illustrates get no picture of ours."
    )

    status = models.CharField(max_length=30, choices=Status.choices, default=Status.UPLOADED)
    budget = models.OneToOneField(
        "providers.Budget", on_delete=models.PROTECT, related_name="+", editable=False, help_text="What it may cost."
    )
    economy = models.BooleanField(
        default=False, help_text="Hand requests over in batches: half the price, answered within a day."
    )
    text_key = models.ForeignKey(
        "accounts.ApiKey",
        null=True,
        blank=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        help_text="Empty: the owner's latest for the service of the model; one that is deleted stays chosen.",
    )
    image_key = models.ForeignKey(
        "accounts.ApiKey", null=True, blank=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    chapter_count = models.PositiveIntegerField(default=0)
    scene_count = models.PositiveIntegerField(default=0)
    word_count = models.PositiveIntegerField(default=0)
    picture_counts = models.JSONField(default=dict, blank=True, help_text="How many pictures each density gives.")

    created = models.DateTimeField(default=timezone.now)
    completed = models.DateTimeField(null=True, blank=True)

    objects = VividPageQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(identity=""), name="vividpage_has_an_identity"),
            models.CheckConstraint(condition=~models.Q(origin=""), name="vividpage_has_an_origin"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def author(self) -> str:
        """The authors as readers name them."""
        return " and ".join(filter(None, [", ".join(self.authors[:-1]), *self.authors[-1:]]))

    @property
    def place_in_series(self) -> str:
        """The series as readers name it: “Oz, book 1”; empty if the book is in none."""
        return f"{self.series}, book {self.series_index}" if self.series and self.series_index else self.series

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height of a storyboard, in pixels."""
        return self.SIZES[self.resolution]

    @property
    def is_started(self) -> bool:
        """Whether its making has begun: its reader has chosen how it is drawn."""
        return self.status not in self.BEFORE_ITS_MAKING

    @property
    def is_being_written(self) -> bool:
        """Whether it has no text yet: it is planned and written here."""
        return self.status == self.Status.WRITING

    @property
    def is_being_read(self) -> bool:
        """Whether its chapters are being looked for, before its reader chooses how it is drawn."""
        return self.status == self.Status.READING

    @property
    def is_unreadable(self) -> bool:
        """Whether its file could not be read."""
        return self.status == self.Status.UNREADABLE
