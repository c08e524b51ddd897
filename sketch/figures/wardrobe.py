"""Clothes: the words that books have for them, and what people wear where the book does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Literal

from sketch.paint.colours import RGB, cloth_colour, darker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sketch.scene import Garment

Slot = Literal["dress", "top", "over", "legs", "feet", "head", "extra", "none"]


@dataclass(frozen=True, slots=True)
class Cloth:
    """A garment as it is drawn: one of the cuts that the tailor knows, in a colour."""

    cut: str
    colour: RGB


@dataclass(frozen=True, slots=True)
class Outfit:
    """All that somebody wears, by where it goes. `extras` go over everything, in order."""

    dress: Cloth | None
    top: Cloth | None
    over: Cloth | None
    cloak: Cloth | None
    legs: Cloth
    feet: Cloth
    head: Cloth | None
    extras: tuple[Cloth, ...]


# What a book may call a garment → (where it goes, how it is cut).
_CUTS: dict[str, tuple[Slot, str]] = {
    "dress": ("dress", "dress"),
    "frock": ("dress", "dress"),
    "gown": ("dress", "gown"),
    "nightgown": ("dress", "gown"),
    "dressing-gown": ("over", "coat"),
    "robe": ("dress", "robe"),
    "robes": ("dress", "robe"),
    "habit": ("dress", "robe"),
    "cassock": ("dress", "robe"),
    "toga": ("dress", "robe"),
    "kimono": ("dress", "robe"),
    "nightshirt": ("dress", "dress"),
    "smock": ("top", "smock"),
    "pinafore": ("extra", "apron"),
    "apron": ("extra", "apron"),
    "shirt": ("top", "shirt"),
    "blouse": ("top", "shirt"),
    "tunic": ("top", "smock"),
    "jersey": ("top", "shirt"),
    "sweater": ("top", "shirt"),
    "jumper": ("top", "shirt"),
    "bodice": ("top", "shirt"),
    "undershirt": ("top", "shirt"),
    "coat": ("over", "coat"),
    "overcoat": ("over", "coat"),
    "greatcoat": ("over", "coat"),
    "topcoat": ("over", "coat"),
    "frock-coat": ("over", "coat"),
    "ulster": ("over", "coat"),
    "mackintosh": ("over", "coat"),
    "gaberdine": ("over", "coat"),
    "jacket": ("over", "jacket"),
    "doublet": ("over", "jacket"),
    "jerkin": ("over", "vest"),
    "blazer": ("over", "jacket"),
    "suit": ("over", "suit"),
    "tweeds": ("over", "suit"),
    "tuxedo": ("over", "suit"),
    "cardigan": ("over", "jacket"),
    "uniform": ("over", "uniform"),
    "livery": ("over", "uniform"),
    "tunics": ("over", "uniform"),
    "vest": ("over", "vest"),
    "waistcoat": ("over", "vest"),
    "armour": ("over", "armour"),
    "armor": ("over", "armour"),
    "mail": ("over", "armour"),
    "breastplate": ("over", "armour"),
    "cloak": ("over", "cloak"),
    "cape": ("over", "cloak"),
    "mantle": ("over", "cloak"),
    "poncho": ("over", "cloak"),
    "trousers": ("legs", "trousers"),
    "pants": ("legs", "trousers"),
    "jeans": ("legs", "trousers"),
    "pantaloons": ("legs", "trousers"),
    "overalls": ("legs", "overalls"),
    "dungarees": ("legs", "overalls"),
    "leggings": ("legs", "trousers"),
    "breeches": ("legs", "breeches"),
    "knickerbockers": ("legs", "breeches"),
    "shorts": ("legs", "shorts"),
    "stockings": ("legs", "breeches"),
    "kilt": ("legs", "shortskirt"),
    "skirt": ("legs", "skirt"),
    "skirts": ("legs", "skirt"),
    "petticoat": ("legs", "skirt"),
    "boots": ("feet", "boots"),
    "boot": ("feet", "boots"),
    "wellingtons": ("feet", "boots"),
    "shoes": ("feet", "shoes"),
    "slippers": ("feet", "shoes"),
    "sandals": ("feet", "sandals"),
    "barefoot": ("feet", "bare"),
    "clogs": ("feet", "shoes"),
    "hat": ("head", "hat"),
    "bowler": ("head", "bowler"),
    "derby": ("head", "bowler"),
    "fedora": ("head", "hat"),
    "sombrero": ("head", "broad"),
    "sunhat": ("head", "broad"),
    "tophat": ("head", "tophat"),
    "tricorn": ("head", "tricorn"),
    "tricorne": ("head", "tricorn"),
    "bonnet": ("head", "bonnet"),
    "sunbonnet": ("head", "bonnet"),
    "cap": ("head", "cap"),
    "beret": ("head", "cap"),
    "nightcap": ("head", "nightcap"),
    "hood": ("head", "hood"),
    "cowl": ("head", "hood"),
    "helmet": ("head", "helmet"),
    "helm": ("head", "helmet"),
    "crown": ("head", "crown"),
    "tiara": ("head", "crown"),
    "circlet": ("head", "crown"),
    "diadem": ("head", "crown"),
    "kerchief": ("head", "kerchief"),
    "headscarf": ("head", "kerchief"),
    "bandanna": ("head", "kerchief"),
    "veil": ("head", "veil"),
    "turban": ("head", "turban"),
    "wimple": ("head", "veil"),
    "shawl": ("extra", "shawl"),
    "scarf": ("extra", "scarf"),
    "muffler": ("extra", "scarf"),
    "cravat": ("extra", "cravat"),
    "necktie": ("extra", "tie"),
    "tie": ("extra", "tie"),
    "belt": ("extra", "belt"),
    "sash": ("extra", "sash"),
    "girdle": ("extra", "belt"),
    "gloves": ("extra", "gloves"),
    "mittens": ("extra", "gloves"),
    "collar": ("extra", "collar"),
    "ruff": ("extra", "collar"),
    "necklace": ("extra", "necklace"),
    "pearls": ("extra", "necklace"),
    "ribbon": ("extra", "bow"),
    "bow": ("extra", "bow"),
    "suspenders": ("extra", "braces"),
    "braces": ("extra", "braces"),
}
_WORD = re.compile(r"[a-z-]+")

_QUIET: tuple[RGB, ...] = (
    (96, 92, 104),
    (122, 88, 62),
    (72, 86, 108),
    (108, 104, 72),
    (134, 92, 72),
    (84, 98, 90),
    (92, 70, 84),
)
_BRIGHT: tuple[RGB, ...] = (
    (178, 72, 58),
    (66, 110, 140),
    (104, 132, 80),
    (204, 152, 66),
    (148, 78, 104),
    (60, 122, 114),
    (198, 112, 74),
    (96, 84, 142),
    (212, 138, 132),
    (128, 150, 168),
)
_LINEN: tuple[RGB, ...] = ((238, 228, 206), (226, 214, 190), (214, 220, 220), (232, 214, 184))
_LEATHER: tuple[RGB, ...] = ((92, 64, 48), (62, 50, 48), (128, 88, 56))


def _cut_of(garment: Garment) -> tuple[Slot, str]:
    words = _WORD.findall(garment.kind.lower())
    text = f"{garment.kind} {garment.colour}".lower()
    for word in reversed(words):
        if word in _CUTS:
            slot, cut = _CUTS[word]
            if cut == "hat":
                shapes = {
                    "top": "tophat",
                    "silk": "tophat",
                    "straw": "broad",
                    "broad": "broad",
                    "wide": "broad",
                    "cocked": "tricorn",
                    "bowler": "bowler",
                    "three-cornered": "tricorn",
                    "pointed": "pointed",
                    "witch": "pointed",
                    "slouch": "broad",
                    "fur": "furhat",
                }
                cut = next((shape for key, shape in shapes.items() if key in text), cut)
            return slot, cut
    return "none", ""


def _natural_colour(cut: str, rng: Random, *, bright: bool) -> RGB:
    special: dict[str, RGB] = {
        "armour": (158, 166, 178),
        "helmet": (158, 166, 178),
        "crown": (218, 170, 66),
        "broad": (220, 190, 120),
        "tophat": (48, 46, 56),
        "bowler": (52, 48, 54),
        "necklace": (236, 226, 206),
        "collar": (244, 238, 226),
        "gloves": (226, 214, 196),
        "belt": (92, 64, 46),
    }
    if cut in special:
        return special[cut]
    if cut in ("shirt", "apron", "bonnet", "veil", "cravat"):
        return rng.choice(_LINEN)
    if cut in ("boots", "shoes", "sandals"):
        return rng.choice(_LEATHER)
    if cut in (
        "dress",
        "gown",
        "smock",
        "skirt",
        "scarf",
        "shawl",
        "sash",
        "kerchief",
        "bow",
        "cloak",
        "uniform",
        "tie",
    ):
        return rng.choice(_BRIGHT)
    return rng.choice(_BRIGHT + _QUIET if bright else _QUIET)


def outfit(garments: Sequence[Garment], *, female: bool, age: str, rng: Random) -> Outfit:
    """Dress somebody: in what is said, and whatever is then missing by choice of `rng`.

    A colour in the kind ("red cloak") counts as the garment's colour where it has none of its own.
    """
    worn: dict[Slot, Cloth] = {}
    cloak: Cloth | None = None
    extras: list[Cloth] = []
    # Every choice is made whether it is needed or not: a new scarf must not change the colour of the coat.
    root = rng.random()
    spare = {slot: Random(f"{root}/{slot}") for slot in ("dress", "top", "over", "legs", "feet", "style")}
    for garment in garments:
        slot, cut = _cut_of(garment)
        if slot == "none":
            continue
        colour = cloth_colour(garment.colour) or cloth_colour(garment.kind)
        chosen = _natural_colour(cut, Random(f"{root}/{cut}"), bright=female or age == "child")
        cloth = Cloth("robe" if slot == "dress" and not female else cut, colour or chosen)
        if cut == "cloak":
            cloak = cloak or cloth
        elif slot == "extra":
            extras.append(cloth)
        else:
            worn.setdefault(slot, cloth)
    return _completed(worn, cloak, extras, spare, female=female, age=age)


def _completed(
    worn: dict[Slot, Cloth],
    cloak: Cloth | None,
    extras: list[Cloth],
    spare: dict[str, Random],
    *,
    female: bool,
    age: str,
) -> Outfit:
    style = spare["style"].random()
    dress, top, over, legs = worn.get("dress"), worn.get("top"), worn.get("over"), worn.get("legs")
    if over is not None and over.cut == "suit":
        legs = legs or Cloth("trousers", over.colour)
        over = Cloth("coat", over.colour)
    if female and dress is None and legs is None and top is None:
        dress = Cloth("dress" if age == "child" or style < 0.5 else "gown", spare["dress"].choice(_BRIGHT))
        if not extras and over is None and cloak is None:
            if age == "old" or style > 0.8:
                extras.append(Cloth("shawl", spare["over"].choice(_QUIET + _LINEN)))
            elif style < 0.35:
                extras.append(Cloth("apron", spare["over"].choice(_LINEN)))
    if dress is None and top is None:
        top = Cloth("shirt", spare["top"].choice(_LINEN))
    if legs is None:
        if female:
            legs = Cloth("skirt", spare["legs"].choice(_BRIGHT + _QUIET))
        else:
            cut = "shorts" if age == "child" and style < 0.4 else "breeches" if style < 0.3 else "trousers"
            legs = Cloth(cut, darker(spare["legs"].choice(_QUIET), 0.18))
    if not female and dress is None and over is None and "top" not in worn:
        cut = "vest" if age == "child" or style < 0.35 else "jacket" if style < 0.6 else "coat"
        over = Cloth(cut, spare["over"].choice(_BRIGHT[:6] + _QUIET))
    feet = worn.get("feet") or Cloth("boots" if not female and style < 0.6 else "shoes", spare["feet"].choice(_LEATHER))
    return Outfit(dress, top, over, cloak, legs, feet, worn.get("head"), tuple(extras))
