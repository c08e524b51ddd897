"""Analysts read a book and fill its story bible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from books.content import ChapterText
from characters.bible import Bible, SceneAnalysis


class Analyst(Protocol):
    """Reads a book in two passes: everybody and every place first, then each chapter's scenes."""

    name: str

    def discover(self, chapters: Sequence[ChapterText]) -> Bible:
        """Find the people, places and lasting changes of the whole book."""
        ...

    def analyse(self, chapter: ChapterText, bible: Bible) -> list[SceneAnalysis]:
        """Say what can be seen and who speaks in each scene of `chapter`, one analysis per scene, in order."""
        ...
