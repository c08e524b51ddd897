"""People: who they are and how they sign in."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks


class AccountsConfig(AppConfig):
    """People and their keys."""

    name = "accounts"

    def ready(self) -> None:
        """Read the key-encryption keys while somebody is looking, and follow what happens to people."""
        from accounts import trail
        from accounts.access import following
        from accounts.checks import addresses_of_site, key_encryption_keys
        from accounts.factors import following as factors

        checks.register(key_encryption_keys, checks.Tags.security)
        checks.register(addresses_of_site, checks.Tags.security)
        following.connect()
        factors.connect()
        trail.connect()
