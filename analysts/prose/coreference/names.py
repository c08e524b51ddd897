"""Find the names of known beings among the tokens of a sentence; longer names win."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysts.prose.beings.being import Being
    from analysts.prose.sentences import Token

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|-")


class NameIndex:
    """The names of a cast by their first words. A name that several bear has them all, as they were given."""

    def __init__(self, beings: Iterable[Being]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Being]]] = {}
        self._longest = 1
        for being in beings:
            for form in being.forms:
                self._add(form, being)

    def _add(self, form: str, being: Being) -> None:
        name = tuple(_WORD.findall(form))
        if name and name[0].lower() == "the":
            name = name[1:]
        if not name or not any(w[0].isupper() for w in name):
            return
        bearers = self._by_first.setdefault(name[0], {}).setdefault(name, [])
        if being not in bearers:
            bearers.append(being)
        self._longest = max(self._longest, len(name))

    def at(self, tokens: Sequence[Token], n: int) -> tuple[int, tuple[Being, ...]] | None:
        """Return where the name ends that begins at a token, and who bears it; the longest name there is."""
        names = self._by_first.get(_bare(tokens[n].text))
        if names is None:
            return None
        spoken = tuple(_bare(t.text) for t in tokens[n : n + self._longest])
        for size in range(len(spoken), 0, -1):
            bearers = names.get(spoken[:size])
            if bearers:
                return n + size, tuple(bearers)
        return None

    def bearers(self, name: str) -> tuple[Being, ...]:
        """Return those who bear exactly this name."""
        words = tuple(_WORD.findall(name))
        return tuple(self._by_first.get(words[0], {}).get(words, ())) if words else ()


def _bare(word: str) -> str:
    return word.removesuffix(".").removesuffix("’s").removesuffix("'s") if len(word) > 1 else word
