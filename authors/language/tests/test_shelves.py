"""What a model is told of the same family's earlier books."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from authors.contract import Context, EarlierBook, Material, Memory
from authors.language import LanguageAuthor, Stories
from authors.language.crafts.shelves import MOST_BOOKS, shelf_block
from authors.language.tests.models import asked, claude
from authors.language.tests.test_coloring import PicturesBrief
from authors.language.tests.test_coloring import author as coloring_author
from authors.tales.brief import ChildrensBrief
from authors.tests.attentive_writer import outside
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer

BRIEF = ChildrensBrief(theme="a lighthouse that is afraid of the dark")
SHELF = Memory(
    used={"plot": 3},
    shelf=(EarlierBook(title="Wick and the Dark", opening="Once there was a light.", names=("Wick",)),),
)
LINE = "Wick and the Dark | begins: Once there was a light. | in it: Wick"


def questions(wire: WireServer, memory: Memory) -> list[str]:
    """Plan a story, write its first page and its last, and return what was asked."""
    wire.calls.clear()
    author = LanguageAuthor(claude(wire, most_output_tokens=1_500), Stories())
    outline = author.outline(BRIEF, memory=memory, material=Material())
    context = Context(outline=outline, memory=memory)
    for part in (outline.parts[0], outline.parts[-1]):
        author.write(BRIEF, part, context)
    return asked(wire)


def test_titles_openings_and_names_are_told_where_a_book_is_planned_and_begun(wire: WireServer) -> None:
    plan, first, *_, last = questions(wire, SHELF)

    assert LINE in plan
    assert LINE in first
    assert LINE not in outside(plan) + outside(first), "it is data"
    assert "Give this book another title" in outside(plan)
    assert "EARLIER BOOKS" not in last


def test_whoever_has_no_books_is_asked_the_same_as_ever(wire: WireServer) -> None:
    assert questions(wire, Memory()) == questions(wire, Memory(used={"plot": 3}))
    assert not any("EARLIER BOOKS" in question for question in questions(wire, Memory()))


def test_a_colouring_book_is_told_what_was_coloured(wire: WireServer) -> None:
    author: LanguageAuthor[Any] = coloring_author(wire)
    brief = PicturesBrief()

    author.outline(brief, memory=SHELF, material=Material())
    author.outline(brief, memory=Memory(), material=Material())

    told, untold = asked(wire)
    assert LINE in told
    assert "EARLIER BOOKS" not in untold


@pytest.mark.parametrize("letters", [10, 10_000])
def test_a_full_shelf_costs_few_tokens(letters: int) -> None:
    book = EarlierBook(title="T" * letters, opening="o" * letters, names=("n" * letters,) * 9)

    block = shelf_block(Memory(shelf=(book,) * 40))

    assert len(block.lines) == MOST_BOOKS
    assert block.tokens < 800
