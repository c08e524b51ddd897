"""All rules over a draft, note by note: what was known before it and what it has said itself so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.contract import StoryFinding
from authors.continuations.reading import notes_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.contract import Draft, Findings, StoryContext, StoryFacts
    from authors.continuations.reading import Note


def check_by_rules(draft: Draft, context: StoryContext) -> Findings:
    """Return what in a draft contradicts the facts of its branch."""
    notes = notes_of(draft.paragraphs, context.facts)
    return tuple(finding for note in notes for finding in _dead(note, context.facts))


def _dead(note: Note, facts: StoryFacts) -> Iterator[StoryFinding]:
    person = facts.person(note.about) if note.kind == "acts" else None
    if person and person.state == "dead":
        yield StoryFinding(
            rule="dead acts",
            type="timeline",
            severity="large",
            message=f"{person.name} is dead, but acts here.",
            suggestion=f"Let somebody else do it, or tell it as something remembered of {person.name}.",
            paragraph=note.paragraph,
            start=note.start,
            end=note.end,
            about=person.name,
            against=person.state_since,
        )
