"""Clothes: the words that books have for them, and what people wear where the book does not say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

from sketch.figures.clothes.cuts import COATS, DRESSES, LEGS
from sketch.figures.clothes.eras import ERA_WEAR, Wear
from sketch.figures.clothes.garments import Slot, cut_of
from sketch.figures.clothes.neckwear import NECKWEAR
from sketch.figures.clothes.works import worn_at
from sketch.paint.colours import RGB, cloth_colour, darker

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from sketch.figures.clothes.periods import Era
    from sketch.scene import Garment


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
_COLOURS: dict[str, RGB] = {
    "armour": (158, 166, 178),
    "cuirass": (176, 140, 84),
    "helmet": (158, 166, 178),
    "kettle hat": (158, 166, 178),
    "crested helmet": (184, 148, 80),
    "visor": (226, 230, 236),
    "crown": (218, 170, 66),
    "broad": (220, 190, 120),
    "tophat": (48, 46, 56),
    "bowler": (52, 48, 54),
    "tricorn": (52, 46, 50),
    "bicorne": (44, 44, 56),
    "necklace": (236, 226, 206),
    "pearls": (244, 238, 226),
    "collar": (244, 238, 226),
    "gloves": (226, 214, 196),
    "belt": (92, 64, 46),
    "beltpack": (70, 74, 84),
    "jeans": (74, 100, 142),
    "sneakers": (196, 78, 66),
    "spaceboots": (196, 202, 210),
    "trench": (206, 178, 130),
    "lab coat": (240, 240, 236),
    "oilskin": (224, 184, 72),
    "tailcoat": (56, 58, 78),
    "frockcoat": (62, 60, 70),
    "buckled": (52, 46, 48),
    "topboots": (58, 48, 46),
}
_LINENS = "shirt apron bonnet veil cravat ruff jabot fichu mobcap coif chiton toga stola hennin tshirt"
_LEATHERS = "boots shoes sandals"
_BRIGHTS = (
    "dress gown smock skirt scarf shawl sash kerchief bow cloak uniform tie bowtie neckerchief kirtle houppelande "
    "farthingale mantua milkmaid empire crinoline bustle flapper sundress doublet justaucorps cotte hose trunkhose "
    "chlamys tunic pullover hoodie anorak cardigan twoset jumpsuit cloche frenchhood plumed spencer chaperon kneeskirt"
)
"""Cuts that are of linen, of leather, or gay where nobody says their colour."""


def _natural_colour(cut: str, rng: Random, *, bright: bool) -> RGB:
    if cut in _COLOURS:
        return _COLOURS[cut]
    if cut in _LINENS.split():
        return rng.choice(_LINEN)
    if cut in _LEATHERS.split():
        return rng.choice(_LEATHER)
    if cut in _BRIGHTS.split():
        return rng.choice(_BRIGHT)
    return rng.choice(_BRIGHT + _QUIET if bright else _QUIET)


_FEET = frozenset(["boots", "shoes", "sandals", "bare", "buckled", "topboots", "sneakers", "spaceboots"])
_TOPS = frozenset(["shirt", "smock", "tunic", "striped", "tshirt", "jumpsuit"])
_EXTRAS = frozenset({"apron", "shawl", "scarf", "belt", "sash", "girdle", "gloves", "braces", "beltpack", *NECKWEAR})


def slot_of(cut: str) -> Slot:
    """Return where a cut is worn; what is worn nowhere else is a hat."""
    rows: tuple[tuple[Slot, Container[str]], ...] = (
        ("dress", DRESSES),
        ("over", COATS),
        ("top", _TOPS),
        ("feet", _FEET),
        ("legs", LEGS),
        ("extra", _EXTRAS),
    )
    return next((slot for slot, cuts in rows if cut in cuts), "head")


def outfit(
    garments: Sequence[Garment],
    *,
    female: bool,
    age: str,
    rng: Random,
    era: Era = "",
    works: Sequence[str] = (),
    bareheaded: bool = False,
) -> Outfit:
    """Dress somebody: in what is said, in what their works ask for, and in what is then missing by choice of `rng`.

    What is said and what is chosen is cut as the era has it. A colour in the kind ("red cloak") counts as the garment's
    colour where it has none of its own. Hats are chosen for those of whom no clothes are said, and not for who is
    `bareheaded`: beasts, and those of whose hair the book speaks.
    """
    root = rng.random()
    # Every choice is made whether it is needed or not: a new scarf must not change the colour of the coat.
    spare = {slot: Random(f"{root}/{slot}") for slot in ("dress", "top", "over", "legs", "feet", "style")}
    worn = _Worn()
    for garment in garments:
        slot, cut = cut_of(garment)
        if slot == "none":
            continue
        cut = _in_era(cut, era, female=female)
        if slot == "dress" and not female and cut not in _MENS:
            cut = "robe"
        colour = cloth_colour(garment.colour) or cloth_colour(garment.kind)
        chosen = _natural_colour(cut, Random(f"{root}/{cut}"), bright=female or age == "child")
        worn.put(Cloth(cut, colour or chosen))
    for work in works:
        for cut, word in worn_at(work, era):
            worn.put_for_work(
                Cloth(CALLED.get(cut, cut), cloth_colour(word) or _natural_colour(cut, rng, bright=False))
            )
    at_work = any(worn_at(work, era) for work in works)
    if at_work:
        worn.slots.setdefault("over", _NOTHING)
    if era:
        wear = ERA_WEAR[era].female if female else ERA_WEAR[era].male
        wear = replace(wear, over=(), head=(), extras=()) if at_work else wear
        wear = replace(wear, head=()) if garments or bareheaded or age == "child" else wear
        _fill(worn, wear, root, bright=female or age == "child")
    complete = _completed(worn.slots, worn.cloak, worn.extras, spare, female=female, age=age)
    return _in_mourning(complete, female=female) if "mourner" in works else complete


_WITHIN = "veil mobcap coif frenchhood hennin kerchief turban crown nightcap pointed visor"
_KEPT_WITHIN = frozenset({*_WITHIN.split(), "maid's cap", "chef's hat", "judge's wig"})
"""What is worn on the head under a roof, too; every other hat is for the street."""
_KEPT_ABED = frozenset({"nightcap"})


TOWN_HATS = frozenset({"tophat", "bowler", "fedora", "cloche"})
"""Hats that are worn in towns; in the wild only who is said to."""


def taken_off(outfit: Outfit, *, roofed: bool, abed: bool, wild: bool = False) -> Outfit:
    """Return an outfit without the hat that nobody keeps on under a roof, lying down, or in the `wild`."""
    if wild and outfit.head is not None and outfit.head.cut in TOWN_HATS:
        return replace(outfit, head=None)
    if outfit.head is None or outfit.head.cut in (
        _KEPT_ABED if abed else _KEPT_WITHIN if roofed else (outfit.head.cut,)
    ):
        return outfit
    return replace(outfit, head=None)


_MENS = frozenset({"robe", "cassock", "toga", "chlamys"})
"""Dresses that men wear."""
CALLED: dict[str, str] = {"straw hat": "broad", "wimple": "veil", "witch hat": "pointed"}
"""What works call some cuts."""
_BLACK: RGB = (46, 44, 54)


@dataclass(slots=True)
class _Worn:
    """What somebody wears by now."""

    slots: dict[Slot, Cloth] = field(default_factory=dict)
    cloak: Cloth | None = None
    extras: list[Cloth] = field(default_factory=list)

    def put(self, cloth: Cloth, slot: Slot | None = None) -> None:
        slot = slot or slot_of(cloth.cut)
        if cloth.cut == "cloak":
            self.cloak = self.cloak or cloth
        elif slot == "extra":
            self.extras.append(cloth)
        else:
            self.slots.setdefault(slot, cloth)

    def put_for_work(self, cloth: Cloth) -> None:
        """Put on what a work asks for, unless something said is in its place."""
        slot = slot_of(cloth.cut)
        if slot in ("dress", "top", "legs") and (
            "dress" in self.slots or (slot == "dress" and self.slots.keys() & {"top", "legs"})
        ):
            return
        if slot == "extra" and any(extra.cut == cloth.cut for extra in self.extras):
            return
        self.put(cloth)
        if cloth.cut == "jumpsuit":
            self.slots.setdefault("legs", cloth)


def _in_era(cut: str, era: Era, *, female: bool) -> str:
    """Return how an era cuts what a common word names."""
    if not era:
        return cut
    wear = ERA_WEAR[era]
    return (wear.female_cuts.get(cut) if female else None) or wear.cuts.get(cut, cut)


def _fill(worn: _Worn, wear: Wear, root: float, *, bright: bool) -> None:
    """Put on what an era's people wear where nothing is worn yet."""

    def chosen(slot: Slot, cuts: tuple[str, ...]) -> None:
        rng = Random(f"{root}/era/{slot}")
        cut = rng.choice(cuts) if cuts else ""
        if cut:
            worn.put(Cloth(cut, _natural_colour(cut, rng, bright=bright)), slot)

    coated = worn.slots.get("over", _NOTHING) != _NOTHING
    if not worn.slots.keys() & {"dress", "top", "legs"} and ("" in wear.over or not coated):
        chosen("dress", wear.dress)
    if "dress" not in worn.slots:
        chosen("top", wear.top)
        chosen("legs", wear.legs)
        if worn.slots["legs"].cut == "jumpsuit":
            worn.slots["legs"] = Cloth("jumpsuit", worn.slots["top"].colour)
    if worn.cloak is None:
        chosen("over", wear.over)
    chosen("feet", wear.feet)
    chosen("head", wear.head)
    if not worn.extras:
        chosen("extra", wear.extras)
    worn.slots.setdefault("over", _NOTHING)


_NOTHING = Cloth("", (0, 0, 0))
"""A place that is known to be empty."""


def _in_mourning(outfit: Outfit, *, female: bool) -> Outfit:
    """Return an outfit all in black, but for its linen; a woman's with a veil."""

    def black(cloth: Cloth | None) -> Cloth | None:
        return (
            None
            if cloth is None
            else cloth
            if cloth.cut in _LINENS.split() and cloth.cut != "bonnet"
            else replace(cloth, colour=_BLACK)
        )

    legs, feet = replace(outfit.legs, colour=_BLACK), replace(outfit.feet, colour=_BLACK)
    extras = tuple(replace(cloth, colour=_BLACK) for cloth in outfit.extras)
    head = Cloth("veil", _BLACK) if female else black(outfit.head)
    return Outfit(
        black(outfit.dress), black(outfit.top), black(outfit.over), black(outfit.cloak), legs, feet, head, extras
    )


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
    settled = over is not None
    if over == _NOTHING:
        over = None
    if over is not None and over.cut == "suit":
        legs = legs or Cloth("trousers", over.colour)
        over = Cloth("coat", over.colour)
    if female and dress is None and legs is None and top is None:
        dress = Cloth("dress" if age == "child" or style < 0.5 else "gown", spare["dress"].choice(_BRIGHT))
        if not extras and not settled and cloak is None:
            extras.extend(_womans_extra(spare["over"], style, age))
    if dress is None and top is None:
        top = Cloth("shirt", spare["top"].choice(_LINEN))
    if legs is None:
        if female:
            legs = Cloth("skirt", spare["legs"].choice(_BRIGHT + _QUIET))
        else:
            cut = "shorts" if age == "child" and style < 0.4 else "breeches" if style < 0.3 else "trousers"
            legs = Cloth(cut, darker(spare["legs"].choice(_QUIET), 0.18))
    if not female and dress is None and not settled and "top" not in worn:
        cut = "vest" if age == "child" or style < 0.35 else "jacket" if style < 0.6 else "coat"
        over = Cloth(cut, spare["over"].choice(_BRIGHT[:6] + _QUIET))
    feet = worn.get("feet") or Cloth("boots" if not female and style < 0.6 else "shoes", spare["feet"].choice(_LEATHER))
    return Outfit(dress, top, over, cloak, legs, feet, worn.get("head"), tuple(extras))


def _womans_extra(rng: Random, style: float, age: str) -> list[Cloth]:
    """Return the shawl or the apron that a woman may wear over her dress."""
    if age == "old" or style > 0.8:
        return [Cloth("shawl", rng.choice(_QUIET + _LINEN))]
    return [Cloth("apron", rng.choice(_LINEN))] if style < 0.35 else []
