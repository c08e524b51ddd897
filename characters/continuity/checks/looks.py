"""Facts of somebody's looks that cannot both hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from characters.bible.contradictions import contradictions_of
from characters.continuity.inconsistency import Inconsistency, Mend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.bible import Look
    from characters.continuity.facts import BookFacts


def contradict(book: BookFacts) -> Iterator[Inconsistency]:
    """Find looks that contradict each other: blue eyes here, brown eyes there, and nothing that changed in between."""
    for person in book.people:
        for pair in contradictions_of(*person.as_in_bible()):
            yield Inconsistency(
                "looks",
                "warning",
                f"{person.name} has {_described(pair.one)} and {_described(pair.other)}.",
                (person.id, pair.field, *sorted((pair.one.value, pair.other.value))),
                scene=pair.other.scene or pair.one.scene or None,
                person=person.id,
                mends=(
                    Mend("forget_look", f"Keep “{pair.one.value}”", _values(person.id, pair.other)),
                    Mend("forget_look", f"Keep “{pair.other.value}”", _values(person.id, pair.one)),
                ),
            )


def _described(look: Look) -> str:
    """Describe a look with its scene; a reader's own facts have none."""
    return f"“{look.value}” in scene {look.scene}" if look.scene else f"“{look.value}”"


def _values(person: str, wrong: Look) -> dict[str, str]:
    return {"person": person, "field": wrong.field, "value": wrong.value}
