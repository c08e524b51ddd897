"""Webhooks: JSON, signed, or as Slack and Discord take it."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any

from django.views.decorators.debug import sensitive_variables

from notifications import presenting
from notifications.delivering import calling, claims
from notifications.delivering.calling import Call
from notifications.delivering.outcomes import Outcome, State
from notifications.kinds import NEXT_STEPS, Kind
from notifications.models import Webhook
from notifications.services.webhooks import secret_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.models import Delivery

VERSION = 1
"""Of the payload: what is added raises nothing, what changes or goes does."""
SWITCHED_OFF = "The webhook is switched off."


@sensitive_variables()
def send(batch: Sequence[Delivery]) -> Outcome | None:
    """Call a webhook with one delivery. None: the claim was lost."""
    (delivery,) = batch
    webhook = Webhook.objects.filter(pk=delivery.target).first()
    if webhook is None or not (webhook.is_active or delivery.notification.kind == Kind.TEST):
        return Outcome(State.DROPPED, SWITCHED_OFF)
    body = json.dumps(payload_of(delivery, webhook.format), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {"Content-Type": "application/json"}
    if webhook.format == Webhook.Format.PLAIN:
        headers |= {
            "X-VividPages-Delivery": str(delivery.pk),
            "X-VividPages-Event": delivery.notification.kind,
            "X-VividPages-Attempt": str(delivery.tries),
            "X-VividPages-Signature": signature(secret_of(webhook), body, at=int(time.time())),
        }
    if not claims.hand_over(batch):
        return None
    outcome = calling.post(Call(webhook.address, body, headers))
    if delivery.notification.kind == Kind.TEST and outcome.state == State.WAITING:
        return Outcome(State.DROPPED, outcome.words, outcome.code)  # its reader looks at it now, and tries again
    return outcome


@sensitive_variables()
def signature(secret: str, body: bytes, *, at: int) -> str:
    """Sign a body at a time (seconds since 1970): HMAC-SHA256 of “time.body”."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def payload_of(delivery: Delivery, form: str) -> dict[str, Any]:
    """Return what is sent of a delivery."""
    told, address = delivery.notification, presenting.address_of(delivery.notification)
    if form == Webhook.Format.SLACK:
        title = _escaped(told.title)
        return {"text": f"<{address}|{title}>" if address else title}
    if form == Webhook.Format.DISCORD:
        embed = {"title": told.title[:256], "description": NEXT_STEPS.get(told.kind, "")}
        return {
            "username": "VividPages",
            "embeds": [embed | ({"url": address} if address else {})],
            "allowed_mentions": {"parse": []},
        }
    return {
        "version": VERSION,
        "id": str(delivery.pk),
        "notification": str(told.pk),
        "kind": told.kind,
        "title": told.title,
        "about": told.about,
        "subject": str(told.subject) if told.subject else None,
        "url": address or None,
        "created": told.created.isoformat(),
    }


def _escaped(text: str) -> str:
    """Escape what Slack reads as markup; “|” would end the words of a link."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("|", "¦")
