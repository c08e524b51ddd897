"""How long the audit log is kept: the one way in which entries are deleted, from its beginning on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from audit.chain import link_new
from audit.events import Event
from audit.models import Entry, Link
from audit.recording import record

if TYPE_CHECKING:
    from datetime import datetime

SHORTEST_DAYS = 30
"""What the database keeps in any case: its trigger knows the same figure."""
OPEN = "SET LOCAL vividpages.audit_retention = 'on'"
CLOSE = "SET LOCAL vividpages.audit_retention = 'off'"


def entries_before(before: datetime) -> int:
    """Count the entries that are older."""
    return Entry.objects.filter(at__lt=before).count()


@transaction.atomic
def shorten(*, before: datetime) -> int:
    """Delete the entries at the beginning of the chain that are older, and write down where it was cut.

    The last link stays, whatever its age: the chain goes on from there. Returns how many entries were deleted.
    """
    link_new(everything=True)
    last = _last_before(before)
    if last is None:
        return 0
    gone = Link.objects.filter(position__lte=last.position)
    entries = Entry.objects.filter(pk__in=gone.values("entry"))
    with connection.cursor() as cursor:
        cursor.execute(OPEN)
        count = entries.delete()[0]
        gone.delete()
        cursor.execute(CLOSE)
    record(Event.LOG_SHORTENED, position=last.position, digest=last.digest, count=count)
    link_new()
    return count


def _last_before(before: datetime) -> Link | None:
    """Return the last link of those at the beginning whose entries are all older."""
    kept = Entry.objects.filter(at__gte=before).values("pk")
    links = Link.objects.order_by("position")
    first_kept = links.filter(entry__in=kept).first() or links.last()
    return None if first_kept is None else links.filter(position__lt=first_kept.position).last()
