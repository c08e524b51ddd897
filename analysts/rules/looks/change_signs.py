"""Signs in a sentence that somebody looks different from then on, or no longer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysts.bible import ChangeType


@dataclass(frozen=True, slots=True)
class Begins:
    """From here on `person` looks as `modifier` says: for good, or while the chapter lasts."""

    person: str
    type: ChangeType
    modifier: str
    lasts: Literal["open", "chapter"] = "open"


@dataclass(frozen=True, slots=True)
class Ends:
    """A change of that type is over for `person`; with a `noun`, only that garment’s."""

    person: str
    type: ChangeType
    noun: str = ""


Sign = Begins | Ends
