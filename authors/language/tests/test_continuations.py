"""Stories that readers continue, by a model at the wire: expanded, checked, mended, and asked in bounded tokens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from authors.continuations import Segment, StoryContext, StoryTree, check, context_of, continued
from authors.continuations.contract import Draft, PersonFacts, StoryFacts
from authors.language import LanguageStoryAuthor
from authors.language.crafts.continuations import expansion
from authors.language.fitting import Limits, request_of
from authors.language.tests.models import asked, claude
from authors.tests import attentive_writer
from providers.money.tokens import likely_text_tokens
from providers.tests.wire import answers
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from providers.tests.wire.server import WireServer

BEGINNING = StoryFacts(
    people=(PersonFacts(name="Mara", pronoun="she"), PersonFacts(name="Jenny", pronoun="she", state="dead")),
    place="the tower",
)


def story(count: int) -> StoryContext:
    """Return the context at the end of a story of so many segments, each with somebody and something new."""
    segments = [
        Segment.model_validate(
            {
                "id": f"s{number}",
                "parent": f"s{number - 1}" if number else "",
                "line": f"Mara meets the ferryman Oswin{number} at the river and asks him for the way to the lake.",
                "paragraphs": ("The river was high, and the ferry lay on the other side of it. " * 8,),
                "states": [
                    {"kind": "has", "about": f"Oswin{number}", "value": f"lamp{number}"},
                    {"kind": "trait", "about": f"Oswin{number}", "value": "patient"},
                ],
            }
        )
        for number in range(count)
    ]
    return context_of(StoryTree(segments), f"s{count - 1}", beginning=BEGINNING)


def test_a_line_becomes_a_scene_with_its_picture_and_facts(wire: WireServer) -> None:
    draft = LanguageStoryAuthor(claude(wire)).expand("Mara opens the chest.", story(3))

    assert draft.paragraphs[0] == "Mara opens the chest."
    assert draft.depiction is not None
    assert draft.depiction.moment == "Mara opens the chest."
    assert ("has", "gate") in {(one.kind, one.value) for one in draft.states}


def test_what_only_a_model_finds_stands_beside_what_the_rules_find(wire: WireServer) -> None:
    draft = Draft(paragraphs=("Mara laughed. Jenny laughed, too.",))
    rules, both = (check(draft, story(3), author) for author in (None, LanguageStoryAuthor(claude(wire))))

    assert [finding.rule for finding in rules] == ["dead"]
    assert sorted(finding.rule for finding in both) == ["dead", "model"]
    assert {draft.paragraphs[0][one.start : one.end] for one in both if one.rule == "model"} == {"Jenny"}


def test_small_faults_of_a_model_are_mended_and_unusable_ones_are_shown(wire: WireServer) -> None:
    author = LanguageStoryAuthor(claude(wire))
    fault = {"number": 1, "type": "setting", "severity": "small", "message": "m", "suggestion": "s"}
    faults = [
        {**fault, "words": "the chest", "replacement": "the trunk"},
        {**fault, "words": "not there", "replacement": "x"},
    ]
    wire.answer = lambda question: (
        json.dumps({"faults": faults if "chest" in question.prompt.partition("[DRAFT]")[2] else []})
        if "find what in the block DRAFT" in question.prompt
        else attentive_writer.answer(question)
    )
    found = continued("Mara opens the chest.", story(3), author)

    assert "Mara opens the trunk." in found.draft.text
    assert found.rounds == 1
    assert found.is_clean


def test_an_answer_without_a_text_is_asked_for_once_more(wire: WireServer) -> None:
    author = LanguageStoryAuthor(claude(wire))
    first = json.loads(attentive_writer.answer_of_scene())
    wire.plan(answers(json.dumps({**first, "paragraphs": []})))

    assert author.expand("Mara sings.", story(2)).word_count > 50
    assert len(asked(wire)) == 2


def test_a_story_of_a_thousand_segments_is_continued_in_bounded_tokens() -> None:
    tokens = {}
    for count in (10, 100, 1_000):
        request = request_of(expansion("Mara rows on.", story(count)), Limits(200_000, 8_000))
        tokens[count] = sum(map(likely_text_tokens, (request.system, request.prefix, request.prompt)))

    assert tokens[1_000] < 6_500, tokens
    assert tokens[1_000] < tokens[100] * 1.25, tokens
