"""What containers want to know of an H.264 stream (ISO/IEC 14496-10, 14496-15)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

START_CODE = re.compile(b"\x00\x00\x00?\x01")
SPS, PPS = 7, 8
NO_PICTURE = frozenset({6, SPS, PPS, 9})
"""Kinds of units that samples do without: remarks, parameters (they are in the initialisation), delimiters."""


def units(stream: bytes) -> Iterator[bytes]:
    """Yield the NAL units of a byte stream (Annex B), without start codes."""
    yield from filter(None, START_CODE.split(stream))


def kind_of(unit: bytes) -> int:
    """Return what a NAL unit holds."""
    return unit[0] & 0x1F


def as_sample(stream: bytes) -> bytes:
    """Return the picture of one packet as a sample of MP4: each unit after its length, nothing but the picture."""
    parts = [unit for unit in units(stream) if kind_of(unit) not in NO_PICTURE]
    return b"".join(len(unit).to_bytes(4, "big") + unit for unit in parts)


def configuration(extradata: bytes) -> bytes:
    """Return the `avcC` of an encoder's global header (Annex B)."""
    sets = {kind: [unit for unit in units(extradata) if kind_of(unit) == kind] for kind in (SPS, PPS)}
    first = sets[SPS][0]
    high = b"\xfd\xf8\xf8\x00" if first[1] >= 100 else b""  # 4:2:0, eight bits, no extensions
    return (
        b"\x01" + first[1:4] + b"\xff" + _listed(sets[SPS], 0xE0) + _listed(sets[PPS], 0) + high
    )  # lengths of four bytes


def _listed(sets: list[bytes], reserved: int) -> bytes:
    return bytes([reserved | len(sets)]) + b"".join(len(unit).to_bytes(2, "big") + unit for unit in sets)


def codec(avcc: bytes) -> str:
    """Return the name of a configuration's profile and level (RFC 6381), as `avc1.64001f`."""
    return f"avc1.{avcc[1:4].hex()}"
