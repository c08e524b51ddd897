"""Laying a book out as a picture book, and laying it out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from publishing.models import Page, PageSet
from publishing.pages.catalogue import layouts
from publishing.pages.journal import PagesRefused, recorded_pages
from publishing.pages.laying import Plan, default_passages, lay
from publishing.pages.looking import StoredLook
from publishing.pages.small_print import default_small_print
from publishing.publication import publication_of
from storyboards.models import Picture

if TYPE_CHECKING:
    from uuid import UUID

    from accounts.models import User
    from books.models import VividPage
    from publishing.pages.tree import PagedBook, PicturePage

MOST_PAGES = 400
"""What can be laid out and edited as a picture book."""
MOST_HEADS = 60
"""Pictures in which heads are looked for while a reader waits: some five seconds."""
TOO_LONG = "This book would have {} pages, and a picture book has {} at most. Take only the sentence of each picture."


def lay_out(*, vividpage: VividPage, plan: Plan, by: User | None) -> PagedBook:
    """Lay a book out by default; pages that are there give way, and an undo brings them back. Raises PagesRefused."""
    publication = publication_of(vividpage)
    book = publication.book
    if not any(scene.picture for chapter in book.chapters for scene in chapter.scenes):
        raise PagesRefused("This book has no pictures yet. Have them drawn first.")
    paged = lay(
        book,
        plan,
        StoredLook(publication.drawn_by, most_heads=MOST_HEADS),
        small_print=default_small_print(publication),
    )
    if len(paged.pages) > MOST_PAGES:
        raise PagesRefused(TOO_LONG.format(len(paged.pages), MOST_PAGES))
    with transaction.atomic():
        values = {
            "trim_width": plan.width,
            "trim_height": plan.height,
            "audience": paged.audience,
            "passages": plan.passages or default_passages(book),
        }
        settings, is_new = PageSet.objects.get_or_create(vividpage=vividpage, defaults=values)
        rows = rows_of(vividpage, paged)
        if is_new:
            Page.objects.bulk_create(rows)
            return paged
        with recorded_pages(vividpage_id=vividpage.pk, by=by) as journal:
            journal.summary = "All pages laid out anew"
            journal.change(settings, **values)
            journal.remove(Page.objects.filter(vividpage=vividpage))
            journal.add(rows)
    return paged


def rows_of(vividpage: VividPage, paged: PagedBook) -> list[Page]:
    """Make the rows of laid-out pages, not saved."""
    pictures = _pictures(vividpage)
    return [_row(vividpage, page, pictures) for page in paged.pages]


def _pictures(vividpage: VividPage) -> dict[str, UUID]:
    """Return the ids of the scenes' pictures by the storage names of what they show."""
    shown = Picture.objects.filter(vividpage=vividpage, active_version__isnull=False)
    return {str(name): key for key, name in shown.values_list("pk", "active_version__image")}


def _row(vividpage: VividPage, page: PicturePage, pictures: dict[str, UUID]) -> Page:
    row = Page(vividpage=vividpage, number=page.number, role=page.role, layout=page.layout, scenes=list(page.scenes))
    row.size = 12
    if page.text is not None:
        text, layout = page.text, layouts()[page.layout]
        row.text, row.size, row.align, row.ink = text.source, text.size, text.align, text.ink
        if text.box != layout.text:
            row.text_box = [text.box.left, text.box.top, text.box.width, text.box.height]
    if page.picture is not None:
        row.picture_id = pictures.get(page.picture.image.name)
        row.focus_x, row.focus_y = page.picture.focus
        row.zoom = page.picture.zoom
    return row
