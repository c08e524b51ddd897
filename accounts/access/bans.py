"""Readers who may neither upload nor have anything drawn; they read what they have, and everything is kept.

`accounts.access.allowances` refuses them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import Ban
from audit.events import Event
from audit.recording import record

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User


def ban(*, reader: User, reason: str) -> None:
    """Ban a reader from uploading and drawing; of several reasons the latest is kept."""
    Ban.objects.update_or_create(reader=reader, defaults={"reason": reason})
    record(Event.BANNED, subject=reader.pk)


def lift(*, reader: User) -> bool:
    """Let a reader upload and draw again. Returns whether they were banned."""
    deleted, _ = Ban.objects.filter(reader=reader).delete()
    if deleted:
        record(Event.BAN_LIFTED, subject=reader.pk)
    return bool(deleted)


def ban_of(reader: UUID) -> Ban | None:
    """Return the ban of a reader; None if there is none."""
    return Ban.objects.filter(reader=reader).first()
