"""Telling readers how their editions stand: a wake-up to the pages that they have open, and mail to who wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

from jobs import broadcast, queue
from publishing.catalogue import title_of
from publishing.models import Edition

if TYPE_CHECKING:
    from uuid import UUID

TASK = "publishing.tasks.mail_finished"


def tell_reader(reader: UUID) -> None:
    """Wake the pages of a reader that show editions, once the transaction is through."""
    transaction.on_commit(lambda: broadcast.changed(reader, at_once=True))


def can_mail() -> bool:
    """Return whether mail leaves this machine."""
    return bool(settings.EMAIL_URL)


def mail_once_ready(edition: Edition) -> None:
    """Have the reader sent mail, if they want it."""
    if edition.mails and can_mail():
        queue.enqueue(TASK, str(edition.pk))


def mail_finished(edition_id: str) -> None:
    """Send the mail that an edition is ready; to whoever has deleted it meanwhile, nothing."""
    edition = Edition.objects.select_related("vividpage__owner").filter(pk=edition_id, mails=True).first()
    if edition is None or edition.state != Edition.State.READY:
        return
    Edition.objects.filter(pk=edition.pk).update(mails=False)  # a task may run twice
    title = edition.vividpage.title
    send_mail(
        subject=f"“{title}” is ready: {title_of(edition.kind)}".replace("\n", " "),
        message=(
            f"The edition of “{title}” that you asked for is ready: {title_of(edition.kind)}.\n\n"
            f"Sign in to take it away: {settings.SITE_URL}\n"
        ),
        from_email=None,
        recipient_list=[edition.vividpage.owner.email],
    )
