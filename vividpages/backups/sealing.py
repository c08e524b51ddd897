"""Sealing streams: AES-256-GCM by chunks, each object under a key of its own, all from one passphrase.

A sealed object is `VPS1`, 16 random bytes (the salt of its key), then chunks of 1 MiB, each with its tag of 16 bytes.
The nonce of a chunk is its number, and whether it is the last, so that none can be changed, moved, left out or cut off
unnoticed; the name of the object is authenticated with it, so that no object passes for another. It is the STREAM
construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015), with a key for each object by HKDF (RFC 5869).
"""

from __future__ import annotations

import hashlib
import io
import secrets
from typing import IO, TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from vividpages.backups.errors import BackupDamaged

if TYPE_CHECKING:
    from collections.abc import Callable

MAGIC = b"VPS1"
SALT_BYTES = 16
TAG_BYTES = 16
CHUNK_BYTES = 1024 * 1024
KEY_BYTES = 32


def new_key() -> bytes:
    """Return a random key that objects can be sealed under."""
    return secrets.token_bytes(KEY_BYTES)


def _cipher(key: bytes, salt: bytes, name: str) -> AESGCM:
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt, b"vividpages backup\0" + name.encode()).derive(key))


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


class _Stream(io.RawIOBase):
    """Bytes that are made by pieces, as they are read."""

    def __init__(self) -> None:
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]  # a buffer, which 3.11 cannot name
        while not self._left:
            piece = self._next_piece()
            if piece is None:
                return 0
            self._left = memoryview(piece)
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def _next_piece(self) -> bytes | None:
        raise NotImplementedError


class Sealing(_Stream):
    """What `source` holds, sealed, as it is read. Once it is: `digest` (SHA-256) and `size` of what went in."""

    def __init__(self, source: IO[bytes], *, key: bytes, name: str) -> None:
        super().__init__()
        salt = secrets.token_bytes(SALT_BYTES)
        self._source, self._cipher = source, _cipher(key, salt, name)
        self._left = memoryview(MAGIC + salt)
        self._number, self._ahead = 0, _read_full(source, CHUNK_BYTES)
        self._is_done = False
        self._hash, self.size = hashlib.sha256(), 0

    @property
    def digest(self) -> str:
        """The SHA-256 of what went in."""
        return self._hash.hexdigest()

    def _next_piece(self) -> bytes | None:
        if self._is_done:
            return None
        chunk, self._ahead = self._ahead, _read_full(self._source, CHUNK_BYTES)
        self._is_done = not self._ahead
        self._hash.update(chunk)
        self.size += len(chunk)
        sealed = self._cipher.encrypt(_nonce(self._number, is_last=self._is_done), chunk, None)
        self._number += 1
        return sealed


class Opening(_Stream):
    """What was sealed in `source`, as it is read. Raises BackupDamaged where something of it was changed or cut off."""

    def __init__(self, source: IO[bytes], *, key: bytes, name: str) -> None:
        super().__init__()
        self._source, self._name = source, name
        head = _read_full(source, len(MAGIC) + SALT_BYTES)
        if len(head) != len(MAGIC) + SALT_BYTES or not head.startswith(MAGIC):
            raise BackupDamaged(f"{name} is not what was written")
        self._cipher = _cipher(key, head[len(MAGIC) :], name)
        self._number, self._ahead = 0, _read_full(source, CHUNK_BYTES + TAG_BYTES)
        self._is_done = False

    def close(self) -> None:
        self._source.close()
        super().close()

    def _next_piece(self) -> bytes | None:
        if self._is_done:
            return None
        sealed, self._ahead = self._ahead, _read_full(self._source, CHUNK_BYTES + TAG_BYTES)
        self._is_done = not self._ahead
        try:
            chunk = self._cipher.decrypt(_nonce(self._number, is_last=self._is_done), sealed, None)
        except (InvalidTag, ValueError):
            raise BackupDamaged(f"{self._name} was changed or cut short") from None
        self._number += 1
        return chunk or None


def _read_full(source: IO[bytes], size: int) -> bytes:
    """Read so many bytes; fewer only at the end: what a pipe or a network gives comes by pieces."""
    pieces: list[bytes] = []
    while size and (piece := source.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def pour(source: IO[bytes], into: Callable[[bytes], object], *, start: bytes = b"") -> str:
    """Read a stream to its end, handing it over by pieces. Returns the SHA-256 of `start` and of it."""
    digest = hashlib.sha256(start)
    while piece := source.read(CHUNK_BYTES):
        digest.update(piece)
        into(piece)
    return digest.hexdigest()
