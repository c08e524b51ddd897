"""Whom a biography is about, by their names."""

from __future__ import annotations

from dataclasses import dataclass

from authors.facts.words import folded


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the sources are asked about: the name that most use, and the others."""

    name: str
    also_called: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the longest first."""
        return tuple(sorted({self.name, *self.also_called}, key=lambda name: (-len(name), name)))

    @property
    def words(self) -> frozenset[str]:
        """The words of all names, folded."""
        return frozenset(folded(word) for name in self.names for word in name.split())

    def is_meant(self, name: str) -> bool:
        """Say whether a name is the subject's: one of theirs, its first or last word, or made of words of theirs."""
        if name in self.names:
            return True
        words = [folded(word) for word in name.split() if not word.endswith(".")]
        if len(words) == 1:
            own = folded(self.name).split()
            return words[0] in (own[0], own[-1]) and words == [folded(name)]
        return bool(words) and all(word in self.words for word in words)
