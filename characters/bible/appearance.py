"""What somebody looks like in a scene, as plain data: what the book says of them, overruled by what has changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import ChangeType, Look

LOOK_ORDER = ("age", "build", "height", "skin", "hair", "eyes", "beard", "marks", "clothes")
REPLACES = {"hair": "hair", "outfit": "clothes", "age": "age"}
"""Which look a change of that type takes the place of; the others come on top."""
BEING = "being"
"""The change that makes another kind of being of somebody: its modifier is the species."""
DEATH = "death"
"""The change that is no look: whoever has died is not seen any more."""
BEARDED = ("beard", "moustache", "shaven")
KIND_OF = {"gown": "dress", "frock": "dress", "habit": "dress", "cap": "hat", "bonnet": "hat", "hood": "hat"}
"""Clothes of which nobody wears two."""
OF_THE_HOUR = frozenset({"dressing-gown", "nightgown", "nightshirt", "nightcap"})
"""Clothes in which nobody goes through a book: they are worn in the scenes that tell of them."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """What somebody looks like at a scene: looks by their field, and the changes in force as (type, modifier).

    `being` is the species that they have become, empty where they are what they always were.
    """

    looks: dict[str, tuple[str, ...]]
    changes: tuple[tuple[str, str], ...]
    being: str = ""

    def get(self, field: str) -> str:
        """Return the looks of one kind as a phrase, or an empty string."""
        return ", ".join(self.looks.get(field, ()))

    @property
    def prompt(self) -> str:
        """All of it, as a picture's prompt says it."""
        phrases = [self.get(field) for field in LOOK_ORDER]
        return ", ".join(filter(None, [*phrases, *(modifier for _, modifier in self.changes)]))


def appearance_of(
    looks: Sequence[Look], in_force: Sequence[tuple[ChangeType | str, str]], *, scene: int, age: str = "unknown"
) -> Appearance:
    """Return the appearance of somebody with these looks and this age at `scene`, with the changes in force there.

    Of facts that disagree the first counts (see `characters.bible.contradictions`); marks add up. The last of several
    changes of one kind counts.
    """
    looks_by_kind: dict[str, tuple[str, ...]] = {}
    for look in looks:
        if look.field == "marks":
            looks_by_kind["marks"] = (*looks_by_kind.get("marks", ()), look.value)
        elif look.field != "clothes":
            looks_by_kind.setdefault(look.field, (look.value,))
    worn = _worn([look for look in looks if look.field == "clothes"], scene)
    if worn:
        looks_by_kind["clothes"] = worn
    if "age" not in looks_by_kind and age not in ("unknown", "adult"):
        looks_by_kind["age"] = (age,)
    added, being = [], ""
    for kind, modifier in in_force:
        if kind == DEATH:
            continue
        if kind == BEING:
            being = modifier
            continue
        field = REPLACES.get(kind) or ("beard" if any(word in modifier for word in BEARDED) else None)
        if field is None:
            added.append((kind, modifier))
        else:
            looks_by_kind[field] = (modifier,)
    return Appearance(looks=looks_by_kind, changes=tuple(added), being=being)


def _worn(looks: Sequence[Look], scene: int) -> tuple[str, ...]:
    """Return the clothes of a scene: as last described up to it, else as first described after it; one of a kind."""
    always = [look for look in looks if look.scene == 0]  # a reader has added it: of no scene, and worn in all
    dated = [look for look in looks if look.scene and (look.scene == scene or _kind_of(look) not in OF_THE_HOUR)]
    before = sorted((look for look in dated if look.scene <= scene), key=lambda look: -look.scene)
    first = min((look.scene for look in dated), default=0)
    known = [*always, *(before or [look for look in dated if look.scene == first])]
    by_kind: dict[str, str] = {}
    for look in known:
        kind = _kind_of(look)
        if kind not in by_kind or by_kind[kind] in look.value:
            by_kind[kind] = look.value
    return tuple(by_kind.values())


def _kind_of(look: Look) -> str:
    noun = look.value.split()[-1]
    return KIND_OF.get(noun, noun)
