"""Mail: one for all that has gathered. What may have been sent already is never sent twice."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.utils import DNS_NAME

from accounts.models import User
from notifications import presenting
from notifications.delivering import claims
from notifications.delivering.outcomes import Outcome, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notifications.models import Delivery

SENT = "Sent."
NO_ANSWER = "The mail server broke off; it may have been sent, and is not sent twice."
ERRORS = (smtplib.SMTPException, OSError)


def send(batch: Sequence[Delivery]) -> Outcome | None:
    """Send one mail of a batch of one reader's. None: the claim was lost."""
    reader = User.objects.filter(pk=batch[0].target, is_active=True).first()
    if reader is None:
        return Outcome(State.DROPPED, "The account is switched off.")
    message = _message(reader, batch)
    connection = get_connection()
    try:
        connection.open()
    except ERRORS:
        return Outcome(State.WAITING, "The mail server could not be reached.")
    try:
        if not claims.hand_over(batch):
            return None
        message.connection = connection
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(max(code for code, _ in error.recipients.values()))
    except smtplib.SMTPResponseException as error:
        return _refused(error.smtp_code)
    except ERRORS:
        return Outcome(State.UNKNOWN, NO_ANSWER)
    finally:
        connection.close()
    return Outcome(State.DELIVERED, SENT)


def _message(reader: User, batch: Sequence[Delivery]) -> EmailMultiAlternatives:
    letter = presenting.letter_of(reader.pk, [one.notification for one in batch])
    headers = {"Message-ID": f"<{batch[0].pk}@{DNS_NAME}>", "X-VividPages-Delivery": str(batch[0].pk)}
    headers["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(letter.subject, letter.text, None, [reader.email], headers=headers)
    message.attach_alternative(letter.html, "text/html")
    return message


def _refused(code: int) -> Outcome:
    """Return the outcome of what a mail server refuses: for good with 5.., for now with 4.. (RFC 5321)."""
    state = State.FAILED if code >= 500 else State.WAITING
    return Outcome(state, "The mail server refused it.", code)
