"""FilmWish: that a film is to be made of a book as it is now, as soon as that can be."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from books.models import VividPage


class FilmWish(models.Model):
    """Kept in the transaction in which something becomes part of a book, so that its film is never forgotten.

    Several of one book are granted together: by the film that is begun after them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey(VividPage, on_delete=models.CASCADE, related_name="film_wishes")
    options = models.JSONField(default=dict, help_text="`films.options.FilmOptions`")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    created = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now, help_text="When it is looked at again.")

    class Meta:
        verbose_name_plural = "film wishes"
        ordering = ["created"]
        indexes = [models.Index(fields=["not_before"], name="film_wish_due")]

    def __str__(self) -> str:
        return f"A film of {self.vividpage_id}"
