"""What a video model films for a film: one clip for the first view of each picture."""

from __future__ import annotations

import uuid

from django.db import models

from files.store import by_content
from films.models.film import Film


class Clip(models.Model):
    """A clip, or why there is none. Equal keys are equal clips, in whatever film of a reader.

    `recipe` says what its first frame shows (`films.recipes.Recipe`), `prompt` what moves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="clips")
    order = models.PositiveIntegerField(help_text="Its place among the clips of the film, from 0.")
    key = models.CharField(max_length=64, help_text="Of the picture, the words, the length and the model.")
    recipe = models.JSONField(default=dict)
    prompt = models.TextField()
    seconds = models.PositiveSmallIntegerField()
    file = models.FileField(upload_to=by_content, max_length=200, blank=True, help_text="Empty: there is none.")
    is_refused = models.BooleanField(default=False, help_text="The service will not film it: it is not asked again.")
    reason = models.TextField(blank=True, help_text="Why there is none, in the reader's words.")

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["film", "order"], name="clip_order_unique_in_film")]
        indexes = [models.Index(fields=["key"], name="clip_key"), models.Index(fields=["file"], name="clip_file")]

    def __str__(self) -> str:
        return f"Clip {self.order} of {self.film_id}"
