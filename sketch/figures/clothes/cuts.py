"""How clothes are cut: rows for dresses, coats and what is worn on legs, by the names that wardrobes have for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Neck = Literal["round", "square", "high", "vee", "none"]
Sleeve = Literal["long", "wide", "bell", "short", "puff", "none"]
Front = Literal["lapels", "closed", "cutaway", "laced", "open", "plain"]
LegKind = Literal["long", "knee", "short", "none"]


@dataclass(frozen=True, slots=True)
class DressCut:
    """A dress. `length` 1 reaches the ankles and 0 the knees, `flare` is half the hem's width beyond the legs; `waist`
    is how far the belt sits above the natural waist (0 to 1 at the shoulders); `hips` widens the hips.
    """

    length: float
    flare: float
    waist: float = 0.0
    hips: float = 1.0
    neck: Neck = "round"
    sleeve: Sleeve = "long"
    belt: bool = True
    hems: int = 0
    folds: int = 5
    loose: float = 0.0
    drape: bool = False
    panel: bool = False
    bustle: bool = False


DRESSES: dict[str, DressCut] = {
    "dress": DressCut(0.55, 9.5),
    "gown": DressCut(1.04, 11.5, hems=1),
    "robe": DressCut(1.02, 7.0, neck="vee", sleeve="wide", folds=3, loose=1.2),
    "chiton": DressCut(1.02, 6.5, waist=0.2, neck="vee", sleeve="none", folds=7),
    "stola": DressCut(1.04, 8.0, neck="round", sleeve="short", folds=7, loose=1.4, drape=True),
    "toga": DressCut(0.98, 7.0, neck="round", sleeve="short", belt=False, folds=5, loose=2.0, drape=True),
    "chlamys": DressCut(-0.1, 5.0, neck="round", sleeve="short", folds=5, loose=0.8),
    "kirtle": DressCut(1.02, 9.0, neck="square", sleeve="long", belt=False, folds=5),
    "houppelande": DressCut(1.05, 12.0, waist=0.34, neck="vee", sleeve="bell", folds=6, loose=1.0),
    "farthingale": DressCut(1.03, 16.0, hips=1.4, neck="square", sleeve="puff", belt=False, folds=3, panel=True),
    "mantua": DressCut(1.03, 17.0, hips=1.7, neck="square", sleeve="bell", belt=False, folds=3, panel=True, hems=1),
    "milkmaid": DressCut(0.8, 12.0, hips=1.24, neck="square", sleeve="short", folds=5),
    "empire": DressCut(1.03, 7.5, waist=0.56, neck="square", sleeve="puff", folds=4, hems=1),
    "crinoline": DressCut(1.04, 21.0, hips=1.2, neck="high", sleeve="bell", folds=6, hems=3),
    "bustle": DressCut(1.04, 10.0, hips=1.06, neck="high", sleeve="long", folds=4, hems=2, bustle=True),
    "flapper": DressCut(-0.06, 3.4, waist=-0.34, hips=0.86, neck="vee", sleeve="none", folds=0, loose=1.6, hems=2),
    "sundress": DressCut(-0.02, 8.0, neck="vee", sleeve="short", folds=3),
    "maid's dress": DressCut(0.86, 9.0, neck="high", sleeve="long"),
    "cassock": DressCut(1.03, 6.4, neck="high", sleeve="long", folds=2, loose=0.8),
}


@dataclass(frozen=True, slots=True)
class CoatCut:
    """What is worn over a shirt. `tails` is how far it hangs down (0 to the hips, 1 to the knees), `flare` how wide;
    `buttons` are in one row or, `double`, in two; `trimmed` with gold.
    """

    tails: float = 0.0
    flare: float = 0.0
    front: Front = "lapels"
    sleeved: bool = True
    buttons: int = 3
    double: bool = False
    trimmed: bool = False
    cuffs: float = 1.0
    belt: bool = False
    stand: bool = False
    loose: float = 1.5
    low: float = 1.5
    epaulettes: bool = False


COATS: dict[str, CoatCut] = {
    "coat": CoatCut(tails=0.9),
    "jacket": CoatCut(),
    "vest": CoatCut(sleeved=False, loose=0.7),
    "waistcoat": CoatCut(sleeved=False, loose=0.7, buttons=4),
    "uniform": CoatCut(
        tails=0.5, front="closed", buttons=4, double=True, trimmed=True, belt=True, stand=True, epaulettes=True
    ),
    "armour": CoatCut(front="plain"),
    "cuirass": CoatCut(front="plain", sleeved=False),
    "jerkin": CoatCut(tails=0.2, front="laced", sleeved=False, buttons=0, belt=True),
    "cotte": CoatCut(tails=0.75, flare=3.0, front="plain", buttons=0, belt=True),
    "doublet": CoatCut(front="closed", buttons=6, stand=True, low=3.0),
    "justaucorps": CoatCut(tails=1.0, flare=6.0, front="open", buttons=6, trimmed=True, cuffs=1.7),
    "tailcoat": CoatCut(tails=1.0, front="cutaway", buttons=2, double=True, stand=True),
    "spencer": CoatCut(front="closed", buttons=3, loose=0.8, low=-4.0, stand=True),
    "frockcoat": CoatCut(tails=1.0, flare=2.0, buttons=3, double=True),
    "lounge": CoatCut(buttons=2, low=4.0),
    "pullover": CoatCut(front="plain", buttons=0, low=2.5),
    "cardigan": CoatCut(front="open", buttons=4, low=3.0),
    "twoset": CoatCut(front="open", buttons=3, low=4.0, loose=1.8),
    "trench": CoatCut(tails=1.1, flare=3.0, buttons=3, double=True, belt=True),
    "hoodie": CoatCut(front="plain", buttons=0, loose=2.2, low=2.5, stand=True),
    "anorak": CoatCut(front="closed", buttons=0, loose=2.4, low=3.0, stand=True),
    "longcoat": CoatCut(tails=1.4, flare=4.0, front="open", buttons=0, stand=True),
    "oilskin": CoatCut(tails=1.1, flare=4.0, front="closed", buttons=4, loose=2.4),
    "lab coat": CoatCut(tails=1.0, flare=2.0, buttons=3),
}


@dataclass(frozen=True, slots=True)
class LegCut:
    """What is worn on legs: how far down, how wide, what the shins show, and whether it is puffed over the thighs."""

    kind: LegKind = "long"
    wide: float = 1.0
    shins: Literal["skin", "stocking", "same"] = "stocking"
    puffed: float = 1.0
    bell: float = 1.0


LEGS: dict[str, LegCut] = {
    "trousers": LegCut(),
    "overalls": LegCut(),
    "jeans": LegCut(wide=0.94),
    "hose": LegCut(wide=0.8),
    "pantaloons": LegCut(wide=0.86),
    "jumpsuit": LegCut(wide=0.98),
    "wide trousers": LegCut(wide=1.12, bell=1.7),
    "breeches": LegCut("knee"),
    "plusfours": LegCut("knee", wide=1.3),
    "trunkhose": LegCut("short", puffed=1.7, shins="same"),
    "shorts": LegCut("short", shins="skin"),
    "skirt": LegCut("none", shins="skin"),
    "kneeskirt": LegCut("none", shins="skin"),
    "shortskirt": LegCut("none", shins="skin"),
    "bare": LegCut("none", shins="skin"),
    "bones": LegCut("none", shins="skin"),
}
