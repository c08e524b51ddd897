"""Storyboards: prompts, pictures and their versions, moderation."""

from __future__ import annotations

from django.apps import AppConfig


class StoryboardsConfig(AppConfig):
    """Floor 6."""

    name = "storyboards"

    def ready(self) -> None:
        """Register the checking of whether pictures fit."""
        from storyboards import continuity

        continuity.register()
