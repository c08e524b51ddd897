"""Storyboards: prompts, pictures and their versions, moderation."""

from __future__ import annotations

from django.apps import AppConfig


class StoryboardsConfig(AppConfig):
    """Pictures of books, and the illustrated book."""

    name = "storyboards"

    def ready(self) -> None:
        """Have a book checked after its bible was edited, and delete the pictures of scenes that go."""
        from django.core import checks

        from books.listeners import TextListener
        from books.listeners import listen as listen_to_texts
        from characters.editing import listeners
        from storyboards.continuity.requesting import request_check
        from storyboards.pictures.clearing import clear_scenes, names_of
        from storyboards.safety.words import list_can_be_read

        checks.register(list_can_be_read)
        listeners.listen(request_check)
        listen_to_texts(TextListener(removing=clear_scenes, files=names_of))
