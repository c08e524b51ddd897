"""Books: VividPages, their chapters and scenes, and the pages on which they are read."""

from __future__ import annotations

from django.apps import AppConfig


class BooksConfig(AppConfig):
    """Floor 4."""

    name = "books"

    def ready(self) -> None:
        """Register the reading of an EPUB."""
        from books import tasks
        from jobs import registry

        registry.register(tasks.EpubParse())
