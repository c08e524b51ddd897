"""Colouring books by a model, against a server that speaks the services' protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from authors.contract import Brief, Context, Material, Memory
from authors.language import Coloring, LanguageAuthor
from authors.language.tests.models import asked, claude
from authors.tales.brief import Hero
from authors.tests import attentive_writer
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer


class PicturesBrief(Brief):
    """A brief of the tests' own: subjects, and how many pictures."""

    subjects: tuple[str, ...] = ("a bell", "a boat")
    pages: int = 30
    heroes: tuple[Hero, ...] = Field(default=(), title="Heroes")


CRAFT: Coloring[PicturesBrief] = Coloring(pictures=lambda brief: brief.pages, heroes=lambda brief: brief.heroes)


def author(wire: WireServer, context: int = 1_000_000, answer: int = 64_000) -> LanguageAuthor[PicturesBrief]:
    return LanguageAuthor(claude(wire, context_tokens=context, most_output_tokens=answer), CRAFT)


def test_every_picture_is_planned_and_no_page_is_asked_for_again(wire: WireServer) -> None:
    writer, brief = author(wire), PicturesBrief()
    outline = writer.outline(brief, memory=Memory(), material=Material())
    texts = [writer.write(brief, part, Context(outline=outline)) for part in outline.parts]

    assert len(outline.parts) == 30
    assert {part.kind for part in outline.parts} == {"picture"}
    assert all(
        not text.paragraphs and text.depiction == part.depiction
        for text, part in zip(texts, outline.parts, strict=True)
    )
    assert len(wire.calls) == 1
    assert len(writer.workload(brief, None, Material(), rounds=2).least) == 1


def test_a_model_of_small_context_plans_as_many(wire: WireServer) -> None:
    outline = author(wire, 8_000, 2_048).outline(PicturesBrief(), memory=Memory(), material=Material())

    assert len({part.title for part in outline.parts}) == 30
    assert len(wire.calls) > 1


def test_a_picture_is_planned_anew_by_the_writers_word(wire: WireServer) -> None:
    writer, brief = author(wire), PicturesBrief(heroes=(Hero.model_validate({"name": "Ottilie", "key": "k"}),))
    outline = writer.outline(brief, memory=Memory(), material=Material())
    part = outline.parts[3]
    before = writer.write(brief, part, Context(outline=outline))
    text = writer.write(brief, part, Context(outline=outline, before=before, feedback="With a kite."))
    blocks = attentive_writer.blocks_of(asked(wire)[-1])

    assert text.depiction is not None
    assert text.depiction != part.depiction
    assert [person.name for person in text.depiction.people] == ["Ottilie"]
    assert blocks["WISH"] == ["With a kite."]
    assert len(blocks["PLAN"]) == 29
