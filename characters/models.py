"""The story bible in the database: characters, changes, settings, quotations, and what is seen in each scene."""

from __future__ import annotations

import uuid
from typing import get_args

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from pgvector.django import HalfVectorField, HnswIndex, VectorField

from analysts import bible, vocabulary
from providers.services.local.embedder import DIMENSIONS, LOCAL


def _choices(literal: object) -> list[tuple[str, str]]:
    return [(value, value) for value in get_args(literal)]


def _locks() -> ArrayField[list[str], list[str]]:
    return ArrayField(
        models.CharField(max_length=40),
        default=list,
        blank=True,
        help_text="What the reader has edited, so that no analysis changes it.",
    )


class Character(models.Model):
    """Somebody in a book. `looks` are facts with their source: `[{field, value, scene, sentence}]`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="characters")
    name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    gender = models.CharField(max_length=10, choices=_choices(bible.Gender), default="unknown")
    age = models.CharField(max_length=10, choices=_choices(bible.Age), default="unknown")
    role = models.CharField(max_length=20, choices=_choices(bible.Role), default="minor")
    mentions = models.PositiveIntegerField(default=0)
    is_narrator = models.BooleanField(default=False)
    species = models.CharField(max_length=60, default=vocabulary.HUMAN)
    is_clothed = models.BooleanField(null=True, blank=True, help_text="Null where the text does not say.")
    is_group = models.BooleanField(default=False, help_text="Several who act as one: the soldiers.")
    size = models.CharField(max_length=10, choices=_choices(vocabulary.Size), default="unknown")
    looks = models.JSONField(default=list, blank=True)
    description = models.TextField(blank=True, help_text="What they look like, in the reader's own words.")
    personality = models.TextField(blank=True, help_text="What they are like, in the reader's own words.")
    scene_numbers = ArrayField(
        models.PositiveIntegerField(), default=list, blank=True, help_text="The scenes that name or show them."
    )
    first_scene = models.ForeignKey("books.Scene", null=True, on_delete=models.SET_NULL, related_name="+")
    key = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text="What their face follows from in every book that has them; empty: from this book and their name.",
    )
    locked = _locks()

    class Meta:
        ordering = ["-mentions", "name"]
        constraints = [models.UniqueConstraint(fields=["vividpage", "name"], name="character_name_unique_in_book")]

    def __str__(self) -> str:
        return self.name


class Nobody(models.Model):
    """Somebody whom an analysis found, and of whom the reader has said that there is no such person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="nobodies")
    name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        verbose_name_plural = "nobodies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CharacterChange(models.Model):
    """Something that makes a character look different from `scene` on, up to and without `until`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="changes")
    scene = models.ForeignKey("books.Scene", on_delete=models.CASCADE, related_name="+")
    until = models.ForeignKey("books.Scene", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    type = models.CharField(max_length=10, choices=_choices(bible.ChangeType))
    description = models.TextField()
    prompt_modifier = models.CharField(max_length=300)

    class Meta:
        ordering = ["scene__number"]

    def __str__(self) -> str:
        return self.prompt_modifier


class Setting(models.Model):
    """A place in which scenes play."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="settings_found")
    name = models.CharField(max_length=200)
    aliases = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    kind = models.CharField(max_length=20, choices=_choices(vocabulary.PlaceKind), default="unknown")
    indoors = models.BooleanField(default=False)
    description = models.TextField(blank=True)
    keywords = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    scene_numbers = ArrayField(
        models.PositiveIntegerField(), default=list, blank=True, help_text="The scenes that play there."
    )
    first_scene = models.ForeignKey("books.Scene", null=True, on_delete=models.SET_NULL, related_name="+")
    locked = _locks()

    class Meta:
        ordering = ["first_scene__number", "name"]
        constraints = [models.UniqueConstraint(fields=["vividpage", "name"], name="setting_name_unique_in_book")]

    def __str__(self) -> str:
        return self.name


class Analysis(models.Model):
    """What can be seen in a scene, at its moment. `prompt` describes its picture in words, before any style.

    `moment_start` to `moment_end` are the characters of the scene's text that the picture illustrates. Who does the
    deed, and to whom, are the presences with that part. `strangers` are those whom only the moment knows, each with the
    fields of `analysts.bible.Stranger`. Confidences are 0 to 1, null where nobody has judged them, as of what a reader
    has said.
    """

    scene = models.OneToOneField("books.Scene", on_delete=models.CASCADE, primary_key=True, related_name="analysis")
    setting = models.ForeignKey(Setting, null=True, on_delete=models.SET_NULL, related_name="analyses")
    place_kind = models.CharField(max_length=20, choices=_choices(vocabulary.PlaceKind), default="unknown")
    indoors = models.BooleanField(default=False)
    time_of_day = models.CharField(max_length=10, choices=_choices(vocabulary.TimeOfDay), default="unknown")
    weather = models.CharField(max_length=10, choices=_choices(vocabulary.Weather), default="unknown")
    mood = models.CharField(max_length=15, choices=_choices(vocabulary.Mood), default="calm")
    props = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    summary = models.TextField(blank=True)
    moment = models.TextField(blank=True)
    moment_start = models.PositiveIntegerField(null=True, blank=True)
    moment_end = models.PositiveIntegerField(null=True, blank=True)
    deed = models.CharField(max_length=20, choices=_choices(vocabulary.DeedKind), default="unknown")
    deed_thing = models.CharField(max_length=60, blank=True, help_text="What it is done with or to.")
    deed_words = models.CharField(max_length=300, blank=True)
    relation = models.CharField(max_length=20, choices=_choices(vocabulary.Relation), default="unknown")
    distance = models.CharField(max_length=10, choices=_choices(vocabulary.Distance), default="unknown")
    light = models.CharField(max_length=20, choices=_choices(vocabulary.LightSource), default="unknown")
    deed_confidence = models.FloatField(null=True, blank=True)
    place_confidence = models.FloatField(null=True, blank=True)
    time_confidence = models.FloatField(null=True, blank=True)
    weather_confidence = models.FloatField(null=True, blank=True)
    strangers = models.JSONField(default=list, blank=True, help_text="Those of the moment who are not in the bible.")
    prompt = models.TextField()
    note = models.TextField(blank=True, help_text="If it was read in another way than the reader had asked for.")
    revision = models.PositiveIntegerField(default=1, help_text="Of the scene's text: which writing of it was read.")
    locked = _locks()

    class Meta:
        verbose_name_plural = "analyses"

    def __str__(self) -> str:
        return f"What is seen in scene {self.scene_id}"


class Presence(models.Model):
    """Somebody seen in a scene; `order` 0 is the focus."""

    analysis = models.ForeignKey(Analysis, on_delete=models.CASCADE, related_name="presences")
    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="presences")
    order = models.PositiveSmallIntegerField()
    pose = models.CharField(max_length=10, choices=_choices(vocabulary.Pose), default="standing")
    action = models.CharField(max_length=300, blank=True)
    part = models.CharField(max_length=10, choices=_choices(vocabulary.Part), default="present")
    confidence = models.FloatField(null=True, blank=True, help_text="0 to 1; null where nobody has judged it.")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["analysis", "character"], name="presence_once_in_a_scene"),
            models.UniqueConstraint(fields=["analysis", "order"], name="presence_order_unique_in_a_scene"),
        ]

    def __str__(self) -> str:
        return f"{self.character} ({self.pose})"


class Quote(models.Model):
    """Direct speech: the characters `start` to `end` of the scene's text, without its marks."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scene = models.ForeignKey("books.Scene", on_delete=models.CASCADE, related_name="quotes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    speaker = models.ForeignKey(Character, null=True, on_delete=models.SET_NULL, related_name="quotes")
    confidence = models.FloatField(
        null=True, blank=True, help_text="How sure the speaker is, 0 to 1; null where nobody has judged it."
    )
    locked = _locks()

    class Meta:
        ordering = ["scene__number", "start"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="quote_ends_after_its_start")
        ]

    def __str__(self) -> str:
        return f"Quotation in scene {self.scene_id}"


class Edit(models.Model):
    """What somebody has changed in the bible: enough of it to take it back.

    `steps` are the writes in their order, each `{table, rows: [{id, before, after}]}`; `before` and `after` hold the
    columns that were written, and are null where the row was not there. See `characters.editing.journal`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="edits")
    number = models.PositiveIntegerField(help_text="Its place among the edits of the book, from 1.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=40)
    summary = models.CharField(max_length=500, help_text="What was done, in words.")
    steps = models.JSONField()
    created = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["vividpage", "number"], name="edit_number_unique_in_book")]

    def __str__(self) -> str:
        return self.summary


class Distinct(models.Model):
    """Two people, or two places, that a reader has said are not the same; `one` is the smaller id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="+")
    one = models.UUIDField()
    other = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vividpage", "one", "other"], name="distinct_pair_once")]

    def __str__(self) -> str:
        return f"{self.one} is not {self.other}"


class Finding(models.Model):
    """Something that does not fit together, as the continuity check has found it.

    `fingerprint` is the same whenever the same is found again, so that what a reader has dismissed stays dismissed.
    `mends` are what could be done about it: `[{action, label, values}]`, see `characters.continuity.mending`.
    """

    class Severity(models.TextChoices):
        ERROR = "error", "error"
        WARNING = "warning", "warning"
        NOTE = "note", "note"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="findings")
    fingerprint = models.CharField(max_length=64)
    kind = models.CharField(max_length=40)
    severity = models.CharField(max_length=10, choices=Severity.choices)
    message = models.TextField(help_text="What does not fit, in a sentence.")
    scene = models.ForeignKey("books.Scene", null=True, on_delete=models.CASCADE, related_name="+")
    character = models.ForeignKey(Character, null=True, on_delete=models.CASCADE, related_name="+")
    setting = models.ForeignKey(Setting, null=True, on_delete=models.CASCADE, related_name="+")
    mends = models.JSONField(default=list, blank=True)
    stands = models.BooleanField(default=True, help_text="Whether the latest check has found it.")
    dismissed_at = models.DateTimeField(null=True, blank=True, help_text="When the reader said that it is right.")
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["scene__number", "created"]
        constraints = [
            models.UniqueConstraint(fields=["vividpage", "fingerprint"], name="finding_fingerprint_unique_in_book")
        ]

    def __str__(self) -> str:
        return self.message


class Embedding(models.Model):
    """What a scene, a character or a place is about, as the embedder `model` puts it into numbers.

    Vectors of different models have different dimensions and are never compared. `digest` is that of the text that
    was embedded, so that only what has changed is embedded again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="embeddings")
    scene = models.ForeignKey("books.Scene", null=True, on_delete=models.CASCADE, related_name="embeddings")
    character = models.ForeignKey(Character, null=True, on_delete=models.CASCADE, related_name="embeddings")
    setting = models.ForeignKey(Setting, null=True, on_delete=models.CASCADE, related_name="embeddings")
    model = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    vector = VectorField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scene__isnull=False, character=None, setting=None)
                | models.Q(scene=None, character__isnull=False, setting=None)
                | models.Q(scene=None, character=None, setting__isnull=False),
                name="embedding_of_one_thing",
            ),
            models.UniqueConstraint(fields=["scene", "model"], name="embedding_once_per_scene_and_model"),
            models.UniqueConstraint(fields=["character", "model"], name="embedding_once_per_character_and_model"),
            models.UniqueConstraint(fields=["setting", "model"], name="embedding_once_per_setting_and_model"),
        ]
        indexes = [
            # An index needs one number of dimensions, so each model that is searched across many books has its own.
            # Halves of floats halve it, and cost nothing that can be measured.
            HnswIndex(
                OpClass(Cast("vector", HalfVectorField(dimensions=DIMENSIONS)), name="halfvec_cosine_ops"),
                name="embedding_scenes_local",
                condition=models.Q(model=LOCAL, scene__isnull=False),
                m=16,
                ef_construction=128,
            ),
        ]

    def __str__(self) -> str:
        return f"Embedding by {self.model}"
