"""What the pages above give to notifications: the addresses that they lead to, and how mail looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from notifications.models import Notification


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it is sent. `unsubscribe` is where one click ends such mails; empty: the site has no address."""

    subject: str
    text: str
    html: str
    unsubscribe: str = ""


class Presenter(Protocol):
    """Knows the pages."""

    def path(self, notification: Notification) -> str:
        """Return the path of the page that a notification leads to."""
        ...

    def letter(self, reader: UUID, notifications: Sequence[Notification]) -> Letter:
        """Write one mail of several notifications."""
        ...


_presenters: list[Presenter] = []


def present_by(presenter: Presenter) -> None:
    """Have notifications presented so."""
    _presenters[:] = [presenter]


def path_of(notification: Notification) -> str:
    """Return the path of the page that a notification leads to."""
    return _presenters[0].path(notification)


def address_of(notification: Notification) -> str:
    """Return the whole address of that page; empty if the site does not know its own (SITE_URL)."""
    return f"{settings.SITE_URL}{path_of(notification)}" if settings.SITE_URL else ""


def letter_of(reader: UUID, notifications: Sequence[Notification]) -> Letter:
    """Write one mail of several notifications."""
    return _presenters[0].letter(reader, notifications)
