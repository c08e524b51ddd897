"""The schemas of answers, as services are told them."""

from __future__ import annotations

import hashlib
import json
from typing import get_args

import pytest

from analysts import bible
from analysts.language.prompts import prompt
from analysts.language.schemas import (
    Answer,
    FoundChange,
    FoundLook,
    FoundPerson,
    FoundPlace,
    FoundWorld,
    Merging,
    PartAnswer,
    SeenDeed,
    SeenPerson,
    SeenScene,
)


def test_the_schema_changes_only_on_purpose_because_every_paid_answer_is_known_by_it() -> None:
    schema = json.dumps(PartAnswer.model_json_schema(), sort_keys=True)

    assert hashlib.sha256(schema.encode()).hexdigest().startswith("12803f998c69ce6c")


def test_what_we_say_of_our_classes_is_neither_sent_nor_part_of_what_was_paid_for() -> None:
    for schema in (PartAnswer, Merging):
        whole = schema.model_json_schema()
        assert [part for part in (whole, *whole["$defs"].values()) if "description" in part] == []


def test_a_scene_is_written_from_its_moment_on() -> None:
    fields = list(SeenScene.model_fields)

    assert fields[:4] == ["scene", "moment", "people", "strangers"]
    assert fields.index("place") < fields.index("prompt") < fields.index("speakers")


PLAIN = {"scene", "gender", "mood", "description", "period", "country", "dress", "technology", "architecture"}
"""Fields that say by their names what they are."""


@pytest.mark.parametrize(
    ("task", "answers"),
    [
        ("discover", (FoundPerson, FoundLook, FoundPlace, FoundChange, FoundWorld)),
        ("analyse", (SeenScene, SeenPerson, SeenDeed)),
    ],
)
def test_the_prompt_says_of_every_field_what_belongs_in_it(task: str, answers: tuple[type[Answer], ...]) -> None:
    told = prompt(task).template
    fields = {field for answer in answers for field in answer.model_fields} - PLAIN

    assert {f for f in fields if f"`{f}`" not in told and f.removesuffix("_confidence") == f} == set()


def test_a_change_of_every_type_is_asked_for() -> None:
    told = prompt("discover").template

    assert [kind for kind in get_args(bible.ToldChangeType) if f"`{kind}`" not in told] == ["other"]
