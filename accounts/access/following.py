"""What follows when somebody's way in has changed; Django and allauth say so by signals alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_reset

from accounts.access import devices

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


def connect() -> None:
    """Follow them from now on."""
    password_reset.connect(know_device_of_reset)


def know_device_of_reset(*, request: HttpRequest, user: User, **_: Any) -> None:
    """Take the new password on the device on which it was chosen, however many wrong ones others send."""
    devices.remember_proof(request, user.email)
