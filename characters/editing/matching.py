"""Which of those found anew are the same as those known already, by name and other names. Knows no ORM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """Somebody or some place. `absorbs`: its other names are a reader's, so whoever is called so is the same."""

    name: str
    aliases: tuple[str, ...] = ()
    absorbs: bool = False

    @property
    def forms(self) -> frozenset[str]:
        """All that it is called, as names are compared."""
        return frozenset(form.casefold() for form in (self.name, *self.aliases))


def match(candidates: Sequence[MatchCandidate], known: Sequence[MatchCandidate]) -> list[int | None]:
    """Find for each of `candidates` the index of the one of `known` that it is, or None.

    The same name counts before a name that is another name of the other. Each of `known` is found once, but one that
    absorbs may be found many times.
    """
    matched: list[int | None] = [None] * len(candidates)
    by_name = {one.name.casefold(): index for index, one in reversed(list(enumerate(known)))}
    free = set(range(len(known)))
    for index, one in enumerate(candidates):
        same = by_name.get(one.name.casefold())
        if same in free:
            matched[index] = same
            free.discard(same)
    for index, one in enumerate(candidates):
        if matched[index] is None and (alike := _alike(one, known, free)) is not None:
            matched[index] = alike
            free.discard(alike)
    absorbing = [index for index, one in enumerate(known) if one.absorbs]
    for index, one in enumerate(candidates):
        if matched[index] is None:
            matched[index] = next((i for i in absorbing if one.name.casefold() in known[i].forms), None)
    return matched


def _alike(one: MatchCandidate, known: Sequence[MatchCandidate], free: set[int]) -> int | None:
    """Return the one of those still free that shares a name with `one` and most of the others."""
    fitting = [
        index
        for index in sorted(free)
        if one.name.casefold() in known[index].forms or known[index].name.casefold() in one.forms
    ]
    return max(fitting, key=lambda index: len(one.forms & known[index].forms), default=None)
