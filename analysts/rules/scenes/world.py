"""The world of a book by rules: its time, its country, and what a painter needs to know of them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from analysts.bible import World
from analysts.lexicon.word_file import DATA
from analysts.rules.scenes.country import country_of
from analysts.rules.scenes.period import CENTURIES, period_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.metadata import BookMetadata
    from analysts.text.blocks import SceneBlock

_DECADE = re.compile(r"^(\d{3})0s$")


def world_of(blocks: Sequence[SceneBlock], metadata: BookMetadata) -> World:
    """Return when and where a book plays. What was worn, used and built is told where Europe's fashions were worn."""
    period = period_of(blocks, metadata.subjects)
    country = country_of(blocks, metadata.subjects)
    age = _age_of(period) if country is None or country.western else {}
    return World(
        period=period,
        country=country.name if country else "",
        dress=age.get("dress", ""),
        technology=age.get("technology", ""),
        architecture=age.get("architecture", ""),
    )


def _age_of(period: str) -> dict[str, str]:
    """Return what is known of a period; nothing of one that is not clear."""
    named: dict[str, str] | None = next((age for age in _ages() if age.get("name") == period), None)
    year = _middle_of(period)
    if named is not None or year is None:
        return named or {}
    return next((age for age in _ages() if age.get("from", year + 1) <= year <= age.get("to", year)), {})


def _middle_of(period: str) -> int | None:
    """Return a year in the midst of a decade or a century."""
    decade = _DECADE.match(period)
    if decade:
        return int(decade[1]) * 10 + 5
    for century, name in CENTURIES.items():
        if period.endswith(f"{name} century"):
            return century * 100 + (15 if period.startswith("early ") else 50)
    return None


@cache
def _ages() -> list[dict[str, Any]]:
    ages: list[dict[str, Any]] = tomllib.loads((DATA / "worlds.toml").read_text(encoding="utf-8"))["age"]
    return ages
