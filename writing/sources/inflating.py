"""Compressed answers of servers, unpacked piece by piece: whoever reads them stops where they have read enough."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CODINGS = frozenset({"gzip", "x-gzip", "deflate"})
"""As servers name them (RFC 9110, 8.4.1)."""
PIECE = 64 * 1024
"""Bytes that are unpacked at once, however small what they are packed in."""
ZLIB, GZIP_OR_ZLIB, RAW = 15, 47, -15
"""Window bits of zlib: what the beginning of a stream is to be."""


class Damaged(Exception):
    """What was sent is not what it says it is, or it breaks off."""


def inflated(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Unpack an answer, in pieces of at most 64 kB; one that is not packed comes as it is. Raises Damaged."""
    if coding not in CODINGS:
        yield from pieces
        return
    unpacking, is_begun = zlib.decompressobj(GZIP_OR_ZLIB), False
    for piece in pieces:
        waiting = piece
        while waiting:
            if unpacking.eof:  # a gzip may be several, one behind the other
                unpacking = zlib.decompressobj(GZIP_OR_ZLIB)
            if not is_begun and coding == "deflate" and waiting[0] & 0x0F != 8:
                unpacking = zlib.decompressobj(RAW)  # many send it bare, against the standard
            is_begun = True
            try:
                yield unpacking.decompress(waiting, PIECE)
            except zlib.error as error:
                raise Damaged from error
            waiting = unpacking.unconsumed_tail or unpacking.unused_data
    if is_begun and not unpacking.eof:
        raise Damaged
