"""The words in which plans are written: "armchair|sofa?@fire*2" is one of two things, or none, by the fire, twice.

`|` parts a choice that each place makes for itself, `?` lets some places go without, `@` says where, `*` how many.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

_TERM = re.compile(r"([a-z-]+(?:\|[a-z-]+)*)(\?)?(?:@([a-z-]+))?(?:\*(\d+))?")
_LEFT_OUT = 0.5
"""How often a place goes without what it may go without."""


class PlanInvalid(ValueError):
    """A plan is written in words that nobody draws; the message names them."""


@dataclass(frozen=True, slots=True)
class Term:
    """A thing of a plan: what it may be, where it stands, how often, and whether every place has it."""

    names: tuple[str, ...]
    where: str = ""
    count: int = 1
    optional: bool = False

    def chosen(self, rng: Random, instead: Mapping[str, str]) -> str:
        """Return what a place has of it, or an empty word; `instead` names what its period has in its stead."""
        if self.optional and rng.random() < _LEFT_OUT:
            return ""
        name = rng.choice(self.names)
        return instead.get(name, name)


def terms(text: str) -> tuple[Term, ...]:
    """Read the things of a plan. Raises PlanInvalid."""
    return tuple(map(_term, text.split()))


def _term(word: str) -> Term:
    match = _TERM.fullmatch(word)
    if match is None:
        raise PlanInvalid(f"“{word}” is no thing of a plan.")
    names, optional, where, count = match.groups()
    return Term(tuple(names.split("|")), where or "", int(count or 1), optional is not None)
