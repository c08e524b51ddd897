"""Devices that an account was signed in on before, by a signed cookie.

Guesses of strangers are counted apart from those on a known device, so that they cannot lock its owner out: OWASP's
“device cookies”. The cookie opens nothing; whoever has it may only try a password where others have to wait.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

SALT = "accounts.access.devices"
AGE_SECONDS = 365 * 24 * 3600
MOST_ACCOUNTS = 5
"""That one device is known to: a family's."""
PROVEN = "reset_password_of"
"""In the session: whose password was replaced here, through a link in a mail."""


def known_as(request: HttpRequest, email: str) -> str | None:
    """Return what the device is counted as when it tries a password of this account; None if it is not known."""
    account = _account(email)
    device, accounts = _read(request)
    if account in accounts:
        return device
    return account if request.session.get(PROVEN) == account else None


def device_of(request: HttpRequest) -> str | None:
    """Return what a device is called on which somebody has signed in before; None for others."""
    device, accounts = _read(request)
    return device if accounts else None


def remember(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Remember the device for the next time."""
    device, accounts = _read(request)
    account = _account(email)
    kept = [account, *(other for other in accounts if other != account)][:MOST_ACCOUNTS]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([device, kept], salt=SALT),
        max_age=AGE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def remember_proof(request: HttpRequest, email: str) -> None:
    """Remember the device in this session: the password was just replaced on it."""
    request.session[PROVEN] = _account(email)


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        device, accounts = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=AGE_SECONDS
        )
    except (signing.BadSignature, ValueError):
        return secrets.token_urlsafe(12), []
    return device, accounts


def _account(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
