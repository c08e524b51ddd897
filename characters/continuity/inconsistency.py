"""What a check says: what does not fit, where, and what could be done about it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Mend:
    """One click: the name of an action of `characters.continuity.mending`, its button, and what it is done with."""

    action: str
    label: str
    values: Mapping[str, str | int | bool | tuple[int, ...] | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """Something that does not fit. `about` is what makes it this finding and no other of its kind."""

    kind: str
    severity: Severity
    message: str
    about: tuple[str | int, ...]
    scene: int | None = None
    person: str | None = None
    place: str | None = None
    mends: tuple[Mend, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The same whenever the same is found again, whatever it is put into words as."""
        return hashlib.sha256("\x1f".join([self.kind, *map(str, self.about)]).encode()).hexdigest()


def listed(numbers: list[int], most: int = 5) -> str:
    """Name scenes as a sentence does: “scene 3”, “scenes 3 and 5”, “scenes 1, 2, 3 and 8 more”."""
    shown = [str(number) for number in numbers[:most]]
    if len(numbers) > most:
        return f"scenes {', '.join(shown)} and {len(numbers) - most} more"
    if len(shown) == 1:
        return f"scene {shown[0]}"
    return f"scenes {', '.join(shown[:-1])} and {shown[-1]}"
