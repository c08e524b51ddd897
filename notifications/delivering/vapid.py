"""How a push service knows this site: VAPID (RFC 8292), a token signed with a key that is made once and sealed."""

from __future__ import annotations

import base64
import time
import uuid
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import IntegrityError, transaction
from django.views.decorators.debug import sensitive_variables

from accounts.sealing import SealContext, Sealed, keyring
from notifications.models import PushKey
from notifications.services.devices import unpadded

TOKEN_SECONDS = 12 * 3600
"""A push service takes no token that lasts longer than a day."""
KEY_BYTES = 32


class PushKeyBroken(Exception):
    """VAPID_PRIVATE_KEY is not of its form; the words are the operator's."""


@sensitive_variables()
def authorization(endpoint: str) -> str:
    """Return the header that lets a push service know this site. Raises SealingError and PushKeyBroken."""
    key, parts = _private_key(), urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(time.time()) + TOKEN_SECONDS,
        "sub": settings.VAPID_SUBJECT,
    }
    token = jwt.encode(claims, key, algorithm="ES256")
    return f"vapid t={token}, k={_encoded(_point(key))}"


def public_key() -> str:
    """Return the key that browsers subscribe with, as they take it (base64url). Raises what `authorization` raises."""
    return _encoded(_point(_private_key()))


@sensitive_variables()
def _private_key() -> ec.EllipticCurvePrivateKey:
    text = settings.VAPID_PRIVATE_KEY or _kept()
    try:
        secret = unpadded(text.strip().rstrip("="))
        if len(secret) != KEY_BYTES:
            raise ValueError
        return ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1())
    except ValueError:
        raise PushKeyBroken("VAPID_PRIVATE_KEY is not 32 bytes in base64url: a number for a key of P-256.") from None


@sensitive_variables()
def _kept() -> str:
    """Open the key of this site; whoever comes first makes it."""
    row = PushKey.objects.first() or _made()
    place = SealContext(row.owner_id, row.pk, row.service)
    return keyring().open(Sealed(row.kek_id, bytes(row.sealed)), place)


@sensitive_variables()
def _made() -> PushKey:
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    pk = uuid.uuid4()
    sealed = keyring().seal(_encoded(number.to_bytes(KEY_BYTES)), SealContext(pk, pk, PushKey.service))
    try:
        with transaction.atomic():
            return PushKey.objects.create(id=pk, sealed=sealed.data, kek_id=sealed.kek_id)
    except IntegrityError:  # somebody else was faster
        return PushKey.objects.get()


def _point(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")
