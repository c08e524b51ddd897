"""Illustrated stories by a model, against a server that speaks the services' protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from authors.contract import Context, Declined, Finding, Material, Memory, Outline, Text
from authors.language import LanguageAuthor, Stories
from authors.language.tests.models import asked, claude
from authors.tales.brief import ChildrensBrief
from authors.tests import attentive_writer
from providers.tests.wire import Question, answers
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer


def brief(**fields: Any) -> ChildrensBrief:
    return ChildrensBrief.model_validate({"theme": "a lighthouse that is afraid of the dark", **fields})


def author(wire: WireServer, **options: Any) -> LanguageAuthor[ChildrensBrief]:
    return LanguageAuthor(claude(wire, **options), Stories())


def planned(author: LanguageAuthor[ChildrensBrief], wanted: ChildrensBrief, feedback: str = "") -> Outline:
    return author.outline(wanted, memory=Memory(), material=Material(), feedback=feedback)


def written(author: LanguageAuthor[ChildrensBrief], wanted: ChildrensBrief, outline: Outline) -> dict[str, Text]:
    texts: dict[str, Text] = {}
    for part in outline.parts:
        known = {key: texts[key] for key in part.after}
        texts[part.key] = author.write(wanted, part, Context(outline=outline, written=known))
    return texts


def test_a_story_is_planned_in_as_many_spreads_as_the_book_has(wire: WireServer) -> None:
    outline = planned(author(wire), brief(pages=40))

    assert len(outline.parts) == 18
    assert [part.after for part in outline.parts[:3]] == [(), ("spread-01",), ("spread-02",)]
    assert outline.parts[0].depiction is not None
    assert outline.parts[0].depiction.people[0].name == outline.people[0].name
    assert Outline.model_validate_json(outline.model_dump_json()) == outline


def test_all_spreads_are_written_in_one_answer_which_is_asked_for_in_the_same_words_by_each(wire: WireServer) -> None:
    writer, wanted = author(wire), brief()
    outline = planned(writer, wanted)
    texts = written(writer, wanted, outline)
    bodies = [call.json for call in wire.calls[1:]]

    assert len(texts) == 14
    assert all(text.word_count > 0 for text in texts.values())
    assert all(body == bodies[0] for body in bodies), "the ledger answers all but the first"
    assert texts["spread-03"].depiction is not None
    assert texts["spread-03"].depiction.moment in texts["spread-03"].plain


@pytest.mark.parametrize(("context", "answer"), [(8_000, 2_048), (32_000, 8_000), (1_000_000, 64_000)])
def test_a_model_of_any_context_writes_the_longest_story(wire: WireServer, context: int, answer: int) -> None:
    writer, wanted = author(wire, context_tokens=context, most_output_tokens=answer), brief(age="9-12", pages=48)
    outline = planned(writer, wanted)
    texts = written(writer, wanted, outline)

    assert len(texts) == len(outline.parts) == 22
    assert all(text.word_count > 100 for text in texts.values())
    assert all(
        len(text) / 4 + call.json["max_tokens"] < context for call, text in zip(wire.calls, asked(wire), strict=True)
    )


def test_heroes_of_the_brief_keep_name_looks_and_key(wire: WireServer) -> None:
    hero = {"name": "Ottilie", "species": "fox", "looks": "one white paw", "pronoun": "she", "key": "k1"}
    outline = planned(author(wire), brief(heroes=[hero]))
    person = next(person for person in outline.people if person.name == "Ottilie")

    assert (person.species, person.gender, person.key, person.role) == ("fox", "female", "k1", "protagonist")
    assert "one white paw" in dict(person.looks).values()


def test_a_plan_without_the_hero_is_asked_for_again_with_what_is_wrong(wire: WireServer) -> None:
    wanted = brief(heroes=[{"name": "Ottilie"}])
    writer, calls = author(wire), []

    def forgets_once(question: Question) -> str:
        calls.append(question)
        text = attentive_writer.answer(question)
        return text.replace("Ottilie", "Bob") if len(calls) == 1 else text

    wire.answer = forgets_once
    outline = planned(writer, wanted)

    assert outline.people[0].name == "Ottilie"
    assert "Ottilie of the brief must be in the cast" in asked(wire)[1]
    assert len(wire.calls) == 2


def test_an_answer_that_is_cut_goes_on_where_it_was_cut(wire: WireServer) -> None:
    writer, wanted = author(wire), brief()
    outline = planned(writer, wanted)
    part = outline.parts[0]
    whole = author(wire).write(wanted, part, Context(outline=outline))
    text = attentive_writer.answer(Question("", "", "", asked(wire)[-1], None, {}))
    wire.plan(answers(text[: len(text) // 2], stop="length"))
    calls = len(wire.calls)

    assert writer.write(wanted, part, Context(outline=outline)) == whole
    assert "[WRITTEN ALREADY]" in asked(wire)[calls + 1]
    assert len(wire.calls) == calls + 2


def test_an_answer_that_is_cut_before_its_first_entry_is_declined_in_plain_words(wire: WireServer) -> None:
    writer, wanted = author(wire), brief()
    outline = planned(writer, wanted)
    wire.always(answers('{"pages": [{"number": 1, "par', stop="length"))

    with pytest.raises(Declined, match="could not write this story"):
        writer.write(wanted, outline.parts[0], Context(outline=outline))


def test_a_model_that_thinks_until_its_answer_is_full_gets_more_room_once(wire: WireServer) -> None:
    writer = author(wire)
    wire.plan(answers("", stop="length"))
    outline = planned(writer, brief())
    first, second = (call.json["max_tokens"] for call in wire.calls)

    assert len(outline.parts) == 14
    assert second > 2 * first


def test_a_refusal_is_told_with_what_can_be_done(wire: WireServer) -> None:
    writer = author(wire)
    wire.plan(answers("No dragons today.", stop="refusal"))

    with pytest.raises(Declined, match="will not plan this book") as raised:
        planned(writer, brief())
    assert "choose another model" in str(raised.value)


def test_an_answer_that_can_never_be_used_is_declined_after_two(wire: WireServer) -> None:
    writer = author(wire)
    wire.always(answers("Here is your story!"))

    with pytest.raises(Declined, match="could not plan this book"):
        planned(writer, brief())
    assert len(wire.calls) == 2


def test_a_spread_is_mended_by_itself_with_what_was_found_and_its_neighbours(wire: WireServer) -> None:
    writer, wanted = author(wire), brief()
    outline = planned(writer, wanted)
    texts = written(writer, wanted, outline)
    part = outline.parts[4]
    finding = Finding(rule="repeated", severity="wrong", words="This stands in spread 2 too.", paragraph=0, end=12)
    mended = writer.revise(wanted, part, texts[part.key], (finding,), Context(outline=outline, written=texts))
    blocks = attentive_writer.blocks_of(asked(wire)[-1])

    assert mended != texts[part.key]
    assert blocks["WHAT WAS FOUND"] == [f"1 | This stands in spread 2 too. | at: {texts[part.key].plain[:12]}"]
    assert [line.partition(" | ")[0] for line in blocks["NEIGHBOURS"]] == ["4", "6"]
    assert "SPREADS TO WRITE" not in blocks


def test_a_spread_is_written_anew_by_the_writers_word(wire: WireServer) -> None:
    writer, wanted = author(wire), brief()
    outline = planned(writer, wanted)
    part, before = outline.parts[1], Text()
    text = writer.write(wanted, part, Context(outline=outline, before=before, feedback="More of the sea."))

    assert text.word_count > 0
    assert attentive_writer.blocks_of(asked(wire)[-1])["WISH"] == ["More of the sea."]


def test_a_wordless_spread_has_a_picture_and_no_words(wire: WireServer) -> None:
    writer, wanted = author(wire), brief()
    outline = planned(writer, wanted)
    quiet = outline.parts[5].model_copy(update={"words": 0})
    outline = outline.model_copy(update={"parts": (*outline.parts[:5], quiet, *outline.parts[6:])})
    text = writer.write(wanted, quiet, Context(outline=outline))

    assert text.paragraphs == ()
    assert text.depiction == quiet.depiction
