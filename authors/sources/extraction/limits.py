"""The most that is read of a source."""

from __future__ import annotations

from authors.contract import Plain

MEGABYTE = 1024 * 1024


class ExtractionLimits(Plain):
    """The most that is read of one source; bytes unless it says otherwise."""

    memory: int = 1024 * MEGABYTE
    seconds: float = 60.0
    file: int = 50 * MEGABYTE
    inflated: int = 200 * MEGABYTE
    """Of an archive (DOCX, ODT, EPUB), all its files together."""
    entries: int = 5_000
    """Files of an archive."""
    pages: int = 3_000
    """Of a PDF."""
    letters: int = 6_000_000
    """Characters of the text: a long biography has one million. What is beyond is left out, and said."""
    blocks: int = 100_000
    block: int = 50_000
    """Characters of one paragraph; a longer one is cut into several."""
