"""Publishing: editions, what they are made with, and what is checked of them."""

from __future__ import annotations

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Files that professionals accept, made from any illustrated book."""

    name = "publishing"

    def ready(self) -> None:
        """Have editions go with their book: files, previews and the work on them."""
        from books.listeners import TextListener, listen
        from publishing.services.making import files_of_book, subjects_of_book

        listen(TextListener(files=files_of_book, subjects=subjects_of_book))
