"""HTTP and JSON to one server, for services without an SDK: one request at a time, and what can befall it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import httpx2
from pydantic import TypeAdapter, ValidationError

from providers.errors import BadAnswer, CutOff, KeyRefused, ProviderError, RequestRejected, ServiceDown
from providers.wire.connections import (
    CONNECT_SECONDS,
    MOST_CONNECTIONS,
    MOST_IDLE_CONNECTIONS,
    NOT_SENT,
    trusted,
)
from providers.wire.failures import CallContext, ReportedError, failure
from providers.wire.json_text import readable
from providers.wire.words import is_sendable

if TYPE_CHECKING:
    from providers.interfaces.credentials import Credentials

LARGEST_ANSWER = 64 * 1024 * 1024
"""Bytes of an answer that are read."""
WordsOf = Callable[[Any], str]
"""Finds a service's own words in the JSON of its error."""
Explain = Callable[[ReportedError, CallContext], ProviderError]
T = TypeVar("T")


class JsonClient:
    """HTTP to one server. Safe to use from several threads; redirects are not followed.

    A secret with a colon is a user's name and password, any other is sent as a bearer token. `seconds` is how long one
    answer may take altogether. `explain` makes our error of one that the server tells; `unreadable` is the error for an
    answer that is not made as this service makes them. Raises KeyRefused for a secret that cannot be sent.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        title: str,
        default_url: str,
        words_of: WordsOf,
        seconds: float,
        explain: Explain = failure,
        unreadable: type[ServiceDown] | type[BadAnswer] = BadAnswer,
        http_client: httpx2.Client | None = None,
    ) -> None:
        if ":" not in credentials.secret and not is_sendable(credentials.secret):
            raise KeyRefused("The key contains characters that no key has. Copy it again.")
        self._title = title
        self._base_url = (credentials.base_url or default_url).rstrip("/")
        self._credentials = credentials
        self._words_of = words_of
        self._seconds = seconds
        self._explain = explain
        self._unreadable = unreadable
        limits = httpx2.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_IDLE_CONNECTIONS)
        self._client = http_client or httpx2.Client(limits=limits, verify=trusted(), trust_env=False)

    def context(self, *texts: str, model: str = "") -> CallContext:
        """Return what is asked for, for the words of an error: these texts are kept out of them."""
        return CallContext(self._title, self._credentials, model, texts)

    def fetch(self, path: str, *, params: Mapping[str, str] | None = None) -> bytes:
        """Fetch the body of an answer. Raises a `providers.errors.ProviderError`."""
        return self._ask("GET", path, self.context(), params=params)

    def get(self, path: str, schema: type[T]) -> T:
        """Get an answer's JSON as an instance of `schema`."""
        return self._parsed(self.fetch(path), schema)

    def post(self, path: str, content: Mapping[str, Any], schema: type[T], *, context: CallContext | None = None) -> T:
        """Send JSON and get an instance of `schema`."""
        return self._parsed(self._ask("POST", path, context or self.context(), json=content), schema)

    def send(self, path: str, content: Mapping[str, Any]) -> None:
        """Send JSON; whatever the server answers is left unread."""
        self._ask("POST", path, self.context(), json=content)

    def upload(self, path: str, schema: type[T], *, file: tuple[str, bytes, str], fields: Mapping[str, str]) -> T:
        """Send one file (its name, bytes and media type) as `image` in a form, and get an instance of `schema`."""
        return self._parsed(self._ask("POST", path, self.context(), files={"image": file}, data=dict(fields)), schema)

    def bad_answer(self) -> ProviderError:
        """Make the error for an answer that is not made as this service makes them."""
        return self._unreadable(
            f"What answers at {self._host()} does not speak as {self._title} does: look at the address."
        )

    def _parsed(self, body: bytes, schema: type[T]) -> T:
        try:
            return TypeAdapter(schema).validate_json(readable(body.decode(errors="replace")))
        except ValidationError:
            raise self.bad_answer() from None

    def _ask(self, method: Literal["GET", "POST"], path: str, context: CallContext, **options: Any) -> bytes:
        ends = time.monotonic() + self._seconds
        try:
            with self._client.stream(
                method,
                f"{self._base_url}{path}",
                auth=self._auth(),
                headers=self._headers(),
                follow_redirects=False,
                timeout=httpx2.Timeout(connect=CONNECT_SECONDS, read=self._seconds, write=60, pool=30),
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
            raise self._explain(
                ReportedError(response.status_code, self._words(body), headers=response.headers), context
            )
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

    def _words(self, body: bytes) -> str:
        try:
            return self._words_of(json.loads(body))
        except (ValueError, TypeError, LookupError, AttributeError):
            return ""

    def _auth(self) -> httpx2.BasicAuth | None:
        name, colon, password = self._credentials.secret.partition(":")
        return httpx2.BasicAuth(name, password) if colon else None

    def _headers(self) -> dict[str, str]:
        secret = self._credentials.secret
        return {} if not secret or ":" in secret else {"Authorization": f"Bearer {secret}"}

    def _host(self) -> str:
        try:
            url = httpx2.URL(self._base_url)
        except httpx2.InvalidURL:
            return "that address"
        return f"{url.host}:{url.port}" if url.port else url.host
