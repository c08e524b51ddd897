"""Storyboards: prompts, pictures and their versions, moderation."""

from __future__ import annotations

from django.apps import AppConfig


class StoryboardsConfig(AppConfig):
    """Floor 6."""

    name = "storyboards"

    def ready(self) -> None:
        """Register the drawing of pictures, and checking whether they fit."""
        from jobs import registry
        from storyboards import continuity, tasks

        registry.register(tasks.ImageGeneration())
        continuity.register()
