"""What `allauth.mfa` leaves to the site: names, and how its secrets are kept.

What an app and recovery codes are derived from is sealed as keys are (`accounts.sealing`), so that neither a copy of
the database nor a backup without the key-encryption keys passes for a second factor. A passkey is a public key.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http.request import split_domain_port
from django.views.decorators.debug import sensitive_variables

from accounts.sealing import SealBroken, SealContext, Sealed, SealingError, keyring

if TYPE_CHECKING:
    from accounts.models import User

SITE = "VividPages"
PLACE = SealContext(UUID(int=0), UUID(int=0), "second-factor")
"""allauth seals before it knows of which row, so that all secrets of second factors have one place."""


class FactorsAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Names as readers see them, and sealing."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That is not the code. Each code works once, and one of an app only while the app shows it.",
    }

    def get_totp_issuer(self) -> str:
        """Return what an app calls this site."""
        return SITE

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return whose passkeys they are: those of SITE_URL, else of the host that was asked for."""
        host = urlsplit(settings.SITE_URL).hostname or split_domain_port(context.request.get_host())[0]
        return {"id": host, "name": SITE}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 (allauth's name)
        """Return what a passkey is called whose reader gives it no name."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    @sensitive_variables()
    def encrypt(self, text: str) -> str:
        """Seal a secret, as `id of the key-encryption key:base64`. Raises ValidationError."""
        try:
            return written(keyring().seal(text, PLACE))
        except SealingError as error:
            raise ValidationError(str(error)) from None

    @sensitive_variables()
    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret. Raises ValidationError, with words for the reader."""
        try:
            return keyring().open(read(encrypted_text), PLACE)
        except SealingError as error:
            raise ValidationError(str(error)) from None


def written(sealed: Sealed) -> str:
    """Return what was sealed as text."""
    return f"{sealed.kek_id}:{base64.b64encode(sealed.data).decode()}"


def read(text: str) -> Sealed:
    """Return what `written` wrote. Raises SealBroken."""
    kek_id, _, data = text.partition(":")
    try:
        return Sealed(kek_id, base64.b64decode(data, validate=True))
    except (binascii.Error, ValueError):
        raise SealBroken from None
