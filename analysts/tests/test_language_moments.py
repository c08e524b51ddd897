"""The moment, its deed and its people, as a language model gives them: checked against the text and the bible."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from analysts.bible import Bible, Deed, Person, PersonInScene, Span
from analysts.language.evidence import span_of
from analysts.language.schemas import Findings
from analysts.tests.attentive_reader import read
from analysts.tests.test_language_analyst import analyst, prompts
from books.text.content import ChapterText, SceneText
from providers.tests.wire.fixtures import wire as wire

if TYPE_CHECKING:
    from providers.tests.wire import Question
    from providers.tests.wire.server import WireServer

TEXT = (
    "It was late. “Hold on!” cried Toad. He seized the oars, and pushed the Rat into the river.",
    "Nobody spoke.",
)
CHAPTERS = [ChapterText(1, "", (SceneText(1, TEXT),))]
TOAD = Person("Mr. Toad", ("Toad",), "male", "adult", "major", 9, (1,), species="toad", is_clothed=True)
RAT = Person("The Rat", ("Rat",), "male", "adult", "major", 9, (1,))


def analysed(wire: WireServer, **seen: Any) -> Any:
    def answer(question: Question) -> str:
        told = json.loads(read(question))
        told["scenes"][0] |= seen
        return json.dumps(told)

    reader = analyst(wire)
    wire.answer = answer
    (analysis,) = reader.analyse(CHAPTERS[0], Bible((TOAD, RAT), (), ()))
    return analysis


def test_a_moment_is_a_stretch_of_the_text_however_it_is_copied(wire: WireServer) -> None:
    analysis = analysed(wire, moment="he seized the oars — and pushed the Rat into the river")

    assert analysis.moment == "He seized the oars, and pushed the Rat into the river."
    assert analysis.moment_span == Span(36, 36 + len(analysis.moment))


def test_a_moment_that_the_text_does_not_have_has_no_place_in_it(wire: WireServer) -> None:
    analysis = analysed(wire, moment="Toad throws his friend overboard.")

    assert (analysis.moment, analysis.moment_span) == ("Toad throws his friend overboard.", None)


@pytest.mark.parametrize(
    ("quoted", "found"),
    [
        ("seized the oars", "seized the oars"),
        ("Seized the  oars. Then he was gone", None),
        ("pushed the Rat into the water", "pushed the Rat into the"),
        ("nobody", "Nobody"),
        ("", None),
        ("…", None),
    ],
)
def test_a_quotation_is_found_by_its_words(quoted: str, found: str | None) -> None:
    text = "\n\n".join(TEXT)
    span = span_of(quoted, text)

    assert (text[slice(*span)] if span else None) == found


def test_a_quotation_is_found_in_a_script_without_spaces() -> None:
    text = "天黑了。宝玉推开了门，黛玉哭了。"

    assert span_of("宝玉推开了门", text) == (4, 10)


def test_a_deed_has_its_people_as_the_bible_has_them(wire: WireServer) -> None:
    people = [
        {"person": "Toad", "pose": "standing", "action": "pushes", "confidence": 1.7},
        {"person": "p2", "pose": "standing", "action": "falls", "confidence": 0.5},
    ]
    deed = {
        "kind": "pushing",
        "actor": "p1",
        "person": "Rat",
        "thing": "",
        "words": "pushed the Rat",
        "confidence": 0.9,
    }

    camera = {"focal": "p2", "relation": "seizing", "distance": "medium", "light": "sunlight"}
    analysis = analysed(wire, people=people, deed=deed, **camera)

    assert analysis.deed == Deed("pushing", "Mr. Toad", "The Rat", "", "pushed the Rat", 0.9)
    assert analysis.people == (
        PersonInScene("Mr. Toad", "standing", "pushes", "actor", 1.0),
        PersonInScene("The Rat", "standing", "falls", "object", 0.5),
    )
    assert (analysis.focal, analysis.relation, analysis.distance) == ("The Rat", "seizing", "medium")
    assert analysis.light == "sunlight"


@pytest.mark.parametrize("deed", [{"kind": "pushing", "actor": "Mr. Badger"}, {"kind": "unknown", "actor": "p1"}])
def test_a_deed_of_nobody_who_is_known_is_none(wire: WireServer, deed: dict[str, str]) -> None:
    assert analysed(wire, deed=deed).deed is None


def test_the_model_is_told_what_kind_of_being_everybody_is(wire: WireServer) -> None:
    analysed(wire)

    assert "Mr. Toad (also Toad), toad" in prompts(wire)[-1]


def test_what_kind_of_being_somebody_is_is_what_most_parts_say(wire: WireServer) -> None:
    def answer(question: Question) -> str:
        told = json.loads(read(question))
        if told["people"] and "looks" in told["people"][0]:
            for person in told["people"]:
                person |= {"species": "Toad", "is_clothed": True, "size": "small", "is_group": False}
        return json.dumps(told)

    reader = analyst(wire)
    wire.answer = answer
    text = "One day Toad ran. Then Toad fell. And Toad laughed."
    bible = reader.discover([ChapterText(1, "", (SceneText(1, (text,)),))])

    (toad,) = bible.people
    assert (toad.species, toad.is_clothed, toad.size, toad.is_group) == ("toad", True, "small", False)


def test_what_was_found_before_beings_had_kinds_is_still_read() -> None:
    person = {"name": "A", "aliases": [], "gender": "male", "age": "adult", "is_narrator": False, "looks": []}

    assert Findings.model_validate({"people": [person]}).people[0].species == "human"


def test_who_is_in_no_list_is_a_stranger_who_may_do_the_deed(wire: WireServer) -> None:
    old = {"words": " an old ferryman ", "noun": "ferryman", "gender": "male", "age": "old", "part": "actor"}
    strangers = [old | {"looks": "grey beard", "confidence": 1.4}, old, {"words": "", "noun": ""}]
    analysis = analysed(wire, strangers=strangers, deed={"kind": "pushing", "actor": "the ferryman", "person": "Rat"})

    (ferryman,) = analysis.strangers
    assert (ferryman.words, ferryman.noun, ferryman.looks) == ("an old ferryman", "ferryman", "grey beard")
    assert (ferryman.age, ferryman.part, ferryman.count, ferryman.confidence) == ("old", "actor", 1, 1.0)
    assert analysis.deed == Deed("pushing", None, "The Rat")
