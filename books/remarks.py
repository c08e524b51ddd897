"""Remarks on how a book was made, from the apps above: what did not go as its reader had asked.

They are registered as stages are, so that the book's page can show what it does not know of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about `scenes` of a book, in a sentence that goes on after their number: “were read by …”."""

    scenes: tuple[int, ...]
    words: str


Source = Callable[[UUID], list[Remark]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Ask `source` too for remarks; it is given a VividPage's id."""
    if source not in _sources:
        _sources.append(source)


def remarks_on(vividpage_id: UUID) -> list[Remark]:
    """Every remark on a book."""
    return [remark for source in _sources for remark in source(vividpage_id)]
