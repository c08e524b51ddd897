"""What a book costs grows with its length, and not with its length times its length.

Counted in calls of functions and not in seconds, so that a busy machine changes nothing.
"""

from __future__ import annotations

import sys
from itertools import islice, product
from typing import TYPE_CHECKING

import pytest

from analysts.rules import RuleAnalyst
from analysts.tests.rules_stories import book

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

pytestmark = pytest.mark.whole

SYLLABLES = ("ba", "do", "ki", "lu", "me", "no", "pa", "ri", "su", "te", "va", "zo")
TWICE_AND_A_LITTLE = 2.6


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions are called, ours and Python's own."""
    count = 0

    def heed(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(heed)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def invented(number: int) -> list[str]:
    return ["".join(parts).capitalize() for parts in islice(product(SYLLABLES, repeat=4), number)]


def of_many(names: int) -> str:
    """Write a book in which everybody has a name that nobody shares."""
    return "\n\n".join(f"Then {name} said so to old {name}, and {name} ran home." for name in invented(names))


def of_full_names(names: int) -> str:
    """Write full names, titles and bare names, nobody's the same."""
    people = zip(invented(names), reversed(invented(2 * names)), strict=False)
    return "\n\n".join(
        f"Then {given} {family} said so to Mr. {family}. When {given} {family} ran, he saw Miss {family}."
        for given, family in people
    )


def of_articled(names: int) -> str:
    """Write of beings with an article and a noun of their own."""
    return "\n\n".join(f"Then the Great {name} said so, and the Great {name} ran." for name in invented(names))


@pytest.mark.parametrize("text", [of_many, of_full_names, of_articled])
def test_twice_as_many_names_are_about_twice_the_work(text: Callable[[int], str]) -> None:
    analyst = RuleAnalyst()
    analyst.discover(book(text(20)))  # vocabularies are read once
    (few, many) = (calls_of(lambda n=n: analyst.discover(book(text(n)))) for n in (400, 800))  # type: ignore[misc]

    assert many < TWICE_AND_A_LITTLE * few


@pytest.mark.parametrize("text", ["He saw the hill and her hat. ", "Anna saw Bella, and she ran; "])
def test_a_paragraph_of_twice_the_length_is_about_twice_the_work(text: str) -> None:
    analyst = RuleAnalyst()
    analyst.discover(book(text * 20))
    (short, long) = (calls_of(lambda n=n: analyst.discover(book(text * n))) for n in (400, 800))  # type: ignore[misc]

    assert long < TWICE_AND_A_LITTLE * short


def test_twice_as_many_scenes_are_about_twice_the_work() -> None:
    analyst = RuleAnalyst()
    (few, many) = ([["The wind blew over the hill."] * n] for n in (300, 600))
    bible = analyst.discover(book(*few))

    def read(scenes: list[list[str]]) -> int:
        return calls_of(lambda: [analyst.analyse(chapter, bible) for chapter in book(*scenes)])

    assert read(many) < TWICE_AND_A_LITTLE * read(few)
