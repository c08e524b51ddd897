"""VividPage, Chapter, Scene: a book, and what of it is drawn."""

from __future__ import annotations

import secrets
import uuid
from typing import TYPE_CHECKING, ClassVar, get_args

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Left
from django.utils import timezone

from books.languages import ANY_LANGUAGE, CONFIGURATIONS
from books.manuscript import BETWEEN_PARAGRAPHS, ParagraphKind
from books.markup import StoredMark
from sketch.styles import DEFAULT_STYLE, LONGEST_KEY, STYLES, UnknownStyle, style_named

if TYPE_CHECKING:
    from accounts.models import User


def epub_path(vividpage: VividPage, _filename: str) -> str:
    """Where a book's file is kept."""
    return f"epubs/{vividpage.owner_id}/{vividpage.pk}/original.epub"


def own_picture_path(picture: BookPicture, filename: str) -> str:
    """Where one of a book's own pictures is kept."""
    vividpage = picture.chapter.vividpage
    return f"epubs/{vividpage.owner_id}/{vividpage.pk}/pictures/{filename}"


def cover_path(vividpage: VividPage, filename: str) -> str:
    """Where a book's cover is kept."""
    return f"epubs/{vividpage.owner_id}/{vividpage.pk}/{filename}"


def validate_style(key: str) -> None:
    """Raise ValidationError unless there is a style of that key. Styles are files: adding one changes no table."""
    try:
        style_named(key)
    except UnknownStyle as error:
        raise ValidationError(str(error)) from None


def random_identity() -> str:
    """An identity for a book that comes from no file."""
    return secrets.token_hex(32)


class VividPageQuerySet(models.QuerySet["VividPage"]):
    """Books as somebody may see them."""

    def owned_by(self, user: User) -> VividPageQuerySet:
        """The books of `user`: every page looks books up through this, so that others' are not found."""
        return self.filter(owner=user)


class VividPage(models.Model):
    """One book of one reader: its text, how it is to be drawn, and how far that has come."""

    class Status(models.TextChoices):
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

    SIZES: ClassVar[dict[str, tuple[int, int]]] = {"720": (720, 720), "1080": (1080, 1080), "wide": (1280, 720)}

    class Origin(models.TextChoices):
        """Where its text comes from."""

        UPLOAD = "upload", "uploaded"
        SAMPLE = "sample", "sample book"
        MANUSCRIPT = "manuscript", "manuscript"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    origin = models.CharField(max_length=20, choices=Origin.choices, default=Origin.MANUSCRIPT)
    identity = models.CharField(
        max_length=64,
        default=random_identity,
        editable=False,
        db_index=True,
        help_text="What seeds and faces derive from: the SHA-256 of an uploaded file, random for other books.",
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
    epub = models.FileField(upload_to=epub_path, blank=True)
    cover = models.ImageField(upload_to=cover_path, blank=True)
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

    status = models.CharField(max_length=30, choices=Status.choices, default=Status.UPLOADED)
    budget = models.OneToOneField(
        "providers.Budget", on_delete=models.PROTECT, related_name="+", editable=False, help_text="What it may cost."
    )
    economy = models.BooleanField(
        default=False, help_text="Hand requests over in batches: half the price, answered within a day."
    )
    text_key = models.ForeignKey(
        "accounts.ApiKey", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        help_text="Empty: the owner's latest for the service of the model.",
    )  # fmt: skip
    image_key = models.ForeignKey("accounts.ApiKey", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
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
    def style_name(self) -> str:
        """What readers call the style; the key, if its file was taken away."""
        return STYLES[self.style].name if self.style in STYLES else self.style

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height of a storyboard, in pixels."""
        return self.SIZES[self.resolution]

    @property
    def is_started(self) -> bool:
        """Whether its making has begun: its reader has chosen how it is drawn."""
        return self.status not in (self.Status.READING, self.Status.UNREADABLE, self.Status.UPLOADED)

    @property
    def is_being_read(self) -> bool:
        """Whether its chapters are being looked for, before its reader chooses how it is drawn."""
        return self.status == self.Status.READING

    @property
    def is_unreadable(self) -> bool:
        """Whether its file could not be read."""
        return self.status == self.Status.UNREADABLE


def _kinds() -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=10, choices=[(kind, kind) for kind in get_args(ParagraphKind) if kind != "break"]),
        default=list,
        blank=True,
        help_text="The kind of each paragraph; empty: all are prose.",
    )


def _marks() -> models.JSONField[list[StoredMark], list[StoredMark]]:
    return models.JSONField(
        default=list, blank=True, help_text="What is emphasised: start and end in the text, and kind, of each."
    )


def _anchors() -> models.JSONField[list[list[int]], list[list[int]]]:
    return models.JSONField(
        default=list, blank=True, help_text="The signs of notes: place in the text and number of the note, of each."
    )


def _breaks() -> ArrayField[list[int], list[int]]:
    return ArrayField(
        models.PositiveIntegerField(),
        default=list,
        blank=True,
        help_text="The paragraphs, from 0, before which the book marks a break.",
    )


def _kinds_agree(text: str, *, name: str) -> models.CheckConstraint:
    """A constraint: the text has as many paragraphs as kinds, or no kinds."""
    paragraphs = models.Func(
        models.Func(models.F(text), models.Value(BETWEEN_PARAGRAPHS), function="string_to_array"),
        function="cardinality",
        output_field=models.IntegerField(),
    )
    return models.CheckConstraint(condition=models.Q(kinds=[]) | models.Q(kinds__len=paragraphs), name=name)


class Chapter(models.Model):
    """A chapter in reading order. Front and back matter keeps its text here; the story's is in its scenes."""

    class Kind(models.TextChoices):
        FRONT = "front", "front matter"
        BODY = "body", "story"
        BACK = "back", "back matter"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey(VividPage, on_delete=models.CASCADE, related_name="chapters")
    number = models.PositiveIntegerField(help_text="Its place in the book, from 1, front and back matter included.")
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.BODY)
    title = models.CharField(max_length=500, blank=True)
    part = models.CharField(max_length=500, blank=True)
    matter = models.TextField(blank=True, help_text="Paragraphs with a blank line between.")
    kinds = _kinds()
    marks = _marks()
    anchors = _anchors()
    breaks = _breaks()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["vividpage", "number"],
                name="chapter_number_unique",
                deferrable=models.Deferrable.DEFERRED,  # chapters change places when others are put in before them
            ),
            _kinds_agree("matter", name="chapter_kinds_agree"),
        ]

    def __str__(self) -> str:
        return self.title or f"Chapter {self.number}"


SEARCHED_CHARACTERS = 200_000
"""Of a scene: what of it can be found by its words. PostgreSQL keeps at most a megabyte of words."""


def _searched_words() -> models.Case:
    """A scene's words as the configuration of its language stems them; a stored column must name each outright."""
    text = Left("text", SEARCHED_CHARACTERS)
    return models.Case(
        *(
            models.When(search_configuration=name, then=SearchVector(text, config=name))
            for name in sorted(set(CONFIGURATIONS.values()))
        ),
        default=SearchVector(text, config=ANY_LANGUAGE),
    )


class SceneManager(models.Manager["Scene"]):
    """Leaves `searched_words` in the database: it is for the database to search, and as long as the text."""

    def get_queryset(self) -> models.QuerySet[Scene]:
        """Scenes without their searched words."""
        return super().get_queryset().defer("searched_words")


class Scene(models.Model):
    """A scene of the story. `number` runs from 1 through the whole book."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey(VividPage, on_delete=models.CASCADE, related_name="scenes")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="scenes")
    number = models.PositiveIntegerField()
    text = models.TextField(help_text="Its paragraphs, with a blank line between.")
    kinds = _kinds()
    marks = _marks()
    anchors = _anchors()
    breaks = _breaks()
    revision = models.PositiveIntegerField(default=1, help_text="Which writing of its text this is.")
    word_count = models.PositiveIntegerField()
    is_chosen = models.BooleanField(default=True, help_text="Whether it gets a picture at this density.")
    search_configuration = models.CharField(
        max_length=20, default=ANY_LANGUAGE, help_text="How its language is searched."
    )
    searched_words = models.GeneratedField(
        expression=_searched_words(), output_field=SearchVectorField(), db_persist=True
    )

    objects = SceneManager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["vividpage", "number"], name="scene_number_unique", deferrable=models.Deferrable.DEFERRED
            ),
            _kinds_agree("text", name="scene_kinds_agree"),
        ]
        indexes = [GinIndex(fields=["searched_words"], name="scene_searched_words")]

    def __str__(self) -> str:
        return f"Scene {self.number}"

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs in order."""
        return self.text.split("\n\n")


class Reading(models.Model):
    """One reader in one book: where they are, how far they have read, and what they want to see of the rest.

    The place is `character` characters into the text of paragraph `paragraph` (both from 0) of `scene`.
    """

    class Spoilers(models.TextChoices):
        """What pages show of the scenes that the reader has not come to."""

        WHILE_DRAWN = "while-drawn", "pictures as they are drawn, and else nothing"
        NONE = "none", "nothing"
        ALL = "all", "everything"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    vividpage = models.ForeignKey(VividPage, on_delete=models.CASCADE, related_name="readings")
    scene = models.ForeignKey(Scene, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    paragraph = models.PositiveIntegerField(default=0)
    character = models.PositiveIntegerField(default=0)
    farthest = models.ForeignKey(
        Scene,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The farthest scene that the reader has had open; empty: none yet.",
    )
    spoilers = models.CharField(
        max_length=12,
        choices=Spoilers.choices,
        default=Spoilers.WHILE_DRAWN,
        help_text="What is shown of what is not yet read.",
    )
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "vividpage"], name="reading_once_per_reader_and_book")]

    def __str__(self) -> str:
        return f"Reading of {self.vividpage_id} by {self.reader_id}"

    @property
    def farthest_number(self) -> int:
        """The number of the farthest scene that the reader has had open; 0: none yet."""
        return self.farthest.number if self.farthest else 0


class BookNote(models.Model):
    """A footnote or endnote. Its signs stand where `anchors` of its chapter, or of scenes of it, name its number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField(help_text="Its place among the notes of its chapter, from 1.")
    label = models.CharField(max_length=100, blank=True, help_text="Its sign as the book prints it.")
    text = models.TextField(help_text="Its paragraphs, with a blank line between.")
    kinds = _kinds()
    marks = _marks()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="note_number_unique_in_chapter"),
            _kinds_agree("text", name="note_kinds_agree"),
        ]

    def __str__(self) -> str:
        return f"Note {self.label or self.number}"


class BookPicture(models.Model):
    """A picture that the book itself brings. It stands after so many paragraphs of a scene, or of the chapter's matter.

    `digest` is that of the file in the book, so that a picture is kept when its chapter is written again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="own_pictures")
    number = models.PositiveIntegerField(help_text="Its place among the pictures of its chapter, from 1.")
    scene = models.ForeignKey(
        Scene,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="own_pictures",
        help_text="Empty: it stands in a chapter without scenes.",
    )
    after = models.PositiveIntegerField(help_text="How many paragraphs of the scene stand before it.")
    image = models.ImageField(upload_to=own_picture_path, max_length=200)
    media_type = models.CharField(max_length=50)
    width = models.PositiveIntegerField(help_text="Pixels.")
    height = models.PositiveIntegerField(help_text="Pixels.")
    alt = models.TextField(blank=True)
    caption = models.TextField(blank=True)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file in the book.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "number"],
                name="book_picture_number_unique_in_chapter",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.alt or f"Picture {self.number}"
