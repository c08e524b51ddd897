"""What an artist's server that readers run themselves means by its errors: its own words help to mend it."""

from __future__ import annotations

from providers.errors import KeyRefused, ProviderError, RequestRejected, ServiceDown
from providers.wire.failures import Asked, ReportedError, failure, safe_words
from providers.wire.retry_after import retry_after


def self_hosted_failure(reported: ReportedError, asked: Asked) -> ProviderError:
    """Our error for what a reader's own server reported."""
    if reported.status in (401, 403):
        return KeyRefused(
            f"{asked.title} does not let us in. If it asks for a name and a password, save them as name:password "
            "in place of the key."
        )
    if "out of memory" in reported.words.lower():
        return RequestRejected(f"{asked.title} has too little graphics memory for this: choose a lower resolution.")
    if reported.status < 400:
        return RequestRejected(f"{asked.title} sends us on to another address: save that one instead.")
    if reported.status >= 500:
        words = safe_words(reported.words, asked)
        return ServiceDown(
            f"{asked.title} is failing ({reported.status}){words and ': '}{words or '.'}",
            retry_after=retry_after(reported.headers),
        )
    return failure(reported, asked)
