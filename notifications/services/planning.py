"""Which ways lead to readers outside the site, and when each may be taken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.utils import timezone

from notifications.hours import mail_due, out_of_quiet
from notifications.kinds import Channel
from notifications.models import Delivery, PushDevice, Webhook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from notifications.models import Notification, Preferences


def can_mail() -> bool:
    """Return whether mail leaves this machine."""
    return bool(settings.EMAIL_URL)


@dataclass(slots=True)
class Ways:
    """The webhooks and devices of some readers, and whose address nobody has confirmed."""

    webhooks: dict[UUID, list[Webhook]] = field(default_factory=lambda: defaultdict(list))
    devices: dict[UUID, list[PushDevice]] = field(default_factory=lambda: defaultdict(list))
    unconfirmed: set[UUID] = field(default_factory=set)

    def deliveries(
        self, notification: Notification, preferences: Preferences, *, mail: bool | None, gather: timedelta
    ) -> list[Delivery]:
        """Return the deliveries of a notification. Not saved."""
        now, reader, kind = timezone.now(), notification.reader_id, notification.kind
        planned = []
        if can_mail() and reader not in self.unconfirmed:
            if mail:
                planned.append(_delivery(notification, Channel.MAIL, reader, now, is_asked=True))
            elif mail is None and preferences.wants(kind, Channel.MAIL):
                due = mail_due(now, preferences, gather=gather)
                planned.append(_delivery(notification, Channel.MAIL, reader, due))
        if preferences.wants(kind, Channel.WEBHOOK):
            for webhook in self.webhooks[reader]:
                # A program has no nights; a channel of Slack or Discord wakes people.
                is_plain = webhook.format == Webhook.Format.PLAIN
                due = now if is_plain else out_of_quiet(now, preferences)
                planned.append(_delivery(notification, Channel.WEBHOOK, webhook.pk, due, webhook=webhook))
        if preferences.wants(kind, Channel.PUSH):
            due = out_of_quiet(now, preferences)
            planned += [_delivery(notification, Channel.PUSH, one.pk, due, device=one) for one in self.devices[reader]]
        return planned


def ways_of(readers: Sequence[UUID]) -> Ways:
    """Read which ways lead to some readers. Three queries."""
    ways = Ways()
    for webhook in Webhook.objects.filter(owner__in=readers, is_active=True):
        ways.webhooks[webhook.owner_id].append(webhook)
    for device in PushDevice.objects.filter(owner__in=readers):
        ways.devices[device.owner_id].append(device)
    unconfirmed = EmailAddress.objects.filter(user__in=readers, primary=True, verified=False)
    ways.unconfirmed = set(unconfirmed.values_list("user_id", flat=True))
    return ways


def _delivery(
    notification: Notification,
    channel: Channel,
    target: UUID,
    due: datetime,
    *,
    webhook: Webhook | None = None,
    device: PushDevice | None = None,
    is_asked: bool = False,
) -> Delivery:
    return Delivery(
        notification=notification,
        channel=channel,
        target=target,
        due=due,
        webhook=webhook,
        device=device,
        is_asked=is_asked,
    )
