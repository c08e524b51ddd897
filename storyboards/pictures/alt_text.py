"""What a picture shows, in words that its place in the book has told. Knows no ORM.

An analysis knows people by the best name of the whole book, so a summary of the first scene may say a name that is
told in the last.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class NamedThing:
    """Somebody or a place: all that it is called, the best name first, and what stands for it until it has a name."""

    names: tuple[str, ...]
    unnamed: str


def alt_text(summary: str, number: int, things: Iterable[NamedThing], is_known: Callable[[str], bool]) -> str:
    """Say what the picture of scene `number` shows, with names that its place has told, or at least its scene."""
    text = summary
    for thing in things:
        for name in sorted(thing.names, key=len, reverse=True):
            if name in text and not is_known(name):
                known = next((other for other in thing.names if is_known(other)), thing.unnamed)
                text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", known.replace("\\", ""), text)
    return text[:1].upper() + text[1:] if text else f"Picture of scene {number}"
