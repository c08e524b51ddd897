"""Styles that readers make, and books seen in styles."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from sketch.styles import LONGEST_KEY, own_key
from sketch.styles.derived import LONGEST_DESCRIPTION, LONGEST_NAME, LONGEST_NEGATIVE, LONGEST_PROMPT

if TYPE_CHECKING:
    from accounts.models import User


class ReaderStyleQuerySet(models.QuerySet["ReaderStyle"]):
    """Styles that readers have made, as somebody may see them."""

    def owned_by(self, user: User) -> ReaderStyleQuerySet:
        """Filter the styles of `user`."""
        return self.filter(owner=user)

    def offered(self) -> ReaderStyleQuerySet:
        """Filter those that a book can be drawn in from now on."""
        return self.filter(withdrawn=None)


class ReaderStyle(models.Model):
    """A style that a reader has made from one of ours; `key` is what their books know it by.

    One that is deleted while books are drawn in it is withdrawn: it is offered no more, and they go on as they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=LONGEST_NAME)
    based_on = models.CharField(max_length=LONGEST_KEY, help_text="The key of the style of ours that it is made from.")
    description = models.CharField(max_length=LONGEST_DESCRIPTION, blank=True)
    prompt = models.TextField(max_length=LONGEST_PROMPT, help_text="What image models are told of it.")
    negative_prompt = models.TextField(max_length=LONGEST_NEGATIVE, blank=True, help_text="What they leave out.")
    drawing = models.JSONField(
        default=dict, blank=True, help_text="Palette, colours and strengths (`sketch.styles.derived.Drawing`)."
    )
    reference = models.BinaryField(default=bytes, blank=True, help_text="A picture in this style, as WebP; or nothing.")
    reference_digest = models.CharField(max_length=64, blank=True, editable=False, help_text="SHA-256 of that picture.")
    created = models.DateTimeField(default=timezone.now)
    withdrawn = models.DateTimeField(null=True, blank=True, help_text="When its reader deleted it; empty: offered.")

    objects = ReaderStyleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "created"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(withdrawn=None), name="reader_style_name_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What its books know it by."""
        return own_key(self.pk)


class StyleSpecimen(models.Model):
    """The first scene of a book as a style draws it, for the page on which the book's style is chosen."""

    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="+")
    style = models.CharField(max_length=LONGEST_KEY, help_text="The key of a style, ours or a reader's own.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of what it was drawn from.")
    image = models.BinaryField(help_text="A WebP of some 30 kB.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vividpage", "style"], name="style_specimen_one_per_book_and_style"),
        ]

    def __str__(self) -> str:
        return f"Specimen of {self.style}"
