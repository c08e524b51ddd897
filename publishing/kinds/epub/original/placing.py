"""Where in the source of a page a picture is put: between blocks, never within one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.kinds.epub.original.source import FLOW, HOLDERS

if TYPE_CHECKING:
    from publishing.kinds.epub.original.source import Run, SourcePage


def place_before(page: SourcePage, run: Run) -> int | None:
    """Return the byte before a run of text at which a figure may stand; None if other text of its block is before."""
    if _is_between(page, run):
        return run.start
    block = _block_of(page, run.element)
    if block is None:
        return None
    start = page.elements[block].start
    has_text_before = any(start <= other.start < run.start for other in page.runs if other is not run)
    return None if has_text_before or (block == run.element and not run.is_whole) else start


def place_after(page: SourcePage, run: Run) -> int | None:
    """Return the byte behind a run of text, or behind the block that it is in; None if a figure can stand nowhere."""
    if _is_between(page, run):
        return run.end
    block = _block_of(page, run.element)
    return None if block is None else page.elements[block].end


def _is_between(page: SourcePage, run: Run) -> bool:
    """Return whether a run stands right in an element that holds blocks, beside them."""
    name = page.elements[run.element].name
    return run.is_loose and name in FLOW and (name in HOLDERS or not run.is_whole)


def _block_of(page: SourcePage, place: int) -> int | None:
    """Return the nearest block around a place, itself first, beside which a figure may stand."""
    for outer in page.ancestors(place):
        if page.elements[outer].name in FLOW:
            return place
        place = outer
    return None
