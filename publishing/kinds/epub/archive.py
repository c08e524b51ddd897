"""The archive of an EPUB: the same files give the same bytes, whenever they are written."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MIMETYPE = b"application/epub+zip"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can hold."""
PACKED = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".mp3", ".mp4", ".m4a", ".ogg", ".opus", ".woff", ".woff2")
"""Files that no packing makes smaller."""


def write_archive(out: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files under their names, each as it comes; `mimetype` is put before them."""
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "mimetype", MIMETYPE)
        for name, data in files:
            _add(archive, name, data)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, EPOCH)
    info.create_system = 3
    info.external_attr = 0o644 << 16
    is_stored = name == "mimetype" or name.lower().endswith(PACKED)
    archive.writestr(info, data, zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED, 9)
