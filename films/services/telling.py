"""Telling readers how their films stand, and viewers that another is to be played: a wake-up to their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jobs import broadcast

if TYPE_CHECKING:
    from uuid import UUID


def tell_reader(reader: UUID, *, at_once: bool = True) -> None:
    """Wake the pages of a reader that show films, once the transaction is through."""
    transaction.on_commit(lambda: broadcast.changed(reader, at_once=at_once))


def tell_viewers(vividpage: UUID) -> None:
    """Wake the players of the films of a book, whoever's they are, once the transaction is through."""
    transaction.on_commit(lambda: broadcast.changed(vividpage, at_once=True))
