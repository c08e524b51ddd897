"""A branch as a book: who is in it, as far as its facts say."""

from __future__ import annotations

import pytest

from authors.continuations.contract import PersonFacts, Segment, Statement, StoryFacts
from books.models import VividPage
from writing.stories.bible.overlay import EditedFacts
from writing.stories.book import book_of


@pytest.mark.parametrize(
    ("person", "gender"),
    [
        (PersonFacts(name="Kit", pronoun="she"), "female"),
        (PersonFacts(name="Kit", relations=(Statement(kind="relation", about="Kit", value="brother"),)), "male"),
        (PersonFacts(name="the old woman"), "female"),
        (PersonFacts(name="Anna"), "female"),
        (PersonFacts(name="Grindle"), "unknown"),
    ],
)
def test_whoever_is_a_daughter_or_has_her_name_is_drawn_so(person: PersonFacts, gender: str) -> None:
    segment = Segment(id="s", line="All is quiet.", paragraphs=("All is quiet.",))
    book = book_of(
        VividPage(title="T", identity="i"), [segment], EditedFacts(StoryFacts(people=(person,)), {}, {}), analysed=1
    )
    assert book.bible is not None
    assert [one.gender for one in book.bible.bible.people] == [gender]
