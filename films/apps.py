"""Films: storyboards that move, with captions and a voice."""

from __future__ import annotations

from django.apps import AppConfig


class FilmsConfig(AppConfig):
    """Films of books, their shots, and what is made of them."""

    name = "films"

    def ready(self) -> None:
        """Have films go with their book: files, shots and the work on them."""
        from books.listeners import TextListener, listen
        from films.services.making import files_of_book, subjects_of_book

        listen(TextListener(files=files_of_book, subjects=subjects_of_book))
