"""What is looked at when the site starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
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
