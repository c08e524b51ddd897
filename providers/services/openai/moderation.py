"""OpenAI's moderation of words and pictures, which is free of charge. Source: their guide “Moderation”.

One request takes several words and one picture, and is answered with one result for all of it.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import httpx2
from openai.types import ModerationCreateResponse

from providers.errors import BadAnswer
from providers.interfaces.moderation import ModerationRequest, Verdict
from providers.services.openai.client import client_for, not_the_service, title_of, translated
from providers.wire.connections import CONNECT_SECONDS, read_seconds
from providers.wire.failures import CallContext

if TYPE_CHECKING:
    from openai.types import ModerationMultiModalInputParam

    from providers.interfaces.credentials import Credentials

LONGEST_WORDS = 32_000
"""Characters: as many as their image models read."""


class OpenAIModerator:
    """A moderation model of OpenAI. Safe to use from several threads."""

    def __init__(self, credentials: Credentials, model: str, *, http_client: httpx2.Client | None = None) -> None:
        self.name = model
        self._credentials = credentials
        self._client = client_for(credentials, http_client)

    def check(self, request: ModerationRequest) -> Verdict:
        """Check words and a picture with one HTTP request. Raises the `providers.errors`."""
        context = CallContext(title_of(self._credentials), self._credentials, self.name, [request.words])
        timeout = httpx2.Timeout(read_seconds(0), connect=CONNECT_SECONDS)
        with translated(context):
            response = self._client.moderations.create(model=self.name, input=_input(request), timeout=timeout)
        if not isinstance(response, ModerationCreateResponse) or not response.results:
            raise not_the_service(context)
        scores = response.results[0].category_scores
        if scores is None:
            raise BadAnswer("OpenAI's moderation answered without scores.")
        named = scores.model_dump(by_alias=True)
        return Verdict({name: float(score) for name, score in named.items() if isinstance(score, int | float)})


def _input(request: ModerationRequest) -> list[ModerationMultiModalInputParam]:
    parts: list[ModerationMultiModalInputParam] = []
    if request.words:
        parts.append({"type": "text", "text": request.words[:LONGEST_WORDS]})
    if request.picture:
        encoded = base64.b64encode(request.picture).decode()
        parts.append({"type": "image_url", "image_url": {"url": f"data:{request.media_type};base64,{encoded}"}})
    return parts
