"""Claims: each delivery is one worker's at a time, and so is each target, so that a slow one holds up no other."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from notifications.kinds import Channel
from notifications.models import Delivery

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.db.models import QuerySet

State = Delivery.State
LEASE = timedelta(minutes=3)
"""Longer than any channel may take with one claim."""
TARGETS_LOOKED_AT = 20
MOST_IN_A_MAIL = 200
LOST = "It was sent, but the worker ended before there was an answer; it is not sent twice."


def claim() -> list[Delivery]:
    """Take what is due for the target that has waited longest; of mail all that has gathered. Empty: nothing is due."""
    for target, channel in _due_targets():
        with transaction.atomic():
            if _lock(target) and not _claimed().filter(target=target).exists():
                taken = _take(target, channel)
                if taken:
                    return taken
    return []


def recover() -> None:
    """Let go of what the dead have claimed: tried again, but for mail that may have been sent already."""
    overdue = Delivery.objects.filter(state=State.CLAIMED, lease_until__lt=timezone.now())
    overdue.filter(channel=Channel.MAIL, handed_over__isnull=False).update(
        state=State.UNKNOWN, claim=None, lease_until=None, answer=LOST
    )
    overdue.update(state=State.WAITING, claim=None, lease_until=None)


def hand_over(batch: Sequence[Delivery]) -> bool:
    """Write down that a claimed batch leaves now. Returns False if the claim was lost meanwhile: then it must not."""
    now = timezone.now()
    mine = Delivery.objects.filter(pk__in=[one.pk for one in batch], claim=batch[0].claim, lease_until__gt=now)
    return mine.update(handed_over=now) == len(batch)


def _due_targets() -> list[tuple[UUID, str]]:
    """Return targets that something is due for, and that nobody serves now."""
    busy = _claimed().filter(target=OuterRef("target"))
    due = Delivery.objects.filter(state=State.WAITING, due__lte=timezone.now()).filter(~Exists(busy))
    rows = due.order_by("due").values_list("target", "channel")[: TARGETS_LOOKED_AT * 5]
    return list(dict.fromkeys(rows))[:TARGETS_LOOKED_AT]


def _claimed() -> QuerySet[Delivery]:
    return Delivery.objects.filter(state=State.CLAIMED)


def _lock(target: UUID) -> bool:
    """Let nobody else claim for a target until this transaction ends. Returns False if somebody else does."""
    number = int.from_bytes(hashlib.sha256(b"delivery" + target.bytes).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        return bool(cursor.fetchone()[0])


def _take(target: UUID, channel: str) -> list[Delivery]:
    now = timezone.now()
    waiting = Delivery.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        target=target, state=State.WAITING
    )
    if not Delivery.objects.filter(target=target, state=State.WAITING, due__lte=now).exists():
        return []
    if channel == Channel.MAIL:
        rows = list(waiting.select_related("notification").order_by("created", "pk")[:MOST_IN_A_MAIL])
    else:
        one = waiting.select_related("notification", "webhook", "device").filter(due__lte=now)
        rows = list(one.order_by("created", "pk")[:1])
    claimed = uuid.uuid4()
    for row in rows:
        row.state, row.claim, row.lease_until = State.CLAIMED, claimed, now + LEASE
        row.tries, row.handed_over = row.tries + 1, None
    Delivery.objects.bulk_update(rows, ["state", "claim", "lease_until", "tries", "handed_over"])
    return rows
