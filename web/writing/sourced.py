"""Passages that sentences rest on, as pages show them beside the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from writing.kinds.catalogue import kind_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from writing.models import WrittenBook


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage of a source by its number on the page."""

    number: int
    id: str
    text: str
    source: str
    locator: str
    address: str


def passages_by_id(book: WrittenBook, ids: Sequence[str]) -> list[ShownPassage]:
    """Read the passages that are named, in their order; one that is gone stays with its number and no text."""
    if not ids:
        return []
    known: Mapping[str, dict[str, Any]] = kind_named(book.kind).material(book.pk).passages
    return [_shown(number, one, known.get(one, {})) for number, one in enumerate(ids, 1)]


def _shown(number: int, key: str, passage: Mapping[str, Any]) -> ShownPassage:
    source = passage.get("source", "")
    about = source if isinstance(source, dict) else {"title": source}
    return ShownPassage(
        number=number,
        id=key,
        text=str(passage.get("text", "")),
        source=str(about.get("title", "")),
        locator=str(passage.get("locator", "")),
        address=str(about.get("address", "")),
    )
