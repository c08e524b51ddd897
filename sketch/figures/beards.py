"""Beards: what a book says of them, and who wears one where it says nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from sketch.figures.clothes.periods import Era
    from sketch.scene import DepictedPerson

BeardStyle = Literal["", "stubble", "moustache", "short", "long"]

_SHAVEN: tuple[BeardStyle, ...] = ("",)
_MEN: dict[Era, tuple[BeardStyle, ...]] = {
    "": ("", "", "", "short"),
    "ancient": ("", "", "short"),
    "medieval": ("", "", "", "short"),
    "renaissance": ("", "moustache", "short"),
    "baroque": _SHAVEN,
    "regency": _SHAVEN,
    "victorian": ("", "", "", "moustache", "short"),
    "twenties": ("", "", "", "moustache"),
    "modern": ("", "", "", "short"),
    "future": _SHAVEN,
}
"""What grown men of an era wear, each as often as it was worn: Europe shaved from about 1700 to 1840."""
_OLD_MEN: dict[Era, tuple[BeardStyle, ...]] = {
    **_MEN,
    "": ("", "short", "long"),
    "ancient": ("short", "long"),
    "medieval": ("", "short", "long"),
    "victorian": ("", "", "short", "long", "moustache"),
}
_BEARDED: frozenset[str] = frozenset({"sailor", "fisherman", "monk", "pirate"})
"""Works at which nobody shaves."""


def said_beard(text: str) -> BeardStyle:
    """Return the beard of a book's words."""
    words = text.lower()
    if re.search(r"clean|shaven|beardless|none|\bno\b", words):
        return ""
    if re.search(r"moustache|mustache|whisker", words) and "beard" not in words:
        return "moustache"
    if re.search(r"stubble|unshaven", words):
        return "stubble"
    if re.search(r"long|flowing|great|bushy|huge|forked", words):
        return "long"
    return "short"


def beard_of(person: DepictedPerson, *, grown_man: bool, era: Era, works: Sequence[str], rng: Random) -> BeardStyle:
    """Return somebody's beard. One of whom no age is told may be a boy, so he has none unless it is said."""
    if not grown_man:
        return ""
    if person.beard:
        return said_beard(person.beard)
    if person.age not in ("adult", "old"):
        return ""
    if _BEARDED.intersection(works):
        return rng.choice(("", "short", "short"))
    return rng.choice((_OLD_MEN if person.age == "old" else _MEN)[era])
