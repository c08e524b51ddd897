"""Embedding models that Ollama has installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from providers.interfaces.usage import Usage
from providers.services.ollama.client import EmbedAnswer, client_for
from providers.wire.connections import read_seconds
from providers.wire.vectors import pieces, unit_vectors

if TYPE_CHECKING:
    from collections.abc import Sequence

    import httpx2

    from providers.interfaces.credentials import Credentials

EMBEDDED_AT_ONCE = 32
MOST_EMBEDDED_TOKENS = 8_000
"""Of one text."""


class OllamaEmbedder:
    """An embedding model that Ollama has installed. `dimensions` is 0 until the first call."""

    def __init__(self, credentials: Credentials, model: str, *, http_client: httpx2.Client | None = None) -> None:
        self.name = model
        self.dimensions = 0
        self._client = client_for(credentials, http_client, seconds=read_seconds(0))

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """Compute a vector for each text, in order, with one HTTP request for each 32. Raises the `providers.errors`.

        Ollama cuts what its model cannot read at once.
        """
        vectors: list[list[float]] = []
        tokens = 0
        for piece in pieces(texts, at_once=EMBEDDED_AT_ONCE, most_tokens=MOST_EMBEDDED_TOKENS):
            context = self._client.context(*piece, model=self.name)
            answer = self._client.post("/api/embed", {"model": self.name, "input": piece}, EmbedAnswer, context=context)
            vectors += unit_vectors(answer.embeddings, expected=len(piece))
            tokens += answer.prompt_eval_count or 0
        self.dimensions = len(vectors[0]) if vectors else self.dimensions
        return vectors, Usage(input_tokens=tokens)
