"""What can go wrong when a picture or an answer is asked for; the words are the reader's."""

from __future__ import annotations


class ProviderError(Exception):
    """The service did not give what was asked for. `retry_after` seconds may mend it; None: trying again may not."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class UnknownModel(ProviderError):
    """No model of that name is in the catalogue."""
