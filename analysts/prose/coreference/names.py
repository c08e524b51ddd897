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
    """The names of a cast by their first words. A name that several bear has them all, as they were given.

    A name in lower case ("the squire") is one only after "the"; `is_common` says that it may mean others, too.
    """

    def __init__(self, beings: Iterable[Being]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], list[Being]]] = {}
        self._longest = 1
        for being in beings:
            for form in sorted(being.forms):
                self._add(form, being)

    def _add(self, form: str, being: Being) -> None:
        name = words_of(form)
        if not name:
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
        after_the = n > 0 and tokens[n - 1].text in ("the", "The")
        for size in range(len(spoken), 0, -1):
            bearers = names.get(spoken[:size])
            if bearers and (after_the or not is_common(spoken[:size])):
                return n + size, tuple(bearers)
        return None

    def bearers(self, name: str) -> tuple[Being, ...]:
        """Return those who bear exactly this name."""
        words = words_of(name)
        return tuple(self._by_first.get(words[0], {}).get(words, ())) if words else ()


def words_of(form: str) -> tuple[str, ...]:
    """Split a name into its words, as the parser does; without the article."""
    name = tuple(_WORD.findall(form))
    return name[1:] if name and name[0] in ("the", "The") else name


def is_common(name: Sequence[str]) -> bool:
    """Say whether a name is a description in lower case ("old gentleman")."""
    return not any(word[0].isupper() for word in name)


def _bare(word: str) -> str:
    return word.removesuffix(".").removesuffix("’s").removesuffix("'s") if len(word) > 1 else word
