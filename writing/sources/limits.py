"""What sources may take, by the settings."""

from __future__ import annotations

from django.conf import settings

from authors.sources.extraction.limits import ExtractionLimits
from writing.sources.fetching import Fetcher, FetchLimits


def extraction_limits() -> ExtractionLimits:
    """Return the limits of the process in which a source is read."""
    return ExtractionLimits(
        memory=settings.SOURCE_READING_BYTES,
        seconds=settings.SOURCE_READING_SECONDS,
        file=max(settings.SOURCE_BYTES, settings.MAX_UPLOAD_BYTES),
    )


def fetcher() -> Fetcher:
    """Return what fetches pages."""
    limits = FetchLimits(
        bytes=settings.SOURCE_BYTES,
        seconds=settings.SOURCE_SECONDS,
        redirects=settings.SOURCE_REDIRECTS,
        allow_private=settings.ALLOW_PRIVATE_SOURCES,
    )
    return Fetcher(settings.SOURCES_AGENT, limits)
