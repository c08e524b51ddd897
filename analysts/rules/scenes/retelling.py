"""A moment told to somebody who has not read on: names for its first pronouns, and no "I"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.bible import Gender, Person
    from analysts.prose.beings.being import Being
    from analysts.prose.moments.moment import Clause, Meant

_FIRST = re.compile(r"\b(?:I|me|my|myself|mine)\b", re.IGNORECASE)
_THIRD: dict[Gender, dict[str, str]] = {
    "female": {"i": "she", "me": "her", "my": "her", "myself": "herself", "mine": "hers"},
    "male": {"i": "he", "me": "him", "my": "his", "myself": "himself", "mine": "his"},
    "unknown": {"i": "they", "me": "them", "my": "their", "myself": "themselves", "mine": "theirs"},
}
_HYPHEN, _OWNING = re.compile(" - "), re.compile(r" ([’']s?)(?!\w)")
_RENAMED = frozenset({"he", "she", "him", "her", "i", "me"})


class Renaming(NamedTuple):
    """Characters `start` to before `end` of a paragraph are a pronoun that means somebody of that name."""

    start: int
    end: int
    name: str
    gender: Gender
    is_narrator: bool = False
    aliases: tuple[str, ...] = ()


def retell(text: str, start: int, end: int, renamings: Sequence[Renaming]) -> str:
    """Return `text[start:end]` with each person's first pronoun replaced by their name, unless it names them already.

    The narrator is told of as by somebody else.
    """
    out, at = [], start
    told = {r.name for r in renamings if _is_named(r, text[start:end])}
    teller: Renaming | None = None
    for renaming in sorted(renamings):
        word = text[renaming.start : renaming.end]
        if not (at <= renaming.start and renaming.end <= end) or word.lower() not in _RENAMED:
            continue
        if word.lower() in ("i", "me"):
            teller = renaming
        if renaming.name in told:
            continue
        told.add(renaming.name)
        out += [text[at : renaming.start], _inside(renaming.name, is_first=renaming.start == start)]
        at = renaming.end
    retold = "".join(out) + text[at:end]
    return _third_person(retold, teller.gender) if teller else retold


def _is_named(renaming: Renaming, text: str) -> bool:
    names = "|".join(re.escape(_core(name)) for name in (renaming.name, *renaming.aliases))
    return re.search(rf"\b(?:{names})\b", text) is not None


def _core(name: str) -> str:
    return name.removeprefix("The ").removeprefix("the ")


def _inside(name: str, *, is_first: bool) -> str:
    """Write a name within a sentence: "the curate"."""
    if is_first:
        return name[0].upper() + name[1:]
    return name[0].lower() + name[1:] if name.startswith("The ") else name


def _third_person(text: str, gender: Gender) -> str:
    def third(match: re.Match[str]) -> str:
        word = _THIRD[gender][match[0].lower()]
        is_first = match.start() == 0 or text[: match.start()].rstrip()[-1:] in (".", "!", "?")
        return word.capitalize() if is_first else word

    return _FIRST.sub(third, text)


def clause_in_words(clause: Clause, persons: Mapping[Being, Person]) -> str:
    """Write what somebody is doing as a sentence, with the names that the bible has for them."""
    parts = [part if isinstance(part, str) else _name_of(part, persons) for part in clause]
    sentence = _HYPHEN.sub("-", _OWNING.sub(r"\1", " ".join(filter(None, parts))))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def _name_of(meant: Meant, persons: Mapping[Being, Person]) -> str:
    names = [_inside(person.name, is_first=False) for being in meant.beings if (person := persons.get(being))]
    name = " and ".join(dict.fromkeys(names)) or meant.words
    return f"{name}’s" if meant.is_owner else name
