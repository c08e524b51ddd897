"""One name for two people."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from characters.continuity.inconsistency import Inconsistency, Mend

if TYPE_CHECKING:
    from collections.abc import Iterator

    from characters.continuity.facts import BookFacts, PersonFacts


def of_two_people(book: BookFacts) -> Iterator[Inconsistency]:
    """Find two who share a name: they are one, or the name is one's alone.

    What both are called in small letters does not count.
    """
    owners: dict[str, list[PersonFacts]] = {}
    for person in book.people:
        for form in {form.casefold() for form in person.forms if any(word[:1].isupper() for word in form.split())}:
            owners.setdefault(form, []).append(person)
    shared: dict[tuple[str, str], list[str]] = {}
    for form, people in owners.items():
        for one, other in combinations(sorted(people, key=lambda p: (-p.mentions, p.name)), 2):
            shared.setdefault((one.id, other.id), []).append(form)
    for (one_id, other_id), forms in shared.items():
        if frozenset((one_id, other_id)) in book.apart:
            continue
        one, other = book.by_id[one_id], book.by_id[other_id]
        longest = max(forms, key=lambda form: (len(form.split()), len(form), form))
        name = next(form for form in one.forms if form.casefold() == longest)
        is_own_name = any(longest == person.name.casefold() for person in (one, other))
        yield Inconsistency(
            "name",
            "warning" if is_own_name or " " in longest else "note",
            f"“{name}” is used for {one.name} and for {other.name}.",
            (*sorted((one.id, other.id)), longest),
            scene=min(one.named_in & other.named_in, default=None),
            person=one.id,
            mends=(
                Mend("merge", f"Merge {one.name} and {other.name}", {"keep": one.id, "other": other.id}),
                *(
                    _only(keeper, loser, longest)
                    for keeper, loser in ((one, other), (other, one))
                    if _may(loser, longest)
                ),
            ),
        )


def _only(keeper: PersonFacts, loser: PersonFacts, form: str) -> Mend:
    alias = next(alias for alias in loser.aliases if alias.casefold() == form)
    return Mend("drop_alias", f"Keep this name for {keeper.name} only", {"person": loser.id, "alias": alias})


def _may(loser: PersonFacts, form: str) -> bool:
    """Return whether somebody could go without a name: it is not the one that they are known by."""
    return loser.name.casefold() != form
