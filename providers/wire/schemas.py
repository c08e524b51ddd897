"""JSON schemas as the services accept them, and JSON out of answers that no schema held to.

Strict structured output knows a part of JSON Schema only: every object is closed and names all of its properties as
required, and there are no limits of length, size or number. Sources: OpenAI's and Anthropic's guides to structured
outputs.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import BaseModel

_LIMITS = (
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
    "uniqueItems",
)
_LEFT_OUT = {"title", "default", "examples", "format", "discriminator", *_LIMITS}
_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_THOUGHTS = re.compile(r"<think>.*?</think>", re.DOTALL)


class SchemaNotStrict(TypeError):
    """A schema that no service can follow strictly: a mistake of the program, not of the reader."""


@lru_cache(maxsize=128)
def strict_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """Make the JSON schema of `schema` for strict structured output; not to be changed by who gets it.

    Its limits go into the descriptions, so that the model still knows of them. Raises SchemaNotStrict for objects
    whose keys are open and for lists with a type for each place.
    """
    whole = schema.model_json_schema()
    if "$ref" in whole:
        # A model that refers to itself; services want an object at the root.
        whole = {**whole["$defs"][whole["$ref"].rpartition("/")[2]], "$defs": whole["$defs"]}
    return _strict(whole)


def schema_as_words(schema: type[BaseModel]) -> str:
    """Say to a model what the schema is, when the service cannot hold it to one."""
    wanted = json.dumps(strict_schema(schema), ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object and nothing else. It must be valid against this JSON schema:\n{wanted}"


def bare_json(text: str) -> str:
    """Cut out the JSON in an answer that may have thoughts before it or a fence around it.

    It is `text` itself if there is none.
    """
    text = _THOUGHTS.sub("", text).strip()
    fenced = _FENCED.search(text)
    return fenced[1].strip() if fenced and not text.startswith("{") else text


def _strict(part: dict[str, Any]) -> dict[str, Any]:  # noqa: C901
    if "$ref" in part:
        return {"$ref": part["$ref"]}
    if "prefixItems" in part:
        raise SchemaNotStrict("A list with a type for each place cannot be asked for; use an object.")
    made = {word: value for word, value in part.items() if word not in _LEFT_OUT}
    limits = [f"{word}: {part[word]}" for word in _LIMITS if word in part]
    if limits:
        made["description"] = f"{part.get('description', '')} ({', '.join(limits)})".strip()
    if "oneOf" in made:
        made["anyOf"] = made.pop("oneOf")
    if made.get("type") == "object":
        if made.get("additionalProperties", False) is not False or "properties" not in made:
            raise SchemaNotStrict("An object with open keys cannot be asked for; use a list of pairs.")
        made |= {"additionalProperties": False, "required": list(made["properties"])}
    for word in ("properties", "$defs"):
        if word in made:
            made[word] = {name: _strict(value) for name, value in made[word].items()}
    if "anyOf" in made:
        made["anyOf"] = [_strict(value) for value in made["anyOf"]]
    if isinstance(made.get("items"), dict):
        made["items"] = _strict(made["items"])
    return made
