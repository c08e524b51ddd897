"""Writing: books that begin with a brief."""

from __future__ import annotations

from django.apps import AppConfig


class WritingConfig(AppConfig):
    """Briefs, plans and drafts, and the manuscripts that become of them."""

    name = "writing"

    def ready(self) -> None:
        """Let files of sources go with their book, books of stories stay, and stories hear of edits of their bible."""
        from books.listeners import TextListener, listen
        from characters.editing import listeners
        from writing.sources.files import files_of_book
        from writing.stories.bible.listening import note_edit
        from writing.stories.keeping import why_kept

        listen(TextListener(files=files_of_book, kept_because=why_kept))
        listeners.listen(note_edit)
