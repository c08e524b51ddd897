"""What is known of things, beings, places, hours and weather, and what people do and say: the author's own words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from analysts.prose.frames.words import NOUN_CLASSES

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent
_SLOT = re.compile(r"\{([A-Za-z._]+)\}")
_STOPS = frozenset(
    [
        "of",
        "with",
        "that",
        "in",
        "on",
        "along",
        "to",
        "up",
        "round",
        "by",
        "at",
        "below",
        "above",
        "under",
        "like",
        "from",
        "about",
        "as",
        "than",
        "across",
        "where",
        "which",
    ]
)


@dataclass(frozen=True, slots=True)
class Stock:
    """A phrase or sentence of the author's own: `key` is where it stands, `need` what whoever it tells of can do."""

    key: str
    text: str
    need: str = ""

    @property
    def slots(self) -> frozenset[str]:
        """What is to be filled in."""
        return frozenset(_SLOT.findall(self.text))

    def filled(self, values: Mapping[str, str]) -> str:
        """Return the sentence with its slots filled in, with a capital at its beginning."""
        return with_capital(_SLOT.sub(lambda slot: values[slot[1]], self.text))


def with_capital(text: str) -> str:
    """Return a sentence with a capital letter, after a quotation mark where it begins with one."""
    at = 1 if text[:1] == "“" else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def is_many(phrase: str) -> bool:
    """Say whether a noun phrase is of several: “iron bands along the lid”, not “a smell of camphor”."""
    head = phrase.split()
    if head[0] in ("a", "an", "the", "no", "one"):
        return False
    for number, word in enumerate(head):
        if number and word in _STOPS:
            break
        if word.endswith("s") and not word.endswith(("ss", "us", "’s")):
            return True
    return head[0] in ("geese", "people")


@cache
def pool(*path: str) -> tuple[Stock, ...]:
    """Return the stock that stands at a path (“people”, “gesture”, “thing”), () where there is none."""
    found: object = _data()
    for name in path:
        found = found.get(name, ()) if isinstance(found, dict) else ()
    if not isinstance(found, list):
        return ()
    return tuple(_stock(f"{'.'.join(path)} {number}", text) for number, text in enumerate(found))


def of_thing(noun: str, what: str) -> tuple[Stock, ...]:
    """Return what there is to say of a thing (`what`: has, does, ask), of its own or of its class."""
    like = _data()["things"]["like"].get(noun, noun)
    own = pool("things", "thing", like, what)
    return own or pool("things", "class", NOUN_CLASSES.get(noun, ""), what)


def is_handy(noun: str) -> bool:
    """Say whether a thing is one that is held in a hand."""
    like = _data()["things"]["like"].get(noun, noun)
    return NOUN_CLASSES.get(noun, NOUN_CLASSES.get(like, "")) in _HANDY and noun not in (
        "wheel",
        "ladder",
        "anchor",
        "coffin",
    )


_HANDY = frozenset(
    [
        "text",
        "container",
        "tool",
        "light",
        "weapon",
        "garment",
        "food",
        "drink",
        "vessel",
        "instrument",
        "treasure",
        "tobacco",
        "writing_tool",
    ]
)


def of_being(species: str, what: str) -> tuple[Stock, ...]:
    """Return what there is to say of a being: a robot, a dragon, some animal, a human."""
    return pool("things", "being", species, what) or pool("things", "being", "animal", what)


def of_place(noun: str, kind: str) -> tuple[Stock, ...]:
    """Return what there is at a place, by its noun or its kind."""
    return pool("settings", "noun", noun) or pool("settings", "kind", kind)


def _stock(key: str, text: str) -> Stock:
    words, _, need = text.partition("|")
    return Stock(key, words, need)


@cache
def _data() -> dict[str, dict[str, dict[str, str]]]:
    names = ("things", "settings", "people", "voices")
    return {name: tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in names}
