"""What a being looks like, decided once: from its species' row and from the words of the book."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sketch.creatures.anatomy import Coat, Species, Torso
from sketch.creatures.species import SPECIES
from sketch.creatures.words import Traits, coat_colour, species_of, traits_of
from sketch.paint.colours import RGB, darker, lighter, luminance, mix
from sketch.repertoire import KNOWN

if TYPE_CHECKING:
    from sketch.scene import DepictedPerson

_TIN = re.compile(r"\btin\b")
_NAMES = frozenset({*KNOWN.species, *SPECIES})

UNEARTHLY = "unearthly monster"
"""The row of a monster that no man could be, by what the text says of it."""


@dataclass(frozen=True, slots=True)
class CreaturePlan:
    """A being that is no mere human: its row, its own colours, and whether it goes upright on a person's body."""

    name: str
    row: Species
    coat: Coat
    traits: Traits
    upright: bool


def creature_for(person: DepictedPerson) -> CreaturePlan | None:
    """Return what a being that is not human looks like; None for a human."""
    known = species_of(person.species, _NAMES)
    name = KNOWN.species.get(known, known) or "shape"
    if name == "person":
        return None
    traits = traits_of(person)
    if name == "monster" and traits.unearthly:
        name = UNEARTHLY
    if name == "robot" and _TIN.search(person.name.lower()):
        name = "tin man"
    row = SPECIES.get(name, SPECIES["shape"])
    colour = coat_colour(person)
    coat = row.coat if colour is None else tinted(row.coat, colour)
    upright = row.body is None or isinstance(row.body, Torso) or (bool(person.is_clothed) and row.head is not None)
    return CreaturePlan(name, row, coat, traits, upright)


def tinted(coat: Coat, colour: RGB) -> Coat:
    """Return a coat of another colour, whose pale and dark parts keep their distance from it."""
    pale = mix(lighter(colour, 0.55), coat.pale, 0.35)
    dark = darker(colour, 0.5) if luminance(colour) > 0.3 else lighter(colour, 0.18)
    paw = coat.paw if abs(luminance(coat.paw) - luminance(coat.fur)) > 0.15 else mix(colour, darker(colour), 0.4)
    return replace(coat, fur=colour, pale=pale, dark=dark, paw=paw)


def filling(plan: CreaturePlan, width: float, height: float) -> float:
    """Return the height of a grown person beside whom a being on its own body just fills a frame."""
    body = plan.row.body
    if body is None:
        return height
    half, high = body.extent
    return 100 * min(width / (1.5 * half), height / (0.66 * high))
