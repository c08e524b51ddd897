"""The line to an artist's server that readers run themselves: one HTTP request at a time, and what can befall it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

import httpx2

from providers.wire.failures import Asked, Told, failure, safe_words
from providers.wire.retry_after import retry_after
from providers.wire.unsent import NOT_SENT
from providers.wire.words import is_sendable
from providers.credentials import Credentials
from providers.errors import (
    BadAnswer,
    CutOff,
    KeyRefused,
    ProviderError,
    RequestRejected,
    ServiceDown,
)

LARGEST_ANSWER = 64 * 1024 * 1024
"""Bytes of an answer that are read."""
WordsOf = Callable[[Any], str]
"""Finds a service's own words in the JSON of its error."""


class Line:
    """HTTP to one server. Safe to use from several threads; redirects are not followed.

    A secret with a colon is a user's name and password, any other is sent as a bearer token. `seconds` is how long one
    answer may take altogether.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        title: str,
        default_url: str,
        words_of: WordsOf,
        seconds: float,
        http_client: httpx2.Client | None = None,
    ) -> None:
        self._title = title
        self._base_url = (credentials.base_url or default_url).rstrip("/")
        self._credentials = credentials
        self._secret = credentials.secret
        self._words_of = words_of
        self._seconds = seconds
        self._client = http_client or httpx2.Client()

    def get(self, path: str, *, params: Mapping[str, str] | None = None) -> bytes:
        """The body of an answer. Raises a `providers.errors.ProviderError`."""
        return self._ask("GET", path, params=params)

    def get_json(self, path: str) -> Any:
        """An answer's JSON. Raises BadAnswer if it is none."""
        return self._parsed(self._ask("GET", path))

    def post(self, path: str, content: Any, *, sent: tuple[str, ...] = ()) -> Any:
        """Send JSON and get JSON, or None for an empty answer. The texts `sent` are kept out of an error's words."""
        body = self._ask("POST", path, sent=sent, json=content)
        return self._parsed(body) if body else None

    def upload(self, path: str, *, file: tuple[str, bytes, str], fields: Mapping[str, str]) -> Any:
        """Send one file (its name, bytes and media type) as `image` in a form, and get JSON."""
        return self._parsed(self._ask("POST", path, files={"image": file}, data=dict(fields)))

    def bad_answer(self) -> BadAnswer:
        """The error for an answer that is not made as this service makes them."""
        return BadAnswer(f"What answers at {self._host()} does not speak as {self._title} does: look at the address.")

    def _parsed(self, body: bytes) -> Any:
        try:
            return json.loads(body)
        except ValueError:
            raise self.bad_answer() from None

    def _ask(self, method: Literal["GET", "POST"], path: str, *, sent: tuple[str, ...] = (), **options: Any) -> bytes:
        ends = time.monotonic() + self._seconds
        try:
            with self._client.stream(
                method,
                f"{self._base_url}{path}",
                auth=self._auth(),
                headers=self._headers(),
                follow_redirects=False,
                timeout=httpx2.Timeout(connect=10, read=self._seconds, write=60, pool=30),
                **options,
            ) as response:
                body = self._read(response, ends)
        except NOT_SENT:
            raise ServiceDown(f"{self._title} cannot be reached at {self._host()}: is it running?") from None
        except httpx2.InvalidURL:
            raise RequestRejected(f"The address of {self._title} is not one: write it as http://host:port.") from None
        except httpx2.TimeoutException:
            raise self._too_late() from None
        except httpx2.DecodingError:
            raise self.bad_answer() from None
        except httpx2.HTTPError:
            raise CutOff(f"The line to {self._title} was cut before its answer had come whole.") from None
        if not response.is_success:
            raise self._failure(response, body, sent)
        return body

    def _read(self, response: httpx2.Response, ends: float) -> bytes:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > LARGEST_ANSWER:
                raise BadAnswer(f"{self._title} sent more than {LARGEST_ANSWER // 1024**2} MB.")
            if time.monotonic() > ends:
                raise self._too_late()
        return bytes(body)

    def _too_late(self) -> CutOff:
        return CutOff(f"{self._title} did not answer within {self._seconds:g} seconds.")

    def _failure(self, response: httpx2.Response, body: bytes, sent: tuple[str, ...]) -> ProviderError:
        status = response.status_code
        told = Told(status, self._words(body), headers=response.headers)
        asked = Asked(self._title, self._credentials, texts=sent)
        if status in (401, 403):
            return KeyRefused(
                f"{self._title} does not let us in. If it asks for a name and a password, save them as name:password "
                "in place of the key."
            )
        if "out of memory" in told.words.lower():
            return RequestRejected(f"{self._title} has too little graphics memory for this: choose a lower resolution.")
        if status < 400:
            return RequestRejected(f"{self._title} sends us on to another address: save that one instead.")
        # The server is the reader's own, so its words help to mend it.
        words = safe_words(told.words, asked)
        if status >= 500:
            return ServiceDown(
                f"{self._title} is failing ({status}){words and ': '}{words or '.'}",
                retry_after=retry_after(response.headers),
            )
        return failure(told, asked)

    def _words(self, body: bytes) -> str:
        try:
            return self._words_of(json.loads(body))
        except (ValueError, TypeError, LookupError, AttributeError):
            return ""

    def _auth(self) -> httpx2.BasicAuth | None:
        name, colon, password = self._secret.partition(":")
        return httpx2.BasicAuth(name, password) if colon else None

    def _headers(self) -> dict[str, str]:
        if not self._secret or ":" in self._secret:
            return {}
        if not is_sendable(self._secret):
            raise KeyRefused("The key holds characters that no key has: copy it once more.")
        return {"Authorization": f"Bearer {self._secret}"}

    def _host(self) -> str:
        try:
            url = httpx2.URL(self._base_url)
        except httpx2.InvalidURL:
            return "that address"
        return f"{url.host}:{url.port}" if url.port else url.host
