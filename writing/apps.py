"""Writing: books that begin with a brief."""

from __future__ import annotations

from django.apps import AppConfig


class WritingConfig(AppConfig):
    """Briefs, plans and drafts, and the manuscripts that become of them."""

    name = "writing"

    def ready(self) -> None:
        """Have the files of sources go with their book, and the books of stories stay while their story does."""
        from books.listeners import TextListener, listen
        from writing.sources.files import files_of_book
        from writing.stories.keeping import why_kept

        listen(TextListener(files=files_of_book, kept_because=why_kept))
