"""What an account may see of the log: what was done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit.models import Entry

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet


def activity_of(account: UUID) -> QuerySet[Entry]:
    """Select what happened to an account, the latest first."""
    return Entry.objects.filter(subject=account).order_by("-pk")
