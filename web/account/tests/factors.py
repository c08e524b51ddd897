"""Second factors for tests: an authenticator app, as a reader's phone has it, whose codes do not run out."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import TestCase
from django.urls import reverse
from fido2 import cose
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import Settings

    from accounts.models import User

PASSWORD = "correct horse battery"
YEARS = 10**9
"""Seconds for which a code is shown: no test meets its end."""


@pytest.fixture
def _codes_stay(settings: Settings) -> None:
    settings.MFA_TOTP_PERIOD = YEARS
    settings.ACCOUNT_RATE_LIMITS = False


def code_of(secret: str) -> str:
    """Return what an app shows (RFC 6238)."""
    (counter,) = yield_hotp_counters_from_time()
    return format_hotp_value(hotp_value(secret, counter))


def sign_in(browser: Client, email: str, **more: str) -> Any:
    """Sign in by password; the answer to it."""
    return browser.post(reverse("account_login"), {"login": email, "password": PASSWORD, **more})


def add_app(browser: Client) -> str:
    """Add an app on the page, for who is signed in; its secret.

    In a test that is one transaction, the session is not told that the factor was shown: what follows comes too late.
    """
    page = browser.get(reverse("mfa_activate_totp"))
    secret: str = page.context["form"].secret
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content
    return secret


def recovery_codes(user: User) -> list[str]:
    """Return the recovery codes of somebody that are not used."""
    codes: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return codes


def make_passkey(user: User, **fields: Any) -> Authenticator:
    """Make a passkey of somebody as a browser would have, whose secret nobody has."""
    private = ec.generate_private_key(ec.SECP256R1())
    public = cose.ES256.from_cryptography_key(private.public_key())  # type: ignore[no-untyped-call]
    credential = AttestedCredentialData.create(Aaguid.NONE, secrets.token_bytes(16), public)
    data = AuthenticatorData.create(b"\0" * 32, AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, credential)
    response = {
        "clientDataJSON": websafe_encode(b'{"type":"webauthn.create","challenge":"eA","origin":"http://localhost"}'),
        "attestationObject": websafe_encode(bytes(AttestationObject.create("none", data, {}))),
    }
    name = websafe_encode(credential.credential_id)
    sent = {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": {}}
    kept = {"name": "My phone", "credential": sent}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=kept, **fields)
