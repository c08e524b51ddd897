"""The face of every embedder: texts in, vectors out. Texts that are about the same have vectors that lie close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from providers.interfaces.usage import Usage


class Embedder(Protocol):
    """Makes vectors of `dimensions` numbers and length 1. Raises a `providers.errors.ProviderError` when it cannot.

    Vectors of embedders with different names must never be compared.
    """

    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """Compute a vector for each text, in their order, and what they cost."""
        ...
