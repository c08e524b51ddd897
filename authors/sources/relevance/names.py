"""Who is named in a text: the subject, somebody else of the same name, or a thing that is called after them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.sources.records import Subject

MentionKind = Literal["own", "bare", "given", "namesake", "thing"]
"""The subject by a whole name; a family name alone; a given name alone; somebody else of that family name; a street, a
prize or a ship."""

_LISTS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
HONORIFICS = frozenset(_LISTS["honorifics"])
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"})
NO_GIVEN_NAMES = frozenset(_LISTS["no_given_names"])
THINGS = frozenset(_LISTS["things"])
_WORD = r"[^\W\d_][\w’'-]*"
_CAPITALISED = re.compile(rf"(?:{_WORD}|[A-ZÀ-Þ]\.)(?:’s|'s)?")
_PARTICLES = frozenset(_LISTS["particles"])


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the name stands: characters from `start` to before `end` of the text, folded."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class SubjectNames:
    """The names of a subject, folded: whole ones as words, family names, and the given names that go with them."""

    whole: tuple[tuple[str, ...], ...]
    families: frozenset[str]
    given: frozenset[str] = field(default_factory=frozenset)


def fold(text: str) -> str:
    """Write a text without accents, so that “Inés” and “Ines” are one. It stays as long as it was, letter by letter."""
    if text.isascii():
        return text
    return "".join(_fold_letter(c) for c in text)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isalpha() or base == letter else letter


def names_of(subject: Subject) -> SubjectNames:
    """Return the names of a subject. A name of a single word is a whole name and no family name."""
    whole = tuple(filter(None, (_name_words(name) for name in (subject.name, *subject.aliases))))
    families = frozenset(words[-1] for words in whole if len(words) > 1 and words[0] not in HONORIFICS)
    given = frozenset(word for words in whole if len(words) > 1 for word in words[:-1] if word not in _PARTICLES)
    return SubjectNames(whole=whole, families=families, given=given)


def _name_words(name: str) -> tuple[str, ...]:
    words = [word.strip(".,") for word in fold(name).lower().replace("’", "'").split()]
    if "," in name and len(words) > 1:  # “Wren, Tobias”
        family, _, rest = fold(name).lower().partition(",")
        words = [*rest.split(), *family.split()]
    return tuple(word for word in words if word and word not in SUFFIXES)


def mentions_in(text: str, names: SubjectNames) -> list[Mention]:
    """Find where the subject, a namesake, or a thing of that name is named."""
    words = [(m.group().removesuffix("'s").removesuffix("’s"), m.start(), m.end()) for m in _words(fold(text))]
    folded = [word.lower().rstrip(".") for word, _, _ in words]
    found: list[Mention] = []
    at = 0
    while at < len(words):
        length = _whole_length(folded, words, at, names)
        if length:
            kind: MentionKind = "thing" if _is_thing(words, at + length, text) else "own"
            found.append(Mention(words[at][1], words[at + length - 1][2], kind))
            at += length
            continue
        if folded[at] in names.families and words[at][0][:1].isupper():
            found.append(Mention(words[at][1], words[at][2], _kind_of_family(words, folded, at, names, text)))
        elif _is_given_alone(words, folded, at, names, text):
            found.append(Mention(words[at][1], words[at][2], "given"))
        at += 1
    return found


def _words(text: str) -> Iterable[re.Match[str]]:
    return _CAPITALISED.finditer(text.replace("’", "'"))


def _whole_length(folded: list[str], words: list[tuple[str, int, int]], at: int, names: SubjectNames) -> int:
    """Return how many words from here on are a whole name of the subject; 0: none. Middle names may stand between."""
    if not words[at][0][:1].isupper():
        return 0
    for whole in names.whole:
        if tuple(folded[at : at + len(whole)]) == whole:
            return len(whole)
        if len(whole) < 2 or whole[0] in HONORIFICS:
            continue
        is_initial = len(folded[at]) == 1 and folded[at] == whole[0][:1]
        if folded[at] != whole[0] and not is_initial:
            continue
        for between in range(1, 4):
            last = at + between
            if last < len(words) and folded[last] == whole[-1] and all(w[0][:1].isupper() for w in words[at:last]):
                return between + 1
    if folded[at] in names.families and at + 1 < len(words) and folded[at + 1] in names.given:
        return 2 if words[at + 1][0][:1].isupper() else 0  # “Wren, Tobias”
    return 0


def _kind_of_family(
    words: list[tuple[str, int, int]], folded: list[str], at: int, names: SubjectNames, text: str
) -> MentionKind:
    """Say who is meant by a family name, by the word before it and the word behind it."""
    if _is_thing(words, at + 1, text):
        return "thing"
    if at == 0 or text[words[at - 1][2] : words[at][1]].strip():
        return "bare"
    before = folded[at - 1]
    if not words[at - 1][0][:1].isupper() or before in HONORIFICS or before in NO_GIVEN_NAMES:
        return "bare"
    if before in names.given or (len(before) == 1 and any(name.startswith(before) for name in names.given)):
        return "own"
    return "namesake"


def _is_given_alone(
    words: list[tuple[str, int, int]], folded: list[str], at: int, names: SubjectNames, text: str
) -> bool:
    """Return whether a given name of the subject stands without a family name behind it."""
    if folded[at] not in names.given or len(folded[at]) < 3 or not words[at][0][:1].isupper():
        return False
    if at + 1 == len(words) or text[words[at][2] : words[at + 1][1]].strip(" "):
        return True
    return not words[at + 1][0][:1].isupper()


def _is_thing(words: list[tuple[str, int, int]], after: int, text: str) -> bool:
    """Return whether what follows a name makes a thing of it: “Wren Street”."""
    if after >= len(words) or text[words[after - 1][2] : words[after][1]].strip(" "):
        return False
    word = words[after][0]
    return word[:1].isupper() and word.lower() in THINGS


_FULL_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+(?:\s+(?:[A-ZÀ-Þ]\.|[a-zà-ÿ]{2,3}))?\s+[A-ZÀ-Þ][\w’'-]+")
_NAME_LIKE = re.compile(r"(?<![.!?:;“\"(]\s)(?<!^)\b[A-ZÀ-Þ][a-zà-ÿ’'-]{2,}")


def other_names_in(text: str, mentions: Iterable[Mention]) -> int:
    """Count names of two words that are not the subject's."""
    spans = [(mention.start, mention.end) for mention in mentions]
    return sum(
        not any(start < match.end() and match.start() < end for start, end in spans)
        for match in _FULL_NAME.finditer(text)
    )


def capitals_in(text: str) -> int:
    """Count words within sentences that are written like names: in a list of people there are many."""
    return sum(1 for _ in _NAME_LIKE.finditer(text))
