"""Those of a moment who are not in the bible, as artists are told of them: by what the text says they are.

Few are drawn one by one, many as a crowd that looks alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from analysts.bible import Stranger
from analysts.vocabulary import PERSONLIKE
from storyboards.requests.depiction import PersonAtScene, depict_person
from storyboards.requests.people import DESCRIBED, PromptPerson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sketch.scene import DepictedPerson

MOST_ONE_BY_ONE = 3
TOLD_BY = {"build": "", "clothes": "", "hair": "hair", "beard": "beard"}
"""Looks that the words for somebody may hold, and the word that shows it."""
Row = TypeVar("Row")


def among(people: Sequence[Row], strangers: Sequence[tuple[str, Row]]) -> list[Row]:
    """Put strangers, each with their part, among people: who acts goes first, to whom it is done before the others."""
    by_part = {wanted: [row for part, row in strangers if part == wanted] for wanted in ("actor", "object", "present")}
    first, others = ([], people) if by_part["actor"] else (people[:1], people[1:])
    return [*by_part["actor"], *first, *by_part["object"], *others, *by_part["present"]]


def strangers_of(rows: Sequence[Mapping[str, Any]]) -> list[Stranger]:
    """Return those whom an analysis has kept."""
    return [Stranger(**row) for row in rows]


def told(stranger: Stranger, plain: Callable[[str], str]) -> PromptPerson:
    """Describe somebody for a prompt; their words stand for the name that they do not have."""
    words = plain(stranger.words)
    bare = DESCRIBED.sub("", words.removeprefix("some "), count=1)
    noun = plain(stranger.noun)
    names = [f"the {bare}", words, *(f"{article} {noun}" for article in ("the", "a", "an") if stranger.count == 1)]
    return PromptPerson(
        names=tuple(dict.fromkeys(names)),
        looks=(),
        gender="" if stranger.gender == "unknown" else stranger.gender,
        age="" if stranger.age == "unknown" else stranger.age,
        species=plain(stranger.species),
        is_group=stranger.count != 1,
    )


def depicted(stranger: Stranger, key: str, period: str) -> Iterator[DepictedPerson]:
    """Yield the figures of somebody, the first of them with their part in the deed."""
    is_group = not 0 < stranger.count <= MOST_ONE_BY_ONE
    is_animal = stranger.species not in PERSONLIKE
    for n in range(1 if is_group else stranger.count):
        yield depict_person(
            PersonAtScene(
                key=f"{key}:{stranger.words}" + (f" {n + 1}" if n else ""),
                name=stranger.words,
                gender=stranger.gender,
                age=stranger.age,
                looks={field: stranger.looks for field, word in TOLD_BY.items() if word in stranger.looks},
                changes=(),
                pose=stranger.pose,
                species=stranger.species,
                is_clothed=False if is_animal else None,
                is_group=is_group,
                part="present" if n else stranger.part,
                period=period,
            )
        )
