"""Join what the parts of a book have found into one list, by a model, or by names alone where it cannot."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from analysts.language.evidence import words_of
from analysts.language.schemas import Findings, FoundPerson, FoundPlace, MergedPerson, MergedPlace, Merging
from analysts.names import is_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from analysts.bible import Role

LONGEST_SHOWN = 80
"""Of one form of a name."""
LONGEST_LIST = 400
"""Entries of a kind that a model is asked to join: those that are found most often."""
MAJOR_SHARE = 0.12
"""Of the protagonist's parts a person must be found in to count as major, where no model says so."""

Found = TypeVar("Found", FoundPerson, FoundPlace)


@dataclass(slots=True)
class PersonEntry:
    """Findings that are one person by name alone."""

    name: str
    findings: list[FoundPerson]
    scenes: set[int] = field(default_factory=set)

    @property
    def names(self) -> list[str]:
        """Every form of the name, each once, the entry's own first."""
        return list(dict.fromkeys([self.name, *(n for f in self.findings for n in (f.name, *f.aliases) if is_name(n))]))

    @property
    def summary(self) -> str:
        """A few words that tell this person from others."""
        first = self.findings[0]
        looks = ", ".join(look.value for f in self.findings for look in f.looks)[:120]
        return ", ".join(filter(None, [_known(first.gender), _known(first.age), looks]))


@dataclass(slots=True)
class PlaceEntry:
    """Findings that are one place by name alone."""

    name: str
    findings: list[FoundPlace]

    @property
    def scenes(self) -> set[int]:
        """The scenes that play there."""
        return {scene for f in self.findings for scene in f.scenes}

    @property
    def summary(self) -> str:
        """A few words that tell this place from others."""
        return self.findings[0].description[:120]


def entries_of(findings: Findings) -> tuple[list[PersonEntry], list[PlaceEntry]]:
    """Put findings of the same name together, most findings first; those whose name can be none are left out."""
    named = [same for same in findings.people if is_name(same.name)]
    people = [PersonEntry(same[0].name.strip(), same) for same in _by_name(named)]
    places = [PlaceEntry(same[0].name.strip(), same) for same in _by_name(findings.places)]
    people.sort(key=lambda entry: -len(entry.findings))
    places.sort(key=lambda entry: -len(entry.scenes))
    return people, places


def lists(people: Sequence[PersonEntry], places: Sequence[PlaceEntry]) -> list[str]:
    """Write the entries as a model is shown them, a line each; an entry's id is its place in its list."""
    return [
        "people:",
        *(_line(n, e.names[:8], e.summary, e.scenes) for n, e in enumerate(people[:LONGEST_LIST])),
        "places:",
        *(_line(n, [e.name], e.summary, e.scenes) for n, e in enumerate(places[:LONGEST_LIST])),
    ]


def check_merging(people: Sequence[PersonEntry], places: Sequence[PlaceEntry]) -> Callable[[Merging], str]:
    """Return a check that says what is wrong with a merging of these entries: wrong or repeated ids, or nobody left."""

    def check(merging: Merging) -> str:
        for kind, groups, entries in (("people", merging.people, people), ("places", merging.places, places)):
            ids = [number for group in groups for number in group.ids]
            if entries and not groups:
                return f"{kind}: there is no entry at all"
            unknown = sorted({n for n in ids if not 0 <= n < min(LONGEST_LIST, len(entries))})
            if unknown:
                return f"{kind}: there are no entries {unknown[:10]}"
            if len(ids) != len(set(ids)):
                return f"{kind}: an entry is used twice: {sorted({n for n in ids if ids.count(n) > 1})[:10]}"
            if any(not group.ids for group in groups):
                return f"{kind}: a group has no ids"
        return ""

    return check


def merged_by_names(people: Sequence[PersonEntry], places: Sequence[PlaceEntry]) -> Merging:
    """Merge without a model: a name that is part of just one longer name is that person's."""
    joined = _joined([entry.names for entry in people])
    most = max((sum(len(people[n].findings) for n in group) for group in joined), default=0)
    return Merging(
        people=[_merged_person(group, people, most) for group in joined],
        places=[MergedPlace(ids=[number], name=entry.name) for number, entry in enumerate(places)],
    )


def complete(merging: Merging, people: Sequence[PersonEntry], places: Sequence[PlaceEntry]) -> Merging:
    """Complete the merging with the entries that a model was not shown, each by itself."""
    known_people = {number for group in merging.people for number in group.ids}
    known_places = {number for group in merging.places for number in group.ids}
    more_people = [
        MergedPerson(
            ids=[number],
            name=entry.name,
            role="mentioned",
            gender=entry.findings[0].gender,
            age=entry.findings[0].age,
            is_narrator=False,
        )
        for number, entry in enumerate(people)
        if number >= LONGEST_LIST and number not in known_people
    ]
    more_places = [
        MergedPlace(ids=[number], name=entry.name)
        for number, entry in enumerate(places)
        if number >= LONGEST_LIST and number not in known_places
    ]
    return Merging(people=[*merging.people, *more_people], places=[*merging.places, *more_places])


def _merged_person(group: list[int], people: Sequence[PersonEntry], most: int) -> MergedPerson:
    findings = [f for number in group for f in people[number].findings]
    name = max((people[number].name for number in group), key=lambda n: (len(n.split()), len(n)))
    role: Role = "minor"
    if len(findings) == most:
        role = "protagonist"
    elif len(findings) >= most * MAJOR_SHARE and len(findings) > 1:
        role = "major"
    return MergedPerson(
        ids=group,
        name=name,
        role=role,
        gender=next((f.gender for f in findings if f.gender != "unknown"), "unknown"),
        age=next((f.age for f in findings if f.age != "unknown"), "unknown"),
        is_narrator=any(f.is_narrator for f in findings),
    )


def _joined(names: Sequence[list[str]]) -> list[list[int]]:
    """Group entries of which one's name holds all words of another's, if no second one does."""
    words = [frozenset(words_of(own[0])) for own in names]
    group_of = list(range(len(names)))
    for number, own in enumerate(words):
        longer = [other for other, theirs in enumerate(words) if own < theirs]
        if own and len(longer) == 1:
            group_of[number] = longer[0]
    groups: dict[int, list[int]] = defaultdict(list)
    for number in range(len(names)):
        root = number
        while group_of[root] != root:
            root = group_of[root]
        groups[root].append(number)
    return list(groups.values())


def _by_name(findings: Iterable[Found]) -> list[list[Found]]:
    groups: dict[str, list[Found]] = defaultdict(list)
    for one in findings:
        key = " ".join(words_of(one.name))
        if key:
            groups[key].append(one)
    return list(groups.values())


def _line(number: int, names: Sequence[str], description: str, scenes: set[int]) -> str:
    shown = ", ".join(name[:LONGEST_SHOWN] for name in names)
    where = f"{min(scenes)}-{max(scenes)} ({len(scenes)})" if scenes else ""
    return f"{number} | {shown} | {description} | {where}"


def _known(value: str) -> str:
    return "" if value == "unknown" else value
