"""The laid-out pages of a book as spreads that turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.models import Page
from publishing.pages.checking import page_fits
from publishing.pages.reading import paged_book
from web.pages.stage import stage_page

if TYPE_CHECKING:
    from books.models import VividPage
    from web.pages.stage import StagePage


def spreads_of(vividpage: VividPage) -> list[list[StagePage]]:
    """Return the pages two by two, as they lie open; none of a book that is not laid out."""
    book = paged_book(vividpage)
    if book is None:
        return []
    fits = page_fits(book)
    rows = Page.objects.filter(vividpage=vividpage)
    halves: dict[int, list[StagePage]] = {}
    for row, page in zip(rows, book.pages, strict=True):
        halves.setdefault(page.number // 2, []).append(stage_page(row, page, book, fits.get(page.number)))
    return list(halves.values())
