"""Films: storyboards that move, with captions and a voice."""

from __future__ import annotations

from django.apps import AppConfig


class FilmsConfig(AppConfig):
    """Films of books, their shots, and what is made of them."""

    name = "films"

    def ready(self) -> None:
        """Have films go with their book, with files, shots and the work on them, and those that grow follow it."""
        from books.listeners import TextListener, listen
        from films.services.making import files_of_book, subjects_of_book
        from films.services.wishing import follow_text, wish_again
        from films.tasks import grant_wishes
        from jobs.queue import run_every_minute
        from storyboards.safety.listeners import listen_to_moderation

        listen(TextListener(removing=follow_text, files=files_of_book, subjects=subjects_of_book))
        listen_to_moderation(wish_again)
        run_every_minute(grant_wishes)
