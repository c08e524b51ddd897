"""A first look at a file, before anybody takes the time to read it."""

from __future__ import annotations

LOCAL_HEADER = b"PK\x03\x04"
"""With which the first entry of a ZIP archive begins."""
LOOKED_AT = 65_536
"""Bytes: archives may have something else before their first entry, but not much."""


def looks_like_epub(first: bytes) -> bool:
    """Whether a file with these first bytes may be an EPUB: it begins like a ZIP archive."""
    return LOCAL_HEADER in first[:LOOKED_AT]
