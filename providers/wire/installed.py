"""What a server offers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that a server of the reader's own offers. `context_tokens` and `size_bytes` are None if it is silent."""

    name: str
    context_tokens: int | None = None
    size_bytes: int | None = None
