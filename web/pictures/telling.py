"""What readers are told of pictures that are redrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboards.pictures.keeping import accepts_at_once

if TYPE_CHECKING:
    from accounts.models import User


def what_comes_of(reader: User) -> str:
    """Say whether what is drawn for a reader is shown or waits."""
    if accepts_at_once(reader.pk):
        return "What is new is shown at once, as you have chosen; the old ones are kept."
    return "What is new waits for your word; the old ones are kept."
