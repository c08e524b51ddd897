"""Web push: a message for a browser, encrypted for it alone, handed to its push service (RFC 8030)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.contrib.sessions.models import Session
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from notifications import presenting
from notifications.delivering import calling, claims
from notifications.delivering.calling import GONE, Call
from notifications.delivering.encryption import encrypted
from notifications.delivering.outcomes import Outcome, State
from notifications.delivering.vapid import authorization
from notifications.kinds import NEXT_STEPS
from notifications.models import PushDevice
from notifications.services.devices import unpadded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.models import Delivery

KEPT_SECONDS = 24 * 3600
"""How long a push service keeps it for a device that is off."""
TOO_LARGE = 413


@sensitive_variables()
def send(batch: Sequence[Delivery]) -> Outcome | None:
    """Push one delivery. None: the claim was lost."""
    (delivery,) = batch
    device = PushDevice.objects.filter(pk=delivery.target).first()
    if device is None or not _is_signed_in(device):
        return Outcome(State.DROPPED, "Nobody is signed in on that device any more.", is_gone=True)
    message = json.dumps(message_of(delivery), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_SECONDS),
        "Urgency": "normal",
        "Topic": delivery.notification_id.hex,
        "Authorization": authorization(device.endpoint),
    }
    body = encrypted(message, key=unpadded(device.p256dh), secret=unpadded(device.auth))
    if not claims.hand_over(batch):
        return None
    outcome = calling.post(Call(device.endpoint, body, headers))
    if outcome.code in GONE:
        return Outcome(State.DROPPED, "The browser takes no pushes any more.", outcome.code, is_gone=True)
    if outcome.code is not None and 400 <= outcome.code < 500 and outcome.code != 429:
        return Outcome(State.FAILED, outcome.words, outcome.code)
    return outcome


def message_of(delivery: Delivery) -> dict[str, str]:
    """Return what the service worker is told; it shows one `tag` once, however often it comes."""
    told = delivery.notification
    return {
        "title": told.title,
        "body": NEXT_STEPS.get(told.kind, ""),
        "path": presenting.path_of(told),
        "tag": str(told.pk),
    }


def _is_signed_in(device: PushDevice) -> bool:
    return Session.objects.filter(pk=device.session, expire_date__gt=timezone.now()).exists()
