"""What an artist's server that readers run themselves means by its errors: its own words help to mend it."""

from __future__ import annotations

from providers.errors import KeyRefused, ProviderError, RequestRejected, ServiceDown
from providers.wire.failures import Asked, Told, failure, safe_words
from providers.wire.retry_after import retry_after


def self_hosted_failure(told: Told, asked: Asked) -> ProviderError:
    """Our error for what a reader's own server told."""
    if told.status in (401, 403):
        return KeyRefused(
            f"{asked.title} does not let us in. If it asks for a name and a password, save them as name:password "
            "in place of the key."
        )
    if "out of memory" in told.words.lower():
        return RequestRejected(f"{asked.title} has too little graphics memory for this: choose a lower resolution.")
    if told.status < 400:
        return RequestRejected(f"{asked.title} sends us on to another address: save that one instead.")
    if told.status >= 500:
        words = safe_words(told.words, asked)
        return ServiceDown(
            f"{asked.title} is failing ({told.status}){words and ': '}{words or '.'}",
            retry_after=retry_after(told.headers),
        )
    return failure(told, asked)
