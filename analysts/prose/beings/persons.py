"""Who of those with a name is somebody: who acts, speaks or is spoken to, and is no place, ship or allusion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.prose.coreference.references import is_human_noun
from analysts.prose.frames.words import NOUN_CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.prose.beings.being import Being, BeingKind
    from analysts.prose.beings.record import Record

_LIVING = ("person", "group", "animal")
"""Classes of nouns for those who act."""
_INITIALS = re.compile(r"(?:[A-Z]{1,2}\.? ?){1,4}|(?:[IVXLC]+)")
_ABBREVIATED = frozenset({"P.S", "P.S.", "N.B", "N.B.", "M.D", "M.D.", "Ph.D", "Esq", "Esq.", "Lit", "D.Lit"})
_ALIVE = 0.25
"""Deeds for each mention that outweigh what the parser takes somebody for."""
_MAY_HAVE_NAMES: dict[BeingKind, float] = {"kin": 0.5, "role": 0.8}
"""The share of their scenes in which one of the named is, who is likely they."""
_NOTABLE, _NOTABLE_MENTIONS = 3, 3
_SAILING, _MOSTLY_ARTICLED = 0.15, 0.6
"""Shares of a name's uses, as ships are spoken of and after "the", from which it is a ship's."""
_SELDOM = 4
"""Mentions below which somebody need not act, if the parser takes the name for a person's."""
_MANY, _FEW_DEEDS = 8, 0.03
"""Mentions from which somebody must act in a share of them."""


def is_somebody(being: Being, record: Record) -> bool:
    """Say whether a name that the rules took for a person's is one, by what the whole narration says."""
    if all(_is_abbreviation(form) for form in being.forms):
        return False
    if _is_ship(record) or (_is_called_a_thing(being) and record.acts < _ALIVE * record.named):
        return False
    elsewhere = sum(count for kind, count in record.kinds.items() if kind != "PER")
    persons = record.kinds["PER"]
    if elsewhere > persons and elsewhere >= 0.3 * record.named and record.deeds < _ALIVE * record.named:
        return False
    if record.deeds == 0:
        return record.named < _SELDOM and persons > elsewhere and 2 * persons >= record.named
    return record.named < _MANY or record.deeds >= _FEW_DEEDS * record.named


def _is_called_a_thing(being: Being) -> bool:
    """Say whether a name is only "the" and the noun of a thing or of a part of a body: "the Head", "the Lamp"."""
    nouns = {form.lower().removeprefix("the ") for form in being.forms}
    return being.name.lower().startswith("the ") and all(_is_of_a_thing(noun) for noun in nouns)


def _is_of_a_thing(noun: str) -> bool:
    return NOUN_CLASSES.get(noun, "person") not in _LIVING and not is_human_noun(noun)


def _is_ship(record: Record) -> bool:
    """Say whether a name is a ship's: it has the article mostly, and stands where ships' names do."""
    of_all = max(1, record.named)
    return record.sailing >= _SAILING * of_all and record.sailing > 2 and record.articled >= _MOSTLY_ARTICLED * of_all


def _is_abbreviation(form: str) -> bool:
    return form in _ABBREVIATED or _INITIALS.fullmatch(form) is not None


def is_notable(being: Being) -> bool:
    """Say whether somebody without a name does enough in the book to belong to its cast."""
    return being.acts + being.speeches >= _NOTABLE and being.mentions >= _NOTABLE_MENTIONS


def has_likely_name(being: Being, named: Sequence[Being], scenes: Mapping[int, tuple[int, ...]]) -> bool:
    """Say whether somebody's kin, or a role, is most likely one of the named.

    It is, where one of the gender is named in most of the scenes that tell of them. A narrator's kin have names that
    the narrator does not use.
    """
    if being.kind not in _MAY_HAVE_NAMES or being.is_group or (being.owner is not None and being.owner.is_narrator):
        return False
    here = set(scenes.get(id(being), ()))
    for other in named:
        if other is being.owner or other.is_group or other.is_narrator or other.gender not in (being.gender, "unknown"):
            continue
        shared = here.intersection(scenes.get(id(other), ()))
        if len(shared) >= _MAY_HAVE_NAMES[being.kind] * len(here):
            return True
    return False
