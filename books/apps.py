"""Books: VividPages, their chapters and scenes, and the pages on which they are read."""

from __future__ import annotations

from django.apps import AppConfig


class BooksConfig(AppConfig):
    """Floor 4."""

    name = "books"

    def ready(self) -> None:
        """Register what this app does in jobs and how a book's progress is shown."""
        from books import progress, tasks
        from jobs import broadcast, registry

        registry.register(tasks.EpubParse())
        broadcast.register_renderer(progress.render)
