"""The small world that stories are told over: tables of rows with facts, read from `data/world/*.toml`.

A row is of somebody or something ("mole" of the table "helpers"); a fact is a phrase, or several of which a book uses
one. `lives` are the settings in which a row is at home (none: everywhere), `when` the conditions under which it may be
in a book.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from analysts.vocabulary import HUMAN, PlaceKind
from authors.contract import Plain
from authors.tales.brief import Pronoun
from authors.tales.grammar import DATA, plural_of, singular_of

Moves = Literal["walks", "flies", "swims", "stays"]
Facts = Mapping[str, str | tuple[str, ...]]
_KNOWN = ("lives", "when", "species", "name", "pronoun")


class Row(Plain):
    """Who or what a role of a plot can be; with a `species` it is somebody who is seen in pictures."""

    key: str
    lives: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    species: str = ""
    name: str = ""
    pronoun: Pronoun = "it"
    facts: Facts = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def gather_facts(cls, row: dict[str, object]) -> dict[str, object]:
        """Gather all that is no field of a row as its facts."""
        if "facts" in row:
            return row
        known = {key: row[key] for key in ("key", *_KNOWN) if key in row}
        return known | {"facts": {key: value for key, value in row.items() if key not in known}}


class Being(Plain):
    """A kind of being that can be in a story. `drawn` is its word in the vocabulary of pictures.

    One that `is_asked_for` is a hero only where a brief says so. An ordinary thing (`is_common`) is one where a theme
    has it wish, fear or feel something; what it does by itself is out of the ordinary.
    """

    key: str
    also: tuple[str, ...] = ()
    part: str
    parts: str
    go: str
    went: str
    sound: str
    home: str
    home_kind: PlaceKind
    lives: tuple[str, ...] = ()
    gifts: tuple[str, ...]
    moves: Moves = "walks"
    hand: str = "paw"
    drawn: str = ""
    young: str = ""
    pronoun: Pronoun | Literal[""] = ""
    is_child: bool = False
    is_person: bool = False
    is_thing: bool = False
    is_asked_for: bool = False
    is_common: bool = False

    @property
    def species(self) -> str:
        """What pictures show."""
        return self.drawn or (HUMAN if self.is_person else self.key)

    def called(self, asked: str) -> str:
        """Return the writer's word for it, if it has that one: a tractor is a tractor, although it lives as cars do."""
        word = asked.strip().lower()
        return word if word in self.also and not self.is_child else self.key


class Spot(Plain):
    """A place of a setting: `at` as a sentence has it, `name` as the bible has it."""

    at: str
    name: str
    kind: PlaceKind


class Setting(Plain):
    """Where a story plays. `far` is the place at its end, `words` are those of a brief that mean it."""

    key: str
    name: str
    kind: PlaceKind
    words: tuple[str, ...] = ()
    far: Spot
    spots: tuple[Spot, ...]
    arrivals: tuple[str, ...] = ()


@cache
def table(name: str) -> Mapping[str, Row]:
    """Return the rows of a table of the world by their keys. Raises FileNotFoundError."""
    return {key: Row.model_validate({"key": key, **row}) for key, row in _read(name).items()}


@cache
def beings() -> Mapping[str, Being]:
    """Return the kinds of beings by their names."""
    return {key: Being.model_validate({"key": key, **row}) for key, row in _read("beings").items()}


@cache
def settings() -> Mapping[str, Setting]:
    """Return the settings by their names."""
    return {key: Setting.model_validate({"key": key, **row}) for key, row in _read("settings").items()}


@cache
def names() -> Mapping[str, tuple[str, ...]]:
    """Return names for those who have none, by their pronouns."""
    return {key: tuple(row["names"]) for key, row in _read("names").items()}  # type: ignore[arg-type]


@cache
def known_names() -> Mapping[str, tuple[str, ...]]:
    """Return names that writers give, by their pronouns: those of `names` and others."""
    return {key: (*row["names"], *row["known"]) for key, row in _read("names").items()}  # type: ignore[misc]


@cache
def _beings_by_word() -> Mapping[str, Being]:
    found: dict[str, Being] = {}
    for being in beings().values():
        for word in (being.key, *being.also):
            found[word] = found[plural_of(word)] = being
    return found


def being_of(words: str) -> Being | None:
    """Return the kind of being that words name ("two small foxes" → fox), None where nobody knows it."""
    plain = words.lower().strip()
    by_word = _beings_by_word()
    if not plain:
        return None
    last = plain.split()[-1]
    return by_word.get(plain) or by_word.get(last) or by_word.get(singular_of(last))


def _read(name: str) -> Mapping[str, dict[str, object]]:
    return tomllib.loads((DATA / "world" / f"{name}.toml").read_text(encoding="utf-8"))
