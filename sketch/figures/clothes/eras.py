"""What people wear in each era where the text does not say, and what its words for clothes mean there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sketch.figures.clothes.periods import Era


@dataclass(frozen=True, slots=True)
class Wear:
    """Cuts to choose from for each part of an outfit; an empty word is nothing. A `dress` leaves top and legs out."""

    dress: tuple[str, ...] = ()
    top: tuple[str, ...] = ("shirt",)
    over: tuple[str, ...] = ("",)
    legs: tuple[str, ...] = ("trousers",)
    feet: tuple[str, ...] = ("shoes", "boots")
    head: tuple[str, ...] = ("",)
    extras: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class EraWear:
    """What women and men wear, and the cut that a common one is given in this era (for women where it differs)."""

    female: Wear
    male: Wear
    cuts: Mapping[str, str] = field(default_factory=dict)
    female_cuts: Mapping[str, str] = field(default_factory=dict)


def _mostly_bare(*hats: str) -> tuple[str, ...]:
    """Return cuts for a head of which three in four are bare."""
    return (*("",) * 3 * len(hats), *hats)


ERA_WEAR: dict[Era, EraWear] = {
    "ancient": EraWear(
        Wear(
            dress=("chiton", "chiton", "stola"),
            feet=("sandals",),
            head=_mostly_bare("veil"),
            extras=("", "sash"),
        ),
        Wear(dress=("toga", "chlamys", "chlamys"), feet=("sandals",), extras=("", "belt")),
        {
            "coat": "cloak",
            "jacket": "smock",
            "boots": "sandals",
            "shoes": "sandals",
            "gown": "stola",
        },
        {"dress": "chiton"},
    ),
    "medieval": EraWear(
        Wear(
            dress=("kirtle", "kirtle", "houppelande"),
            head=_mostly_bare("veil", "hood", "hennin"),
            extras=("girdle", "apron"),
        ),
        Wear(
            top=("tunic", "tunic", "cotte"),
            legs=("hose",),
            feet=("boots", "shoes"),
            head=_mostly_bare("hood", "coif"),
            extras=("belt",),
        ),
        {
            "coat": "cotte",
            "jacket": "jerkin",
            "trousers": "hose",
            "shirt": "tunic",
            "hat": "chaperon",
            "breeches": "hose",
        },
        {"dress": "kirtle", "gown": "houppelande", "coat": "coat"},
    ),
    "renaissance": EraWear(
        Wear(
            dress=("farthingale",),
            head=_mostly_bare("frenchhood", "coif"),
            extras=("ruff", "necklace"),
        ),
        Wear(
            over=("doublet",),
            legs=("trunkhose",),
            feet=("shoes", "boots"),
            head=_mostly_bare("plumed", "flatcap"),
            extras=("ruff", "", "ruff"),
        ),
        {
            "coat": "doublet",
            "jacket": "doublet",
            "trousers": "trunkhose",
            "breeches": "trunkhose",
            "hat": "plumed",
            "collar": "ruff",
        },
        {"dress": "farthingale", "gown": "farthingale"},
    ),
    "baroque": EraWear(
        Wear(
            dress=("mantua", "mantua", "milkmaid"),
            head=_mostly_bare("mobcap", "broad"),
            extras=("", "fichu"),
        ),
        Wear(
            over=("justaucorps",),
            legs=("breeches",),
            feet=("buckled", "boots"),
            head=_mostly_bare("tricorn"),
            extras=("jabot",),
        ),
        {"coat": "justaucorps", "trousers": "breeches", "hat": "tricorn", "cravat": "jabot", "shoes": "buckled"},
        {"dress": "milkmaid", "gown": "mantua", "bonnet": "mobcap", "hat": "broad"},
    ),
    "regency": EraWear(
        Wear(
            dress=("empire",),
            over=("", "", "spencer"),
            head=_mostly_bare("bonnet"),
            extras=("", "shawl", "sash"),
        ),
        Wear(
            over=("tailcoat",),
            legs=("pantaloons",),
            feet=("topboots",),
            head=_mostly_bare("tophat"),
            extras=("cravat",),
        ),
        {"coat": "tailcoat", "hat": "tophat", "breeches": "pantaloons", "trousers": "pantaloons", "boots": "topboots"},
        {"dress": "empire", "gown": "empire", "hat": "bonnet", "jacket": "spencer", "coat": "coat", "boots": "shoes"},
    ),
    "victorian": EraWear(
        Wear(
            dress=("crinoline", "bustle"),
            head=_mostly_bare("bonnet"),
            extras=("", "shawl", "collar"),
        ),
        Wear(
            over=("frockcoat", "frockcoat", "waistcoat"),
            legs=("trousers",),
            feet=("shoes", "boots"),
            head=_mostly_bare("tophat", "bowler"),
            extras=("cravat", "tie"),
        ),
        {"coat": "frockcoat", "vest": "waistcoat"},
        {"dress": "bustle", "gown": "crinoline", "hat": "bonnet", "coat": "coat"},
    ),
    "twenties": EraWear(
        Wear(
            dress=("flapper",),
            over=("", "", "twoset"),
            head=_mostly_bare("cloche"),
            extras=("pearls", "", "scarf"),
        ),
        Wear(
            over=("lounge", "lounge", "pullover"),
            legs=("trousers", "trousers", "plusfours"),
            feet=("shoes",),
            head=_mostly_bare("fedora", "flatcap"),
            extras=("tie", "bowtie"),
        ),
        {"coat": "trench", "jacket": "lounge", "hat": "fedora", "cap": "flatcap", "breeches": "plusfours"},
        {"dress": "flapper", "gown": "flapper", "hat": "cloche", "bonnet": "cloche", "jacket": "twoset"},
    ),
    "modern": EraWear(
        Wear(
            dress=("sundress", "", ""),
            top=("tshirt", "pullover", "shirt"),
            over=("", "", "cardigan"),
            legs=("jeans", "jeans", "kneeskirt"),
            feet=("sneakers", "shoes"),
            extras=("", "scarf"),
        ),
        Wear(
            top=("tshirt", "pullover", "shirt"),
            over=("", "hoodie", "anorak"),
            legs=("jeans", "jeans", "trousers"),
            feet=("sneakers", "shoes"),
            head=_mostly_bare("baseball"),
        ),
        {"coat": "trench", "jacket": "anorak", "hat": "fedora", "cap": "baseball"},
        {"dress": "sundress", "skirt": "kneeskirt"},
    ),
    "future": EraWear(
        Wear(top=("jumpsuit",), legs=("jumpsuit",), feet=("spaceboots",), extras=("", "beltpack")),
        Wear(top=("jumpsuit",), legs=("jumpsuit",), feet=("spaceboots",), extras=("", "beltpack")),
        {
            "coat": "longcoat",
            "jacket": "anorak",
            "shirt": "jumpsuit",
            "boots": "spaceboots",
            "helmet": "visor",
        },
        {},
    ),
}
