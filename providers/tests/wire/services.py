"""What a service of the wire server is made of: calls in, replies out, and its own words for each failure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from providers.tests.wire.troubles import Trouble


@dataclass(frozen=True, slots=True)
class Call:
    """One HTTP request as it came. `path` is below the service's base; header names are in lower case.

    `arrived` is the wire's clock when it came: what a cache was given later cannot be read by it.
    """

    service: str
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    arrived: float
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        """The body as JSON; None for an empty one."""
        return json.loads(self.body) if self.body else None

    @property
    def key(self) -> str:
        """The secret that the call carries, or ""."""
        named = (self.headers[name] for name in ("x-api-key", "x-goog-api-key", "x-key") if name in self.headers)
        return next(named, self.headers.get("authorization", "").removeprefix("Bearer "))


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: `content` as JSON, or `body` as it is, or `events` as server-sent events.

    An event is its name ("" for none) and its data: text as it is, anything else as JSON.
    """

    content: Any = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    content_type: str = "application/json"
    events: Iterable[tuple[str, Any]] | None = None

    def as_bytes(self) -> bytes:
        """Return the body as it is sent."""
        if self.events is not None:
            return b"".join(_event(name, data) for name, data in self.events)
        return self.body if self.body is not None else json.dumps(self.content).encode()


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a text model, the same for all services. `schema` is None where no schema was sent.

    `prompt` is everything that the user said, the shared prefix too; `json` is the request as the service got it.
    """

    service: str
    model: str
    system: str
    prompt: str
    schema: Mapping[str, Any] | None
    json: Mapping[str, Any]


Route = Callable[[Call, Trouble], Reply]
"""Answers a call; routes of models heed a trouble of kind `answers`, all others may ignore it."""


class WireService(Protocol):
    """A service. `routes` has a function for each ("POST", "/v1/batches/{id}"); `{name}` is given in `call.parts`.

    `base` is the path at the end of the address that its credentials hold.
    """

    needs_key: bool
    base: str
    routes: dict[tuple[str, str], Route]

    def failure(self, trouble: Trouble) -> Reply:
        """Answer with the service's own error JSON for a trouble of kind `fails`."""
        ...


def _event(name: str, data: Any) -> bytes:
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode()


def token_count(text: str) -> int:
    """Count tokens as the wire server does: about four characters each."""
    return (len(text) + 3) // 4
