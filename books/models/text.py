"""Chapter and Scene, and what stands beside their text: notes, and the book's own pictures."""

from __future__ import annotations

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left

from books.models.columns import anchors_column, breaks_column, kinds_agree, kinds_column, marks_column
from books.models.vividpage import VividPage
from books.text.languages import ANY_LANGUAGE, CONFIGURATIONS
from files.store import by_content


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
    in_spreads = models.BooleanField(
        default=False, help_text="What stands between two of its breaks is a scene, however short or long."
    )
    matter = models.TextField(blank=True, help_text="Paragraphs with a blank line between.")
    kinds = kinds_column()
    marks = marks_column()
    anchors = anchors_column()
    breaks = breaks_column()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["vividpage", "number"],
                name="chapter_number_unique",
                deferrable=models.Deferrable.DEFERRED,  # chapters change places when others are put in before them
            ),
            kinds_agree("matter", name="chapter_kinds_agree"),
        ]

    def __str__(self) -> str:
        return self.title or f"Chapter {self.number}"


SEARCHED_CHARACTERS = 200_000
"""Of a scene: what of it can be found by its words. PostgreSQL keeps at most a megabyte of words."""


def _searched_words() -> models.Case:
    """Stem a scene's words as the configuration of its language does; a stored column must name each outright."""
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
        """Leave out the searched words of scenes."""
        return super().get_queryset().defer("searched_words")


class Scene(models.Model):
    """A scene of the story. `number` runs from 1 through the whole book."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vividpage = models.ForeignKey(VividPage, on_delete=models.CASCADE, related_name="scenes")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="scenes")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True, help_text="Its paragraphs, with a blank line between.")
    kinds = kinds_column()
    marks = marks_column()
    anchors = anchors_column()
    breaks = breaks_column()
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
            kinds_agree("text", name="scene_kinds_agree"),
        ]
        indexes = [GinIndex(fields=["searched_words"], name="scene_searched_words")]

    def __str__(self) -> str:
        return f"Scene {self.number}"

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs in order; none of a spread without words."""
        return self.text.split("\n\n") if self.text else []


class BookNote(models.Model):
    """A footnote or endnote. Its signs stand where `anchors` of its chapter, or of scenes of it, name its number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveIntegerField(help_text="Its place among the notes of its chapter, from 1.")
    label = models.CharField(max_length=100, blank=True, help_text="Its sign as the book prints it.")
    text = models.TextField(help_text="Its paragraphs, with a blank line between.")
    kinds = kinds_column()
    marks = marks_column()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["chapter", "number"], name="note_number_unique_in_chapter"),
            kinds_agree("text", name="note_kinds_agree"),
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
    image = models.ImageField(upload_to=by_content, max_length=200)
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
        indexes = [models.Index(fields=["image"], name="book_picture_image")]

    def __str__(self) -> str:
        return self.alt or f"Picture {self.number}"
