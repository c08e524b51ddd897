"""Somebody whom this branch has never met: another branch's, or nobody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.checking.draft import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.checking.draft import Checked
    from authors.continuations.contract import StoryFinding
    from authors.continuations.reading import Note


def person(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find somebody treated as known whom nobody here has met."""
    if checked.before.people:
        yield found(
            note,
            "unknown person",
            "unknown",
            f"Nobody in this branch has met {note.about}.",
            f"Introduce them (“somebody called {note.about}”), or take somebody who is known.",
        )
