"""Boxes of the ISO base media file format (ISO/IEC 14496-12): written, and read one header at a time."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

HEADER = 8
"""Bytes of a box's size and kind."""
WITH_BOXES = frozenset({"moov", "trak", "mdia", "minf", "stbl", "dinf", "mvex", "moof", "traf", "edts", "udta"})
"""Kinds that hold nothing but boxes."""


class BrokenBox(Exception):
    """The bytes are no boxes: a size goes past the end, or below its own header."""


@dataclass(frozen=True, slots=True)
class BoxHeader:
    """A box in a file: `start` is where its header begins, `body` where its content does, `end` where it ends."""

    kind: str
    start: int
    body: int
    end: int


def box(kind: str, *parts: bytes) -> bytes:
    """Return a box of `parts`."""
    body = b"".join(parts)
    return (len(body) + HEADER).to_bytes(4, "big") + kind.encode("ascii") + body


def full_box(kind: str, version: int, flags: int, *parts: bytes) -> bytes:
    """Return a box that says its version and flags first."""
    return box(kind, bytes([version]), flags.to_bytes(3, "big"), *parts)


def shorts(*values: int) -> bytes:
    """Return whole numbers of two bytes each."""
    return b"".join(value.to_bytes(2, "big") for value in values)


def words(*values: int) -> bytes:
    """Return whole numbers of four bytes each."""
    return b"".join(value.to_bytes(4, "big") for value in values)


def headers(file: BinaryIO, start: int = 0, end: int | None = None) -> Iterator[BoxHeader]:
    """Yield the boxes between `start` and `end` of a file (its end), without reading what is in them.

    Raises BrokenBox.
    """
    if end is None:
        end = file.seek(0, 2)
    while start < end:
        file.seek(start)
        header = _header(file.read(16), start, end)
        yield header
        start = header.end


def _header(data: bytes, start: int, end: int) -> BoxHeader:
    if len(data) < HEADER or start + HEADER > end:
        raise BrokenBox(f"{end - start} bytes stand where a box should.")
    size, kind, body = int.from_bytes(data[:4], "big"), data[4:8].decode("latin-1"), start + HEADER
    if size == 1:
        size, body = int.from_bytes(data[8:16], "big"), start + 16
    elif size == 0:
        size = end - start
    if start + size < body or start + size > end:
        raise BrokenBox(f"The box “{kind}” claims {size} bytes of {end - start}.")
    return BoxHeader(kind, start, body, start + size)


def all_headers(data: bytes) -> Iterator[tuple[str, BoxHeader]]:
    """Yield each box of `data` and of the boxes in it, with its path: `moof/traf/tfdt`. Raises BrokenBox."""
    yield from _nested(BytesIO(data), 0, len(data), "")


def _nested(file: BinaryIO, start: int, end: int, above: str) -> Iterator[tuple[str, BoxHeader]]:
    for header in headers(file, start, end):
        yield above + header.kind, header
        if header.kind in WITH_BOXES:
            yield from _nested(file, header.body, header.end, f"{above}{header.kind}/")
