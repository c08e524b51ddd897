"""Facts of looks that cannot both hold."""

from __future__ import annotations

import pytest

from analysts.bible import Change, Look, LookField, Person
from characters.bible.contradictions import contradictions_of


def person(field: LookField, *values: str) -> Person:
    looks = tuple(Look(field, value, scene, f"It was {value}.") for scene, value in enumerate(values, 1))
    return Person("Nora Hill", (), "female", "adult", "major", 9, (1, 2, 3), looks)


def change(kind: str, scene: int, name: str = "Nora Hill") -> Change:
    return Change(name, scene, kind, "", "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("eyes", "blue eyes", "brown eyes"),
        ("eyes", "grey eyes", "green eyes"),
        ("hair", "black hair", "fair hair"),
        ("hair", "long red hair", "short red hair"),
        ("hair", "curly hair", "straight hair"),
        ("height", "tall", "short"),
        ("build", "slender", "stout"),
        ("skin", "pale skin", "dark skin"),
        ("beard", "long beard", "clean-shaven"),
        ("age", "young", "old"),
        ("age", "40 years old", "30 years old"),
        ("age", "20 years old", "50 years old"),
        ("marks", "scar on left cheek", "scar on right cheek"),
    ],
)
def test_two_kinds_of_one_thing_contradict(field: str, one: str, other: str) -> None:
    found = contradictions_of(person(field, one, other))  # type: ignore[arg-type]

    assert [(c.person, c.field, c.one.value, c.other.value) for c in found] == [("Nora Hill", field, one, other)]


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        ("hair", "dark hair", "black hair"),
        ("hair", "dark hair", "brown hair"),
        ("hair", "fair hair", "golden hair"),
        ("hair", "auburn hair", "red hair"),
        ("hair", "long hair", "red hair"),
        ("eyes", "dark eyes", "brown eyes"),
        ("eyes", "pale eyes", "blue eyes"),
        ("eyes", "deep-set eyes", "blue eyes"),
        ("build", "thin", "small"),
        ("age", "12 years old", "13 years old"),
        ("marks", "scar on left cheek", "spectacles"),
        ("clothes", "red coat", "blue coat"),
    ],
)
def test_synonyms_shades_and_other_traits_agree(field: str, one: str, other: str) -> None:
    assert contradictions_of(person(field, one, other)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "one", "other", "kind"),
    [
        ("hair", "long hair", "short hair", "hair"),
        ("beard", "long beard", "clean-shaven", "other"),
        ("age", "10 years old", "30 years old", "age"),
        ("hair", "black hair", "white hair", "age"),
    ],
)
def test_a_change_between_explains_it(field: str, one: str, other: str, kind: str) -> None:
    assert contradictions_of(person(field, one, other), [change(kind, 2)]) == []  # type: ignore[arg-type]


def test_a_change_after_both_explains_nothing() -> None:
    assert len(contradictions_of(person("hair", "long hair", "short hair"), [change("hair", 3)])) == 1


def test_a_change_of_somebody_else_explains_nothing() -> None:
    assert len(contradictions_of(person("hair", "long hair", "short hair"), [change("hair", 2, "Jane")])) == 1


def test_a_pair_that_comes_up_again_is_listed_once() -> None:
    assert len(contradictions_of(person("eyes", "blue eyes", "brown eyes", "blue eyes", "brown eyes"))) == 1


def test_the_sources_are_kept() -> None:
    (found,) = contradictions_of(person("eyes", "blue eyes", "brown eyes"))

    assert (found.one.scene, found.one.sentence, found.other.scene) == (1, "It was blue eyes.", 2)
