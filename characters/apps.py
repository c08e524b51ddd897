"""The story bible: who is in a book, what they look like, where it plays and who speaks."""

from __future__ import annotations

from django.apps import AppConfig


class CharactersConfig(AppConfig):
    """People, places, quotations and what does not fit together."""

    name = "characters"

    def ready(self) -> None:
        """Follow scenes to their new numbers when a text is written again."""
        from books import listeners
        from characters.analysis.rewriting import renumber

        listeners.listen(listeners.TextListener(renumbered=renumber))
