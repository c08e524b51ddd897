"""A book as editions are made from it: its illustrated tree, what libraries ask of it, and where its pictures are from.

All of it is plain data: whoever makes an edition asks no database. Files are in the storage under their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Max

from characters.exchange.document import BibleDocument
from characters.exchange.exporting import exported_bible
from providers.choosing.catalogue import entry_named
from providers.interfaces.images import PictureRequest
from publishing.pages.reading import alts_in, paged_book
from publishing.pages.tree import PagedBook
from storyboards.illustrated.building import illustrated_book
from storyboards.illustrated.tree import IllustratedBook
from storyboards.models import PictureVersion
from storyboards.pictures.recomposing import recomposed_requests
from storyboards.rights.disclosing import model_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from books.models import VividPage
    from storyboards.pictures.stored_image import StoredImage


UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class DrawnBy:
    """Where a picture of ours comes from. `model` is its key; "" for what its reader has brought.

    `redraw` is the request that the built-in artist draws the same picture from, at any size; None if there is none.
    """

    version: UUID
    model: str
    prompt: str
    seed: int | None
    is_built_in: bool
    scene: UUID | None
    redraw: PictureRequest | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """A book with what an edition of it needs.

    `original` is the storage name of the EPUB that was uploaded, or "". `drawn_by` is by the storage name of a picture;
    the book's own pictures are not in it. `is_own` says whether the text is the reader's own, not somebody else's,
    and `is_written_here` whether it was written with VividPages, `text_models` by which text models. `changed` is when
    the last of its pictures was made. `pages` are those of the picture book that its reader has laid out, if any.
    `bible` is read for kinds that want it.
    """

    book: IllustratedBook
    identity: str
    original: str
    is_own: bool
    style: str
    description: str
    series: str
    series_index: str
    subjects: tuple[str, ...]
    drawn_by: Mapping[str, DrawnBy]
    changed: datetime = UNKNOWN
    pages: PagedBook | None = None
    is_written_here: bool = False
    text_models: tuple[str, ...] = ()
    bible: BibleDocument | None = None

    @property
    def series_line(self) -> str:
        """The series with the book's place in it, as a title page has them; empty without one."""
        return " · ".join(filter(None, (self.series, self.series_index))) if self.series else ""


def publication_of(vividpage: VividPage, *, with_bible: bool = False) -> Publication:
    """Read a book from the database, whole, in some fifteen queries; its story bible is another eight."""
    origin = vividpage.origin
    shown = PictureVersion.objects.filter(active_for__vividpage=vividpage)
    book = illustrated_book(vividpage)
    pages = paged_book(vividpage, alts_in(book))
    return Publication(
        book=book,
        identity=vividpage.identity,
        original=str(vividpage.epub.name or ""),
        is_own=origin in (vividpage.Origin.MANUSCRIPT, vividpage.Origin.WRITTEN),
        is_written_here=origin == vividpage.Origin.WRITTEN,
        text_models=tuple(vividpage.text_models),
        style=vividpage.style,
        description=vividpage.description,
        series=vividpage.series,
        series_index=vividpage.series_index,
        subjects=tuple(vividpage.subjects),
        drawn_by=_drawn_by(vividpage, shown, _shown_in(book, pages)),
        changed=shown.aggregate(newest=Max("created"))["newest"] or vividpage.created,
        pages=pages,
        bible=exported_bible(vividpage) if with_bible else None,
    )


def _shown_in(book: IllustratedBook, pages: PagedBook | None) -> set[str]:
    """Return the storage names of the pictures of ours that a book shows, on whichever pages."""
    plates = (scene.picture for chapter in book.chapters for scene in chapter.scenes)
    portraits = (member.portrait for member in book.cast)
    laid = (page.picture for page in pages.pages) if pages is not None else ()
    return {picture.image.name for picture in (*plates, *portraits, *laid) if picture is not None}


def _drawn_by(vividpage: VividPage, shown: QuerySet[PictureVersion], names: set[str]) -> dict[str, DrawnBy]:
    """Find where these pictures come from, by their storage names."""
    columns = shown.select_related("picture").only("image", "prompt", "parameters", "origin", "picture__scene_id")
    requests = recomposed_requests(vividpage)
    return {
        str(version.image.name): replace(_origin(version), redraw=requests.get(version.pk))
        for version in columns
        if version.image.name in names
    }


def _origin(version: PictureVersion) -> DrawnBy:
    model = model_of(version)
    return DrawnBy(
        version=version.pk,
        model=model,
        prompt=version.prompt,
        seed=version.parameters.get("seed"),
        is_built_in=bool(model) and _is_built_in(model),
        scene=version.picture.scene_id,
    )


def _is_built_in(model: str) -> bool:
    try:
        return entry_named(model, "image").is_built_in
    except KeyError:
        return False


def data_of(image: StoredImage) -> bytes:
    """Read a picture from the storage. Raises FileNotFoundError if it is gone."""
    with default_storage.open(image.name) as file:
        return bytes(file.read())
