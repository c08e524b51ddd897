"""What a service that follows a schema strictly has to say against one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_UNKNOWN = {"default", "minLength", "maxLength", "minimum", "maximum", "multipleOf", "maxItems", "uniqueItems", "oneOf"}


def objections(schema: Mapping[str, Any], where: str = "root") -> Iterator[str]:
    """Yield each thing in `schema` that strict structured output refuses."""
    yield from (f"{where}: '{word}' is not supported" for word in sorted(_UNKNOWN & schema.keys()))
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            yield f"{where}: 'additionalProperties' must be false"
        if set(schema.get("required", ())) != set(schema.get("properties", {})):
            yield f"{where}: 'required' must name every property"
    for name, part in {**schema.get("properties", {}), **schema.get("$defs", {})}.items():
        yield from objections(part, f"{where}.{name}")
    if "items" in schema:
        yield from objections(schema["items"], f"{where}[]")
    for number, part in enumerate(schema.get("anyOf", ())):
        yield from objections(part, f"{where}|{number}")
