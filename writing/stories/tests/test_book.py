"""A branch as a book: who is in it, as far as its facts say."""

from __future__ import annotations

import pytest

from authors.continuations.contract import PersonFacts, PlaceFacts, Segment, Statement, StoryFacts
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


def test_a_picture_stays_where_the_story_stood_and_a_place_of_no_known_kind_is_of_the_kind_that_it_is_in() -> None:
    facts = StoryFacts(places=(PlaceFacts(name="the market", kind="market"), PlaceFacts(name="the counter")))
    segments = [
        Segment(id="a", line="At the market.", paragraphs=("It was loud.",), place="the market"),
        Segment(id="b", parent="a", line="Nobody spoke.", paragraphs=("Nobody spoke.",)),
        Segment(id="c", parent="b", line="At the counter.", paragraphs=("They waited.",), place="the counter"),
    ]
    book = book_of(VividPage(title="T", identity="i"), segments, EditedFacts(facts, {}, {}), analysed=3)
    assert book.bible is not None
    assert [scene.place_kind for scene in book.bible.analyses] == ["market", "market", "market"]
