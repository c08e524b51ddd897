"""What a reader should know of laid-out pages before they are printed: text that does not fit, halves without mates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.pages.catalogue import layouts
from publishing.pages.fitting import Fit, fits_of

if TYPE_CHECKING:
    from publishing.pages.tree import PagedBook, PicturePage
    from publishing.rectangle import Rectangle

SAFE = 0.375
"""Inches from the edge of a page with bleed within which no words may stand (Amazon KDP)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend on a page; `mend` says how."""

    page: int
    words: str
    mend: str


def page_fits(book: PagedBook) -> dict[int, Fit]:
    """Measure the text of all pages, by their numbers."""
    pages = [page for page in book.pages if page.text is not None]
    fits = fits_of([page.text for page in pages if page.text is not None], book)
    return {page.number: fit for page, fit in zip(pages, fits, strict=True)}


def problems_of(book: PagedBook) -> list[Problem]:
    """Return what is to be mended, by pages."""
    fits = page_fits(book)
    by_number = {page.number: page for page in book.pages}
    found = []
    for page in book.pages:
        fit = fits.get(page.number)
        if fit is not None and not fit.fits:
            found.append(Problem(page.number, too_long(fit), "Make the type smaller, choose a larger box or split it."))
        if page.text is not None and not _is_safe(page.text.box, book):
            found.append(
                Problem(page.number, "Its text stands too near to the edge.", f"Keep it {SAFE:g} inches away.")
            )
        found += _spread_problems(page, by_number)
    return found


def too_long(fit: Fit) -> str:
    """Say by how much a text is too long."""
    return "Its text is one line too long." if fit.lines == 1 else f"Its text is {fit.lines} lines too long."


def _is_safe(box: Rectangle, book: PagedBook) -> bool:
    across, down = SAFE / book.width - 1e-6, SAFE / book.height - 1e-6
    return box.left >= across and box.top >= down and box.right <= 1 - across and box.bottom <= 1 - down


def _spread_problems(page: PicturePage, by_number: dict[int, PicturePage]) -> list[Problem]:
    layout = layouts()[page.layout]
    if not layout.mate:
        return []
    beside = by_number.get(page.number - 1 if page.number % 2 else page.number + 1)
    is_whole = layout.part == page.side and beside is not None and beside.layout == layout.mate
    if is_whole and beside is not None and _image(beside) == _image(page):
        return []
    return [
        Problem(page.number, "Half of its picture is missing.", "Move it beside its other half, or change the layout.")
    ]


def _image(page: PicturePage) -> str:
    return page.picture.image.name if page.picture is not None else ""
