"""Kin who are kin in another way than they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.checking.draft import DRAFT, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.checking.draft import Checked
    from authors.continuations.contract import Statement, StoryFinding
    from authors.continuations.reading import Note

_SIBLINGS = frozenset({"brother", "sister", "twin", "sibling"})
_PARENTS = frozenset({"father", "mother", "parent"})
_CHILDREN = frozenset({"son", "daughter", "child"})
_SPOUSES = frozenset({"husband", "wife", "widow", "widower", "spouse"})
_GROUPS = (
    _SIBLINGS,
    frozenset({"cousin"}),
    _PARENTS,
    _CHILDREN,
    frozenset({"uncle", "aunt"}),
    frozenset({"nephew", "niece"}),
    _SPOUSES,
    frozenset({"grandfather", "grandmother", "grandparent"}),
    frozenset({"grandson", "granddaughter", "grandchild"}),
    frozenset({"stepmother", "stepfather"}),
)
_TURNED = {
    _SIBLINGS: _SIBLINGS,
    _PARENTS: _CHILDREN,
    _CHILDREN: _PARENTS,
    _SPOUSES: _SPOUSES,
    _GROUPS[1]: _GROUPS[1],
    _GROUPS[4]: _GROUPS[5],
    _GROUPS[5]: _GROUPS[4],
    _GROUPS[7]: _GROUPS[8],
    _GROUPS[8]: _GROUPS[7],
}
"""From how somebody is kin to how the other is."""
_ONLY_ONE = frozenset({"father", "mother", "husband", "wife", "spouse"})


def _group(kin: str) -> frozenset[str]:
    return next((each for each in _GROUPS if kin in each), frozenset({kin}))


def kin(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find two who are kin in another way than they were."""
    group = _group(note.value)
    known = [each for person in checked.before.people for each in person.relations]
    about, other = (_name(checked, who) for who in (note.about, note.other))
    told = next((each for each in known if _contradicts(each, about, other, group, checked)), None)
    if told is None and group != _SIBLINGS and _are_siblings(known, about, other, checked):
        told = next(each for each in known if _name(checked, each.about) in (about, other))
    if told is None and note.value in _ONLY_ONE and not about.startswith("the "):
        told = next((each for each in known if _has_another(each, note.value, about, other, checked)), None)
    if told is not None:
        yield found(
            note,
            "kin",
            "character",
            f"{told.about} is the {told.value} of {told.other}; here {note.about} is a {note.value} of {note.other}.",
            "Keep to how they are kin.",
            against=told.since,
        )
        return
    yield from _without(note, checked, other)


def kin_spoken_of(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find a brother or sister of an only child, a father or mother of an orphan."""
    yield from _without(note, checked, note.about)


def _without(note: Note, checked: Checked, whose: str) -> Iterator[StoryFinding]:
    who = checked.before.person(whose)
    traits = {trait.value for trait in who.traits} if who else set()
    if note.value in _PARENTS and "orphan" in traits:
        yield found(
            note, "kin", "character", f"{whose} is an orphan and has no {note.value}.", "Let somebody else do it."
        )
    if note.value in _SIBLINGS and "an only child" in traits:
        yield found(
            note, "kin", "character", f"{whose} is an only child and has no {note.value}.", "Let somebody else do it."
        )


def _name(checked: Checked, who: str) -> str:
    person = checked.before.person(who)
    return person.name if person else who


def _contradicts(known: Statement, about: str, other: str, group: frozenset[str], checked: Checked) -> bool:
    """Say whether the same two have been kin in a way that is not this one, seen from either."""
    if known.since == DRAFT:
        return False
    first, second = _name(checked, known.about), _name(checked, known.other)
    mine = _group(known.value)
    if (first, second) == (about, other):
        return mine != group
    if (first, second) == (other, about):
        return _TURNED.get(mine, group) != group
    return False


def _are_siblings(known: list[Statement], about: str, other: str, checked: Checked) -> bool:
    """Say whether two have a father or mother in common."""

    def parents(who: str) -> set[str]:
        above = {each.other for each in known if each.value in _CHILDREN and _name(checked, each.about) == who}
        above |= {each.about for each in known if each.value in _PARENTS and _name(checked, each.other) == who}
        return {_name(checked, each) for each in above if not each.startswith("the ")}

    return about != other and bool(parents(about) & parents(other))


def _has_another(known: Statement, value: str, about: str, other: str, checked: Checked) -> bool:
    """Say whether somebody else has been the only one of that kind."""
    group = {value} if value in _PARENTS else _SPOUSES
    who = _name(checked, known.about)
    is_other = who != about and not who.startswith("the ") and _name(checked, known.other) == other
    person = checked.before.person(who)
    return is_other and known.value in group and (person is None or person.state != "dead")


def kin_of_somebody(note: Note, checked: Checked) -> Iterator[StoryFinding]:
    """Find somebody who is kin in a way in which they have not been anybody's."""
    who = checked.before.person(note.about)
    if who is None or not who.relations:
        return
    if not any(note.value in _group(known.value) for known in who.relations):
        known = who.relations[-1]
        yield found(
            note,
            "kin",
            "character",
            f"{who.name} is {known.other}’s {known.value}; here a {note.value}.",
            "Keep to how they are kin.",
            against=known.since,
        )
