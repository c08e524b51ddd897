"""The copyright page of a laid-out book: as chosen for an edition, unless its reader has written another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publishing.pages.front import copyright_text
from publishing.pages.sizing import fitted
from publishing.rights.statement import RightsOptions, statement_of

if TYPE_CHECKING:
    from publishing.pages.tree import PagedBook, PicturePage
    from publishing.publication import Publication


def default_small_print(publication: Publication) -> tuple[str, ...]:
    """Return the paragraphs that a copyright page has before anybody chooses."""
    return statement_of(publication, RightsOptions()).paragraphs


def with_small_print(book: PagedBook, publication: Publication, options: RightsOptions) -> PagedBook:
    """Put what was chosen on the copyright page. What a reader has written there stays; without one it is empty."""
    title = publication.book.title
    default = copyright_text(title, default_small_print(publication))
    chosen = copyright_text(title, statement_of(publication, options).paragraphs)

    def changed(page: PicturePage) -> PicturePage:
        if page.role != "copyright" or page.text is None:
            return page
        if not options.has_copyright_page:
            return replace(page, text=None)
        if page.text.source != default or chosen == default:
            return page
        return replace(page, text=fitted(replace(page.text, source=chosen), book))

    return replace(book, pages=tuple(map(changed, book.pages)))
