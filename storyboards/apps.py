"""Storyboards: prompts, pictures and their versions, moderation."""

from __future__ import annotations

from django.apps import AppConfig


class StoryboardsConfig(AppConfig):
    """Floor 6."""

    name = "storyboards"

    def ready(self) -> None:
        """Register the drawing of pictures, and what it costs."""
        from jobs import costs, registry
        from storyboards import estimates, tasks

        registry.register(tasks.ImageGeneration())
        purposes = frozenset({tasks.PORTRAIT, tasks.SCENE})
        costs.register(costs.PaidStage(tasks.ImageGeneration.name, "image", purposes, estimates.estimate))
