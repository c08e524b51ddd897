"""Telling readers how their editions stand: a wake-up to open pages, a notification at the end, mail to who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jobs import broadcast
from notifications.kinds import About, Kind, Lead
from notifications.services import notify
from notifications.services.planning import can_mail
from publishing.catalogue import title_of
from publishing.models import Edition

if TYPE_CHECKING:
    from uuid import UUID

__all__ = ["can_mail", "tell_of_end", "tell_reader"]


def tell_reader(reader: UUID) -> None:
    """Wake the pages of a reader that show editions, once the transaction is through."""
    transaction.on_commit(lambda: broadcast.changed(reader, at_once=True))


def tell_of_end(edition: Edition, *, attempt: UUID) -> None:
    """Tell its reader how the making of an edition ended; mail is sent only to who has asked for it, and at once."""
    is_ready = edition.state == Edition.State.READY
    title, kind = edition.vividpage.title, title_of(edition.kind)
    notify(
        readers=[edition.vividpage.owner_id],
        kind=Kind.DONE if is_ready else Kind.FAILED,
        key=f"edition:{attempt}",
        title=f"“{title}” is ready: {kind}." if is_ready else f"{kind} of “{title}” could not be made.",
        words=edition.reason if not is_ready else "",
        lead=Lead(About.EDITIONS, edition.vividpage_id),
        mail=edition.mails and is_ready,
    )
