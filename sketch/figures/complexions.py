"""Skin and hair where the book leaves them open: what is plausible for its country and its time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sketch.paint.colours import RGB, lighter, mix

if TYPE_CHECKING:
    from random import Random

    from sketch.figures.clothes.periods import Era

_FAIR: tuple[RGB, ...] = ((244, 208, 180), (240, 198, 166), (236, 190, 154))
_OLIVE: tuple[RGB, ...] = ((236, 190, 154), (224, 172, 134), (214, 162, 122))
_LIGHT: tuple[RGB, ...] = ((242, 208, 168), (234, 194, 150), (220, 176, 132))
_BROWN: tuple[RGB, ...] = ((206, 152, 112), (184, 130, 92), (158, 108, 74))
_DARK: tuple[RGB, ...] = ((140, 94, 66), (116, 76, 54), (94, 62, 46))
_BLACK: tuple[RGB, ...] = ((46, 42, 50), (58, 44, 42))
_BLACK_TO_BROWN: tuple[RGB, ...] = (*_BLACK, (96, 64, 46))
_ANY_HAIR: tuple[RGB, ...] = (*_BLACK_TO_BROWN, (128, 78, 48), (148, 72, 42), (188, 140, 84), (218, 182, 108))
_GREY: RGB = (222, 220, 216)


@dataclass(frozen=True, slots=True)
class Complexion:
    """Colours of skin and of hair to choose from, the commonest as often as it should be taken."""

    skins: tuple[RGB, ...]
    hairs: tuple[RGB, ...]


_NORTHERN = Complexion(_FAIR, _ANY_HAIR)
_SOUTHERN = Complexion((*_FAIR[1:], *_OLIVE), (*_BLACK_TO_BROWN, *_BLACK_TO_BROWN, (128, 78, 48)))
_EVERYBODY = Complexion((*_FAIR, *_FAIR, *_OLIVE, *_BROWN, *_DARK), _ANY_HAIR)
"""Of a city of today, or of a time to come."""
_COUNTRIES: tuple[tuple[str, Complexion], ...] = (
    (r"south africa", _EVERYBODY),
    (r"india|ceylon|sri lanka|pakistan|bengal|bangladesh|nepal", Complexion((*_BROWN, *_OLIVE[2:]), _BLACK)),
    (r"china|japan|korea|mongolia|tibet|vietnam|siam|thailand|burma", Complexion(_LIGHT, _BLACK)),
    (
        r"egypt|arabia|persia|iran|iraq|syria|palestine|morocco|algeria|tunis|babylon|israel|judea|mesopotamia",
        Complexion((*_OLIVE, _BROWN[0]), _BLACK_TO_BROWN),
    ),
    (r"turkey|greece|italy|spain|portugal|sicily|rome|crete|cyprus|malta", _SOUTHERN),
    (
        r"mexico|brazil|peru|chile|cuba|argentin|colombia|venezuela|bolivia|south america",
        Complexion((*_OLIVE, *_BROWN[:2]), _BLACK_TO_BROWN),
    ),
    (r"africa|congo|nigeria|kenya|ethiopia|abyssinia|sudan|ghana|uganda|jamaica|haiti", Complexion(_DARK, _BLACK)),
    (r"polynesia|tahiti|hawaii|fiji|samoa|new guinea|indonesia|java|borneo|sumatra|malay", Complexion(_BROWN, _BLACK)),
)
_MIXED_TIMES = frozenset({"modern", "future"})


def complexion_of(country: str, era: Era) -> Complexion:
    """Return what people look like in a country; where none is known, as the picture books of the time have it."""
    text = country.lower()
    for words, complexion in _COUNTRIES:
        if re.search(rf"\b(?:{words})", text):
            return complexion
    return _EVERYBODY if era in _MIXED_TIMES else _NORTHERN


def hair_of(complexion: Complexion, years: str, skin: RGB, rng: Random) -> RGB:
    """Choose a colour of hair that goes with a skin: dark with a dark one, grey with age, fairer for a child."""
    colour = rng.choice(_BLACK_TO_BROWN if skin[0] < _LIGHT[2][0] - 20 else complexion.hairs)
    if years == "old":
        return mix(colour, _GREY, rng.uniform(0.7, 0.95))
    return lighter(colour, 0.08) if years == "child" else colour
