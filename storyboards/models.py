"""Storyboard and its versions: one picture per scene, with a history."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from accounts.models import User


def image_path(version: StoryboardVersion, filename: str) -> str:
    """Where a picture is kept."""
    scene = version.storyboard.scene
    extension = filename.rpartition(".")[2]
    resolution = f"{version.width}x{version.height}"
    return f"storyboards/{scene.vividpage_id}/{resolution}/scene_{scene.number}_v{version.number}.{extension}"


def thumbnail_path(version: StoryboardVersion, _filename: str) -> str:
    """Where a picture's thumbnail is kept."""
    scene = version.storyboard.scene
    return f"storyboards/{scene.vividpage_id}/thumbnails/scene_{scene.number}_v{version.number}.webp"


class StoryboardQuerySet(models.QuerySet["Storyboard"]):
    """Storyboards as somebody may see them."""

    def owned_by(self, user: User) -> StoryboardQuerySet:
        """Those of the books of `user`."""
        return self.filter(scene__vividpage__owner=user)


class Storyboard(models.Model):
    """A scene's picture. Readers see its active version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scene = models.OneToOneField("books.Scene", on_delete=models.CASCADE, related_name="storyboard")
    active_version = models.OneToOneField(
        "StoryboardVersion", null=True, on_delete=models.RESTRICT, related_name="active_for"
    )

    objects = StoryboardQuerySet.as_manager()

    class Meta:
        ordering = ["scene__number"]

    def __str__(self) -> str:
        return f"Storyboard of scene {self.scene.number}"


class StoryboardVersion(models.Model):
    """One drawing of a scene, with what it was drawn from. Versions count from 1."""

    class Moderation(models.TextChoices):
        SHOWN = "shown", "shown"
        HIDDEN = "hidden", "hidden by an admin"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    storyboard = models.ForeignKey(Storyboard, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    image = models.ImageField(upload_to=image_path)
    thumbnail = models.ImageField(upload_to=thumbnail_path)
    width = models.PositiveIntegerField(help_text="Pixels.")
    height = models.PositiveIntegerField(help_text="Pixels.")
    size = models.PositiveIntegerField(help_text="Bytes of the image.")
    prompt = models.TextField()
    negative_prompt = models.TextField(blank=True)
    parameters = models.JSONField(default=dict, help_text="Model, style, seed.")
    digest = models.CharField(
        max_length=64, blank=True, help_text="Of what the bible said when it was drawn; empty: not known."
    )
    moderation = models.CharField(max_length=10, choices=Moderation.choices, default=Moderation.SHOWN)
    moderated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["storyboard", "number"], name="storyboard_version_number_unique")
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def is_presentable(self) -> bool:
        """Whether readers may see it."""
        return bool(self.image) and self.moderation == self.Moderation.SHOWN
