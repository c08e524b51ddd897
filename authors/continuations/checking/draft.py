"""What the rules work with: a note of a draft, and all that is known when it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from authors.continuations.contract import FindingType, Severity, StoryFacts, StoryFinding
from authors.continuations.facts import Merging

if TYPE_CHECKING:
    from authors.continuations.reading import Note

DRAFT = "draft"
"""Stands for the id of the draft's segment while it is checked."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft while it is checked: its paragraphs, the facts before it, and those by now."""

    paragraphs: tuple[str, ...]
    before: StoryFacts
    now: Merging

    def word(self, note: Note) -> str:
        """Return the words that a note is about, as they stand."""
        return self.paragraphs[note.paragraph][note.start : note.end]


Rule: TypeAlias = Callable[["Note", Checked], Iterator[StoryFinding]]


def found(
    note: Note,
    rule: str,
    type: FindingType,  # noqa: A002
    message: str,
    suggestion: str,
    *,
    against: str = "",
    severity: Severity = "large",
    replacement: str | None = None,
) -> StoryFinding:
    """Return a finding at a note's place."""
    return StoryFinding(
        rule=rule,
        type=type,
        severity=severity,
        message=message,
        suggestion=suggestion,
        paragraph=note.paragraph,
        start=note.start,
        end=note.end,
        replacement=replacement,
        about=note.about,
        against="" if against == DRAFT else against,
    )
