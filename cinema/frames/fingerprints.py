"""What a painter's frames depend on, in a digest."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = 2
"""Of what paints frames. Raise it with every change that anybody could see in a film: all shots are then made again."""


def fingerprint_of(*parts: object) -> str:
    """Return a digest of values: numbers, text, bytes, tuples, mappings and dataclasses of them, and of VERSION."""
    digest = hashlib.sha256()
    for piece in _pieces((VERSION, *parts)):
        digest.update(len(piece).to_bytes(8, "big") + piece)
    return digest.hexdigest()


def _pieces(value: object) -> Iterator[bytes]:
    if isinstance(value, bytes):
        yield b"bytes"
        yield value
    elif isinstance(value, Enum):
        yield from _pieces(value.value)
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__name__.encode()
        for field in fields(value):
            yield field.name.encode()
            yield from _pieces(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        yield b"row %d" % len(value)
        for item in value:
            yield from _pieces(item)
    elif isinstance(value, dict):
        yield from _pieces(sorted(value.items()))
    else:
        yield repr(value).encode()
