"""Sealing of secrets at rest: AES-256-GCM under a key-encryption key that is not in the database.

A sealed secret is 12 random bytes (the nonce) and the ciphertext with its tag. It opens only in its place: for the
owner, the row and the service that it was sealed for (its associated data).
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

if TYPE_CHECKING:
    from pathlib import Path

NONCE_BYTES = 12
KEK_BYTES = 32
KEK_FILE = "key-encryption-keys"
"""In VAR_DIR, in the form of the setting, where the setting is empty."""
_ID = re.compile(r"[A-Za-z0-9._-]{1,40}")
_PURPOSE = b"vividpages api key"


class SealingError(Exception):
    """A secret cannot be sealed or opened; the words are for the reader and the operator and hold no secret."""


class KeyringBroken(SealingError):
    """KEY_ENCRYPTION_KEYS, or the file in its place, is not of its form."""


class KeyEncryptionKeyMissing(SealingError):
    """What a secret was sealed with is not in KEY_ENCRYPTION_KEYS."""

    def __init__(self, kek_id: str) -> None:
        super().__init__(
            f"The key-encryption key “{kek_id}” is missing on this server. Whoever runs it puts it back into "
            "KEY_ENCRYPTION_KEYS; or delete this key and add it again."
        )
        self.kek_id = kek_id


class SealBroken(SealingError):
    """The bytes are not what was sealed here for this owner, row and service."""

    def __init__(self) -> None:
        super().__init__("This key cannot be opened: what is stored has been changed. Delete it and add it again.")


@dataclass(frozen=True, slots=True)
class SealContext:
    """Where a sealed secret belongs."""

    owner_id: UUID
    key_id: UUID
    service: str

    @property
    def associated_data(self) -> bytes:
        """What is authenticated with the secret; both ids have 16 bytes, so no two places give the same."""
        return _PURPOSE + self.owner_id.bytes + self.key_id.bytes + self.service.encode()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed secret and the id of the key-encryption key that opens it."""

    kek_id: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Keyring:
    """The key-encryption keys by their ids, 32 bytes each; the first seals."""

    keys: dict[str, bytes] = field(repr=False)

    @property
    def first(self) -> str:
        """The id of the one that seals."""
        return next(iter(self.keys))

    @sensitive_variables()
    def seal(self, secret: str, place: SealContext) -> Sealed:
        """Seal a secret for its place."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        ciphertext = AESGCM(self.keys[self.first]).encrypt(nonce, secret.encode(), place.associated_data)
        return Sealed(self.first, nonce + ciphertext)

    @sensitive_variables()
    def open(self, sealed: Sealed, place: SealContext) -> str:
        """Open the secret. Raises KeyEncryptionKeyMissing or SealBroken."""
        kek = self.keys.get(sealed.kek_id)
        if kek is None:
            raise KeyEncryptionKeyMissing(sealed.kek_id)
        nonce, ciphertext = sealed.data[:NONCE_BYTES], sealed.data[NONCE_BYTES:]
        try:
            return AESGCM(kek).decrypt(nonce, ciphertext, place.associated_data).decode()
        except (InvalidTag, ValueError):
            raise SealBroken from None


@sensitive_variables()
def keyring() -> Keyring:
    """Return the keys of KEY_ENCRYPTION_KEYS; with none, of the file in VAR_DIR, made at first use.

    Raises KeyringBroken.
    """
    return read_keyring(settings.KEY_ENCRYPTION_KEYS or _kept(settings.VAR_DIR / KEK_FILE))


@sensitive_variables()
def read_keyring(text: str) -> Keyring:
    """Read `id:base64,id:base64`. Raises KeyringBroken, which names the id, or the place where an id should stand."""
    keys: dict[str, bytes] = {}
    for number, entry in enumerate(text.strip().strip(",").split(","), start=1):
        kek_id, colon, encoded = entry.strip().partition(":")
        if not colon or not _ID.fullmatch(kek_id):
            raise KeyringBroken(f"KEY_ENCRYPTION_KEYS: entry {number} is not of the form id:base64.")
        if kek_id in keys:
            raise KeyringBroken(f"KEY_ENCRYPTION_KEYS names “{kek_id}” twice.")
        keys[kek_id] = _decoded(kek_id, encoded)
    return Keyring(keys)


@sensitive_variables()
def _decoded(kek_id: str, encoded: str) -> bytes:
    try:
        kek = base64.b64decode(encoded.strip(), altchars=b"-_" if set("-_") & set(encoded) else None, validate=True)
    except (binascii.Error, ValueError):
        raise KeyringBroken(f"KEY_ENCRYPTION_KEYS: what stands for “{kek_id}” is not base64.") from None
    if len(kek) != KEK_BYTES:
        raise KeyringBroken(f"KEY_ENCRYPTION_KEYS: “{kek_id}” has {len(kek)} bytes instead of {KEK_BYTES}.")
    return kek


@sensitive_variables()
def _kept(path: Path) -> str:
    """Read the file, which only this user may read; it is made whole before it has its name, by whoever is first."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(
                    f"local-{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(KEK_BYTES)).decode()}\n"
                )
            try:
                path.hardlink_to(draft)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text()
    except OSError as error:
        raise KeyringBroken(f"The file {path.name} with the key-encryption keys: {error.strerror}.") from None
