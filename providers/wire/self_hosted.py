"""What an artist's server that readers run themselves means by its errors: its own words help to mend it."""

from __future__ import annotations

from providers.errors import KeyRefused, ProviderError, RequestRejected, ServiceDown
from providers.wire.failures import CallContext, ReportedError, failure, safe_words
from providers.wire.retry_after import retry_after


def self_hosted_failure(reported: ReportedError, context: CallContext) -> ProviderError:
    """Make our error for what a reader's own server reported."""
    if reported.status in (401, 403):
        return KeyRefused(
            f"{context.title} does not let us in. If it asks for a name and a password, save them as name:password "
            "in place of the key."
        )
    if "out of memory" in reported.words.lower():
        return RequestRejected(f"{context.title} has too little graphics memory for this: choose a lower resolution.")
    if reported.status < 400:
        return RequestRejected(f"{context.title} sends us on to another address: save that one instead.")
    if reported.status >= 500:
        words = safe_words(reported.words, context)
        return ServiceDown(
            f"{context.title} is failing ({reported.status}){words and ': '}{words or '.'}",
            retry_after=retry_after(reported.headers),
        )
    return failure(reported, context)
