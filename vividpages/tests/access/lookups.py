"""Lookups by id in source: which of them look among everybody's rows, and not only among those somebody may have."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOORS = {"owned_by", "visible_to", "of", "workflows_of", "factors_of", "_jobs_of"}
"""Methods and functions that leave the rows of one reader, or those that they may see."""
WHOSE = {"owner", "reader", "author", "user", "concerns", "vividpage__owner"}
"""Columns that say whose a row is."""
PARENTS = {"vividpage", "book", "story", "branch", "part", "draft__part", "picture__vividpage", "scene__vividpage"}
"""Columns that say what a row belongs to; the value is a row that was found before, not an id."""
LOOKING = {"get_object_or_404", "aget_object_or_404", "get_list_or_404", "owned", "found_by"}
"""Functions that look for a row among their first argument."""
METHODS = {"get", "aget", "filter", "exclude", "get_or_create", "update_or_create"}


def lookups_among_everybodys(path: Path) -> Iterator[tuple[str, int]]:
    """Yield functions of a file, with the line, that look for rows by id among everybody's."""
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            named = _assigned(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and _is_by_id(call) and _among_everybodys(call, named):
                    yield function.name, call.lineno


def _assigned(function: ast.AST) -> dict[str, ast.expr]:
    """Return what names stand for within a function, as far as it is assigned there."""
    named: dict[str, ast.expr] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            named[node.target.id] = node.value
    return named


def _is_by_id(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Name) and call.func.id in LOOKING:
        return call.func.id == "owned" or any(_names_an_id(keyword.arg) for keyword in call.keywords)
    is_method = isinstance(call.func, ast.Attribute) and call.func.attr in METHODS
    return is_method and any(_names_an_id(keyword.arg) for keyword in call.keywords)


def _names_an_id(column: str | None) -> bool:
    return column in ("pk", "id", "pk__in", "id__in")


def _among_everybodys(call: ast.Call, named: dict[str, ast.expr]) -> bool:
    if any(_says_whose(keyword) for keyword in call.keywords):
        return False
    if isinstance(call.func, ast.Name):
        return not call.args or _is_everybodys(call.args[0], named)
    assert isinstance(call.func, ast.Attribute)
    return _is_everybodys(call.func.value, named)


def _is_everybodys(rows: ast.expr, named: dict[str, ast.expr]) -> bool:
    """Return whether rows are all of a model: `Model`, `Model.objects` and what is chained to it."""
    match rows:
        case ast.Call(func=ast.Attribute(value=before, attr=method), keywords=keywords):
            if method in DOORS or any(_says_whose(keyword) for keyword in keywords):
                return False
            return _is_everybodys(before, named)
        case ast.Call(func=ast.Name(id=function)):
            return function not in DOORS
        case ast.Attribute(value=ast.Name(id=name), attr="objects" | "_default_manager"):
            return name[:1].isupper()
        case ast.Attribute():
            return False  # of a row that was found before: `vividpage.characters`
        case ast.Name(id=name) if name in named:
            known = dict(named)
            return _is_everybodys(known.pop(name), known)
        case ast.Name():
            return True  # a model, or rows that somebody hands over
    return True


def _says_whose(keyword: ast.keyword) -> bool:
    if keyword.arg in WHOSE:
        return True
    return keyword.arg in PARENTS and not (isinstance(keyword.value, ast.Name) and keyword.value.id.endswith("_id"))
