"""The pages of a book as plain data, read from their rows in a few queries, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.models import Page, PageSet
from publishing.pages.catalogue import Layout, layouts
from publishing.pages.tree import PagedBook, PicturePage, PlacedPicture, PlacedText
from publishing.rectangle import Rectangle
from storyboards.models import SHOWN_OF_VERSION, Picture
from storyboards.pictures.stored_image import StoredImage, image_of
from storyboards.safety.veiling import Veil, eyes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from uuid import UUID

    from books.models import VividPage
    from storyboards.illustrated.tree import IllustratedBook


def paged_book(vividpage: VividPage, alts: Mapping[str, str] | None = None) -> PagedBook | None:
    """Read the pages of a book; None if it has not been laid out. `alts` as in `pages_and_rows`. Four queries."""
    read = pages_and_rows(vividpage, alts)
    return None if read is None else read[0]


def pages_and_rows(vividpage: VividPage, alts: Mapping[str, str] | None = None) -> tuple[PagedBook, list[Page]] | None:
    """Read the pages of a book with the row of each, as they were at one time; None if it has not been laid out.

    `alts` are what pictures show, by their storage names. Pictures that stand behind a blur, that are hidden or not
    drawn are left out, as in the illustrated book.
    """
    settings = PageSet.objects.filter(vividpage=vividpage).first()
    if settings is None:
        return None
    rows = list(Page.objects.filter(vividpage=vividpage))
    images = shown_images(vividpage, {row.picture_id for row in rows if row.picture_id})
    book = PagedBook(
        width=settings.trim_width,
        height=settings.trim_height,
        language=vividpage.language,
        audience=settings.audience,
        pages=tuple(page_of(row, images, alts or {}) for row in rows),
        is_edited=True,
    )
    return book, rows


def shown_images(vividpage: VividPage, pictures: Collection[UUID]) -> dict[UUID, StoredImage]:
    """Return the pictures of those that may be shown at once, by their ids. Two queries."""
    eyes = eyes_of(vividpage.owner)
    columns = [f"active_version__{column}" for column in SHOWN_OF_VERSION]
    rows = Picture.objects.filter(vividpage=vividpage, pk__in=pictures).select_related("active_version")
    shown = {row.pk: row.shown for row in rows.only("vividpage", *columns)}
    return {
        key: image_of(version)
        for key, version in shown.items()
        if version is not None and eyes.veil(version.rating) == Veil.SHOW
    }


def page_of(row: Page, images: Mapping[UUID, StoredImage], alts: Mapping[str, str]) -> PicturePage:
    """Describe one page."""
    layout = layouts().get(row.layout, layouts()["text"])
    return PicturePage(
        number=row.number,
        role=row.role,  # type: ignore[arg-type]  # the column has the same choices
        layout=layout.name,
        picture=_picture(row, layout, images, alts),
        text=_text(row, layout, on_picture=bool(row.picture_id in images and layout.picture)),
        scenes=tuple(row.scenes),
    )


def _picture(
    row: Page, layout: Layout, images: Mapping[UUID, StoredImage], alts: Mapping[str, str]
) -> PlacedPicture | None:
    image = images.get(row.picture_id) if row.picture_id else None
    if image is None or layout.picture is None:
        return None
    focus = (row.focus_x, row.focus_y)
    return PlacedPicture(
        image, alts.get(image.name, ""), layout.picture, layout.part, layout.shape, focus, zoom=row.zoom
    )


def _text(row: Page, layout: Layout, *, on_picture: bool) -> PlacedText | None:
    if layout.text is None or not row.text.strip():
        return None
    box = Rectangle(*row.text_box) if row.text_box else layout.text
    return PlacedText(
        row.text,
        box,
        row.size,
        row.align,  # type: ignore[arg-type]  # the columns have the same choices
        layout.vertical,
        row.ink if on_picture else "dark",  # type: ignore[arg-type]
        has_panel=layout.has_panel,
    )


def alts_in(book: IllustratedBook) -> dict[str, str]:
    """Return what the pictures of a book show, by their storage names."""
    plates = (scene.picture for chapter in book.chapters for scene in chapter.scenes)
    return {plate.image.name: plate.alt for plate in plates if plate is not None}
