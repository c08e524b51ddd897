"""Connections to services: how long one is waited for, how many are open at once, and what a broken one means."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import httpx2

from providers.errors import CutOff, ProviderError, ServiceDown

if TYPE_CHECKING:
    import ssl

CONNECT_SECONDS = 10.0
SECONDS_BEFORE_ANSWER = 120.0
"""For reading the request; a long book on a small machine takes its time."""
SLOWEST_TOKENS_A_SECOND = 25.0
"""Output; what is slower than this is cut off."""
LONGEST_SECONDS = 840.0
"""For any answer: less than the lease of a paid call, so that nobody takes it for left behind."""
LONGEST_UNSTREAMED = 8_192
"""Output tokens; longer answers are streamed, because Anthropic wants it so and proxies cut lines that are silent."""
MOST_CONNECTIONS = 32
MOST_IDLE_CONNECTIONS = 8

NOT_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.WriteError,
    httpx2.WriteTimeout,
    httpx2.UnsupportedProtocol,
    httpx2.ProxyError,
    httpx2.LocalProtocolError,
)
"""Failures after which a request never went out whole, so that nothing was done or billed."""


@cache
def trusted() -> ssl.SSLContext:
    """Load the certificates that are trusted: one for all clients, because making it takes longer than a request."""
    return httpx2.create_ssl_context()


def read_seconds(max_output_tokens: int) -> float:
    """Return how long to wait for an answer of at most `max_output_tokens` that comes in one piece."""
    return min(LONGEST_SECONDS, SECONDS_BEFORE_ANSWER + max_output_tokens / SLOWEST_TOKENS_A_SECOND)


def broken_connection(cause: BaseException | None, title: str) -> ProviderError:
    """Make our error for a broken connection to `title`: ServiceDown if not all was sent, otherwise CutOff."""
    if isinstance(cause, (ConnectionError, *NOT_SENT)):
        return ServiceDown(f"{title} cannot be reached at the moment.")
    if isinstance(cause, httpx2.TimeoutException):
        return CutOff(f"{title} did not answer in time.")
    return CutOff(f"The line to {title} was cut before the answer had come whole.")
