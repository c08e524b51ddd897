"""Pictures that are small as files and take much to open."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image

GREY, COLOUR, PALETTE, TRANSPARENT = 0, 2, 3, 6
CHANNELS = {GREY: 1, COLOUR: 3, PALETTE: 1, TRANSPARENT: 4}


def png(width: int, height: int, *, depth: int = 8, kind: int = COLOUR, interlaced: bool = False) -> bytes:
    """Make a PNG of one colour; `depth` is bits of a channel. One that is interlaced holds no pixels of its claim."""
    row = b"\0" + b"\x7f" * (width * CHANNELS[kind] * depth // 8)
    packer = zlib.compressobj(1)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    parts = [_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, interlaced))]
    if kind == PALETTE:
        parts += [_chunk(b"PLTE", bytes(range(256)) * 3), _chunk(b"tRNS", b"\x40" * 256)]
    return b"\x89PNG\r\n\x1a\n" + b"".join([*parts, _chunk(b"IDAT", body), _chunk(b"IEND", b"")])


def plain(file_format: str, width: int, height: int, mode: str = "RGB", **options: object) -> bytes:
    """Return a picture of one colour in any format."""
    file = BytesIO()
    Image.new(mode, (width, height)).save(file, file_format, **options)
    return file.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
