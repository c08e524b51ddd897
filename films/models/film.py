"""Film: a book's pictures as a film, how it is made, and what it was made from."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import MD5, Cast
from django.utils import timezone

from books.models import VividPage
from files.store import by_content

if TYPE_CHECKING:
    from accounts.models import User


class FilmQuerySet(models.QuerySet["Film"]):
    """Films as readers find them."""

    def owned_by(self, user: User) -> FilmQuerySet:
        """Filter the films of a reader's books."""
        return self.filter(vividpage__owner=user)

    def finished(self) -> FilmQuerySet:
        """Filter those that can be seen, also while they are made again."""
        return self.exclude(mp4="")


class Film(models.Model):
    """A film of a book with the options that its reader has chosen (`films.options.FilmOptions`).

    `state` says how its latest making stands. The files, and what is told of them, are of the latest making that was
    completed: they stay while it is made again, fail as that may.
    """

    class State(models.TextChoices):
        MAKING = "making", "being made"
        PAUSED = "paused", "stands still until its reader has seen to something"
        READY = "ready", "ready"
        FAILED = "failed", "not made"
        CANCELLED = "cancelled", "cancelled"

    UNDER_WAY: ClassVar[tuple[str, ...]] = (State.MAKING, State.PAUSED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey(VividPage, on_delete=models.CASCADE, related_name="films")
    options = models.JSONField(default=dict, blank=True)
    casting = models.JSONField(
        default=dict, blank=True, help_text="The voice of everybody who speaks, by id; that of the narrator under “”."
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.MAKING)
    reason = models.TextField(blank=True, help_text="Why it was not made, in the reader's words.")
    mended_by = models.CharField(max_length=20, blank=True, help_text="What its reader can do about a pause.")
    attempt = models.UUIDField(
        null=True, blank=True, editable=False, help_text="Whose result counts while it is made; empty: nobody's."
    )
    done = models.PositiveIntegerField(default=0, help_text="How many of its `total` shots have been encoded.")
    total = models.PositiveIntegerField(default=0, help_text="0: not known yet.")
    is_seen = models.BooleanField(default=True, help_text="Its reader knows how its latest making has ended.")

    mp4 = models.FileField(upload_to=by_content, max_length=200, blank=True)
    poster = models.FileField(upload_to=by_content, max_length=200, blank=True)
    stream = models.UUIDField(null=True, blank=True, editable=False, help_text="The making whose files are played.")
    bytes = models.PositiveBigIntegerField(default=0, help_text="Of all its files, those of its shots too.")
    seconds = models.FloatField(default=0, help_text="How long it plays.")
    unspoken = models.PositiveIntegerField(default=0, help_text="Passages that no voice could speak.")
    unmoved = models.PositiveIntegerField(default=0, help_text="Clips that no video model would film.")
    text_digest = models.CharField(max_length=64, blank=True, help_text="Of the text that it was made from.")
    picture_digest = models.CharField(max_length=64, blank=True, help_text="Of the pictures that it was made from.")
    voice_digest = models.CharField(max_length=64, blank=True, help_text="Of who speaks what, if it is spoken.")
    making_digests = ArrayField(
        models.CharField(max_length=64), default=list, blank=True, help_text="The same of the making under way."
    )
    versions = ArrayField(
        models.UUIDField(), default=list, blank=True, help_text="The versions of pictures that are in it."
    )
    scenes = ArrayField(models.UUIDField(), default=list, blank=True, help_text="The scenes that it tells.")
    grows = models.BooleanField(
        default=False, help_text="It is made again when its book changes, and is for all who may read that."
    )
    withheld = models.DateTimeField(null=True, blank=True, help_text="When a moderator has withheld it.")
    withheld_reason = models.TextField(blank=True)
    created = models.DateTimeField(default=timezone.now, editable=False)
    finished = models.DateTimeField(null=True, blank=True, help_text="When its files were completed.")

    objects = FilmQuerySet.as_manager()

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.UniqueConstraint(
                "vividpage", MD5(Cast("options", models.TextField())), name="film_once_with_its_options"
            ),
            models.CheckConstraint(condition=~models.Q(state="ready", mp4=""), name="film_ready_with_a_file"),
            models.CheckConstraint(
                condition=models.Q(mp4="", finished=None, stream=None, poster="")
                | (~models.Q(mp4="") & models.Q(finished__isnull=False, stream__isnull=False)),
                name="film_files_with_their_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["making", "paused"], attempt__isnull=False)
                | (~models.Q(state__in=["making", "paused"]) & models.Q(attempt=None)),
                name="film_made_by_somebody",
            ),
        ]
        indexes = [
            *(models.Index(fields=[column], name=f"film_{column}") for column in ("mp4", "poster")),
            models.Index(fields=["vividpage", "-finished"], name="film_of_a_book"),
        ]

    def __str__(self) -> str:
        return f"Film of {self.vividpage_id}"

    @property
    def is_being_made(self) -> bool:
        """Whether more is to come by itself, or once its reader has seen to something."""
        return self.state in self.UNDER_WAY

    @property
    def has_files(self) -> bool:
        """Whether it can be seen."""
        return bool(self.mp4)


class StreamFile(models.Model):
    """One of the files that a film is streamed from: a playlist, a segment, captions. `path` is as playlists say it.

    They are kept one after another while a film is put together; those of its `stream` are what is played.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="stream_files")
    stream = models.UUIDField(help_text="The making that it belongs to.")
    path = models.CharField(max_length=200)
    file = models.FileField(upload_to=by_content, max_length=200)
    bytes = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["film", "stream", "path"], name="stream_file_path_unique")]
        indexes = [models.Index(fields=["file"], name="stream_file_file")]

    def __str__(self) -> str:
        return f"{self.path} of {self.film_id}"
