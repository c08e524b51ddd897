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
KINDS = frozenset({"animals", "creatures", "life", "friends", "birds", "things"})
"""Words after a topic that ask for what belongs to it."""
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


def subjects_in(words: str) -> tuple[str, ...]:
    """Return what some words ask for: the subjects of a topic ("farm animals"), or the words themselves."""
    plain = [word for word in words.lower().replace("'s", "").split() if word not in ARTICLES | {"on", "in", "of"}]
    of_it = [word for word in plain if word not in KINDS]
    said = " ".join(of_it)
    topic = next((form for form in (said, singular_of(said)) if form in topics()), None) if said else None
    if topic is None or (of_it == plain and subject_of(words) is not None):
        return (words,)
    return tuple(topics()[topic].split(", "))


def topics() -> Mapping[str, str]:
    """Return what topics stand for, each a list of subjects with commas between."""
    found: dict[str, str] = _data()["topics"]
    return found


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
                home = _home(form)
                dressed = True if home == "anybody" and form not in data["wild"].split() else None
                person = PlannedPerson(name=form.capitalize(), species=form, is_clothed=dressed, role="major")
                return Subject(words, person, home=home)
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
