"""Schemas as services accept them, and JSON out of answers that nothing held to one."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, Field

from providers.tests.asking import DescribedPerson, DescribedScene
from providers.tests.wire.instances import least_instance
from providers.tests.wire.schemas import objections
from providers.wire.schemas import SchemaNotStrict, bare_json, schema_as_words, strict_schema


class Cat(BaseModel):
    kind: Literal["cat"]
    lives: int = Field(default=9, ge=1, le=9)


class Dog(BaseModel):
    kind: Literal["dog"]
    tricks: list[str] = Field(default_factory=list, max_length=3)


class House(BaseModel):
    """Who lives there."""

    pet: Cat | Dog = Field(discriminator="kind")
    neighbours: list[House] = []
    owner: DescribedPerson | None = Field(default=None, description="May be away.")
    street: str = Field(pattern="^[A-Z]", min_length=2, description="As on its sign.")
    title: str = ""


@pytest.mark.parametrize("schema", [DescribedScene, DescribedPerson, House])
def test_a_strict_schema_holds_nothing_that_services_refuse(schema: type[BaseModel]) -> None:
    assert list(objections(strict_schema(schema))) == []


def test_a_model_that_refers_to_itself_is_an_object_at_the_root() -> None:
    schema = strict_schema(House)

    assert schema["type"] == "object"
    assert schema["properties"]["neighbours"]["items"] == {"$ref": "#/$defs/House"}
    assert schema["$defs"]["House"]["additionalProperties"] is False


def test_limits_are_kept_as_words() -> None:
    street = strict_schema(House)["properties"]["street"]

    assert street == {"type": "string", "description": "As on its sign. (minLength: 2, pattern: ^[A-Z])"}


def test_properties_keep_their_order_and_even_odd_names() -> None:
    assert list(strict_schema(House)["properties"]) == ["pet", "neighbours", "owner", "street", "title"]


def test_what_a_strict_schema_allows_is_an_instance_of_the_model() -> None:
    assert DescribedScene.model_validate(least_instance(strict_schema(DescribedScene))) == DescribedScene(mood="calm")


@pytest.mark.parametrize("annotation", [dict[str, str], tuple[int, str]])
def test_what_cannot_be_asked_for_strictly_is_a_mistake_of_the_program(annotation: object) -> None:
    open_schema = type("Open", (BaseModel,), {"__annotations__": {"field": annotation}})

    with pytest.raises(SchemaNotStrict):
        strict_schema(open_schema)


def test_the_schema_in_words_names_json_and_every_property() -> None:
    words = schema_as_words(DescribedScene)

    assert "JSON" in words
    assert all(f'"{name}"' in words for name in DescribedScene.model_fields)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}',
        '  {"a": 1}\n',
        '```json\n{"a": 1}\n```',
        '```\n{"a": 1}\n```',
        'Here you are:\n\n```json\n{"a": 1}\n```\nAnything else?',
        '<think>One or ```two```?</think>\n{"a": 1}',
    ],
)
def test_the_json_is_found_in_an_answer(text: str) -> None:
    assert bare_json(text) == '{"a": 1}'


@pytest.mark.parametrize("text", ["", "No.", '{"code": "```json\\n{}\\n```"}'])
def test_an_answer_without_wrapping_stays_as_it_is(text: str) -> None:
    assert bare_json(text) == text
