"""ZIP archives whose bytes follow from what is put in: no clock, no machine, files in the order in which they come."""

from __future__ import annotations

import shutil
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can hold."""
PACKED = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".woff2", ".zip")
"""Files that are compressed in themselves."""


def add_data(archive: zipfile.ZipFile, name: str, data: bytes | str) -> None:
    """Put in a file of these bytes or this text, compressed if it gains by it."""
    archive.writestr(_entry(name), data)


def add_file(archive: zipfile.ZipFile, name: str, file: Path) -> None:
    """Put in a file from disk without reading it whole."""
    entry = _entry(name)
    entry.file_size = file.stat().st_size
    with file.open("rb") as source, archive.open(entry, "w") as out:
        shutil.copyfileobj(source, out)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = zipfile.ZIP_STORED if name.lower().endswith(PACKED) else zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, whatever this runs on
    entry.external_attr = 0o644 << 16
    return entry
