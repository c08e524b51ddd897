"""The story bible: who is in a book, what they look like, where it plays and who speaks."""

from __future__ import annotations

from django.apps import AppConfig


class CharactersConfig(AppConfig):
    """Floor 5."""

    name = "characters"

    def ready(self) -> None:
        """Register the analysis."""
        from characters import tasks
        from jobs import registry

        registry.register(tasks.Analysis())
