"""Reading notifications, and how long they are kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from notifications.models import Notification
from notifications.services.telling import ring_later

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from accounts.models import User

CLEARED_AT_ONCE = 1000


@transaction.atomic
def mark_read(*, reader: User, notification: UUID, is_read: bool = True) -> bool:
    """Mark a notification as read, or as unread. Returns False if the reader has no such notification."""
    found = Notification.objects.of(reader).filter(pk=notification)
    changed = found.update(read=timezone.now() if is_read else None)
    ring_later(reader.pk)
    return bool(changed)


@transaction.atomic
def mark_all_read(*, reader: User) -> int:
    """Mark all of a reader's notifications as read. Returns how many were not."""
    count = Notification.objects.filter(reader=reader).unread().update(read=timezone.now())
    ring_later(reader.pk)
    return count


def unread_count(reader: UUID) -> int:
    """Count what a reader has not read. One query."""
    return Notification.objects.filter(reader=reader).unread().count()


def old_notifications() -> QuerySet[Notification]:
    """Select what is older than NOTIFICATIONS_KEPT_DAYS; 0 days: nothing is."""
    if not settings.NOTIFICATIONS_KEPT_DAYS:
        return Notification.objects.none()
    return Notification.objects.filter(created__lt=timezone.now() - timedelta(days=settings.NOTIFICATIONS_KEPT_DAYS))


def clear_old() -> int:
    """Delete what is old, with the log of its deliveries. Returns how many notifications that were."""
    count = 0
    while chunk := list(old_notifications().values_list("pk", flat=True)[:CLEARED_AT_ONCE]):
        Notification.objects.filter(pk__in=chunk).delete()
        count += len(chunk)
    return count
