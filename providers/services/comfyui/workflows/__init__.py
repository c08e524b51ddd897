"""ComfyUI's workflows, in its API format, with places that are filled in as data.

A place is `%name%` in any text of a node: `%checkpoint%`, `%prompt%`, `%negative_prompt%`, `%width%`, `%height%`,
`%seed%`, `%steps%`, `%cfg%`, `%guidance%`, `%sampler%`, `%scheduler%`, `%reference%` (the name of the uploaded
reference picture), `%preset%` (which IP-Adapter). A text that is nothing but a place becomes the value itself, a
number too. Names that are not known stay as they are: ComfyUI has `%…%` of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

Workflow = Mapping[str, Any]
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
