"""Analysts read a book and fill its story bible."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import Bible, SceneAnalysis
    from books.text.content import ChapterText


class Analyst(Protocol):
    """Reads a book in two passes: everybody and every place first, then each chapter's scenes.

    The steps of a pass are separate so that each can be paid for, kept and repeated by itself; the caller decides
    into which parts a book is cut for them.
    """

    name: str

    def find(self, part: Sequence[ChapterText]) -> dict[str, Any]:
        """Find people, places and changes in one part, as JSON for `merge`."""
        ...

    def merge(self, chapters: Sequence[ChapterText], findings: Sequence[dict[str, Any]]) -> Bible:
        """Make the bible of the whole book from what was found in its parts."""
        ...

    def analyse_part(self, part: Sequence[ChapterText], bible: Bible) -> list[SceneAnalysis]:
        """Analyse each scene of one part: what can be seen and who speaks, one analysis per scene, in order."""
        ...

    def discover(self, chapters: Sequence[ChapterText]) -> Bible:
        """Take both steps of the first pass: find the people, places and lasting changes of the whole book."""
        ...

    def analyse(self, chapter: ChapterText, bible: Bible) -> list[SceneAnalysis]:
        """Say what can be seen and who speaks in each scene of `chapter`, one analysis per scene, in order."""
        ...
