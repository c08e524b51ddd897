"""Entries for the queue. Each may run twice, late, or never."""

from __future__ import annotations

from uuid import UUID

from jobs import broadcast
from notifications.delivering import engine


def deliver() -> None:
    """Deliver what is due, for some seconds."""
    engine.deliver_due()


def ring(*readers: str) -> None:
    """Have the bells of many readers look again."""
    for reader in readers:
        broadcast.changed(UUID(reader), at_once=True)
