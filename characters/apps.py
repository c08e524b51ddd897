"""The story bible: who is in a book, what they look like, where it plays and who speaks."""

from __future__ import annotations

from django.apps import AppConfig


class CharactersConfig(AppConfig):
    """Floor 5."""

    name = "characters"

    def ready(self) -> None:
        """Register the analysis, what it costs, and what is to be said of it."""
        from books import remarks
        from characters import estimates, tasks
        from characters.remarks import remarks_on
        from jobs import costs, registry

        registry.register(tasks.Analysis())
        purposes = frozenset({tasks.FIND, tasks.MERGE, tasks.ANALYSE, tasks.EMBED})
        remarks.register(remarks_on)
        costs.register(costs.PaidStage(tasks.Analysis.name, "text", purposes, estimates.estimate))
