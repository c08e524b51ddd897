"""What is looked at when the site starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error

from accounts.sealing import KeyringBroken, read_keyring


def key_encryption_keys(**_kwargs: Any) -> list[CheckMessage]:
    """Check that KEY_ENCRYPTION_KEYS is of its form, or empty."""
    if not settings.KEY_ENCRYPTION_KEYS:
        return []
    try:
        read_keyring(settings.KEY_ENCRYPTION_KEYS)
    except KeyringBroken as error:
        return [Error(str(error), hint="See docs/keys.md.", id="accounts.E001")]
    return []


def addresses_of_site(**_kwargs: Any) -> list[CheckMessage]:
    """Check that a public site says where links in its mails lead, and sends mail."""
    if {*settings.ALLOWED_HOSTS} <= {"localhost", "127.0.0.1", "[::1]"}:
        return []
    problems: list[CheckMessage] = []
    if not settings.SITE_URL and any(host.startswith(("*", ".")) for host in settings.ALLOWED_HOSTS):
        problems.append(
            Error(
                "ALLOWED_HOSTS takes any name, so links in mails would lead to whatever a stranger's request says.",
                hint="Set SITE_URL to the address of the site.",
                id="accounts.E002",
            )
        )
    if not settings.EMAIL_URL:
        problems.append(
            checks.Warning(
                "Without EMAIL_URL nobody's address is confirmed, and signing up tells which addresses are known.",
                hint="See docs/operate.md.",
                id="accounts.W001",
            )
        )
    return problems
