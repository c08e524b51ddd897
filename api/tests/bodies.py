"""The least that a route takes as its body, made from the description of the API."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

OF_FORMATS = {"uuid": str(UUID(int=7)), "date-time": "2026-01-01T00:00:00Z", "date": "2026-01-01"}


def least(schema: dict[str, Any], described: dict[str, Any]) -> Any:
    """Return the least value that a schema allows."""
    schema = _resolved(schema, described)
    if "const" in schema or "enum" in schema:
        return schema.get("const", next(iter(schema.get("enum", [None]))))
    kind = schema.get("type")
    if kind == "object":
        wanted = schema.get("required", [])
        return {name: least(one, described) for name, one in schema.get("properties", {}).items() if name in wanted}
    if kind == "array":
        return [least(schema["items"], described) for _ in range(schema.get("minItems", 0))]
    if kind == "string":
        return schema.get("examples", [None])[0] or OF_FORMATS.get(schema.get("format", ""), "x")
    return {"integer": schema.get("minimum", 1), "number": schema.get("minimum", 1), "boolean": False}.get(kind, {})


def call_least(caller: Any, method: str, path: str, operation: dict[str, Any], described: dict[str, Any]) -> Any:
    """Call a route with the least that it takes."""
    content = operation.get("requestBody", {}).get("content", {})
    if form := content.get("multipart/form-data"):
        names = _resolved(form["schema"], described)["properties"]
        return caller.client.post(f"/api/v1{path}", {name: SimpleUploadedFile("x.bin", b"x") for name in names})
    body = least(content["application/json"]["schema"], described) if "application/json" in content else None
    wanted = (one for one in operation.get("parameters", []) if one["in"] == "query" and one.get("required"))
    query = "&".join(f"{one['name']}={least(one['schema'], described)}" for one in wanted)
    return caller(method, f"{path}?{query}" if query else path, body)


def _resolved(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """Follow names, and take the first of several shapes."""
    while True:
        if "$ref" in schema:
            schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        elif found := next((schema[name] for name in ("anyOf", "oneOf", "allOf") if name in schema), None):
            schema = found[0]
        else:
            return schema
