"""Suggestions for a bible as pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from writing.stories.models import BibleSuggestion, Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from writing.stories.models import Branch

MOST_SHOWN = 100
Answer = BibleSuggestion.Answer


def open_suggestions(branch: Branch) -> int:
    """Count what waits for an answer in the bible of a branch. One query."""
    return branch.suggestions.filter(answer=Answer.OPEN, state=Shown.SHOWN).count()


def suggestions_of(branch: Branch) -> Sequence[BibleSuggestion]:
    """Return what was suggested for the bible of a branch, what waits first, then the latest. One query.

    Who has taken theirs back is not quoted.
    """
    rows = branch.suggestions.filter(state=Shown.SHOWN).exclude(answer=Answer.WITHDRAWN)
    listed = list(rows.select_related("author", "edit").defer("edit__steps").order_by("-created")[:MOST_SHOWN])
    return sorted(listed, key=lambda one: one.answer != Answer.OPEN)
