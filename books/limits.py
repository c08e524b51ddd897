"""What reading a file may take, by the settings."""

from __future__ import annotations

from django.conf import settings

from books.epub import ReadingLimits
from books.epub.sandbox_child import SandboxLimits


def sandbox_limits() -> SandboxLimits:
    """Return the limits of the process in which a file is read."""
    return SandboxLimits(
        memory=settings.EPUB_MEMORY_BYTES,
        seconds=settings.EPUB_SECONDS,
        reading=ReadingLimits(**settings.EPUB_LIMITS),
    )
