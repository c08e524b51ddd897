"""Who says "I" in the narration of each chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.prose.beings.being import Being

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.beings.being import ParsedChapter
    from analysts.prose.beings.census import Census

_OF_A_BOOK = 0.2
"""The share of its chapters that a book told by somebody tells as "I"; fewer are letters and asides."""


def find_narrators(
    chapters: Sequence[ParsedChapter], census: Census, named: Sequence[Being], narrator: Being | None
) -> dict[int, Being]:
    """Return by chapter number who tells it: whom it names itself, the book's narrator, or somebody without a name."""
    told_by_i = census.told_by_i()
    by_name = {form: being for being in named for form in being.forms}
    tellers = {c.number: by_name[c.told_by] for c in chapters if c.told_by in by_name and census.first[c.number]}
    if len(told_by_i) < _OF_A_BOOK * len(chapters):
        return tellers
    teller = narrator or Being("The narrator", "narrator")
    return {number: tellers.get(number, teller) for number in sorted(told_by_i)}
