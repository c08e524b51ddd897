"""How stories go: a plot is beats, each for a cause that stands before it, with texts and a picture. Read from
`data/plots/*.toml`; docs/tales.md says how to write one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from analysts.vocabulary import DeedKind, Distance, LightSource, Mood, Relation, TimeOfDay, Weather
from authors.contract import Plain
from authors.tales.brief import AgeGroup, Form, PageCount
from authors.tales.grammar import DATA
from authors.tales.pen import Variant
from authors.tales.world import Row, Spot
from authors.tales.world import table as table_of_the_world
from authors.verse import METRES

PLACES = ("home", "here", "new", "far", "back")
"""Places that every story has."""


def variants_of(value: object) -> object:
    """Return a list of texts, or of tables with texts, as variants."""
    if not isinstance(value, list | tuple):
        return value
    return tuple({"text": entry} if isinstance(entry, str) else entry for entry in value)


class Beat(Plain):
    """What happens next. `because` is the beat that it follows from (only the first has none).

    `say` are variants; or `pool` names pools whose next lines stand after one another ("/": a new paragraph). `bind`
    gives roles other names for this beat ({"X": "A"}). `place` is "home", "here", "new", "far", "back" (to the place
    of the beat that `back` names) or one of the plot's own, also by a slot ("{K.where}"). `pages` is the smallest book
    that has the beat; up to `join` pages it stands on the spread of the beat before. After a `wide` one a spread
    without words may follow. `people` are roles, names of extras or slots that hold such a name, each with a pose after
    a colon ("H:sitting", "the shepherd", "{X.who}"); the first does the deed. `unseen` are names of those who are heard
    or told of, and not to be seen.
    """

    key: str
    because: str = ""
    summary: str
    say: tuple[Variant, ...] = ()
    pool: tuple[str, ...] = ()
    bind: Mapping[str, str] = Field(default_factory=dict)
    when: tuple[str, ...] = ()
    place: str = "here"
    back: str = ""
    turn: bool = False
    pages: PageCount = 24
    join: Literal[0, 24, 32, 40, 48] = 0
    wide: bool = False
    people: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    deed: DeedKind = "unknown"
    object_role: str = ""
    thing: str = ""
    relation: Relation = "unknown"
    time: TimeOfDay = "unknown"
    weather: Weather = "unknown"
    mood: Mood = "calm"
    light: LightSource = "unknown"
    distance: Distance = "unknown"
    props: tuple[str, ...] = ()

    _variants = field_validator("say", mode="before")(variants_of)


class RoleChoice(Plain):
    """Who takes a role: a row of a table of the world (or "friend": a second hero) of which conditions hold."""

    table: str
    when: tuple[str, ...] = ()


class Plot(Plain):
    """A story's way. `kind` is the theme that it answers (`data/themes/<kind>.toml`).

    `metre` is one of `authors.verse.METRES`, for verse. `when` are conditions on the hero and the matter. `once` are
    phrases chosen once for the whole book: a refrain.
    `ends` tells the writer how it goes, where that is not what the theme says.
    `tables` are rows of this plot alone, which roles find before those of the world; `places` are its own places.
    `extras` are people whom its texts name outright: they have no role, and stand in pictures by their names.
    """

    name: str
    kind: str
    ages: tuple[AgeGroup, ...]
    form: Form = "prose"
    ends: str = ""
    metre: str = ""
    titles: tuple[str, ...]
    when: tuple[str, ...] = ()
    roles: Mapping[str, RoleChoice] = Field(default_factory=dict)
    once: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Row]] = Field(default_factory=dict)
    extras: Mapping[str, Row] = Field(default_factory=dict)
    places: Mapping[str, Spot] = Field(default_factory=dict)
    pools: Mapping[str, tuple[Variant, ...]] = Field(default_factory=dict)
    beats: tuple[Beat, ...]

    @field_validator("pools", mode="before")
    @classmethod
    def read_pools(cls, pools: dict[str, Any]) -> dict[str, Any]:
        """Read pools as lists of variants."""
        return {key: variants_of(pool) for key, pool in pools.items()}

    @field_validator("tables", mode="before")
    @classmethod
    def read_tables(cls, tables: dict[str, Any]) -> dict[str, Any]:
        """Rows have their keys from the names of their tables in the file."""
        return {name: {key: {"key": key, **row} for key, row in rows.items()} for name, rows in tables.items()}

    @field_validator("extras", mode="before")
    @classmethod
    def read_extras(cls, rows: dict[str, Any]) -> dict[str, Any]:
        """Extras have their keys from their names in the file."""
        return {name: {"key": name, **row} for name, row in rows.items()}

    @field_validator("roles", mode="before")
    @classmethod
    def read_roles(cls, roles: dict[str, Any]) -> dict[str, Any]:
        """Read a role that is only the name of its table."""
        return {key: {"table": role} if isinstance(role, str) else role for key, role in roles.items()}

    @model_validator(mode="after")
    def hold_together(self) -> Plot:
        """See that every beat has its cause before it, and words."""
        if (self.form == "verse") != (self.metre in METRES):
            raise ValueError(f"{self.name}: verse has a metre, and only verse has one.")
        before: set[str] = set()
        for number, beat in enumerate(self.beats):
            if beat.key in before:
                raise ValueError(f"{self.name}: two beats are called {beat.key}.")
            if (number > 0 and beat.because not in before) or (number == 0 and beat.because):
                raise ValueError(f"{self.name}: the cause of {beat.key} is no beat before it.")
            if bool(beat.say) == bool(beat.pool):
                raise ValueError(f"{self.name}: {beat.key} has either words of its own or pools.")
            if missing := {name for name in beat.pool if name != "/"} - set(self.pools):
                raise ValueError(f"{self.name}: {beat.key} asks for pools that are not there: {', '.join(missing)}.")
            if not (beat.place in PLACES or beat.place in self.places or beat.place.startswith("{")):
                raise ValueError(f"{self.name}: {beat.key} is at {beat.place}, which is no place of the plot.")
            before.add(beat.key)
        return self

    def table(self, name: str) -> Mapping[str, Row]:
        """Return the rows of a table of the plot, or else of the world. Raises FileNotFoundError."""
        return self.tables[name] if name in self.tables else table_of_the_world(name)

    def capitals(self) -> set[str]:
        """Return the words of its texts that begin with a capital: the names of all who are in it are among them."""
        return set(re.findall(r"\b[A-Z][a-z]+\b", self.model_dump_json()))

    def pools_of(self, beat: Beat) -> list[tuple[str, tuple[Variant, ...]]]:
        """Return the pools of a beat with their names in the owner's memory."""
        if beat.say:
            return [(f"{self.name}/{beat.key}", beat.say)]
        return [(f"{self.name}/{name}", self.pools[name]) for name in beat.pool if name != "/"]


@cache
def plots() -> tuple[Plot, ...]:
    """Return all plots, in the order of their names."""
    files = sorted((DATA / "plots").rglob("*.toml"))
    return tuple(Plot.model_validate(_plot(file.read_text(encoding="utf-8"))) for file in files)


def _plot(text: str) -> dict[str, Any]:
    content = tomllib.loads(text)
    content["beats"] = content.pop("beat", [])
    return content


def plots_for(kind: str, age: AgeGroup, form: Form) -> tuple[Plot, ...]:
    """Return the plots that answer a theme for an age in a form."""
    return tuple(plot for plot in plots() if plot.kind == kind and age in plot.ages and plot.form == form)
