"""Storyboards: prompts, pictures and their versions, moderation."""

from __future__ import annotations

from django.apps import AppConfig


class StoryboardsConfig(AppConfig):
    """Floor 6."""

    name = "storyboards"

    def ready(self) -> None:
        """Have a book checked again after its bible was edited."""
        from characters.editing import listeners
        from storyboards.continuity.requesting import request_check

        listeners.listen(request_check)
