"""One request to Canva and its answer. Nothing of either is logged: both hold tokens or a book."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import httpx2
from django.views.decorators.debug import sensitive_variables
from pydantic import BaseModel, ConfigDict, ValidationError

from providers.wire.connections import CONNECT_SECONDS, NOT_SENT, trusted
from publishing.canva.refusals import AWAY, STRANGE, CanvaRefused

LARGEST_ANSWER = 4 * 1024 * 1024
"""Bytes of JSON that are read."""
ANSWER_SECONDS = 60.0


class Told(BaseModel):
    """A part of an answer; what else stands there is left alone."""

    model_config = ConfigDict(frozen=True, extra="ignore")


Schema = TypeVar("Schema", bound=Told)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `code` is Canva's name for an error."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def is_success(self) -> bool:
        """Whether Canva did what it was asked."""
        return 200 <= self.status < 300

    @property
    def code(self) -> str:
        """What Canva calls the error, or the standard of OAuth does; "" if it does not say."""
        try:
            said = json.loads(self.body)
        except ValueError:
            return ""
        return str(said.get("code") or said.get("error") or "") if isinstance(said, dict) else ""

    def parsed(self, schema: type[Schema]) -> Schema:
        """Return its JSON. Raises CanvaRefused."""
        try:
            return schema.model_validate_json(self.body)
        except ValidationError:
            raise CanvaRefused(STRANGE) from None


class NothingCame(CanvaRefused):
    """The line was cut. `was_sent`: perhaps Canva has done what it was asked."""

    def __init__(self, *, was_sent: bool) -> None:
        super().__init__(AWAY)
        self.was_sent = was_sent


@sensitive_variables()
def send(method: str, url: str, **options: Any) -> Answer:
    """Send one request. Redirects are not followed. Raises NothingCame and CanvaRefused."""
    ends = time.monotonic() + ANSWER_SECONDS
    body = bytearray()
    timeout = httpx2.Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS, write=ANSWER_SECONDS, pool=30)
    try:
        with _client().stream(method, url, timeout=timeout, follow_redirects=False, **options) as response:
            for piece in response.iter_bytes():
                body += piece
                if len(body) > LARGEST_ANSWER or time.monotonic() > ends:
                    raise CanvaRefused(STRANGE)
    except NOT_SENT:
        raise NothingCame(was_sent=False) from None
    except (httpx2.HTTPError, httpx2.InvalidURL):
        raise NothingCame(was_sent=True) from None
    return Answer(response.status_code, response.headers, bytes(body))


@cache
def _client() -> httpx2.Client:
    return httpx2.Client(verify=trusted())
