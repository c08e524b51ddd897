"""Word lists are data: a TOML file in `data/` for each subject, read once when its module is imported.

A list of words is running text, a list of phrases an array; a table has a list for each kind of what its words mean.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parent / "data"

Kind = TypeVar("Kind", bound=str)


class WordFileInvalid(ValueError):
    """A word file lacks a list, has one of another shape, or gives a word to two kinds; the message says where."""


class WordFile:
    """The lists of one file. Every reader of a list raises WordFileInvalid if it is not as asked for."""

    def __init__(self, name: str, folder: Path = DATA) -> None:
        self._file = folder / f"{name}.toml"
        self._content: dict[str, Any] = tomllib.loads(self._file.read_text(encoding="utf-8"))

    def words(self, name: str) -> frozenset[str]:
        """Return a list of words."""
        return frozenset(self._words(self._content.get(name), name))

    def phrases(self, name: str) -> tuple[str, ...]:
        """Return a list of phrases or patterns, in order."""
        return self._phrases(self._content.get(name), name)

    def kind_of_word(self, name: str, kinds: Iterable[Kind]) -> dict[str, Kind]:
        """Map each word of a table to the kind that it is listed under."""
        kind_by_word: dict[str, Kind] = {}
        for kind, words in self._rows(name, kinds):
            for word in self._words(words, f"{name}.{kind}"):
                if word in kind_by_word:
                    raise self._invalid(f"{name}: “{word}” is {kind_by_word[word]} and {kind}")
                kind_by_word[word] = kind
        return kind_by_word

    def words_of_kind(self, name: str) -> dict[str, frozenset[str]]:
        """Map each kind of a table, in order, to its words; a word may stand under several."""
        return {kind: frozenset(self._words(listed, f"{name}.{kind}")) for kind, listed in self._table(name).items()}

    def phrases_of_kind(self, name: str, kinds: Iterable[Kind]) -> dict[Kind, tuple[str, ...]]:
        """Map each kind of a table to its phrases or patterns."""
        return {kind: self._phrases(listed, f"{name}.{kind}") for kind, listed in self._rows(name, kinds)}

    def phrases_of_word(self, name: str) -> dict[str, tuple[str, ...]]:
        """Return a table whose keys are words themselves: each with its phrases."""
        return {word: self._phrases(listed, f"{name}.{word}") for word, listed in self._table(name).items()}

    def _table(self, name: str) -> dict[str, Any]:
        table = self._content.get(name)
        if not isinstance(table, dict):
            raise self._invalid(f"{name}: a table is needed")
        return table

    def _rows(self, name: str, kinds: Iterable[Kind]) -> Iterator[tuple[Kind, Any]]:
        table, known = self._table(name), tuple(kinds)
        unknown = sorted(table.keys() - set(known))
        if unknown:
            raise self._invalid(f"{name}: there is no {', '.join(unknown)}; there are {', '.join(known)}")
        return ((kind, table[kind]) for kind in known if kind in table)

    def _words(self, value: Any, where: str) -> list[str]:
        if not isinstance(value, str) or not value.split():
            raise self._invalid(f"{where}: words are needed, with spaces between")
        return value.split()

    def _phrases(self, value: Any, where: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(phrase, str) for phrase in value):
            raise self._invalid(f"{where}: a list of phrases is needed")
        return tuple(value)

    def _invalid(self, fault: str) -> WordFileInvalid:
        return WordFileInvalid(f"{self._file.name}: {fault}.")
