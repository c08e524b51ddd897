"""What a worker does: claim what is due for one target, send it, and write down what became of it."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jobs.privacy import kind_and_place
from notifications.delivering import claims, mail, pushes, webhooks
from notifications.delivering.outcomes import Outcome, State, wait_after
from notifications.kinds import Channel
from notifications.models import Delivery, PushDevice, Webhook
from notifications.services import webhooks as kept_webhooks
from notifications.services.telling import wake

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

logger = logging.getLogger(__name__)

SENDERS: dict[str, Callable[[Sequence[Delivery]], Outcome | None]] = {
    Channel.MAIL: mail.send,
    Channel.WEBHOOK: webhooks.send,
    Channel.PUSH: pushes.send,
}
"""Each sends a claimed batch; None: the claim was lost before anything left."""
GIVEN_UP = "It took no call for a day."


def deliver_due(*, seconds: float | None = None) -> int:
    """Deliver what is due, until nothing is or the time of a slice is over. Returns how many batches were tried."""
    claims.recover()
    until = time.monotonic() + (settings.JOB_SLICE_SECONDS if seconds is None else seconds)
    count = 0
    while time.monotonic() < until:
        batch = claims.claim()
        if not batch:
            return count
        deliver(batch)
        count += 1
    transaction.on_commit(wake)
    return count


def deliver(batch: Sequence[Delivery]) -> None:
    """Send a claimed batch and write down what became of it."""
    batch = _without_read(batch)
    if not batch:
        return
    try:
        outcome = SENDERS[batch[0].channel](batch)
    except Exception as error:  # a fault of ours is tried again, and no other delivery waits for it  # noqa: BLE001
        logger.error("a delivery has failed: %s", kind_and_place(error))
        outcome = Outcome(State.WAITING, "Something went wrong on this site.")
    if outcome is not None:
        record(batch, outcome)


@transaction.atomic
def record(batch: Sequence[Delivery], outcome: Outcome) -> None:
    """Write down what became of a batch, unless its claim was lost."""
    first, now = batch[0], timezone.now()
    claimed = Delivery.objects.select_for_update().filter(pk__in=[one.pk for one in batch], claim=first.claim)
    rows = list(claimed.order_by("pk"))
    for row in rows:
        row.state, row.claim, row.lease_until = outcome.state, None, None
        row.code, row.answer, row.tried = outcome.code, outcome.words, now
        if outcome.state == State.WAITING:
            wait = wait_after(row.channel, row.tries, outcome.after)
            row.state, row.due = (State.FAILED, row.due) if wait is None else (State.WAITING, now + wait)
    Delivery.objects.bulk_update(rows, ["state", "claim", "lease_until", "code", "answer", "tried", "due"])
    if rows and first.webhook is not None:
        _follow_webhook(first.webhook, rows[0], outcome)
    if rows and first.device is not None and outcome.is_gone:
        PushDevice.objects.filter(pk=first.device.pk).delete()


def _follow_webhook(webhook: Webhook, row: Delivery, outcome: Outcome) -> None:
    """Keep how a webhook fares: what waits for a failing one waits with it; one that fails for long is given up."""
    if row.state == State.DELIVERED:
        Webhook.objects.filter(pk=webhook.pk).update(failing_since=None)
        return
    Webhook.objects.filter(pk=webhook.pk, failing_since=None).update(failing_since=timezone.now())
    if outcome.is_gone or row.state == State.FAILED:
        kept_webhooks.give_up(webhook=webhook, words=outcome.words if outcome.is_gone else GIVEN_UP)
        return
    Delivery.objects.filter(webhook=webhook, state=State.WAITING, due__lt=row.due).update(due=row.due)


def _without_read(batch: Sequence[Delivery]) -> list[Delivery]:
    """Drop what the reader has read on the site meanwhile; whoever asked for mail, and programs, get it nonetheless."""
    read = [
        one
        for one in batch
        if one.notification.read is not None and not one.is_asked and one.channel != Channel.WEBHOOK
    ]
    Delivery.objects.filter(pk__in=[one.pk for one in read], claim=batch[0].claim).update(
        state=State.DROPPED, claim=None, lease_until=None, answer="It was read before it was sent."
    )
    return [one for one in batch if one not in read]
