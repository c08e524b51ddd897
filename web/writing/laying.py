"""From a written book to laid-out pages: their size, type and number as its brief has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from publishing.pages.laying import Plan
from publishing.pages.services import lay_out
from writing.services.locking import check_not_taken_down

if TYPE_CHECKING:
    from accounts.models import User
    from publishing.pages.tree import PagedBook
    from writing.models import WrittenBook

AUDIENCES = {"0-2": "toddlers", "3-5": "young", "6-8": "early", "9-12": "older"}
"""For whom pages are set, by the ages of a brief."""
SQUARE = "8.5x8.5"


def trim_of(brief: dict[str, Any]) -> str:
    """Return the size of a page in inches as forms of editions name it; square unless a brief says otherwise."""
    said = str(brief.get("trim", "")).replace(" ", "").replace("×", "x").removesuffix("in")
    width, _, height = said.partition("x")
    try:
        sides = float(width), float(height)
    except ValueError:
        return SQUARE
    return f"{sides[0]:g}x{sides[1]:g}" if all(3 <= side <= 12 for side in sides) else SQUARE


def plan_of(brief: dict[str, Any]) -> Plan:
    """Return how the pages of a book are laid out that was asked for so."""
    width, height = map(float, trim_of(brief).split("x"))
    pages = brief.get("pages")
    return Plan(
        width,
        height,
        AUDIENCES.get(str(brief.get("age", "")), ""),
        "whole",
        pages=pages if isinstance(pages, int) else 0,
        roomy=True,
    )


def lay_out_written(*, book: WrittenBook, by: User | None) -> PagedBook:
    """Lay a written book out as its brief wants it.

    Raises `characters.editing.EditRefused` before it has pictures, and WritingRefused for one that is taken down.
    """
    check_not_taken_down(book)
    return lay_out(vividpage=book.vividpage, plan=plan_of(book.brief), by=by)
