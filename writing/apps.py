"""Writing: books that begin with a brief."""

from __future__ import annotations

from django.apps import AppConfig


class WritingConfig(AppConfig):
    """Briefs, plans and drafts, and the manuscripts that become of them."""

    name = "writing"

    def ready(self) -> None:
        """Have the files of sources go with their book."""
        from books.listeners import TextListener, listen
        from writing.sources.files import files_of_book

        listen(TextListener(files=files_of_book))
