"""Who and what may be the same under two names: proposals for a reader to accept or wave away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analysts.lexicon.titles import EPITHETS, TITLES
from characters.embeddings.texts import Kind
from characters.embeddings.titles import (
    WRITTEN_OUT,
    are_mother_and_daughter,
    are_title_and_name,
    companions_of,
    have_other_names,
    is_somebodys,
    keep_same_company,
    spelling_likeness,
)
from characters.models import Character, Embedding, Setting
from providers.services.local.embedder import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from books.models import VividPage

Thing = Character | Setting
Core = frozenset[str]

PROPOSED_FROM = 0.6
"""The least score of a proposal."""
MOST_PROPOSED = 20
NAME_SHARE = 0.75
"""How much the names count in a score; the rest is how near the vectors lie."""
PART_OF_NAME = 0.9
"""The likeness of a name and a part of it (“Jim”, “Jim Hawkins”), if the part fits nobody else."""
MOST_OF_A_TITLE = 2
"""People who may be a lord under his own name; of more nobody can tell who is."""
_SAY_NOTHING = EPITHETS | TITLES.keys() | {"the", "a", "an", "of", "in", "at", "his", "her", "my", "our", "their"}


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Two of a kind that may be one. `keep` is the better known; `score` is from PROPOSED_FROM to 1."""

    kind: Kind
    keep: Thing
    other: Thing
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Likeness:
    value: float
    reason: str


def merge_proposals(vividpage: VividPage) -> list[MergeProposal]:
    """Propose people, and places, of a book that may be the same, the likeliest first. Five queries."""
    people = list(vividpage.characters.order_by("-mentions", "name"))
    places = sorted(vividpage.settings_found.all(), key=lambda place: (-len(place.scene_numbers), place.name))
    proposals = [
        *_proposals("character", people, [_names(c) for c in people], vividpage),
        *_of_title_and_name(people, companions_of(vividpage)),
        *_proposals("setting", places, [(s.name,) for s in places], vividpage),
    ]
    return sorted(proposals, key=lambda proposal: -proposal.score)[:MOST_PROPOSED]


def _proposals(
    kind: Kind, things: Sequence[Thing], names: Sequence[tuple[str, ...]], vividpage: VividPage
) -> Iterable[MergeProposal]:
    """Compare `things`, which are in order of how well they are known."""
    cores = [{core for name in own if (core := _core(name))} for own in names]
    near = _similarities(kind, things, vividpage)
    for one, other in combinations(range(len(things)), 2):
        if _cannot_be_one(things[one], things[other]) or _are_two(things[one], names[one], names[other]):
            continue
        likeness = _likeness(cores[one], cores[other], cores)
        score = NAME_SHARE * likeness.value + (1 - NAME_SHARE) * float(near[one, other])
        if score >= PROPOSED_FROM:
            yield MergeProposal(kind, things[one], things[other], round(score, 3), likeness.reason)


def _of_title_and_name(
    people: Sequence[Character], companions: Mapping[UUID, Mapping[UUID, int]]
) -> list[MergeProposal]:
    """Propose lords and ladies under their titles and under their names: no word of these is the same."""
    found: list[MergeProposal] = []
    for one, other in combinations(people, 2):
        if _cannot_be_one(one, other) or one.pk in companions.get(other.pk, {}):
            continue
        if are_title_and_name(_names(one), _names(other)) and keep_same_company(one.pk, other.pk, companions):
            found.append(
                MergeProposal("character", one, other, PROPOSED_FROM, "A title and a name, in the same company")
            )
    fitting = Counter(row.pk for proposal in found for row in (proposal.keep, proposal.other))
    return [p for p in found if max(fitting[p.keep.pk], fitting[p.other.pk]) <= MOST_OF_A_TITLE]


def _are_two(one: Thing, names: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether the names of two people say that they are two, though some words of these are the same."""
    if not isinstance(one, Character):
        return False
    if not names or not others or is_somebodys(names) or is_somebodys(others):
        return True
    may_marry = one.gender == "female"
    mine, theirs = _qualities(names[0]), _qualities(others[0])
    if mine and theirs and not mine & theirs:
        return True
    return are_mother_and_daughter(names, others) or have_other_names(names, others, may_marry=may_marry)


def _qualities(name: str) -> set[str]:
    """Return what a description says of somebody, beyond who they are: wicked."""
    words = list(words_of(name))
    return set(words[1:-1]) if words[:1] == ["the"] else set()


def _cannot_be_one(one: Thing, other: Thing) -> bool:
    if isinstance(one, Character) and isinstance(other, Character):
        return (
            {one.gender, other.gender} == {"female", "male"}
            or {one.age, other.age} == {"child", "old"}
            or one.species != other.species
            or one.is_group != other.is_group
        )
    if isinstance(one, Setting) and isinstance(other, Setting):
        kinds = {one.kind, other.kind} - {"unknown"}
        return len(kinds) > 1 or one.indoors != other.indoors
    return True


def _names(character: Character) -> tuple[str, ...]:
    """Return what somebody is called; “the banker” describes more than it names."""
    return (character.name, *(alias for alias in character.aliases if not alias.startswith("the ")))


def _core(name: str) -> Core:
    """Reduce a name to what tells it from others: its words without titles, with pet names written out.

    What a description says of somebody tells them from others, too: “the Wicked Witch” is no good one.
    """
    words = [word.strip("'") for word in words_of(name)]
    says_nothing = _SAY_NOTHING - EPITHETS if name[:4].casefold() == "the " else _SAY_NOTHING
    return frozenset(WRITTEN_OUT.get(word, word) for word in words if word not in says_nothing)


def _likeness(ones: set[Core], others: set[Core], everybody: Sequence[set[Core]]) -> _Likeness:
    if ones & others:
        return _Likeness(1.0, "Nearly the same name")
    best = _Likeness(0.0, "")
    for one in ones:
        for other in others:
            part = min(one, other, key=len)
            if one < other or other < one:
                fits = sum(any(part <= core for core in cores) for cores in everybody)
                likeness = _Likeness(PART_OF_NAME / max(1, fits - 1), "One name is part of the other")
            else:
                likeness = _spelling(one, other)
            best = max(best, likeness, key=lambda candidate: candidate.value)
    return best


def _spelling(one: Core, other: Core) -> _Likeness:
    """Compare the words in which two names differ, if those are one in each."""
    mine, theirs = "".join(one - other), "".join(other - one)
    alone = len(one - other) == len(other - one) == 1
    likeness = spelling_likeness(mine, theirs) if alone else 0.0
    return _Likeness(likeness, "Names that are spelt alike" if likeness else "")


def _similarities(kind: Kind, things: Sequence[Thing], vividpage: VividPage) -> npt.NDArray[np.float64]:
    """Compute the cosine between each two; 0 where one has no vector."""
    rows = Embedding.objects.filter(
        vividpage=vividpage, model=vividpage.embedding_model, **{f"{kind}__isnull": False}
    ).values_list(f"{kind}_id", "vector")
    vectors: dict[UUID, list[float]] = dict(rows)
    size = len(next(iter(vectors.values()), ()))
    matrix = np.array([vectors.get(thing.pk, [0.0] * size) for thing in things]).reshape(len(things), size)
    near: npt.NDArray[np.float64] = matrix @ matrix.T
    return near
