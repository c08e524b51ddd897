"""What the page editor shows: all pages in a strip, the spread of one of them, and the form of that one."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from django.http import Http404

from publishing.pages.catalogue import layouts
from publishing.pages.checking import page_fits, problems_of
from publishing.pages.fitting import fit_of, text_svg
from publishing.pages.journal import latest_edit
from publishing.pages.reading import page_of, paged_book, pages_and_rows, shown_images
from publishing.pages.tree import PagedBook
from storyboards.models import Picture
from web.pages.forms import SIDES, PageForm
from web.pages.stage import StagePage, stage_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from books.models import VividPage
    from publishing.models import Page


def context_of(vividpage: VividPage, number: int, *, form: PageForm | None = None) -> dict[str, Any]:
    """Return what the editor's template reads, with the page of a number in hand. Raises Http404 without pages."""
    read = pages_and_rows(vividpage)
    if read is None or not read[1]:
        raise Http404
    book, rows = read
    number = min(max(number, 1), len(rows))
    fits = page_fits(book)
    stages = [stage_page(row, page, book, fits.get(page.number)) for row, page in zip(rows, book.pages, strict=True)]
    page, row = stages[number - 1], rows[number - 1]
    return {
        "vividpage": vividpage,
        "stages": stages,
        "spreads": _spreads(stages),
        "spread": [one for one in stages if one.number // 2 == number // 2],
        "page": page,
        "row": row,
        "layout": layouts().get(row.layout, layouts()["text"]),
        "form": form or form_of(vividpage, row),
        "problems": problems_of(book),
        "latest": latest_edit(vividpage.pk),
        "before": stages[number - 2] if number > 1 else None,
        "after": stages[number] if number < len(stages) else None,
    }


def _spreads(stages: Sequence[StagePage]) -> list[list[StagePage]]:
    halves: dict[int, list[StagePage]] = {}
    for one in stages:
        halves.setdefault(one.number // 2, []).append(one)
    return list(halves.values())


def form_of(vividpage: VividPage, row: Page, data: Any = None) -> PageForm:
    """Return the form of a page, with what is sent or with what it has."""
    scenes = Picture.objects.filter(vividpage=vividpage, kind=Picture.Kind.SCENE, active_version__isnull=False)
    pictures = [(str(key), f"Scene {number}") for key, number in scenes.values_list("pk", "scene__number")]
    if data is not None:
        return PageForm(data, pictures=pictures, label_suffix="")
    layout = layouts().get(row.layout, layouts()["text"])
    own = layout.text
    box: Sequence[float | None] = [own.left, own.top, own.width, own.height] if own else [None] * 4
    box = row.text_box or box
    initial = {
        "layout": layout.name,
        "text": row.text,
        "size": f"{row.size:g}",
        "align": row.align,
        "ink": row.ink,
        "picture": str(row.picture_id or ""),
        "focus_x": _percent(row.focus_x),
        "focus_y": _percent(row.focus_y),
        "zoom": _percent(row.zoom),
        **{side: "" if part is None else _percent(part) for side, part in zip(SIDES, box, strict=True)},
    }
    return PageForm(initial=initial, pictures=pictures, label_suffix="")


def _percent(part: float) -> str:
    return f"{100 * part:.1f}".removesuffix(".0")


def trial_of(vividpage: VividPage, row: Page, values: dict[str, Any]) -> dict[str, Any]:
    """Return what the template of one page reads, with values that are not saved."""
    book = paged_book(vividpage)
    if book is None:
        raise Http404
    layout = values.pop("layout")
    if layout != row.layout:
        values["text_box"] = None
    row.layout, row.picture_id = layout, values.pop("picture")
    for name, value in values.items():
        setattr(row, name, value)
    page = page_of(row, shown_images(vividpage, [row.picture_id] if row.picture_id else []), {})
    small = PagedBook(book.width, book.height, book.language, book.audience, (page,))
    fit = fit_of(page.text, small) if page.text else None
    drawn = base64.b64encode(text_svg(page.text, small)).decode() if page.text else ""
    return {
        "vividpage": vividpage,
        "page": stage_page(row, page, small, fit),
        "layout": layouts()[layout],
        "drawn": drawn,
        "is_in_hand": True,
    }
