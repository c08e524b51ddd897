"""What a film is made of: passages that are spoken, and shots that are encoded, each with the key of what it shows."""

from __future__ import annotations

import uuid

from django.db import models

from cinema.contract import FRAME_RATE
from files.store import by_content
from films.models.film import Film


class Passage(models.Model):
    """Some sentences that one voice speaks. Equal keys sound the same, in whatever film of a reader."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="passages")
    order = models.PositiveIntegerField(help_text="Its place in the film, from 0.")
    key = models.CharField(max_length=64, help_text="Of its text, its voice and what speaks it.")
    text = models.TextField()
    voice = models.CharField(max_length=200)
    file = models.FileField(upload_to=by_content, max_length=200, blank=True, help_text="Its sound; empty: none yet.")
    seconds = models.FloatField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["film", "order"], name="passage_order_unique_in_film")]
        indexes = [
            models.Index(fields=["key"], name="passage_key"),
            models.Index(fields=["file"], name="passage_file"),
        ]

    def __str__(self) -> str:
        return f"Passage {self.order} of {self.film_id}"


class Shot(models.Model):
    """One shot of a film. Equal keys look and sound the same, in whatever film of a reader.

    `recipe` says what is painted (`films.recipes.Recipe`), `cues` are its captions
    (`[{start, end, text, speaker}]`, in seconds of it). `starts` is where it begins in the film.
    """

    class Kind(models.TextChoices):
        COVER = "cover", "cover"
        TITLE = "title", "title"
        CHAPTER = "chapter", "chapter title"
        SCENE = "scene", "scene"
        CREDITS = "credits", "credits"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="shots")
    order = models.PositiveIntegerField(help_text="Its place in the film, from 0.")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    chapter = models.PositiveIntegerField(null=True, blank=True, help_text="The number of its chapter in the book.")
    scene = models.UUIDField(null=True, blank=True, help_text="The scene that it tells.")
    version = models.UUIDField(null=True, blank=True, help_text="The version of a picture that it shows.")
    title = models.CharField(max_length=500, blank=True, help_text="What begins here, if a chapter of the film does.")
    recipe = models.JSONField(default=dict)
    cues = models.JSONField(default=list, blank=True)
    passages = models.JSONField(default=list, blank=True, help_text="What is spoken in it: [{key, at}].")
    frames = models.PositiveIntegerField()
    fades = models.PositiveIntegerField(default=0, help_text="Frames over which it comes out of the one before.")
    from_black = models.BooleanField(default=False, help_text="It comes out of black instead.")
    starts = models.FloatField(help_text="Seconds from the film's beginning.")

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["film", "order"], name="shot_order_unique_in_film"),
            models.CheckConstraint(condition=models.Q(frames__gt=0), name="shot_lasts"),
        ]
        indexes = [models.Index(fields=["key"], name="shot_key")]

    def __str__(self) -> str:
        return f"Shot {self.order} of {self.film_id}"

    @property
    def ends(self) -> float:
        """When it ends, in seconds of the film."""
        return self.starts + self.frames / FRAME_RATE


class ShotFile(models.Model):
    """One of the files that an encoded shot consists of; `name` is what comes after its key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    shot = models.ForeignKey(Shot, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=40, help_text="As “.480.mp4”.")
    file = models.FileField(upload_to=by_content, max_length=200)
    bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["shot", "name"], name="shot_file_name_unique_in_shot")]
        indexes = [models.Index(fields=["file"], name="shot_file_file")]

    def __str__(self) -> str:
        return f"{self.name} of {self.shot_id}"
