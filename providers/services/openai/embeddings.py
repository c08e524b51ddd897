"""Embedding models of OpenAI, and of servers that speak its protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
from openai.types import CreateEmbeddingResponse

from providers.errors import billed
from providers.interfaces.usage import Usage
from providers.services.openai.client import client_for, not_the_service, title_of, translated
from providers.wire.connections import CONNECT_SECONDS, read_seconds
from providers.wire.failures import CallContext
from providers.wire.vectors import pieces, unit_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from providers.interfaces.credentials import Credentials

DIMENSIONS = {"text-embedding-3-small": 1536, "text-embedding-3-large": 3072, "text-embedding-ada-002": 1536}
EMBEDDED_AT_ONCE = 128
MOST_EMBEDDED_TOKENS = 8_000
"""Of one text; what comes after is not embedded."""


class OpenAIEmbedder:
    """An embedding model of OpenAI or of a server like it. Safe to use from several threads.

    `dimensions` is 0 for an unknown model until the first call.
    """

    def __init__(self, credentials: Credentials, model: str, *, http_client: httpx2.Client | None = None) -> None:
        self.name = model
        self.dimensions = DIMENSIONS.get(model, 0)
        self._credentials = credentials
        self._client = client_for(credentials, http_client)

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """Compute a vector for each text, in order, with one HTTP request for each 128.

        Raises the `providers.errors`.
        """
        vectors: list[list[float]] = []
        usage = Usage()
        for piece in pieces(texts, at_once=EMBEDDED_AT_ONCE, most_tokens=MOST_EMBEDDED_TOKENS):
            of_piece, used = self._embed(piece)
            vectors += of_piece
            usage += used
        self.dimensions = len(vectors[0]) if vectors else self.dimensions
        return vectors, usage

    def _embed(self, texts: list[str]) -> tuple[list[list[float]], Usage]:
        context = CallContext(title_of(self._credentials), self._credentials, self.name, texts)
        timeout = httpx2.Timeout(read_seconds(0), connect=CONNECT_SECONDS)
        with translated(context):
            # Not all servers know the SDK's default, base64.
            response = self._client.embeddings.create(
                model=self.name, input=texts, encoding_format="float", timeout=timeout
            )
        if not isinstance(response, CreateEmbeddingResponse) or not response.data:
            raise not_the_service(context)
        in_order = sorted(response.data, key=lambda one: one.index)
        usage = Usage(input_tokens=getattr(response.usage, "prompt_tokens", None) or 0)
        with billed(usage):
            return unit_vectors([one.embedding for one in in_order], expected=len(texts)), usage
