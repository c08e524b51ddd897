"""Finding people in words by their names: one pass over the words, however many people there are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_WORD = re.compile(r"\w+(?:[-’']\w+)*")
_OWNS = re.compile(r"[’']s?$")
_NOBODYS = frozenset(
    (
        "I",
        "Mr",
        "Mrs",
        "Miss",
        "Ms",
        "Dr",
        "Sir",
        "Madam",
        "Lady",
        "Lord",
        "Captain",
        "Doctor",
        "Mother",
        "Father",
        "Uncle",
        "Aunt",
        "God",
        "Heaven",
        "The",
        "A",
    )
)
"""Words that alone are nobody's name, though somebody may be called so."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in words, from `start` to `end`; `owns` if it only says whose something is (“Ben’s boat”)."""

    person: str
    start: int
    end: int
    owns: bool


class NameIndex:
    """Names, and whom each means. One that several people have means nobody, and so does one in small letters."""

    def __init__(self, forms: Mapping[str, Iterable[str]], places: Iterable[str] = ()) -> None:
        """Take `forms`, the names of each person. A name within that of a place is nobody's there: “the City of Oz”."""
        owners: dict[tuple[str, ...], set[str]] = {words: set() for words in map(_words, places) if len(words) > 1}
        for person, names in forms.items():
            for name in names:
                if words := _words_of_name(name):
                    owners.setdefault(words, set()).add(person)
        self._by_first: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}
        for words, people in owners.items():
            meant = next(iter(people)) if len(people) == 1 else None
            self._by_first.setdefault(words[0], []).append((words, meant))
        for names_of_one in self._by_first.values():
            names_of_one.sort(key=lambda pair: -len(pair[0]))

    def mentions(self, text: str) -> Iterator[NameMention]:
        """Yield the names in `text`, in order, the longest where several begin."""
        matches = list(_WORD.finditer(text))
        words = [word[0] for word in matches]
        at = 0
        while at < len(words):
            match = self._at(words, at)
            if match is None:
                at += 1
                continue
            length, person = match
            last = words[at + length - 1]
            if person is not None:
                yield NameMention(person, matches[at].start(), matches[at + length - 1].end(), bool(_OWNS.search(last)))
            at += length

    def _at(self, words: list[str], at: int) -> tuple[int, str | None] | None:
        for first in dict.fromkeys((words[at], _OWNS.sub("", words[at]))):
            for name, person in self._by_first.get(first, ()):
                there = words[at : at + len(name)]
                if [*there[:-1], _OWNS.sub("", there[-1])] == list(name) or there == list(name):
                    return len(name), person
        return None


def _words(name: str) -> tuple[str, ...]:
    words = tuple(_WORD.findall(name))
    return words[1:] if words and words[0] in ("the", "a", "an", "The") else words


def _words_of_name(name: str) -> tuple[str, ...]:
    """Return the words of somebody's name without its article; none if it is no proper name."""
    words = _words(name)
    if not any(word[:1].isupper() for word in words) or (len(words) == 1 and words[0] in _NOBODYS):
        return ()
    return words
