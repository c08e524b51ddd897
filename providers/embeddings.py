"""The face of every embedder: texts in, vectors out. Texts that are about the same have vectors that lie close."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from providers.errors import UnknownModel
from providers.services.local.embedder import LOCAL, LocalEmbedder
from providers.usage import Usage


class Embedder(Protocol):
    """Makes vectors of `dimensions` numbers and length 1. Raises a `providers.errors.ProviderError` when it cannot.

    Vectors of embedders with different names must never be compared.
    """

    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> tuple[list[list[float]], Usage]:
        """A vector for each text, in their order, and what they cost."""
        ...


_EMBEDDERS: dict[str, Callable[[], Embedder]] = {LOCAL: LocalEmbedder}


def embedder_named(name: str) -> Embedder:
    """The embedder of that name. Raises UnknownModel with the names that there are."""
    try:
        return _EMBEDDERS[name]()
    except KeyError:
        raise UnknownModel(f"No embedder is called {name!r}; there is: {', '.join(_EMBEDDERS)}.") from None
