"""The frame of a clause: who does what to whom, with what and where, and how sure it is that it happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from analysts.vocabulary import DeedKind

Reason = Literal[
    "negated",
    "nobody",
    "modal",
    "purpose",
    "condition",
    "likeness",
    "almost",
    "earlier",
    "not yet",
    "why",
    "habit",
    "general",
    "question",
    "command",
    "thought",
    "reported",
    "remembered",
    "attempted",
    "within what is not real",
    "told",
    "dreamed",
    "exclaimed",
]
"""Why a clause may not happen before the reader's eyes."""


@dataclass(frozen=True, slots=True)
class Oblique:
    """A noun with its preposition: ("into", the token of "boat"). The preposition is in small letters."""

    case: str
    token: int


@dataclass(slots=True)
class Frame:
    """A verb, or what somebody is said to be (`lemma` "be"), with its arguments; all are tokens of its sentence.

    `actors` do it, even in "he was struck by her"; `objects` have it done to them. `reality` from 0 to 1 says how
    surely it happens where and when the story is, `reasons` why it may not. `deed` is what can be seen of it and
    `confidence`, from 0 to 1, how sure its sense is.
    """

    verb: int
    lemma: str
    actors: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    recipients: tuple[int, ...] = ()
    obliques: tuple[Oblique, ...] = ()
    particle: str = ""
    is_passive: bool = False
    reality: float = 1.0
    reasons: tuple[Reason, ...] = field(default=())
    deed: DeedKind = "unknown"
    confidence: float = 0.0

    @property
    def is_state(self) -> bool:
        """Say whether it tells how somebody is, not what is done."""
        return self.lemma == "be"
