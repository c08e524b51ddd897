"""The layouts of pages and the audiences for which they are set, from their data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publishing.pages.tree import Part, Shape, Vertical
from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from collections.abc import Mapping

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Layout:
    """Where picture and text stand on a page; None: there is none. `mate` is the layout of the page beside it."""

    name: str
    title: str
    picture: Rectangle | None = None
    text: Rectangle | None = None
    has_panel: bool = False
    vertical: Vertical = "top"
    part: Part = "whole"
    shape: Shape = "plain"
    mate: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """For whom a book is set: sizes of type in points, and the most words on a page."""

    name: str
    title: str
    smallest: float
    size: float
    largest: float
    words: int


@cache
def layouts() -> Mapping[str, Layout]:
    """Return all layouts by their names, in the order in which they are offered."""
    return {name: _layout(name, row) for name, row in _rows("layouts.toml").items()}


@cache
def audiences() -> Mapping[str, Audience]:
    """Return all audiences by their names, the youngest first."""
    return {name: Audience(name=name, **row) for name, row in _rows("audiences.toml").items()}


def _layout(name: str, row: Mapping[str, Any]) -> Layout:
    return Layout(
        name=name,
        title=row["title"],
        picture=Rectangle(*row["picture"]) if "picture" in row else None,
        text=Rectangle(*row["text"]) if "text" in row else None,
        has_panel=row.get("panel", False),
        vertical=row.get("vertical", "top"),
        part=row.get("part", "whole"),
        shape=row.get("shape", "plain"),
        mate=row.get("mate", ""),
    )


def _rows(file: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads((_HERE / file).read_text())
