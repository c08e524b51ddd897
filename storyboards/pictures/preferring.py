"""What a reader wants of pictures, whatever the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storyboards.models import PicturePreferences

if TYPE_CHECKING:
    from accounts.models import User


def accept_at_once(*, reader: User) -> None:
    """Show this reader's redrawn pictures as soon as they are drawn."""
    PicturePreferences.objects.update_or_create(reader=reader, defaults={"accepts_at_once": True})


def ask_first(*, reader: User) -> None:
    """Let this reader's redrawn pictures wait until they are accepted."""
    PicturePreferences.objects.update_or_create(reader=reader, defaults={"accepts_at_once": False})
