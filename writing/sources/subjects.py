"""Of whom a book tells, by its brief."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from authors.sources.records import Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from writing.models import WrittenBook

LIFE = re.compile(r"\b(1\d{3}|20\d{2})\s*(?:[-–—]|to)\s*(1\d{3}|20\d{2})?\b")
"""“1856–1932”, “1980–”."""


def subject_of(book: WrittenBook) -> Subject:
    """Return whom a biography tells of. Years are those that the brief names, as “1856–1932”, beside the name."""
    return subject_in(book.brief)


def subject_in(brief: Mapping[str, Any]) -> Subject:
    """Read the subject out of a brief."""
    name, about = str(brief.get("subject", "")).strip(), str(brief.get("known_for", "")).strip()
    life = LIFE.search(about) or LIFE.search(name)
    return Subject(
        name=LIFE.sub("", name).strip(" ,()"),
        aliases=tuple(str(alias).strip() for alias in brief.get("also_called", ()) if str(alias).strip()),
        born=int(life[1]) if life else None,
        died=int(life[2]) if life and life[2] else None,
        about=about,
    )
