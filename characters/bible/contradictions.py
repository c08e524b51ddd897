"""Facts of somebody's looks that cannot both be true: blue eyes here, brown eyes there, and nothing in between.

Contradictions are listed for the reader and never resolved by leaving a fact out. What a picture shows is the fact
that the book says most often, and the first of them where it is even: the analysts put it first among its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from analysts.bible import Change, ChangeType, Look, LookField, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_AGEING = 15
"""Years that nobody ages in a book that says nothing of passing years."""
_EXPLAINED_BY: Mapping[LookField, frozenset[ChangeType]] = {
    "hair": frozenset({"hair", "age", "outfit"}),
    "beard": frozenset({"hair", "age", "other", "outfit"}),
    "build": frozenset({"age", "other"}),
    "height": frozenset({"age", "other"}),
    "skin": frozenset({"age", "other", "injury"}),
    "eyes": frozenset({"injury"}),
    "age": frozenset({"age"}),
    "marks": frozenset({"age", "other", "injury"}),
}
"""The changes that may lie between two facts of a kind; a disguise may hide hair."""
_KINDS: Mapping[LookField, tuple[tuple[str, ...], ...]] = {
    "hair": (
        (
            "black raven jet-black coal-black sable dark",
            "brown chestnut dark hazel auburn cinnamon",
            "red auburn copper ginger carroty fiery copper-coloured sandy",
            "fair blond blonde golden gold flaxen yellow sandy tow-coloured straw-coloured honey-coloured light",
            "grey gray white silver silvery snow-white iron-grey iron-gray grizzled powdered",
        ),
        ("long flowing", "short cropped close-cropped"),
        ("curly curling frizzy woolly wavy", "straight lank sleek smooth"),
    ),
    "eyes": (
        (
            "blue sky-blue steel-blue violet pale light",
            "grey gray steel-grey steel-gray pale light",
            "green hazel light",
            "brown hazel dark black amber",
        ),
    ),
    "beard": (
        (
            "black dark",
            "brown dark",
            "red ginger fiery sandy",
            "fair golden yellow blond sandy",
            "grey gray white silver grizzled snow-white",
        ),
        ("beard long short bushy full bearded", "clean-shaven beardless"),
    ),
    "skin": (("pale white fair pink", "dark brown black swarthy tawny nut-brown mahogany"),),
    "build": (
        (
            "thin slender slim lean skinny gaunt bony spare lanky lank emaciated slight scrawny willowy",
            "stout fat plump portly corpulent rotund chubby tubby massive bulky",
        ),
        ("small puny tiny little", "huge massive hulking gigantic"),
    ),
    "height": (("tall towering gigantic lofty", "short tiny diminutive undersized little"),),
    "age": (("child boy girl young youthful", "old elderly aged ancient"),),
}
"""For each field its scales, and on each scale the kinds of which nobody has two; a word of two kinds fits both."""
_SIDED = re.compile(r"\b(left|right) ")
_YEARS = re.compile(r"(\d{1,9}) years old")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two facts of one kind that cannot both hold of `person`; `one` is told before `other`."""

    person: str
    field: LookField
    one: Look
    other: Look


def contradictions_of(person: Person, changes: Iterable[Change] = ()) -> list[Contradiction]:
    """Find all pairs of facts of a person that cannot both hold and that no change between them explains.

    Synonyms and shades agree (dark and black, fair and golden). Each pair of values comes once, with its first sources.
    `changes` may be those of the whole book.
    """
    own = [c for c in changes if c.person == person.name]
    result: list[Contradiction] = []
    seen: set[frozenset[str]] = set()
    for one, other in combinations(sorted(person.looks, key=lambda k: k.scene), 2):
        key = frozenset({one.field, one.value, other.value})
        if one.field == other.field and key not in seen and _exclude(one, other) and not _explained(one, other, own):
            seen.add(key)
            result.append(Contradiction(person.name, one.field, one, other))
    return result


def _explained(one: Look, other: Look, changes: Sequence[Change]) -> bool:
    """Say whether a change begins or ends after the first fact and not after the second."""
    kinds = _EXPLAINED_BY.get(one.field, frozenset())
    return any(
        one.scene <= at <= other.scene
        for c in changes
        if c.type in kinds
        for at in (c.scene, c.until if c.until is not None else c.scene)
    )


def _exclude(one: Look, other: Look) -> bool:
    if one.field == "age" and (years := _ages(one, other)):
        return years[1] < years[0] - 1 or years[1] > years[0] + _AGEING
    if one.field == "marks":
        return _other_side(one.value, other.value)
    return any(_of_two_kinds(one.value, other.value, scale) for scale in _KINDS.get(one.field, ()))


def _of_two_kinds(one: str, other: str, scale: Sequence[str]) -> bool:
    """Say whether both have their place on the scale, and none that they share."""
    kinds = [frozenset(kind.split()) for kind in scale]
    mine, theirs = ({n for n, kind in enumerate(kinds) if not kind.isdisjoint(v.split())} for v in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _ages(one: Look, other: Look) -> tuple[int, int] | None:
    years = [_YEARS.match(look.value) for look in (one, other)]
    return (int(years[0][1]), int(years[1][1])) if years[0] and years[1] else None


def _other_side(one: str, other: str) -> bool:
    """Say whether they are the same mark on the other side: a scar on the left cheek and one on the right."""
    sides = [_SIDED.search(value) for value in (one, other)]
    same = _SIDED.sub("", one) == _SIDED.sub("", other)
    return same and sides[0] is not None and sides[1] is not None and sides[0][1] != sides[1][1]
