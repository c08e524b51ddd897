"""The size of type: one for the book, as large as its audience likes, and smaller only on pages that need it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publishing.pages.catalogue import layouts
from publishing.pages.drafts import text_box
from publishing.pages.fitting import Passage, fit_of, fits_of, heights_of
from publishing.pages.tree import PicturePage, PlacedText
from publishing.rectangle import Rectangle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from publishing.pages.catalogue import Audience
    from publishing.pages.drafts import Draft
    from publishing.pages.tree import PagedBook

STEP = 0.5
"""Points."""
MOST_SMALLER = 0.12
"""Which part of the pages may have smaller type than the rest."""
TITLE_SIZE, SMALL_PRINT = 1.5, 0.72
"""By so much larger or smaller than the text of the story."""
LEAST_SIZE = 8.0
_SMALLER = 0.94
"""By what type is smaller that does not fit."""
_SNUG = 0.012
"""What a panel leaves around its text above and below, as a part of the page."""


def sizes_for(audience: Audience, *, roomy: bool = False) -> list[float]:
    """Return the sizes that an audience's book may have, the largest first; of a `roomy` one all that it can read."""
    first = audience.largest if roomy else audience.size
    steps = int((first - audience.smallest) / STEP)
    return [first - step * STEP for step in range(steps + 1)]


def sized(
    drafts: Sequence[Draft], book: PagedBook, audience: Audience, *, roomy: bool = False
) -> tuple[tuple[PicturePage, ...], tuple[UUID, ...]]:
    """Give drafts their numbers and sizes; also return the scenes whose text fits in no size."""
    sizes = sizes_for(audience, roomy=roomy)
    story = [draft for draft in drafts if draft.role == "story" and draft.source]
    largest = dict(zip(map(id, story), _largest_fitting(story, sizes, book), strict=True))
    common = _common_size(list(largest.values()), sizes)
    pages, crowded = [], []
    for number, draft in enumerate(drafts, 1):
        fitting = largest.get(id(draft))
        if id(draft) in largest and fitting is None and draft.scene is not None:
            crowded.append(draft.scene)
        size = min(common, sizes[-1] if fitting is None else fitting) if id(draft) in largest else common
        page = _page(number, draft, _by_role(draft, size))
        if page.text is not None and draft.role != "story":
            page = replace(page, text=fitted(page.text, book))
        pages.append(page)
    return _snug(pages, book), tuple(dict.fromkeys(crowded))


def fitted(text: PlacedText, book: PagedBook) -> PlacedText:
    """Return a text in the largest type, up to its own, in which it fits its box; in LEAST_SIZE if in none."""
    size = text.size
    while size > LEAST_SIZE and not fit_of(replace(text, size=size), book).fits:
        size = max(LEAST_SIZE, round(size * _SMALLER * 2) / 2)
    return replace(text, size=size)


def _largest_fitting(drafts: Sequence[Draft], sizes: Sequence[float], book: PagedBook) -> list[float | None]:
    """Find the largest size of each text that fits its box, size by size: most fit in the first. None: none does."""
    found: list[float | None] = [None] * len(drafts)
    for size in sizes:
        left = [at for at, fitting in enumerate(found) if fitting is None]
        boxes = [book.points(text_box(drafts[at].layout)) for at in left]
        passages = [
            Passage(drafts[at].source, round(width, 2), size, book.language)
            for at, (width, _) in zip(left, boxes, strict=True)
        ]
        for at, height, (_, room) in zip(left, heights_of(passages), boxes, strict=True):
            if height <= room:
                found[at] = size
    return found


def _common_size(largest: Sequence[float | None], sizes: Sequence[float]) -> float:
    for size in sizes:
        smaller = sum(fitting is None or fitting < size for fitting in largest)
        if smaller <= MOST_SMALLER * len(largest):
            return size
    return sizes[-1]


def _by_role(draft: Draft, size: float) -> float:
    factor = {"title": TITLE_SIZE, "copyright": SMALL_PRINT}.get(draft.role, 1.0)
    return max(LEAST_SIZE, round(size * factor * 2) / 2)


def _page(number: int, draft: Draft, size: float) -> PicturePage:
    layout = layouts()[draft.layout]
    text = None
    if layout.text is not None and draft.source:
        text = PlacedText(
            draft.source, layout.text, size, draft.align, layout.vertical, draft.ink, has_panel=layout.has_panel
        )
    scenes = (draft.scene,) if draft.scene is not None and draft.source else ()
    return PicturePage(number, draft.role, draft.layout, draft.picture, text, scenes)


def _snug(pages: Sequence[PicturePage], book: PagedBook) -> tuple[PicturePage, ...]:
    """Make panels as high as their text."""
    texts = {page.number: page.text for page in pages if page.text is not None and page.text.has_panel}
    fits = dict(zip(texts, fits_of(list(texts.values()), book), strict=True))
    snug = []
    for page in pages:
        text = texts.get(page.number)
        if text is not None and fits[page.number].fits:
            height = min(text.box.height, fits[page.number].height / (book.height * 72) + 2 * _SNUG)
            top = text.box.top if page.layout.endswith("above") else text.box.bottom - height
            box = Rectangle(text.box.left, round(top, 4), text.box.width, round(height, 4))
            page = replace(page, text=replace(text, box=box))  # noqa: PLW2901 - the same page, set snugly
        snug.append(page)
    return tuple(snug)
