"""Why something cannot be done with a book that is written here, in its writer's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class WritingRefused(Exception):
    """It cannot be done now; the words are the writer's and say what to do."""


class BriefRefused(WritingRefused):
    """A brief that its kind does not take; `problems` are words by the names of its fields."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {words}" if name else words for name, words in problems.items()))
        self.problems = problems
