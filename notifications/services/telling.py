"""Telling readers what has happened: written down in the transaction of what it tells of, delivered after it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from jobs import broadcast, queue
from notifications.kinds import NOWHERE, Channel, Kind, Lead
from notifications.models import Delivery, Notification, Preferences
from notifications.models.notification import LONGEST_TITLE
from notifications.services.planning import Ways, ways_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

DELIVER, RING = "notifications.tasks.deliver", "notifications.tasks.ring"
RUNG_AT_ONCE = 20
"""Readers whose bells are rung by whoever tells them; more are left to a worker."""
ROWS_AT_ONCE = 1000


@transaction.atomic
def notify(
    *,
    readers: Iterable[UUID | None],
    kind: Kind,
    key: str,
    title: str,
    words: str = "",
    lead: Lead = NOWHERE,
    mail: bool | None = None,
    waiting: UUID | None = None,
) -> int:
    """Tell readers something, each once for each `key`. Call it in the transaction of what it tells of.

    `title` is a sentence that may leave the site: no words of a book but its title, no secret. `words`, such as a
    reason, stay on the site. `mail`: True sends mail at once, whatever they prefer; False none; None as they prefer.
    Returns how many were told; None, whoever is not there any more, and who was told already are passed over.
    """
    active = User.objects.filter(
        pk__in={reader for reader in readers if reader is not None}, is_active=True
    ).values_list("pk", flat=True)
    wanted = sorted(active)
    told: list[Notification] = []
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        told += _write(
            wanted[start : start + ROWS_AT_ONCE],
            Notification(
                kind=kind,
                key=key,
                title=" ".join(title.split())[:LONGEST_TITLE],
                words=words,
                about=lead.about,
                subject=lead.subject,
                part=lead.part,
                waiting=waiting,
            ),
            mail=mail,
        )
    _ring([one.reader_id for one in told if one.is_shown])
    return len(told)


def tell_of_wait(
    *,
    readers: Iterable[UUID | None],
    waiting: UUID,
    kind: Kind,
    title: str,
    words: str,
    lead: Lead,
) -> int:
    """Tell readers that `waiting`, a job, stands still, unless they were told and it has not gone on since.

    Whoever calls holds a lock on it: its tellings follow one another. Else as `notify`.
    """
    earlier = Notification.objects.filter(waiting=waiting, kind=kind)
    if earlier.filter(settled=None).exists():
        return 0
    times = earlier.values("key").distinct().count()
    return notify(
        readers=readers,
        kind=kind,
        key=f"wait:{waiting}:{kind}:{times + 1}",
        title=title,
        words=words,
        lead=lead,
        waiting=waiting,
    )


@transaction.atomic
def settle(*, waiting: UUID) -> None:
    """Take back what was told of a wait: it is over, so it is read, and what is not delivered yet never is."""
    over = Notification.objects.filter(waiting=waiting, settled=None)
    rows = list(over.select_for_update().order_by("pk").values_list("pk", "reader_id"))
    if not rows:
        return
    ids, now = [pk for pk, _ in rows], timezone.now()
    Notification.objects.filter(pk__in=ids).update(settled=now)
    Notification.objects.filter(pk__in=ids, read=None).update(read=now)
    waits = Delivery.objects.filter(notification__in=ids, state=Delivery.State.WAITING)
    waits.update(state=Delivery.State.DROPPED, answer="It was over before it was sent.")
    _ring([reader for _, reader in rows])


@transaction.atomic
def forget(*, subject: UUID) -> None:
    """Delete what was told of something that is deleted."""
    gone = Notification.objects.filter(subject=subject)
    readers = list(gone.values_list("reader_id", flat=True).distinct().order_by())
    gone.delete()
    _ring(readers)


def wake() -> None:
    """Have a worker look for what is due, once this transaction is through."""
    queue.enqueue_up_to(settings.WORKERS, DELIVER, times=1)


def ring_later(reader: UUID) -> None:
    """Have a reader's bells look again, once this transaction is through."""
    transaction.on_commit(partial(broadcast.changed, reader, at_once=True))


def _write(readers: Sequence[UUID], template: Notification, *, mail: bool | None) -> list[Notification]:
    """Write the notifications that are not there yet, each with its deliveries."""
    chosen = Preferences.objects.in_bulk(readers)
    ways = ways_of(readers)
    rows = [_copy(template, reader, chosen.get(reader) or Preferences.standard(reader)) for reader in readers]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    made = set(Notification.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    told = [row for row in rows if row.pk in made]
    deliveries = [delivery for row in told for delivery in _deliveries(row, chosen, ways, mail=mail)]
    Delivery.objects.bulk_create(deliveries)
    if any(delivery.due <= timezone.now() for delivery in deliveries):
        wake()
    return told


def _copy(template: Notification, reader: UUID, preferences: Preferences) -> Notification:
    return Notification(
        reader_id=reader,
        kind=template.kind,
        key=template.key,
        title=template.title,
        words=template.words,
        about=template.about,
        subject=template.subject,
        part=template.part,
        waiting=template.waiting,
        is_shown=preferences.wants(template.kind, Channel.PAGE),
    )


def _deliveries(
    notification: Notification, chosen: dict[UUID, Preferences], ways: Ways, *, mail: bool | None
) -> list[Delivery]:
    reader = notification.reader_id
    preferences = chosen.get(reader) or Preferences.standard(reader)
    return ways.deliveries(
        notification, preferences, mail=mail, gather=timedelta(minutes=settings.NOTIFY_GATHER_MINUTES)
    )


def _ring(readers: Sequence[UUID]) -> None:
    for reader in readers[:RUNG_AT_ONCE]:
        ring_later(reader)
    for start in range(RUNG_AT_ONCE, len(readers), ROWS_AT_ONCE):
        queue.enqueue(RING, *map(str, readers[start : start + ROWS_AT_ONCE]))
