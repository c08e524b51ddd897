"""Our own sentences: by what they are for, with what whoever they tell of must be able to do."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_SLOT = re.compile(r"\{([A-Za-z.]+)\}")
FAMILIES = {
    "opening": "opening closing lighting",
    "finding": "searching digging",
    "moving": "walking arriving leaving following leading crawling turning",
    "fleeing": "running fleeing chasing",
    "fighting": "fighting shooting threatening seizing binding throwing pushing",
    "handing": "giving taking holding carrying putting catching pulling",
    "talking": "talking whispering shouting greeting bowing pointing",
    "looking": "looking listening waking",
    "climbing": "climbing jumping falling",
    "hiding": "hiding",
    "breaking": "breaking",
    "water": "swimming rowing sailing",
    "resting": "sitting standing lying sleeping smoking",
    "eating": "eating drinking cooking",
    "working": "working sewing washing tending dressing",
    "reading": "reading writing",
    "joy": "laughing playing dancing",
    "grief": "weeping dying praying kneeling",
    "tender": "embracing kissing comforting",
    "riding": "riding driving flying",
    "making": "making music",
}
_FAMILY_OF_DEED = {deed: family for family, deeds in FAMILIES.items() for deed in deeds.split()} | {
    "making music": "making"
}


@dataclass(frozen=True, slots=True)
class Stock:
    """A sentence of a pool: its `key` is its pool and number, `needs` are abilities of whoever it tells of."""

    key: str
    text: str
    needs: tuple[str, ...]

    @property
    def slots(self) -> frozenset[str]:
        """What is to be filled in."""
        return frozenset(_SLOT.findall(self.text))

    def filled(self, values: dict[str, str]) -> str:
        """Return the sentence, with a capital where it begins with a name of somebody without one."""
        text = _SLOT.sub(lambda slot: values[slot[1]], self.text)
        at = 1 if text[:1] == "“" else 0
        return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


@cache
def pool(*path: str) -> tuple[Stock, ...]:
    """Return the sentences of a pool, () for one that is not there."""
    found: object = _data()
    for name in path:
        found = found.get(name, ()) if isinstance(found, dict) else ()
    if not isinstance(found, list):
        return ()
    return tuple(_stock(f"{'.'.join(path)} {number}", text) for number, text in enumerate(found))


def family_of(deed: str) -> str:
    """Return the family of beats of a kind of deed."""
    return _FAMILY_OF_DEED.get(deed, "any")


def _stock(key: str, text: str) -> Stock:
    words, _, needs = text.partition("|")
    return Stock(key, words, tuple(needs.split(",")) if needs else ())


@cache
def _data() -> dict[str, object]:
    scenes = tomllib.loads((_FOLDER / "scenes.toml").read_text(encoding="utf-8"))
    beats = tomllib.loads((_FOLDER / "beats.toml").read_text(encoding="utf-8"))
    return {**scenes, "beats": beats}
