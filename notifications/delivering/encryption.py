"""Encryption of a push for one browser: RFC 8291 over RFC 8188, one record.

Written on `cryptography`, which is here already: the libraries for it bring HTTP clients of their own, which would call
the addresses of strangers without the guard of `providers.network`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.views.decorators.debug import sensitive_variables

SALT_BYTES = 16
RECORD_BYTES = 4096
LAST_RECORD = b"\x02"


@sensitive_variables()
def encrypted(
    message: bytes,
    *,
    key: bytes,
    secret: bytes,
    own: ec.EllipticCurvePrivateKey | None = None,
    salt: bytes | None = None,
) -> bytes:
    """Encrypt a message for a browser's `key` (65 bytes, a point of P-256) and `secret` (16 bytes).

    `own` and `salt` are made anew for each message; only tests, which know what must come out, give them.
    """
    own = own or ec.generate_private_key(ec.SECP256R1())
    salt = salt or secrets.token_bytes(SALT_BYTES)
    own_point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), key))
    combined = _derived(_mac(secret, shared), b"WebPush: info\x00" + key + own_point, 32)
    extracted = _mac(salt, combined)
    content_key = _derived(extracted, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _derived(extracted, b"Content-Encoding: nonce\x00", 12)
    header = salt + RECORD_BYTES.to_bytes(4) + len(own_point).to_bytes(1) + own_point
    return header + AESGCM(content_key).encrypt(nonce, message + LAST_RECORD, None)


def _mac(key: bytes, data: bytes) -> bytes:
    return hmac.new(key, data, hashlib.sha256).digest()


def _derived(key: bytes, info: bytes, length: int) -> bytes:
    """Expand a key once (HKDF, RFC 5869): no more than 32 bytes are ever wanted."""
    return _mac(key, info + b"\x01")[:length]
