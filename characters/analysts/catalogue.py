"""Which analysts there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from characters.analysts import Analyst
from characters.analysts.rules import RuleAnalyst
from providers.errors import UnknownModel


@dataclass(frozen=True, slots=True)
class AnalystEntry:
    """An analyst that readers can choose. `concurrency` is how many of its calls may be in flight at once."""

    name: str
    title: str
    concurrency: int
    make: Callable[[], Analyst]


ANALYSTS = (AnalystEntry("rules", "Built-in analyst (free, on this machine)", 1, RuleAnalyst),)
_BY_NAME = {entry.name: entry for entry in ANALYSTS}


def analyst_named(name: str) -> AnalystEntry:
    """The analyst of that name. Raises UnknownModel with the names that there are."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise UnknownModel(f"No text model is called {name!r}; there is: {', '.join(_BY_NAME)}.") from None
