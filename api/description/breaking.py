"""What programs that were written for one description of the API would miss in another.

Added routes, added optional parameters and added properties of answers break nothing. What is gone, what is wanted that
was not, and what has another type, does. Both descriptions are OpenAPI 3.1 documents as dictionaries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Document = dict[str, Any]


def breaks(old: Document, new: Document) -> list[str]:
    """Return what a program for `old` would miss in `new`, a sentence each."""
    return [
        problem
        for path, methods in old["paths"].items()
        for method, before in methods.items()
        for problem in _of_route(f"{method.upper()} {path}", before, new["paths"].get(path, {}).get(method), old, new)
    ]


def _of_route(name: str, before: Document, after: Document | None, old: Document, new: Document) -> Iterator[str]:
    if after is None:
        yield f"{name} is gone"
        return
    yield from _of_parameters(name, before, after, old, new)
    yield from _of_bodies(name, before.get("requestBody"), after.get("requestBody"), old, new)
    for status, answer in before["responses"].items():
        if not str(status).startswith("2"):
            continue
        now = after["responses"].get(status)
        if now is None:
            yield f"{name} is no longer answered with {status}"
            continue
        for kind, content in answer.get("content", {}).items():
            shape = now.get("content", {}).get(kind)
            if shape is None:
                yield f"{name} is no longer answered as {kind}"
            else:
                yield from _of_answer(f"{name}: the answer", content["schema"], shape["schema"], old, new, frozenset())


def _of_parameters(name: str, before: Document, after: Document, old: Document, new: Document) -> Iterator[str]:
    known = {(one["in"], one["name"]): one for one in before.get("parameters", [])}
    now = {(one["in"], one["name"]): one for one in after.get("parameters", [])}
    for key, one in known.items():
        if key not in now:
            yield f"{name} no longer takes “{key[1]}”"
        else:
            yield from _of_request(f"{name}: “{key[1]}”", one["schema"], now[key]["schema"], old, new, frozenset())
    for key, one in now.items():
        if one.get("required") and not known.get(key, {}).get("required"):
            yield f"{name} wants “{key[1]}” now"


def _of_bodies(
    name: str, before: Document | None, after: Document | None, old: Document, new: Document
) -> Iterator[str]:
    if before is None:
        if after is not None and after.get("required"):
            yield f"{name} wants a body now"
        return
    if after is None:
        yield f"{name} no longer takes a body"
        return
    for kind, content in before["content"].items():
        shape = after["content"].get(kind)
        if shape is None:
            yield f"{name} no longer takes {kind}"
        else:
            yield from _of_request(f"{name}: the body", content["schema"], shape["schema"], old, new, frozenset())


def _of_request(
    where: str, before: Document, after: Document, old: Document, new: Document, seen: frozenset[str]
) -> Iterator[str]:
    """Go through what is sent: less may be wanted, more may be taken."""
    before, after, seen, is_known = _resolved(before, after, old, new, seen)
    if is_known:
        return
    if missing := _types(before) - _types(after):
        yield f"{where} may no longer be {', '.join(sorted(missing))}"
    if gone := set(map(str, before.get("enum") or ())) - set(map(str, after.get("enum") or before.get("enum", ()))):
        yield f"{where} may no longer be {', '.join(sorted(gone))}"
    for name in set(after.get("required", ())) - set(before.get("required", ())):
        yield f"{where} wants “{name}” now"
    for name, shape in before.get("properties", {}).items():
        if name in after.get("properties", {}):
            yield from _of_request(f"{where}.{name}", shape, after["properties"][name], old, new, seen)
        elif after.get("additionalProperties") is False:
            yield f"{where} no longer takes “{name}”"


def _of_answer(
    where: str, before: Document, after: Document, old: Document, new: Document, seen: frozenset[str]
) -> Iterator[str]:
    """Go through what is answered: nothing that was there may be gone or be something else."""
    before, after, seen, is_known = _resolved(before, after, old, new, seen)
    if is_known:
        return
    if added := _types(after) - _types(before):
        yield f"{where} may be {', '.join(sorted(added))} now"
    for name in set(before.get("required", ())) - set(after.get("required", ())):
        yield f"{where} may come without “{name}” now"
    for name, shape in before.get("properties", {}).items():
        if name not in after.get("properties", {}):
            yield f"{where} has no “{name}” any more"
        else:
            yield from _of_answer(f"{where}.{name}", shape, after["properties"][name], old, new, seen)
    if "items" in before and "items" in after:
        yield from _of_answer(f"{where}[]", before["items"], after["items"], old, new, seen)


def _resolved(
    before: Document, after: Document, old: Document, new: Document, seen: frozenset[str]
) -> tuple[Document, Document, frozenset[str], bool]:
    """Follow names; the last says whether a shape within itself has been gone through already."""
    name = before.get("$ref", "")
    is_known = bool(name) and name in seen
    if name:
        seen |= {name}
    return _named(before, old), _named(after, new), seen, is_known


def _named(shape: Document, document: Document) -> Document:
    while "$ref" in shape:
        shape = document["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    return shape


def _types(shape: Document) -> set[str]:
    """Return the types that a shape allows; an empty set: it says nothing about it."""
    if "anyOf" in shape:
        return {kind for one in shape["anyOf"] for kind in (_types(one) or {str(one.get("$ref", "any"))})}
    kinds = shape.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)
