"""What a book has said last of the hour or the weather, fading from sentence to sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_EARLIEST = 0.25
"""Below this nothing is known any more."""
_REPLACED = 0.8
"""How far a certain sign takes from all that it contradicts."""


class Clock:
    """A condition of a story; each sentence keeps the share `fades` of what was known before it."""

    def __init__(self, fades: float) -> None:
        self._fades = fades
        self._scores: dict[str, float] = {}

    def forget(self, share: float) -> None:
        """Keep a share of what is known."""
        self._scores = {kind: score * share for kind, score in self._scores.items()}

    def read(self, signs: Iterable[tuple[str, float]]) -> tuple[str, float]:
        """Take in what a sentence says, in its order, and return what is the case after it and how sure that is."""
        self.forget(self._fades)
        for kind, strength in signs:
            for other in self._scores:
                if other != kind:
                    self._scores[other] *= 1 - _REPLACED * strength
            self._scores[kind] = 1 - (1 - self._scores.get(kind, 0.0)) * (1 - strength)
        return self.now()

    def now(self) -> tuple[str, float]:
        """Return what is the case; `unknown` where nothing has been said of it for long."""
        if not self._scores:
            return "unknown", 0.0
        kind, best = max(self._scores.items(), key=lambda item: (item[1], item[0]))
        return (kind, round(min(0.95, best), 2)) if best > _EARLIEST else ("unknown", 0.0)
