"""Objects of a PDF as plain values: whatever is not what it should be counts as not there."""

from __future__ import annotations

import math
from typing import Any

import pikepdf

Reference = tuple[int, int]
MOST_DECODED = 96 * 1024 * 1024
"""Bytes of one stream of drawing; a page of a map has a tenth of it."""


class TooLargeToRead(Exception):
    """A stream is larger than any page needs."""


def entry(holder: Any, key: str) -> Any:
    """Return what a dictionary or a stream has under a key such as "/Font"; None if there is none."""
    if not isinstance(holder, pikepdf.Object | pikepdf.Dictionary | pikepdf.Stream):
        return None
    try:
        return holder.get(key)
    except (ValueError, TypeError, KeyError, AttributeError, pikepdf.PdfError):
        return None


def chain(holder: Any, *keys: str) -> Any:
    """Return what lies under a key in what lies under a key."""
    for key in keys:
        holder = entry(holder, key)
    return holder


def number_of(value: Any, default: float = 0.0) -> float:
    """Return a number that is finite."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError, pikepdf.PdfError):
        return default
    return number if math.isfinite(number) and not isinstance(value, bool) else default


def numbers_of(value: Any) -> list[float]:
    """Return the numbers of an array; nothing if it has anything else."""
    items = list_of(value)
    numbers = [number_of(item, math.nan) for item in items]
    return [] if any(math.isnan(number) for number in numbers) else numbers


def name_of(value: Any) -> str:
    """Return a name without its slash; "" if it is none."""
    if isinstance(value, pikepdf.Object) and isinstance(value, pikepdf.Name):
        return str(value)[1:]
    return ""


def words_of(value: Any) -> str:
    """Return a string; "" if it is none."""
    return str(value) if isinstance(value, pikepdf.String | str) else ""


def list_of(value: Any) -> list[Any]:
    """Return the items of an array; of all else, nothing."""
    if not isinstance(value, pikepdf.Array):
        return []
    try:
        return list(value)
    except (ValueError, pikepdf.PdfError):
        return []


def names_in(holder: Any) -> list[str]:
    """Return the keys of a dictionary or a stream, each with its slash."""
    if not isinstance(holder, pikepdf.Dictionary | pikepdf.Stream):
        return []
    try:
        return list(holder.keys())
    except (ValueError, pikepdf.PdfError):
        return []


def is_stream(value: Any) -> bool:
    """Return whether it is one."""
    return isinstance(value, pikepdf.Stream)


def is_on(value: Any) -> bool:
    """Return whether it is there and says true."""
    return isinstance(value, bool) and value


def reference_of(value: Any) -> Reference:
    """Return the number of an object of its own; 0, 0 of one that lies in another."""
    if not isinstance(value, pikepdf.Object):
        return (0, 0)
    number, generation = value.objgen
    return (number, generation)


def decoded(stream: Any) -> bytes:
    """Return the bytes of a stream. Raises TooLargeToRead, PdfError if it is damaged, and MemoryError.

    What a small stream may grow to is bounded by qpdf's limits, where a file is nobody's.
    """
    if not is_stream(stream):
        return b""
    raw = stream.read_raw_bytes()
    if len(raw) > MOST_DECODED:
        raise TooLargeToRead
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError as error:
        if "bad_alloc" in str(error):  # qpdf takes a want of memory for damage
            raise MemoryError from error
        raise
