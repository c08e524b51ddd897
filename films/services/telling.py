"""Telling readers how their films stand: a wake-up to the pages that they have open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jobs import broadcast

if TYPE_CHECKING:
    from uuid import UUID


def tell_reader(reader: UUID, *, at_once: bool = True) -> None:
    """Wake the pages of a reader that show films, once the transaction is through."""
    transaction.on_commit(lambda: broadcast.changed(reader, at_once=at_once))
