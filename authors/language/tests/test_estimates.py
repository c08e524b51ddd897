"""What is estimated before a book is written, beside what it then uses at the wire server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from authors.contract import Context, Material, Memory
from authors.language import Biographies, LanguageAuthor, Stories
from authors.language.tests.lives import biography, life
from authors.language.tests.models import claude
from authors.tales.brief import ChildrensBrief
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from authors.language.estimates import Workload
    from providers.tests.wire.server import WireServer

MODELS = [(8_000, 2_048), (32_000, 8_000), (1_000_000, 64_000)]


def story(pages: int = 32, age: str = "3-5") -> tuple[Any, Any, Material]:
    return Stories(), ChildrensBrief.model_validate({"theme": "a bell", "pages": pages, "age": age}), Material()


def a_life() -> tuple[Any, Any, Material]:
    return Biographies(), biography(words=12_000, has_prologue=False, has_epilogue=False), life(300)


def output(workload: Workload, course: str) -> int:
    return sum(each.output_tokens for each in getattr(workload, course))


def read(workload: Workload, course: str) -> int:
    return sum(each.input_tokens for each in getattr(workload, course))


@pytest.mark.parametrize(("context", "answer"), MODELS)
@pytest.mark.parametrize("book", [story(), story(48, "9-12"), a_life()])
def test_calls_and_tokens_lie_between_the_least_and_the_most(
    wire: WireServer, book: tuple[Any, Any, Material], context: int, answer: int
) -> None:
    craft, brief, material = book
    writer: LanguageAuthor[Any] = LanguageAuthor(claude(wire, context_tokens=context, most_output_tokens=answer), craft)
    before = writer.workload(brief, None, material, rounds=2)
    outline = writer.outline(brief, memory=Memory(), material=material)
    planned = writer.workload(brief, outline, material, rounds=2)
    for part in outline.parts:
        writer.write(brief, part, Context(outline=outline, material=material))
    bodies = {call.body for call in wire.calls}  # the ledger answers those that have been asked before
    tokens = sum(len(body) / 4 for body in bodies)

    assert len(before.least) <= len(before.likely) <= len(before.most)
    assert 0.5 * read(before, "least") < tokens < read(before, "most")
    assert len(planned.most) < len(before.most)
    assert output(before, "least") < output(before, "likely") < output(before, "most")
    assert before.words == pytest.approx(sum(part.words for part in outline.parts), rel=0.05)


def test_writing_is_mostly_answers_and_reading_mostly_questions_for_a_model_of_small_context(wire: WireServer) -> None:
    craft, brief, material = a_life()
    large = LanguageAuthor(claude(wire), craft).workload(brief, None, material, rounds=2)
    small = LanguageAuthor(claude(wire, context_tokens=8_000, most_output_tokens=2_048), craft)

    assert large.output_tokens > 12_000 * 1.3
    assert len(small.workload(brief, None, material, rounds=2).least) > len(large.least)
    assert not wire.calls


def test_a_book_without_sources_yet_is_estimated_by_its_length(wire: WireServer) -> None:
    craft, brief, _ = a_life()
    writer: LanguageAuthor[Any] = LanguageAuthor(claude(wire), craft)
    short = writer.workload(brief, None, Material(), rounds=2)
    long = writer.workload(brief.model_copy(update={"words": 120_000}), None, Material(), rounds=2)

    assert 8 < output(long, "likely") / output(short, "likely") < 12
