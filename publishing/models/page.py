"""The pages of a book that is laid out as a picture book, and what was done to them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone


class PageSet(models.Model):
    """How a book is laid out as a picture book: the size of its pages and for whom they are set."""

    class Passages(models.TextChoices):
        """Which text stands on the pages."""

        WHOLE = "whole", "All of the text"
        MOMENTS = "moments", "Only the sentence of each picture"

    vividpage = models.OneToOneField(
        "books.VividPage", primary_key=True, on_delete=models.CASCADE, related_name="page_set"
    )
    trim_width = models.FloatField(help_text="Inches.")
    trim_height = models.FloatField(help_text="Inches.")
    audience = models.CharField(max_length=20, help_text="A name of `publishing/pages/audiences.toml`.")
    passages = models.CharField(max_length=10, choices=Passages.choices)
    created = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"Pages of {self.trim_width:g} × {self.trim_height:g} inches"


class Page(models.Model):
    """One page. Odd numbers are right-hand pages.

    It names a picture, not a version of it: it shows what readers see of that picture. Its text is its own: editing it
    leaves the book alone.
    """

    class Role(models.TextChoices):
        STORY = "story", "story"
        TITLE = "title", "title page"
        COPYRIGHT = "copyright", "copyright page"
        BELONGS = "belongs", "“This book belongs to”"
        BLANK = "blank", "blank"

    class Align(models.TextChoices):
        LEFT = "left", "left"
        CENTRE = "center", "centred"
        RIGHT = "right", "right"

    class Ink(models.TextChoices):
        DARK = "dark", "dark"
        LIGHT = "light", "light"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(help_text="From 1, without gaps.")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.STORY)
    layout = models.CharField(max_length=30, help_text="A name of `publishing/pages/layouts.toml`.")
    scenes = ArrayField(models.UUIDField(), default=list, blank=True, help_text="The scenes that its text is from.")
    text = models.TextField(blank=True, help_text="Paragraphs with empty lines between them; see pages.markup.")
    text_box = ArrayField(
        models.FloatField(), size=4, null=True, blank=True, help_text="Left, top, width, height as parts of the page."
    )
    size = models.FloatField(help_text="Of its type, in points.")
    align = models.CharField(max_length=10, choices=Align.choices, default=Align.LEFT)
    ink = models.CharField(max_length=10, choices=Ink.choices, default=Ink.DARK)
    picture = models.ForeignKey("storyboards.Picture", null=True, on_delete=models.SET_NULL, related_name="+")
    focus_x = models.FloatField(default=0.5, help_text="Which part of the picture is in the middle of its box.")
    focus_y = models.FloatField(default=0.5)
    zoom = models.FloatField(default=1.0, help_text="1: as much of the picture is seen as fills its box.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["vividpage", "number"], name="page_number_unique_in_book", deferrable=models.Deferrable.DEFERRED
            )
        ]

    def __str__(self) -> str:
        return f"Page {self.number}"


class PageEdit(models.Model):
    """What somebody has changed in the pages of a book: enough of it to take it back, as in `characters.Edit`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey("books.VividPage", on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(help_text="Its place among the edits of these pages, from 1.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    summary = models.CharField(max_length=500, help_text="What was done, in words.")
    steps = models.JSONField()
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["vividpage", "number"], name="page_edit_number_unique_in_book")]

    def __str__(self) -> str:
        return self.summary
