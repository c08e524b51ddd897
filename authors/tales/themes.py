"""What a theme may be about, read from `data/themes/*.toml`: how it is said, and what is known of its matter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from pydantic import Field, model_validator

from authors.contract import Plain
from authors.tales.brief import Matter
from authors.tales.grammar import DATA, NounKind
from authors.tales.world import Facts

ObjectKind = Literal[
    "thing", "deed", "quality", "clause", "made", "event", "place", "doing", "course", "occasion", "none"
]
"""What follows in the theme: a noun phrase, a verb in its plain form, an adjective, a verb in the third person; "bake a
cake" (the cake is what the story is about), an event and where it is, a place with its preposition, "the umbrella |
flies", a whole theme of what happens in it, and an occasion with who comes along ("the picnic |
grandpa")."""
_WHO = r",? (?:who|that|which)"
_SUBJECT = r"(?P<subject>[\w' -]+?)"
_OBJECT = r"(?P<object>.+)"


class KnownMatter(Plain):
    """A matter that the world knows more of. `phrase` and `kind` are used instead of the theme's own where they are
    given; `told` says to the writer what of it the story makes something else; `means` are words for it that the story
    tells without saying them."""

    match: str
    phrase: str = ""
    kind: NounKind | Literal[""] = ""
    told: str = ""
    means: tuple[str, ...] = ()
    facts: Facts = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def gather_facts(cls, row: dict[str, Any]) -> dict[str, Any]:
        """Gather all that is no field as facts."""
        fields = ("match", "phrase", "kind", "told", "means", "facts")
        facts = {key: value for key, value in row.items() if key not in fields}
        return {key: row[key] for key in fields if key in row} | ({"facts": facts} if facts else {})


class Theme(Plain):
    """A kind of theme. `order` says which is tried first (small ones are). `asks` are choices of the form.

    `patterns` are regular expressions with {subject}, {who} and {object}; `words` mean the theme where they stand alone
    in a brief; `teaches` are what its stories show. `says` completes "This is a story of a fox who …" for the writer.
    `free` are objects for a brief without a theme. `lead` is the verb of a deed that has none. A `closed` theme has
    stories of its known matters only, which `knows` tells the writer. `means` are words that its story tells without
    saying them. `general` are facts of every matter ("all") or
    of a kind of it.
    """

    name: str
    order: int = 50
    asks: tuple[Matter, ...] = ()
    object: ObjectKind = "none"
    says: str
    ends: str
    patterns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    teaches: tuple[str, ...] = ()
    lead: str = ""
    free: tuple[str, ...] = ()
    closed: bool = False
    knows: str = ""
    means: tuple[str, ...] = ()
    general: Mapping[str, Facts] = Field(default_factory=dict)
    matters: tuple[KnownMatter, ...] = Field(default=(), alias="matter")

    def known(self, text: str) -> KnownMatter | None:
        """Return the matter of which the world knows more: the one called so, or else the first that matches."""
        if called := next(
            (matter for matter in self.matters if matter.facts and matter.phrase == text.partition(" | ")[0]), None
        ):
            return called
        for matter in self.matters:
            if re.search(rf"\b(?:{matter.match})\b", text.lower()):
                return matter
        return None


class Match(NamedTuple):
    """A theme's words, told apart; `friend` is a second hero whom it names."""

    theme: Theme
    subject: str
    object: str
    friend: str = ""


class Refusal(Plain):
    """A topic that the built-in author leaves to others, and the words that say so."""

    match: str
    words: str


@cache
def themes() -> tuple[Theme, ...]:
    """Return all themes, in the order in which they are tried."""
    files = sorted((DATA / "themes").glob("*.toml"))
    found = [Theme.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))) for file in files]
    return tuple(sorted(found, key=lambda theme: (theme.order, theme.name)))


@cache
def refusals() -> tuple[Refusal, ...]:
    """Return the topics that are declined."""
    content = tomllib.loads((DATA / "refusals.toml").read_text(encoding="utf-8"))
    return tuple(Refusal.model_validate(row) for row in content["refusal"])


def theme_called(name: str) -> Theme:
    """Return a theme by its name. Raises KeyError."""
    for theme in themes():
        if theme.name == name:
            return theme
    raise KeyError(name)


def matched(text: str) -> list[Match]:
    """Return the themes of which a pattern is the whole text, in the order in which they are tried."""
    found: list[Match] = []
    for theme in themes():
        for pattern in theme.patterns:
            match = _pattern(pattern).fullmatch(text)
            if match:
                groups = match.groupdict()
                said = ((groups.get(name) or "").strip() for name in ("subject", "object", "friend"))
                found.append(Match(theme, *said))
                break
    return found


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    written = pattern.replace("{subject}", _SUBJECT).replace("{who}", _WHO).replace("{object}", _OBJECT)
    return re.compile(written, re.IGNORECASE)
