"""People: who they are and how they sign in."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    """People and their keys."""

    name = "accounts"

    def ready(self) -> None:
        """Have the key-encryption keys read at the start, when somebody is looking."""
        from accounts.checks import key_encryption_keys

        checks.register(key_encryption_keys, checks.Tags.security)
