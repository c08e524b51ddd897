"""Fetching pages that writers name: through the guarded network, by what robots.txt allows, within limits.

No private network is reached, whatever a name or a redirect leads to; each connection goes to the numbers that were
checked. What a page holds is not looked at here: it is bytes, to be read in the sandbox.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx2

from authors.sources.addresses import host_of, redirected, site_of
from authors.sources.errors import SourceError, Unreadable
from authors.sources.extraction.sandbox import robots_in_sandbox
from authors.sources.robots import MOST_BYTES as MOST_ROBOTS
from authors.sources.robots import RobotsRules
from providers.network.addresses import AddressRefused, Resolver, resolve_name
from providers.network.clients import CompressedAnswer, Guard, guarded_client
from writing.sources import inflating, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

AGENT_NAME = "VividPages"
"""How robots.txt names us."""
ACCEPTED = (
    "text/html, application/xhtml+xml, application/pdf, application/epub+zip, text/plain, "
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document, */*;q=0.1"
)
LONGEST_WAIT = 20.0
"""Seconds for which a site's wish for pauses is followed; where it wishes for more, nothing is fetched."""
STEP_SECONDS = 15.0
"""For one answer to a read; the whole has a limit of its own."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Unreachable(SourceError):
    """The page cannot be fetched; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much a page may be, how long it may take, how often it may send us on."""

    bytes: int = 20 * 1024 * 1024
    seconds: float = 60.0
    redirects: int = 5
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class FetchedPage:
    """The bytes of a page, what its server says they are, and the address that they came from in the end."""

    data: bytes
    media_type: str
    address: str


@dataclass(slots=True)
class RobotsCache:
    """What sites say in robots.txt, each kept for a while; any thread may ask."""

    seconds: float = 3600.0
    most: int = 500
    _kept: OrderedDict[str, tuple[float, bytes]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, site: str, fetch: Callable[[], bytes]) -> bytes:
        """Return the robots.txt of a site, fetched if it is not known. Raises what `fetch` raises."""
        with self._lock:
            known = self._kept.get(site)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        data = fetch()
        with self._lock:
            self._kept[site] = (time.monotonic() + self.seconds, data)
            self._kept.move_to_end(site)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
        return data


@dataclass(slots=True)
class Pauses:
    """When each site may be asked next, as far as this process has asked it."""

    _next: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, site: str, delay: float) -> None:
        """Wait until the site may be asked again. Raises Unreachable if that is long."""
        now = time.monotonic()
        with self._lock:
            self._next = {known: at for known, at in self._next.items() if at > now}
            at = max(now, self._next.get(site, now))
            if at - now > LONGEST_WAIT:
                raise Unreachable(words.SLOW_SITE)
            self._next[site] = at + delay
        if at > now:
            time.sleep(at - now)


ROBOTS, PAUSES = RobotsCache(), Pauses()


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches pages. `agent` is what we call ourselves, `resolve` finds the addresses of names."""

    agent: str
    limits: FetchLimits = FetchLimits()
    resolve: Resolver = resolve_name
    robots: RobotsCache = field(default_factory=lambda: ROBOTS)
    pauses: Pauses = field(default_factory=lambda: PAUSES)

    def fetch(self, address: str) -> FetchedPage:
        """Fetch a page, by what its site's robots.txt allows. Raises Unreachable, and AddressUnfit for a redirect."""
        until = time.monotonic() + self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            rules = self._rules(address, until)
            if not rules.allowed:
                raise Unreachable(words.NOT_ALLOWED)
            if rules.delay:
                self.pauses.wait(site_of(address), rules.delay)
            with self._asked(address, until) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    address = redirected(address, response.headers["location"])
                    continue
                _check_status(response.status_code)
                data = self._body(response, self.limits.bytes)
                return FetchedPage(data, response.headers.get("content-type", "")[:100], address)
        raise Unreachable(words.SENT_IN_CIRCLES)

    def ask(self, address: str) -> bytes:
        """Fetch an answer of a documented API: it is meant for programs, so robots.txt is not asked.

        Raises Unreachable.
        """
        with self._asked(address, time.monotonic() + self.limits.seconds) as response:
            _check_status(response.status_code)
            return self._body(response, self.limits.bytes)

    def _rules(self, address: str, until: float) -> RobotsRules:
        site = site_of(address)
        data = self.robots.of(site, lambda: self._robots(site, until))
        if not data.strip():
            return RobotsRules(allowed=True)
        try:
            return robots_in_sandbox(data, address=address, agent=AGENT_NAME)
        except Unreadable:
            raise Unreachable(words.NO_ROBOTS) from None

    def _robots(self, site: str, until: float) -> bytes:
        """Fetch a robots.txt. One that is not there allows all, one that cannot be had nothing (RFC 9309, 2.3.1)."""
        address = f"{site}/robots.txt"
        for _ in range(self.limits.redirects + 1):
            with self._asked(address, until) as response:
                if response.status_code in REDIRECTS and "location" in response.headers:
                    address = redirected(address, response.headers["location"])
                    continue
                if 400 <= response.status_code < 500:
                    return b""
                if response.status_code >= 500:
                    raise Unreachable(words.NO_ROBOTS)
                return self._beginning(response, MOST_ROBOTS)
        return b""

    @contextmanager
    def _asked(self, address: str, until: float) -> Iterator[httpx2.Response]:
        """Ask for an address, and put whatever goes wrong into words. Raises Unreachable."""
        left = until - time.monotonic()
        if left <= 0:
            raise Unreachable(words.TOO_SLOW)
        guard = Guard(
            allow_private=self.limits.allow_private,
            resolve=self.resolve,
            most_bytes=2 * max(self.limits.bytes, MOST_ROBOTS),
            most_seconds=left,
            connected_seconds=left,
            returns_redirects=True,
            codings=inflating.CODINGS,
        )
        headers = {"User-Agent": self.agent, "Accept": ACCEPTED, "Accept-Language": "*"}
        timeout = httpx2.Timeout(min(STEP_SECONDS, left))
        try:
            with (
                guarded_client(guard, timeout=timeout) as client,
                client.stream("GET", address, headers=headers) as got,
            ):
                yield got
        except CompressedAnswer:
            raise Unreachable(words.COMPRESSED) from None
        except AddressRefused:
            raise Unreachable(words.PRIVATE) from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, UnicodeError) as error:
            is_late = time.monotonic() >= until
            raise Unreachable(words.TOO_SLOW if is_late else words.of_trouble(error, host_of(address))) from None

    @staticmethod
    def _body(response: httpx2.Response, most: int) -> bytes:
        """Read an answer. Raises Unreachable if it is larger than it may be, or says that it is."""
        declared = response.headers.get("content-length", "0")
        if declared.isdigit() and int(declared) > most:
            raise Unreachable(words.too_large(most))
        data = bytearray()
        for piece in _unpacked(response):
            data += piece
            if len(data) > most:
                raise Unreachable(words.too_large(most))
        return bytes(data)

    @staticmethod
    def _beginning(response: httpx2.Response, most: int) -> bytes:
        data = bytearray()
        for piece in _unpacked(response):
            data += piece
            if len(data) >= most:
                break
        return bytes(data[:most])


def _unpacked(response: httpx2.Response) -> Iterator[bytes]:
    """Yield the bytes of an answer in small pieces, unpacked. Raises Unreachable if they are damaged."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    try:
        yield from inflating.inflated(response.iter_raw(), coding)
    except inflating.Damaged:
        raise Unreachable(words.BROKEN_OFF) from None


def _check_status(status: int) -> None:
    if not 200 <= status < 300 or status == 204:
        raise Unreachable(words.of_status(status))
