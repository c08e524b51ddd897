"""What titles say of two names: a mother and her daughter, a lord under his title and under his name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from analysts.lexicon.given_names import PET_NAMES
from analysts.lexicon.titles import TITLES
from characters.models import Presence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from books.models import VividPage

WRITTEN_OUT = {pet.lower(): full[0].lower() for pet, full in PET_NAMES.items()}
"""The names that pet names stand for."""
_SPELT_ALIKE = 0.8
"""From how much of their letters two names count as two spellings of one; 1 is all."""
_SHORTEST_SPELLING = 5
"""Letters of a name that may be a spelling of another: of shorter ones too many are alike."""
_OWNED = re.compile(r"[’']s? ")
_MARRIED = frozenset({"mrs", "madame", "mme", "frau", "signora", "señora"})
_NOBLE = frozenset(
    {"lord", "lady", "sir", "count", "countess", "duke", "duchess", "earl", "baron", "baroness", "marquis", "viscount"}
)
_LEAST, _SHARED = 3, 0.5
"""Scenes in company, and the share of the companions of the one who has fewer that are the other's, too."""


def are_mother_and_daughter(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether one is only “Mrs. Westen” and the other, who is never that, has a given name (“Lucy Westen”)."""
    return (_is_only_married(one) and _is_given(other)) or (_is_only_married(other) and _is_given(one))


def have_other_names(one: Sequence[str], other: Sequence[str], *, may_marry: bool) -> bool:
    """Say whether both have a given name and a surname, and no two of these are one person's.

    Josie and Gertie Pye are sisters, Dick Johnson is no Richard Joyce; a woman who `may_marry` keeps her given name.
    """
    mine, theirs = _full_names(one), _full_names(other)
    return bool(mine and theirs) and not any(
        _are_alike(a[0], b[0]) and (_are_alike(a[-1], b[-1]) or (may_marry and a[0] == b[0]))
        for a in mine
        for b in theirs
    )


def is_somebodys(names: Sequence[str]) -> bool:
    """Say whether somebody is only known by whose they are: Victor’s father."""
    return all(_OWNED.search(name) for name in names)


def _full_names(names: Sequence[str]) -> list[list[str]]:
    plain = [[word.casefold() for word in _plain(name)] for name in names if not _OWNED.search(name)]
    return [words for words in plain if len(words) > 1]


def _are_alike(one: str, other: str) -> bool:
    """Say whether two words are one name: the same, a pet name of it, its initial or another spelling."""
    first, second = (WRITTEN_OUT.get(word, word).rstrip(".") for word in (one, other))
    return first == second or first[:1] == second or second[:1] == first or spelling_likeness(first, second) > 0


def spelling_likeness(one: str, other: str) -> float:
    """Return which part of their letters two spellings of one name share; 0 where they are no such spellings."""
    if min(len(one), len(other)) < _SHORTEST_SPELLING:
        return 0.0
    alike = SequenceMatcher(None, one, other, autojunk=False)
    if alike.real_quick_ratio() < _SPELT_ALIKE:
        return 0.0
    likeness = alike.ratio()
    return likeness if likeness >= _SPELT_ALIKE else 0.0


def _is_only_married(names: Sequence[str]) -> bool:
    return any(_title(name) in _MARRIED for name in names) and not any(len(_plain(name)) > 1 for name in names)


def _is_given(names: Sequence[str]) -> bool:
    return any(len(_plain(name)) > 1 for name in names) and not any(_title(name) in _MARRIED for name in names)


def are_title_and_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether one of two goes by a noble title alone and the other by a given name and a surname without any."""
    return (_is_titled(one) and _is_untitled(other)) or (_is_titled(other) and _is_untitled(one))


def _is_titled(names: Sequence[str]) -> bool:
    return bool(names) and all(_title(name) in _NOBLE and len(_plain(name)) == 1 for name in names)


def _is_untitled(names: Sequence[str]) -> bool:
    return any(len(_plain(name)) > 1 for name in names) and not any(_title(name) in _NOBLE for name in names)


def _title(name: str) -> str:
    return name.split(maxsplit=1)[0].lower().removesuffix(".") if name.split() else ""


def _plain(name: str) -> list[str]:
    """Return the words of a name without the titles before it."""
    words = name.split()
    while len(words) > 1 and words[0].lower().removesuffix(".") in TITLES:
        words = words[1:]
    return words


def companions_of(vividpage: VividPage) -> dict[UUID, Counter[UUID]]:
    """Count for everybody with whom they are seen in how many scenes."""
    rows = (
        Presence.objects.filter(analysis__scene__vividpage=vividpage)
        .order_by("analysis_id")
        .values_list("analysis_id", "character_id")
    )
    companions: dict[UUID, Counter[UUID]] = defaultdict(Counter)
    for _, seen in groupby(rows, key=lambda row: row[0]):
        here = [character for _, character in seen]
        for character in here:
            companions[character].update(other for other in here if other != character)
    return companions


def keep_same_company(one: UUID, other: UUID, companions: Mapping[UUID, Mapping[UUID, int]]) -> bool:
    """Say whether two who are never seen together are seen with the same people."""
    mine, theirs = companions.get(one, {}), companions.get(other, {})
    if min(sum(mine.values()), sum(theirs.values())) < _LEAST:
        return False
    return len(mine.keys() & theirs.keys()) >= _SHARED * min(len(mine), len(theirs))
