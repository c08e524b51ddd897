"""How operators are told of alerts: by mail, and by a webhook of theirs."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING

import httpx2
from django.conf import settings
from django.core.mail import EmailMessage

from providers.network.clients import Guard, guarded_client

if TYPE_CHECKING:
    from monitoring.models import Alert

MAIL, WEBHOOK = "mail", "webhook"
SECONDS = 10.0
MOST_BYTES = 64 * 1024


class NotTaken(Exception):
    """A webhook did not say that it has taken an alert."""


def channels() -> list[str]:
    """Return the channels that settings name."""
    return [MAIL] * bool(settings.ALERT_EMAILS) + [WEBHOOK] * bool(settings.ALERT_WEBHOOK)


def send(channel: str, alert: Alert, *, is_end: bool) -> None:
    """Tell of an alert, or of its end. Raises what mail and HTTP raise, and NotTaken."""
    if channel == MAIL:
        _mail(alert, is_end=is_end)
    else:
        _call(alert, is_end=is_end)


def subject_of(alert: Alert, *, is_end: bool) -> str:
    """Say in a line what it is about."""
    return f"VividPages: {alert.rule} is well again" if is_end else f"VividPages: {alert.rule}"


def text_of(alert: Alert, *, is_end: bool) -> str:
    """Say what happened, when, and where to look."""
    when = f"Since {alert.started:%Y-%m-%d %H:%M} UTC."
    if is_end and alert.ended is not None:
        when = f"From {alert.started:%Y-%m-%d %H:%M} to {alert.ended:%H:%M} UTC. It is well again."
    where = f"{settings.SITE_URL}/admin/status/" if settings.SITE_URL else ""
    return "\n".join(line for line in (alert.sentence, when, where) if line)


def _mail(alert: Alert, *, is_end: bool) -> None:
    mail = EmailMessage(subject_of(alert, is_end=is_end), text_of(alert, is_end=is_end), to=list(settings.ALERT_EMAILS))
    mail.send()


def _call(alert: Alert, *, is_end: bool) -> None:
    """Post JSON: `text` and `content` are what Slack and Discord show of it."""
    words = f"{subject_of(alert, is_end=is_end)}\n{text_of(alert, is_end=is_end)}"
    body = json.dumps(
        {
            "rule": alert.rule,
            "state": "ended" if is_end else "started",
            "sentence": alert.sentence,
            "started": alert.started.isoformat(),
            "ended": alert.ended.isoformat() if alert.ended else None,
            "text": words,
            "content": words,
        }
    ).encode()
    headers = {"Content-Type": "application/json"}
    if settings.ALERT_WEBHOOK_SECRET:
        headers["X-VividPages-Signature"] = signature(body, at=int(time.time()))
    guard = Guard(allow_private=True, most_bytes=MOST_BYTES, connected_seconds=2 * SECONDS)  # an operator's own
    with guarded_client(guard, timeout=httpx2.Timeout(SECONDS)) as client:
        answer = client.post(settings.ALERT_WEBHOOK, content=body, headers=headers)
    if not answer.is_success:
        raise NotTaken(f"It answered {answer.status_code}.")


def signature(body: bytes, *, at: int) -> str:
    """Sign a body at a time (seconds since 1970): HMAC-SHA256 of “time.body”, as the readers' webhooks do."""
    signed = hmac.new(settings.ALERT_WEBHOOK_SECRET.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"
