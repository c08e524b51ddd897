"""HTTP and JSON to one server, for services without an SDK: one request at a time, and what can befall it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import httpx2
from pydantic import TypeAdapter, ValidationError

from providers.errors import (
    BadAnswer,
    CutOff,
    KeyMissing,
    KeyRefused,
    ProviderError,
    RequestRejected,
    ServiceDown,
    UnknownModel,
)
from providers.network.addresses import AddressRefused
from providers.network.clients import guarded_client
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
CodesOf = Callable[[Any], frozenset[str]]
"""Finds the codes that the JSON of an error names."""
ANYWHERE = ("",)
"""Hosts of a server that may keep its pictures wherever it likes, within the rules of `providers.network`."""
Explain = Callable[[ReportedError, CallContext], ProviderError]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonApi:
    """What an API is like: whose it is, where it is unless a reader says otherwise, and what its errors are made of.

    `seconds` is how long one answer may take altogether. A secret with a colon is sent as a user's name and password,
    any other as a bearer token; with a `key_header` it is sent as it is under that name. `headers` go along with it.
    `explain` makes our error of one that the server tells; `unreadable` is the error for an answer that is not made as
    this service makes them. `is_hosted`: it is a service with an address of its own, to which the environment may have
    a proxy.
    """

    title: str
    default_url: str
    words_of: WordsOf
    seconds: float
    codes_of: CodesOf | None = None
    key_header: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    explain: Explain = failure
    unreadable: type[ServiceDown] | type[BadAnswer] = BadAnswer
    is_hosted: bool = False


class JsonClient:
    """HTTP to one server. Safe to use from several threads; redirects are not followed.

    Raises KeyMissing where a hosted service has no key, and KeyRefused for a secret that cannot be sent.
    """

    def __init__(self, credentials: Credentials, api: JsonApi, *, http_client: httpx2.Client | None = None) -> None:
        if api.is_hosted and not credentials.secret:
            raise KeyMissing(f"There is no key for {api.title} yet.")
        if (api.key_header or ":" not in credentials.secret) and not is_sendable(credentials.secret):
            raise KeyRefused("The key contains characters that no key has. Copy it again.")
        self._api = api
        self._title, self._seconds = api.title, api.seconds
        self._base_url = (credentials.base_url or api.default_url).rstrip("/")
        self._credentials = credentials
        limits = httpx2.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_IDLE_CONNECTIONS)
        proxied = api.is_hosted and not credentials.base_url
        self._client = http_client or httpx2.Client(limits=limits, verify=trusted(), trust_env=proxied)

    def context(self, *texts: str, model: str = "") -> CallContext:
        """Return what is asked for, for the words of an error: these texts are kept out of them."""
        return CallContext(self._title, self._credentials, model, texts)

    def fetch(self, path: str, *, params: Mapping[str, str] | None = None) -> bytes:
        """Fetch the body of an answer. Raises a `providers.errors.ProviderError`."""
        return self._ask("GET", path, self.context(), params=params)

    def get(self, path: str, schema: type[T], *, context: CallContext | None = None) -> T:
        """Get an answer's JSON as an instance of `schema`."""
        return self._parsed(self._ask("GET", path, context or self.context()), schema)

    def post(self, path: str, content: Mapping[str, Any], schema: type[T], *, context: CallContext | None = None) -> T:
        """Send JSON and get an instance of `schema`."""
        return self._parsed(self._ask("POST", path, context or self.context(), json=content), schema)

    def post_for_file(self, path: str, content: Mapping[str, Any], *, context: CallContext) -> bytes:
        """Send JSON and get the body of the answer, whatever it is."""
        return self._ask("POST", path, context, json=content)

    def send(self, path: str, content: Mapping[str, Any]) -> None:
        """Send JSON; whatever the server answers is left unread."""
        self._ask("POST", path, self.context(), json=content)

    def delete(self, path: str) -> None:
        """Delete what is at a path; whatever the server answers is left unread."""
        self._ask("DELETE", path, self.context())

    def upload(self, path: str, schema: type[T], *, file: tuple[str, bytes, str], fields: Mapping[str, str]) -> T:
        """Send one file (its name, bytes and media type) as `image` in a form, and get an instance of `schema`."""
        return self._parsed(self._ask("POST", path, self.context(), files={"image": file}, data=dict(fields)), schema)

    def submit(self, path: str, fields: Mapping[str, str], schema: type[T], *, context: CallContext) -> T:
        """Send a form of several parts without a file, and get an instance of `schema`."""
        parts = {name: (None, value) for name, value in fields.items()}
        return self._parsed(self._ask("POST", path, context, files=parts), schema)

    def get_at(self, url: str, schema: type[T], *, domains: Sequence[str], context: CallContext) -> T:
        """Get the JSON at an address that the service has named, with the key. Raises what `fetch_at` raises."""
        self._refuse_foreign(url, domains)
        return self._parsed(self._ask("GET", url, context), schema)

    def fetch_at(self, url: str, *, domains: Sequence[str], context: CallContext) -> bytes:
        """Fetch what the service has put at an address: on its own server, or by https on one of `domains`.

        The key is sent to its own server alone. With `ANYWHERE` other servers are asked under the guard of
        `providers.network`. Raises BadAnswer for any other address, and the other `providers.errors`.
        """
        self._refuse_foreign(url, domains)
        try:
            if domains != ANYWHERE or self._is_own(url):
                return self._ask("GET", url, context, with_key=self._is_own(url))
            with guarded_client(timeout=self._seconds) as client:
                return self._ask("GET", url, context, client=client, with_key=False)
        except AddressRefused:
            raise BadAnswer(
                f"{self._title} has put its answer at an address that this site does not fetch from."
            ) from None
        except (KeyRefused, RequestRejected, UnknownModel):
            raise BadAnswer(f"{self._title} no longer has its answer at the address that it gave for it.") from None

    def _is_own(self, url: str) -> bool:
        """Return whether an address is on the server that is asked."""
        try:
            named, own = httpx2.URL(url), httpx2.URL(self._base_url)
        except httpx2.InvalidURL:
            return False
        return (named.scheme, named.host, named.port, named.userinfo) == (own.scheme, own.host, own.port, b"")

    def _refuse_foreign(self, url: str, domains: Sequence[str]) -> None:
        if self._is_own(url):
            return
        try:
            named = httpx2.URL(url)
        except httpx2.InvalidURL:
            raise self.bad_answer() from None
        is_plain = named.userinfo == b"" and (domains == ANYWHERE or (named.scheme == "https" and named.port is None))
        host = f".{named.host.lower()}"
        if not is_plain or not any(host.endswith(f".{domain}") or not domain for domain in domains):
            raise BadAnswer(f"{self._title} has put its answer at an address that is not its own; it was not fetched.")

    def bad_answer(self) -> ProviderError:
        """Make the error for an answer that is not made as this service makes them."""
        return self._api.unreadable(
            f"What answers at {self._host()} does not speak as {self._title} does: look at the address."
        )

    def _parsed(self, body: bytes, schema: type[T]) -> T:
        try:
            return TypeAdapter(schema).validate_json(readable(body.decode(errors="replace")))
        except ValidationError:
            raise self.bad_answer() from None

    def _ask(
        self,
        method: Literal["GET", "POST", "DELETE"],
        path: str,
        context: CallContext,
        *,
        client: httpx2.Client | None = None,
        with_key: bool = True,
        **options: Any,
    ) -> bytes:
        ends = time.monotonic() + self._seconds
        try:
            with (client or self._client).stream(
                method,
                path if "://" in path else f"{self._base_url}{path}",
                auth=self._auth() if with_key else None,
                headers=self._headers() if with_key else {},
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
            raise self._api.explain(self._reported(response, body), context)
        return body

    def _reported(self, response: httpx2.Response, body: bytes) -> ReportedError:
        words = self._found(self._api.words_of, body, "")
        codes = self._found(self._api.codes_of, body, frozenset[str]()) if self._api.codes_of else frozenset[str]()
        return ReportedError(response.status_code, words, codes, response.headers)

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

    def _found(self, look: Callable[[Any], T], body: bytes, nothing: T) -> T:
        """Return what is found in the JSON of an error, whatever is made otherwise there than expected."""
        try:
            return look(json.loads(body))
        except (ValueError, TypeError, LookupError, AttributeError):
            return nothing

    def _auth(self) -> httpx2.BasicAuth | None:
        name, colon, password = self._credentials.secret.partition(":")
        return httpx2.BasicAuth(name, password) if colon and not self._api.key_header else None

    def _headers(self) -> dict[str, str]:
        secret, header = self._credentials.secret, self._api.key_header
        if not secret or (":" in secret and not header):
            return dict(self._api.headers)
        return {**self._api.headers, **({header: secret} if header else {"Authorization": f"Bearer {secret}"})}

    def _host(self) -> str:
        try:
            url = httpx2.URL(self._base_url)
        except httpx2.InvalidURL:
            return "that address"
        return f"{url.host}:{url.port}" if url.port else url.host
