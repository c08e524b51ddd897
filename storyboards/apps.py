"""Storyboards: prompts, pictures and their versions, moderation."""

from __future__ import annotations

from django.apps import AppConfig


class StoryboardsConfig(AppConfig):
    """Floor 6."""

    name = "storyboards"

    def ready(self) -> None:
        """Register the drawing of pictures, what it costs, and checking whether they fit."""
        from jobs import costs, registry
        from storyboards import continuity, estimates, kinds, tasks

        registry.register(tasks.ImageGeneration())
        continuity.register()
        purposes = frozenset({kinds.PORTRAIT, kinds.VIEW, kinds.SCENE})
        costs.register(costs.PaidStage(tasks.ImageGeneration.name, "image", purposes, estimates.estimate))
