"""Documents that are archives: DOCX and ODT."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from authors.sources.errors import TooMuch

if TYPE_CHECKING:
    from authors.sources.extraction.limits import ExtractionLimits

BOMB = "This file holds more than any document does, so it was not opened."
RATIO = 200
"""Inflated size over deflated size of a part; those under one megabyte are not held to it."""


def refuse_bombs(data: bytes, limits: ExtractionLimits) -> None:
    """Raise TooMuch for an archive that would be too large unpacked, by what its directory says.

    What unpacks to more than its directory says, `zipfile` cuts off there.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
    if len(entries) > limits.entries or sum(entry.file_size for entry in entries) > limits.inflated:
        raise TooMuch(BOMB)
    for entry in entries:
        if entry.file_size > max(RATIO * max(entry.compress_size, 1), 1024 * 1024):
            raise TooMuch(BOMB)
