"""What embedders share: pieces that a service takes at once, and vectors of length 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from providers.errors import BadAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def pieces(texts: Sequence[str], *, at_once: int, most_tokens: int) -> Iterator[list[str]]:
    """Yield the texts in lists of `at_once`, each cut to about `most_tokens`; services refuse empty ones."""
    for start in range(0, len(texts), at_once):
        yield [_cut(text, most_tokens) or " " for text in texts[start : start + at_once]]


def unit_vectors(vectors: Sequence[Sequence[float]], *, expected: int) -> list[list[float]]:
    """Scale the vectors to length 1. Raises BadAnswer if they are not `expected` many, of one size and finite length.

    A vector of zeros stays one.
    """
    if len(vectors) != expected or len({len(vector) for vector in vectors}) > 1:
        raise BadAnswer("The service did not give one vector for each text.")
    rows = np.asarray(vectors, dtype=np.float64)
    if not np.isfinite(rows).all():
        raise BadAnswer("The service gave vectors that are no numbers.")
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    made: list[list[float]] = (rows / np.where(lengths == 0, 1.0, lengths)).tolist()
    return made


def _cut(text: str, most_tokens: int) -> str:
    # At worst three letters of ASCII make a token, and so does each character of other scripts.
    tokens = sum(1 / 3 if character.isascii() else 1.0 for character in text)
    return text if tokens <= most_tokens else text[: int(len(text) * most_tokens / tokens)]
