"""Style sheets of EPUB 2: directions of writing are said in the pages now."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FORBIDDEN = re.compile(r"(?<![-\w])(direction|unicode-bidi)\s*:\s*([^;}\"]*?)\s*(?:;|(?=[}\"])|$)", re.IGNORECASE)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
SIMPLE = re.compile(r"^([A-Za-z][\w-]*|\*)?(?:\.([\w-]+))?$")


@dataclass(frozen=True, slots=True)
class Direction:
    """Elements of this name and class, either of which may be empty, are written in a direction."""

    name: str
    class_name: str
    value: str


def without_directions(sheet: str) -> str:
    """Return a style sheet, or the style of an element, without the properties that EPUB 3 forbids."""
    return FORBIDDEN.sub("", sheet) if FORBIDDEN.search(sheet) else sheet


def directions_in(sheets: Iterable[str]) -> list[Direction]:
    """Return which elements these sheets write in which direction, as far as their last selectors tell it."""
    found: list[Direction] = []
    for sheet in sheets:
        for selectors, body in RULE.findall(COMMENT.sub("", sheet)):
            value = direction_in(body)
            if value:
                found += [_direction(selector, value) for selector in selectors.split(",") if _is_simple(selector)]
    return found


def direction_in(style: str) -> str:
    """Return the direction that a style gives: `ltr`, `rtl`, or empty."""
    values = [value.lower() for name, value in FORBIDDEN.findall(style) if name.lower() == "direction"]
    return values[-1] if values and values[-1] in ("ltr", "rtl") else ""


def _is_simple(selector: str) -> bool:
    return bool(selector.split()) and SIMPLE.match(selector.rsplit(maxsplit=1)[-1]) is not None


def _direction(selector: str, value: str) -> Direction:
    match = SIMPLE.match(selector.rsplit(maxsplit=1)[-1])
    name, class_name = match.groups() if match else ("", "")
    return Direction("" if name == "*" else (name or "").lower(), class_name or "", value)
