"""Changes that cannot be as they are kept: ends before beginnings, wounds before the blow, the dead who walk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from characters.continuity.checks.presence import is_not_there
from characters.continuity.inconsistency import Inconsistency, Mend, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from characters.continuity.facts import BookFacts, ChangeFacts, PersonFacts

_DEAD = re.compile(
    r"(?<!half-)(?<!half )\bdead\b(?!\W+(?:tired|white|pale|drunk|asleep|leaf|leaves|calm|faint|of))"
    r"|\b(?:killed|died|dies|slain|murdered|lifeless|corpse)\b",
    re.IGNORECASE,
)
_SURVIVED = re.compile(r"\b(?:almost|nearly|as if|as though|not|never|thought|believed|seemed|like)\b", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(?:(?:some|many|several|long|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|\d+) )?years "
    r"(?:later|afterwards?|had (?:passed|gone by)|(?:have )?passed|went by|rolled (?:by|on))\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"^(?:without|no|minus)(?: (?:a|an|the|her|his|their|any))? ([\w -]+)$", re.IGNORECASE)
_SMALL = frozenset(
    ("a", "an", "the", "his", "her", "their", "its", "on", "in", "of", "over", "across", "with", "and", "left", "right")
)


def ends_before_it_begins(book: BookFacts) -> Iterator[Inconsistency]:
    """Find changes whose end does not come after their beginning: they are never seen."""
    for person, change in _changes(book):
        if change.until is not None and change.until <= change.scene:
            yield Inconsistency(
                "change-order",
                "error",
                f"{person.name}: “{change.modifier}” ends in scene {change.until}, but begins in scene {change.scene}.",
                (person.id, change.id),
                scene=change.scene,
                person=person.id,
                mends=(
                    Mend("end_change", "Make it last to the end", {"change": change.id, "scene": None}),
                    _never_happened(change),
                ),
            )


def shown_before_it_happens(book: BookFacts) -> Iterator[Inconsistency]:
    """Find wounds that are among somebody's looks from the first scene on, and happen only later."""
    for person, change in _changes(book):
        if change.type != "injury" or min(book.scenes_with[person.id], default=change.scene) >= change.scene:
            continue
        wound = _content(change.modifier)
        for look in person.looks:
            if look.field == "marks" and _are_same(wound, _content(look.value)):
                yield Inconsistency(
                    "change-early",
                    "warning",
                    f"{person.name} has “{look.value}” from the start, but it happens in scene {change.scene}.",
                    (person.id, change.id, look.value),
                    scene=change.scene,
                    person=person.id,
                    mends=(
                        Mend(
                            "forget_look",
                            f"Make it so only from scene {change.scene} on",
                            {"person": person.id, "field": "marks", "value": look.value},
                        ),
                        Mend("remove_change", "Make it so from the start", {"change": change.id}),
                    ),
                )


def taken_off_never_worn(book: BookFacts) -> Iterator[Inconsistency]:
    """Find those who take off what nothing says they wore."""
    for person, change in _changes(book):
        off = _WITHOUT.match(change.modifier) if change.type == "outfit" else None
        if off is None:
            continue
        garment = off[1].split()[-1].casefold()
        worn = [look.value for look in person.looks if look.field == "clothes"]
        worn += [other.modifier for other in person.changes if other.scene < change.scene]
        if not any(garment in _content(value) for value in worn):
            yield Inconsistency(
                "change-unworn",
                "note",
                f"{person.name} is “{change.modifier}” from scene {change.scene} on, but never wore it.",
                (person.id, change.id),
                scene=change.scene,
                person=person.id,
                mends=(_never_happened(change),),
            )


def never_ends(book: BookFacts) -> Iterator[Inconsistency]:
    """Find wounds and outfits that last although the text says that years pass."""
    later = [scene.number for scene in book.scenes if _YEARS.search(scene.text)]
    for person, change in _changes(book):
        if change.type not in ("injury", "outfit") or change.until is not None:
            continue
        passed = next((number for number in later if number > change.scene), None)
        if passed is not None and book.scenes_with[person.id] and book.scenes_with[person.id][-1] >= passed:
            yield Inconsistency(
                "change-endless",
                "note",
                f"{person.name} still has “{change.modifier}” of scene {change.scene}, "
                f"although years pass in scene {passed}.",
                (person.id, change.id),
                scene=passed,
                person=person.id,
                mends=(Mend("end_change", f"End it in scene {passed}", {"change": change.id, "scene": passed}),),
            )


def after_death(book: BookFacts) -> Iterator[Inconsistency]:
    """Find those who are seen after the scene in which they die; it is worse if they act there."""
    for person, change in _changes(book):
        if not _is_death(change):
            continue
        seen = [number for number in book.scenes_with[person.id] if number > change.scene and change.holds_at(number)]
        after = [number for number in seen if not book.by_number[number].people_are_set]
        if after:
            acts = any(book.by_number[number].actor == person.id for number in after)
            yield Inconsistency(
                "after-death",
                "warning" if acts else "note",
                f"{person.name} dies in scene {change.scene}, but {'acts' if acts else 'is seen'} in {listed(after)}.",
                (person.id, change.id),
                scene=after[0],
                person=person.id,
                mends=(is_not_there(person, *after), _never_happened(change)),
            )


def _is_death(change: ChangeFacts) -> bool:
    """Return whether somebody dies: as an analyst or a reader has it, or by the words of a wound."""
    words = f"{change.modifier}. {change.description}"
    told = change.type in ("injury", "other") and _DEAD.search(words) and not _SURVIVED.search(words)
    return change.type == "death" or bool(told)


def _changes(book: BookFacts) -> Iterator[tuple[PersonFacts, ChangeFacts]]:
    return ((person, change) for person in book.people for change in person.changes)


def _never_happened(change: ChangeFacts) -> Mend:
    return Mend("remove_change", "Remove this change", {"change": change.id})


def _content(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", words.casefold())) - _SMALL


def _are_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether the one says what the other says, and perhaps more."""
    return bool(one and other) and (one <= other or other <= one)
