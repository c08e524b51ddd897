"""What a text is measured by, for each kind of readers (`data/standards.toml`, with the sources)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from authors.contract import Readers

DATA = Path(__file__).parent / "data"
WORDS_SHARE = 0.10
"""How far the words of a part, or of all parts, may be from what is planned, as a share of it."""
WORDS_LEAST = 6
"""A short part may be so many words off, whatever their share."""


@dataclass(frozen=True)
class Standard:
    """The limits for one kind of readers; `data/standards.toml` says what each means."""

    book_words: tuple[int, int]
    spread_words: int
    sentence_mean: float
    sentence_most: int
    grade: float
    commonest: int
    uncommon: float
    repeated_run: int
    patterned: bool
    preaching: bool


def standard_of(readers: Readers) -> Standard:
    """Return the limits for these readers."""
    return _standards()[readers]


@cache
def _standards() -> dict[str, Standard]:
    rows = tomllib.loads((DATA / "standards.toml").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, Standard]).validate_python(rows)
