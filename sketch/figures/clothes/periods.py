"""Which time a book plays in, of those whose clothes are drawn."""

from __future__ import annotations

import re
from typing import Literal, get_args

Era = Literal[
    "", "ancient", "medieval", "renaissance", "baroque", "regency", "victorian", "twenties", "modern", "future"
]
ERAS: tuple[Era, ...] = tuple(era for era in get_args(Era) if era)
"""Eras by when they were; an empty word is no known time, whose people wear what picture books have always worn."""

_ENDS: tuple[tuple[int, Era], ...] = (
    (500, "ancient"),
    (1450, "medieval"),
    (1650, "renaissance"),
    (1790, "baroque"),
    (1838, "regency"),
    (1915, "victorian"),
    (1947, "twenties"),
    (2040, "modern"),
)
"""The year before which each ends."""
_WORDS: tuple[tuple[Era, str], ...] = (
    ("future", r"future|futurist|space age|science fiction|interstellar|cyberpunk|dystopia"),
    ("modern", r"modern|contemporary|present[- ]day|today|post-?war|cold war|twenty-first"),
    ("twenties", r"jazz age|roaring|interwar|world war|great war|wartime|prohibition|depression"),
    ("victorian", r"victorian|edwardian|gilded age|belle [eé]poque|industrial|wild west|frontier|steampunk|civil war"),
    ("regency", r"regency|napoleon|biedermeier|jane austen"),
    ("baroque", r"baroque|georgian|rococo|enlightenment|colonial|revolution|golden age of piracy|pirate"),
    ("renaissance", r"renaissance|tudor|elizabethan|shakespear|jacobean|reformation|conquistador|thirty years"),
    (
        "medieval",
        r"medi[ae]{1,2}val|middle ages|arthurian|feudal|viking|saxon|norman|crusade|knight|fairy[- ]?tale|fantasy",
    ),
    (
        "ancient",
        r"ancient|antiquity|roman|greek|greece|bibl|egypt|pharaoh|bronze age|iron age|classical|homeric|\bbc\b",
    ),
)
_CENTURIES = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
]


def era_of(period: str) -> Era:
    """Return the era that a phrase names: by its year, its century, or its words; empty where it names none."""
    text = period.lower()
    year = _year(text)
    if year is not None:
        return next((era for end, era in _ENDS if year < end), "future")
    return next((era for era, pattern in _WORDS if re.search(pattern, text)), "")


def _year(text: str) -> int | None:
    if re.search(r"\d\s*(?:bc|b\.c\.)", text):
        return 0
    match = re.search(r"\b(\d{3,4})(?:s|'s)?\b", text)
    if match is not None:
        return int(match.group(1))
    match = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)[- ]century", text)
    number = int(match.group(1)) if match is not None else None
    if number is None:
        named = [k + 1 for k, word in enumerate(_CENTURIES) if re.search(rf"\b{word}[- ]century", text)]
        number = named[-1] if named else None
    if number is None:
        return None
    part = 20 if "early" in text else 80 if "late" in text else 50
    return (number - 1) * 100 + part
