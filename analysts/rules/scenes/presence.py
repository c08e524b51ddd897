"""Who is seen in a scene of a book that could not be parsed: who speaks in it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysts.bible import PersonInScene

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PRESENT = 8


def people_present(speakers: Sequence[Sequence[str | None]]) -> tuple[PersonInScene, ...]:
    """Return those who speak in a scene, who speaks most first; `speakers` has those of each paragraph."""
    heard = Counter(speaker for here in speakers for speaker in here if speaker)
    return tuple(PersonInScene(person) for person, _ in heard.most_common(MOST_PRESENT))
