"""What a book's words for a place add to its plan: things at its walls and on its floor, finishes, colours."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sketch.paint import materials as m
from sketch.paint.colours import RGB, cloth_colour, mix
from sketch.plans.grammar import Term, terms

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS_FILE = Path(__file__).with_name("places.toml")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_OF_WALLS = frozenset({"wall", "walls", "wallpaper", "paper", "panelling", "paneling", "plaster", "papered"})


@dataclass(frozen=True, slots=True)
class Words:
    """By a word for a place: the kind of its plan, what it adds at a wall, on the floor, outdoors, and its finish."""

    kinds: Mapping[str, str]
    walls: Mapping[str, str]
    things: Mapping[str, str]
    outdoors: Mapping[str, str]
    finishes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words for one place say."""

    walls: tuple[str, ...] = ()
    things: tuple[Term, ...] = ()
    outdoors: tuple[Term, ...] = ()
    finish: str = ""
    hue: RGB | None = None


def load_words(file: Path) -> Words:
    """Read what words add."""
    return Words(**tomllib.loads(file.read_text(encoding="utf-8")))


WORDS = load_words(WORDS_FILE)


def wording_of(phrases: Iterable[str]) -> Wording:
    """Read what the phrases for a place say; what no table knows says nothing."""
    phrases = [phrase.lower() for phrase in phrases]
    words = [word for phrase in phrases for word in _WORD.findall(phrase)]
    return Wording(
        walls=tuple(dict.fromkeys(_known(words, WORDS.walls))),
        things=terms(" ".join(dict.fromkeys(_known(words, WORDS.things)))),
        outdoors=terms(" ".join(dict.fromkeys(_known(words, WORDS.outdoors)))),
        finish=next(iter(_known(words, WORDS.finishes)), ""),
        hue=next(filter(None, map(_wall_hue, phrases)), None),
    )


def kind_named(phrases: Iterable[str]) -> str:
    """Return the kind of plan that the phrases for a place name first; empty if they name none."""
    words = [word for phrase in phrases for word in _WORD.findall(phrase.lower())]
    return next(iter(_known(words, WORDS.kinds)), "")


def _known(words: Iterable[str], table: Mapping[str, str]) -> list[str]:
    """Return what a table has for the words, be they singular or plural."""
    return [table[form] for word in words if (form := _form(word, table))]


def _form(word: str, table: Mapping[str, str]) -> str:
    return next((form for form in (word, word.removesuffix("s"), f"{word}s") if form in table), "")


def _wall_hue(phrase: str) -> RGB | None:
    if not _OF_WALLS & set(_WORD.findall(phrase)):
        return None
    colour = cloth_colour(phrase)
    return None if colour is None else mix(colour, m.PLASTER, 0.3)
