"""What a writer wants coloured, as far as the artist can draw it: somebody, a thing, or a place."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from analysts.vocabulary import SPECIES, PlaceKind
from authors.contract import PlannedPerson
from authors.tales.grammar import singular_of
from sketch.props.vocabulary import words_for_props

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DATA = Path(__file__).with_name("data")
PLACES = frozenset(get_args(PlaceKind)) - {"unknown"}
ARTICLES = frozenset({"a", "an", "the", "some", "many", "my", "our"})
Home = Literal["anybody", "birds", "swimmers"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to be coloured: it is one of `person`, `thing` and `place`. `home` is where somebody lives."""

    words: str
    person: PlannedPerson | None = None
    thing: str = ""
    place: str = ""
    home: Home = "anybody"


def subject_of(words: str) -> Subject | None:
    """Return what some words name; None if the artist draws nothing of that name."""
    plain = [word for word in words.lower().replace("'s", "").split() if word not in ARTICLES]
    for found in (_somebody(words, plain), _somewhere(words, plain), _something(words, plain)):
        if found is not None:
            return found
    return None


def stock() -> tuple[str, ...]:
    """Return what is coloured where nothing is asked for."""
    return tuple(_data()["stock"].split())


def _somebody(words: str, plain: Iterable[str]) -> Subject | None:
    data = _data()
    for word in reversed(list(plain)):
        for form in (word, singular_of(word)):
            if form in data["people"]:
                return Subject(words, _human(form, data["people"][form]))
            if form in SPECIES and form not in data["left_out"].split():
                person = PlannedPerson(name=form.capitalize(), species=form, role="major")
                return Subject(words, person, home=_home(form))
    return None


def _home(species: str) -> Home:
    data = _data()
    if species in data["swimmers"].split():
        return "swimmers"
    return "birds" if species in data["birds"].split() else "anybody"


def _human(word: str, fields: Mapping[str, Any]) -> PlannedPerson:
    return PlannedPerson(
        name=word.capitalize(),
        gender=fields.get("gender", "unknown"),
        age=fields["age"],
        looks=(("clothes", fields["clothes"]),),
        role="major",
    )


def _somewhere(words: str, plain: list[str]) -> Subject | None:
    joined = " ".join(plain)
    singular = " ".join([*plain[:-1], singular_of(plain[-1])]) if plain else ""
    kind = next((form for form in (joined, singular, plain[-1] if plain else "") if form in PLACES), None)
    return Subject(words, place=kind) if kind is not None else None


def _something(words: str, plain: list[str]) -> Subject | None:
    known = words_for_props([" ".join(plain)])
    return Subject(words, thing=known[0]) if known else None


@cache
def _data() -> Mapping[str, Any]:
    with (DATA / "subjects.toml").open("rb") as file:
        return tomllib.load(file)
