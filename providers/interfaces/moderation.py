"""The face of every moderator: words and a picture in, how much of what they show out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from providers.interfaces.usage import Usage


@dataclass(frozen=True, slots=True)
class ModerationRequest:
    """What is to be checked: an encoded picture of ours, and the words that it was drawn from; either may be empty."""

    words: str = ""
    picture: bytes = field(default=b"", repr=False)
    media_type: str = "image/webp"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: a score from 0 to 1 for each thing that it looks for, by the name that it has for that."""

    scores: Mapping[str, float]
    usage: Usage = Usage()  # noqa: RUF009


class Moderator(Protocol):
    """Checks words and pictures. Raises a `providers.errors.ProviderError` when it cannot."""

    name: str

    def check(self, request: ModerationRequest) -> Verdict:
        """Check words and a picture together."""
        ...
