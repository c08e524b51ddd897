"""FilmPlace: where somebody has stopped a film."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from films.models.film import Film


class FilmPlace(models.Model):
    """One reader in one film. `seconds` counts from the film's beginning."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="places")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seconds = models.FloatField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["film", "reader"], name="film_place_once_for_a_reader"),
            models.CheckConstraint(condition=models.Q(seconds__gte=0), name="film_place_within"),
        ]

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s of {self.film_id}"
