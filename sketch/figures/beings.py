"""What beings with a person's body wear, where it is not a person's clothes: metal, bones, a fish's tail, white."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sketch.creatures.anatomy import Torso
from sketch.figures.clothes.wardrobe import Cloth, Outfit
from sketch.paint.colours import RGB, darker, mix

if TYPE_CHECKING:
    from sketch.creatures.plan import CreaturePlan

_PALE: RGB = (228, 236, 242)
_DUSK: RGB = (78, 74, 78)
_WHITE: RGB = (240, 236, 226)


def outfit_of(creature: CreaturePlan, worn: Outfit, *, said: bool) -> Outfit:
    """Return what a being wears: what is `said` of its clothes, or what it is made of."""
    parts, fur = creature.row.parts, creature.coat.fur
    if isinstance(creature.row.body, Torso):
        return _above_the_hips(worn)
    if "ghost" in parts:
        return _faded(worn)
    if creature.name == "scarecrow" and worn.head is None:
        worn = replace(worn, head=Cloth("broad", (206, 176, 110)))
    if said:
        return worn
    if "plates" in parts:
        dark = darker(fur, 0.22)
        plates = Cloth("armour", fur)
        return Outfit(None, Cloth("shirt", fur), plates, None, Cloth("trousers", dark), Cloth("boots", dark), None, ())
    if "bones" in parts:
        bones = Cloth("bones", fur)
        return Outfit(None, bones, None, None, bones, Cloth("bare", fur), None, ())
    if creature.name == "monster":
        shirt = worn.top or Cloth("shirt", _WHITE)
        return replace(worn, over=Cloth("longcoat", _DUSK), dress=None, top=shirt, extras=(), head=None)
    if creature.name == "angel":
        return replace(worn, dress=Cloth("robe", _WHITE), over=None, extras=(), head=None)
    return worn


def _above_the_hips(worn: Outfit) -> Outfit:
    """Return an outfit that ends at the waist."""
    top = worn.top or (Cloth("shirt", worn.dress.colour) if worn.dress else Cloth("shirt", _WHITE))
    over = worn.over and replace(worn.over, cut="armour" if worn.over.cut == "armour" else "vest")
    extras = tuple(cloth for cloth in worn.extras if cloth.cut not in ("apron", "belt", "sash"))
    return replace(worn, dress=None, top=top, over=over, legs=Cloth("trousers", worn.legs.colour), extras=extras)


def _faded(worn: Outfit) -> Outfit:
    def pale(cloth: Cloth | None) -> Cloth | None:
        return cloth and replace(cloth, colour=mix(cloth.colour, _PALE, 0.78))

    legs, feet = pale(worn.legs), pale(worn.feet)
    assert legs is not None
    assert feet is not None
    extras = tuple(replace(cloth, colour=mix(cloth.colour, _PALE, 0.78)) for cloth in worn.extras)
    return Outfit(
        pale(worn.dress), pale(worn.top), pale(worn.over), pale(worn.cloak), legs, feet, pale(worn.head), extras
    )
