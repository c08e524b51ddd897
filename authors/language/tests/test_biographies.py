"""Biographies by a model, against a server that speaks the services' protocols."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Any

import pytest

from authors.contract import Context, Declined, Finding, Material, Memory, Outline, Text
from authors.language import Biographies, LanguageAuthor
from authors.language.tests.lives import biography, life
from authors.language.tests.models import asked, claude
from authors.tests import attentive_writer
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from authors.dossiers.brief import BiographyBrief
    from providers.tests.wire import Question
    from providers.tests.wire.server import WireServer

CONTEXTS = [(8_000, 2_048), (32_000, 8_000), (1_000_000, 64_000)]


def author(wire: WireServer, **options: Any) -> LanguageAuthor[BiographyBrief]:
    return LanguageAuthor(claude(wire, **options), Biographies())


def planned(
    writer: LanguageAuthor[BiographyBrief], brief: BiographyBrief, material: Material, feedback: str = ""
) -> Outline:
    return writer.outline(brief, memory=Memory(), material=material, feedback=feedback)


def test_a_life_is_planned_in_chapters_with_all_facts_and_the_words_of_the_brief(wire: WireServer) -> None:
    brief, material = biography(words=30_000), life(60)
    outline = planned(author(wire), brief, material)

    assert [part.kind for part in outline.parts] == ["prologue", *["chapter"] * 10, "epilogue"]
    assert sorted(chain.from_iterable(part.facts for part in outline.parts)) == sorted(material.facts)
    assert abs(sum(part.words for part in outline.parts) - 30_000) < 100
    assert outline.parts[-1].after == (outline.parts[-2].key,)
    assert not outline.parts[3].after


@pytest.mark.parametrize(("context", "answer"), CONTEXTS)
def test_a_model_of_any_context_tells_every_fact_with_its_passage(wire: WireServer, context: int, answer: int) -> None:
    brief, material = biography(), life(400)
    writer = author(wire, context_tokens=context, most_output_tokens=answer)
    outline = planned(writer, brief, material)
    told: dict[str, Text] = {}
    for part in outline.parts:
        told[part.key] = writer.write(brief, part, Context(outline=outline, written=told, material=material))
    text = " ".join(each.plain for each in told.values())
    supports = [s for each in told.values() for p in each.paragraphs for s in p.supports]

    assert set(chain.from_iterable(part.facts for part in outline.parts)) == set(material.facts)
    assert all(fact["text"] in text for fact in material.facts.values())
    assert {each for s in supports for each in s.passages} == set(material.passages)
    assert all(
        len(text) / 4 + call.json["max_tokens"] < context for call, text in zip(wire.calls, asked(wire), strict=True)
    )


def test_a_small_context_is_asked_more_often_and_a_large_one_is_not_filled(wire: WireServer) -> None:
    brief, material = biography(), life(400)
    calls = {}
    for context, answer in CONTEXTS:
        writer = author(wire, context_tokens=context, most_output_tokens=answer)
        outline = planned(writer, brief, material)
        wire.calls.clear()
        for part in outline.parts:
            writer.write(brief, part, Context(outline=outline, material=material))
        calls[context] = len(wire.calls)

    assert calls[8_000] > calls[32_000] >= calls[1_000_000]
    assert max(len(text) for text in asked(wire)) < 4 * 60_000


def test_every_sentence_carries_the_passages_that_it_rests_on(wire: WireServer) -> None:
    brief, material = biography(), life()
    writer = author(wire)
    outline = planned(writer, brief, material)
    text = writer.write(brief, outline.parts[1], Context(outline=outline, material=material))
    paragraph = text.paragraphs[0]

    assert [paragraph.text[s.start : s.end][-1] for s in paragraph.supports] == ["."] * 5
    for support in paragraph.supports:
        (passage,) = support.passages
        assert paragraph.text[support.start : support.end] in material.passages[passage]["text"]


def test_an_id_that_nobody_gave_is_asked_about_and_then_left_out(wire: WireServer) -> None:
    brief, material = biography(), life()
    writer = author(wire)
    outline = planned(writer, brief, material)
    wire.answer = lambda question: attentive_writer.answer(question).replace('["p1"]', '["p999"]')
    part = outline.parts[0]
    with pytest.raises(Declined, match="could not write this chapter"):
        writer.write(brief, part, Context(outline=outline, material=material))

    assert "nobody has given you p999" in asked(wire)[-1]


def test_a_paragraph_is_mended_by_itself_and_all_others_stay(wire: WireServer) -> None:
    brief, material = biography(), life()
    writer = author(wire)
    outline = planned(writer, brief, material)
    part = outline.parts[1]
    context = Context(outline=outline, material=material)
    text = writer.write(brief, part, context)
    wrong = text.paragraphs[1].supports[2]
    finding = Finding(
        rule="citation", severity="wrong", words="No passage says so.", paragraph=1, start=wrong.start, end=wrong.end
    )
    mended = writer.revise(brief, part, text, (finding,), context)
    blocks = attentive_writer.blocks_of(asked(wire)[-1])

    assert text.paragraphs[1].text[wrong.start : wrong.end] not in mended.paragraphs[1].text
    assert len(mended.paragraphs[1].supports) == len(text.paragraphs[1].supports) - 1
    assert [p for n, p in enumerate(mended.paragraphs) if n != 1] == [
        p for n, p in enumerate(text.paragraphs) if n != 1
    ]
    assert [line.partition(" | ")[0] for line in blocks["THE TEXT AS IT STANDS"]] == ["2"]


def test_a_chapter_is_written_anew_by_the_writers_word_beside_the_text_that_stands(wire: WireServer) -> None:
    brief, material = biography(), life()
    writer = author(wire)
    outline = planned(writer, brief, material)
    part = outline.parts[1]
    before = writer.write(brief, part, Context(outline=outline, material=material))
    writer.write(brief, part, Context(outline=outline, material=material, before=before, feedback="Calmer."))
    blocks = attentive_writer.blocks_of(asked(wire)[-1])

    assert blocks["WISH"] == ["Calmer."]
    assert blocks["THE TEXT AS IT STANDS"] == [paragraph.text for paragraph in before.paragraphs]


def test_a_contradiction_is_shown_where_its_facts_are_told(wire: WireServer) -> None:
    brief, material = biography(), life()
    writer = author(wire)
    outline = planned(writer, brief, material)
    for part in outline.parts:
        writer.write(brief, part, Context(outline=outline, material=material))
    shown = [attentive_writer.blocks_of(text).get("DIFFERENCES", []) for text in asked(wire)]

    assert [lines for lines in shown if lines] == [["When was the bridge built? | 1800 (p1); 1801 (p2) | not settled"]]


def test_a_fact_that_the_plan_forgets_stands_with_the_one_before_it(wire: WireServer) -> None:
    brief, material = biography(words=12_000), life(40)
    writer = author(wire)

    def forgets(question: Question) -> str:
        plan = json.loads(attentive_writer.answer(question))
        for chapter in plan["chapters"]:
            chapter["facts"] = chapter["facts"][:3]
        return json.dumps({**plan, "left_out": ["f10"]})

    wire.answer = forgets
    outline = planned(writer, brief, material)

    assert set(chain.from_iterable(part.facts for part in outline.parts)) == set(material.facts) - {"fact-9"}
    assert outline.parts[0].facts == ("fact-0", "fact-1"), "a prologue tells what it is given"
    assert outline.parts[1].facts == tuple(f"fact-{n}" for n in range(2, 11) if n != 9)


def test_without_facts_nothing_is_asked(wire: WireServer) -> None:
    with pytest.raises(Declined, match="Add sources"):
        planned(author(wire), biography(), Material())

    assert not wire.calls
