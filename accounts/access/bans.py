"""Readers who may neither upload nor have anything drawn; they read what they have, and everything is kept.

`accounts.access.allowances` refuses them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.models import Ban

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User


def ban(*, reader: User, reason: str) -> None:
    """Ban a reader from uploading and drawing; of several reasons the latest is kept."""
    Ban.objects.update_or_create(reader=reader, defaults={"reason": reason})


def lift(*, reader: User) -> bool:
    """Let a reader upload and draw again. Returns whether they were banned."""
    deleted, _ = Ban.objects.filter(reader=reader).delete()
    return bool(deleted)


def ban_of(reader: UUID) -> Ban | None:
    """Return the ban of a reader; None if there is none."""
    return Ban.objects.filter(reader=reader).first()
