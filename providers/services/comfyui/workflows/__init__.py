"""ComfyUI's workflows, in its API format, with places that are filled in as data.

A place is `%name%` in any text of a node: `%checkpoint%`, `%prompt%`, `%tags%`, `%negative_prompt%`, `%width%`,
`%height%`, `%seed%`, `%steps%`, `%cfg%`, `%guidance%`, `%sampler%`, `%scheduler%`, `%reference%` to `%reference_4%`
(the names of the uploaded reference pictures), `%reference_weight%` to `%reference_weight_4%` (how much each counts: 0
where there is none), `%preset%` (which IP-Adapter). A text that is nothing but a place becomes the value itself, a
number too. Names that are not known stay as they are: ComfyUI has `%…%` of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

Workflow = Mapping[str, Any]
OWN = "workflow/"
"""What the names of models begin with that are workflows of a reader's own."""
MOST_REFERENCES = 4
LONGEST, MOST_NODES = 512 * 1024, 500
"""Characters and nodes of a workflow of a reader's own."""
DEEPEST = 40
"""Lists and mappings within one another: nodes hold few."""
_UNKEPT = re.compile("[\0\ud800-\udfff]")
_PLACE = re.compile(r"%(\w+)%")


@cache
def text_to_picture() -> Workflow:
    """Load the workflow that draws from the words alone."""
    return _read("text_to_picture")


@cache
def text_to_flux() -> Workflow:
    """Load the workflow that draws from the words alone, with the guidance that Flux has learnt."""
    return _read("text_to_flux")


@cache
def guided_by_reference() -> Workflow:
    """Load the workflow that draws from the words, with an IP-Adapter that looks at a reference picture."""
    return _read("guided_by_reference")


def has_place(workflow: Workflow, name: str) -> bool:
    """Return whether `workflow` has a place of that name."""
    return f"%{name}%" in json.dumps(workflow)


class WorkflowRefused(ValueError):
    """The text is no workflow that can be used; the message says what to do."""


def read_own(text: str) -> dict[str, Any]:
    """Read a workflow of a reader's own. Raises WorkflowRefused."""
    if len(text) > LONGEST:
        raise WorkflowRefused(f"The file is larger than {LONGEST // 1024} kB.")
    try:
        graph = json.loads(text)
    except (ValueError, RecursionError):
        raise WorkflowRefused("That is not JSON. Export the workflow from ComfyUI as a file.") from None
    if not _can_be_kept(graph):
        raise WorkflowRefused("The file holds what cannot be kept. Export the workflow from ComfyUI anew.")
    if isinstance(graph, dict) and "nodes" in graph and "links" in graph:
        raise WorkflowRefused("That is the workflow as ComfyUI shows it. Export it with “Export (API)” instead.")
    if not isinstance(graph, dict) or not graph or len(graph) > MOST_NODES or not all(map(_is_node, graph.values())):
        raise WorkflowRefused("That is no workflow in ComfyUI's API format. Export it with “Export (API)”.")
    if not any(has_place(graph, place) for place in ("prompt", "tags")):
        raise WorkflowRefused("Write %prompt% where the words of the picture belong, then export it again.")
    return graph


def _can_be_kept(part: Any, depth: int = 0) -> bool:
    """Return whether JSON can be kept in the database, and filled: no NUL or half a character, no NaN, not too deep."""
    if isinstance(part, dict):
        return depth < DEEPEST and all(_can_be_kept(item, depth + 1) for pair in part.items() for item in pair)
    if isinstance(part, list):
        return depth < DEEPEST and all(_can_be_kept(item, depth + 1) for item in part)
    if isinstance(part, str):
        return not _UNKEPT.search(part)
    return not isinstance(part, float) or isfinite(part)


def _is_node(node: object) -> bool:
    return isinstance(node, dict) and isinstance(node.get("class_type"), str) and isinstance(node.get("inputs"), dict)


def numbered(name: str, number: int) -> str:
    """Return the name of a place for the reference picture of that number, from 1 on."""
    return name if number == 1 else f"{name}_{number}"


def filled(workflow: Workflow, values: Mapping[str, str | float]) -> dict[str, Any]:
    """Fill the places of `workflow`; what is filled in is not looked through again."""
    return {key: _filled(part, values) for key, part in workflow.items()}


def _filled(part: Any, values: Mapping[str, str | float]) -> Any:
    if isinstance(part, Mapping):
        return filled(part, values)
    if isinstance(part, list):
        return [_filled(item, values) for item in part]
    if not isinstance(part, str):
        return part
    whole = _PLACE.fullmatch(part)
    if whole:
        return values.get(whole[1], part)
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), part)


def _read(name: str) -> Workflow:
    workflow: Workflow = json.loads((Path(__file__).parent / f"{name}.json").read_text(encoding="utf-8"))
    return workflow
