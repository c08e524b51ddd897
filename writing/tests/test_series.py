"""A kept hero over all pages of two books: the same parts in the same colours, measured in every picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.series import likeness
from writing import services
from writing.tests.test_childrens import write

if TYPE_CHECKING:
    from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)
SAME, OTHER = 0.9, 0.85
"""Shares of what is seen of a hero that the first book has shown of them: of the same one, at the least (a hat may be
seen for the first time), and of a namesake who is a fox, at the most, whatever clothes chance gives them."""


def test_a_kept_hero_looks_the_same_on_every_page_of_a_second_book_and_a_namesake_does_not(reader: User) -> None:
    afraid = {"matter": "is afraid of", "theme": "the dark", "age": "6-8", "pages": 24}
    wick = {"name": "Wick", "species": "hedgehog", "pronoun": "she", "looks": "a red scarf"}
    first = write(reader, heroes=[wick], **afraid)
    kept = {**wick, "key": services.keep_hero(book=first, name="Wick").key}
    second = write(reader, heroes=[kept], **{**afraid, "theme": "balloons"})
    namesake = write(reader, heroes=[{**wick, "species": "fox"}], **{**afraid, "theme": "thunder"})

    shares, others = (likeness(first.vividpage, book.vividpage, "Wick") for book in (second, namesake))
    assert min(len(shares), len(others)) >= 8
    assert min(shares) >= SAME
    assert max(others) < OTHER
