"""HTTP clients for addresses that readers typed: what is connected to is exactly what was checked.

The name is resolved once for each connection, every address that comes back is checked
(`providers.network.addresses`), and the connection goes to those numbers, so that a name that changes between check and
connection gains nothing. TLS still verifies the certificate by the name. No redirect is followed, no proxy of the
environment is used, no answer grows or lasts without end. Whoever follows redirects has a guard that returns them, and
asks again by the same guard.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import httpcore2
import httpx2

from providers.network.addresses import AddressRefused, Resolver, checked_addresses, refuse_form, resolve_name

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

CONNECT_SECONDS = 10.0
MOST_BYTES = 64 * 1024 * 1024
"""Of one answer; the largest that is expected is a few pictures in base64."""
MOST_SECONDS = 900.0
"""For one answer's body, however steadily it drips."""


class CompressedAnswer(AddressRefused):
    """The answer's bytes are compressed, so that nobody knows how many there are."""


Stream = TypeVar("Stream")


@dataclass(frozen=True, slots=True)
class Guard:
    """What connections are held to. `allow_private`: None for the setting; `resolve` finds a name's addresses.

    `connected_seconds` is how long a connection may last in all, its headers included: None, as long as each wait is
    within its timeout. `returns_redirects`: they are answers like others, not refused. `codings` are those in which an
    answer may be compressed: its bytes come as they are sent, and whoever asks bounds what they unpack to.
    """

    allow_private: bool | None = None
    resolve: Resolver = resolve_name
    most_bytes: int = MOST_BYTES
    most_seconds: float = MOST_SECONDS
    connected_seconds: float | None = None
    returns_redirects: bool = False
    codings: frozenset[str] = frozenset()

    def connect(self, host: str, port: int, connect: Callable[[str], Stream], failure: type[Exception]) -> Stream:
        """Return the first connection that comes about; `failure` is raised where the name has no address."""
        try:
            addresses = checked_addresses(host, port, allow_private=self.allow_private, resolve=self.resolve)
        except (OSError, UnicodeError):
            raise failure("The name of the server has no address.") from None
        for address in addresses[:-1]:
            try:
                return connect(address)
            except failure:
                continue
        return connect(addresses[-1])

    def pieces(self, stream: Iterable[bytes], failure: type[Exception]) -> Iterator[bytes]:
        """Yield the answer's bytes; `failure` when there are too many of them or they take too long."""
        left, until = self.most_bytes, time.monotonic() + self.most_seconds
        for piece in stream:
            left -= len(piece)
            if left < 0 or time.monotonic() > until:
                raise failure("The answer has no end.")
            yield piece

    def refuse_answer(self, status: int, headers: httpx2.Headers) -> None:
        """Raise AddressRefused for a redirect, and for compressed bytes that were not asked for: nobody knows how many
        they are.
        """
        if 300 <= status < 400 and "location" in headers and not self.returns_redirects:
            raise AddressRefused("The server sends us on to another address. Type the address that it leads to.")
        if headers.get("content-encoding", "identity").strip().lower() not in ("", "identity", *self.codings):
            raise CompressedAnswer("The server compresses its answers, although it was asked not to.")


def guarded_client(
    guard: Guard | None = None, *, timeout: float | httpx2.Timeout | None = None, verify: ssl.SSLContext | bool = True
) -> httpx2.Client:
    """Make a client for addresses that readers chose; `timeout` in seconds, by default 60 and 10 to connect.

    A refused address raises AddressRefused; an SDK may wrap it (`addresses.refusal_in` finds it).
    """
    return httpx2.Client(
        transport=GuardedTransport(guard or Guard(), verify=verify),
        timeout=httpx2.Timeout(60.0, connect=CONNECT_SECONDS) if timeout is None else timeout,
        follow_redirects=False,
        trust_env=False,
    )


class GuardedTransport(httpx2.HTTPTransport):
    """httpx2's transport, held to a guard."""

    def __init__(self, guard: Guard | None = None, *, verify: ssl.SSLContext | bool = True) -> None:
        super().__init__(verify=_trusted() if verify is True else verify)
        self.guard = guard or Guard()
        _put_backend(self, httpcore2.ConnectionPool, _Backend(self.guard))

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request and answer with one response, never with what a redirect leads to."""
        refuse_form(request.url.scheme, request.url.host, request.url.userinfo)
        request.headers["Accept-Encoding"] = ", ".join(sorted(self.guard.codings)) or "identity"
        response = super().handle_request(request)
        try:
            self.guard.refuse_answer(response.status_code, response.headers)
        except AddressRefused:
            response.close()
            raise
        response.stream = _Stream(cast("httpx2.SyncByteStream", response.stream), self.guard)
        return response


@cache
def _trusted() -> ssl.SSLContext:
    """Load the certificates that this machine trusts; that takes longer than a connection does."""
    return httpx2.create_ssl_context()


def _put_backend(transport: object, pool: type, backend: object) -> None:
    """Make a transport's pool connect through `backend`; transports have no parameter for it.

    Fails rather than leave a transport without its guard, should a version keep its pool elsewhere.
    """
    its_pool = getattr(transport, "_pool", None)
    if not isinstance(its_pool, pool) or not hasattr(its_pool, "_network_backend"):
        raise TypeError(f"{type(transport).__name__} cannot be guarded: its pool is not where it was.")
    its_pool._network_backend = backend  # noqa: SLF001


class _Backend(httpcore2.NetworkBackend):
    def __init__(self, guard: Guard) -> None:
        self.guard, self.network = guard, httpcore2.SyncBackend()

    def connect_tcp(self, host: str, port: int, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        stream = self.guard.connect(
            host, port, lambda address: self.network.connect_tcp(address, port, *args, **kwargs), httpcore2.ConnectError
        )
        seconds = self.guard.connected_seconds
        return stream if seconds is None else _TimedStream(stream, time.monotonic() + seconds)


class _TimedStream(httpcore2.NetworkStream):
    """A connection that ends at a time, however steadily it drips."""

    def __init__(self, stream: httpcore2.NetworkStream, until: float) -> None:
        self.stream, self.until = stream, until

    def _left(self, timeout: float | None, late: type[Exception]) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise late("The answer takes too long.")
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, self._left(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, self._left(timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._left(timeout, httpcore2.ConnectTimeout)
        return _TimedStream(self.stream.start_tls(ssl_context, server_hostname, left), self.until)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)


class _Stream(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, guard: Guard) -> None:
        self.stream, self.guard = stream, guard

    def __iter__(self) -> Iterator[bytes]:
        yield from self.guard.pieces(self.stream, httpx2.ReadError)

    def close(self) -> None:
        self.stream.close()
