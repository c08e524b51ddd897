"""A PDF to read on a screen: what its reader chooses, and how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pikepdf
from pydantic import Field

from publishing.kinds.kind import EditionKind, Made
from publishing.novels.checks import checks_of_pages
from publishing.novels.look import Look, PageSize, PicturePlace
from publishing.novels.pictures import stored_jpegs
from publishing.novels.setting import copyright_page, novel_of, set_novel
from publishing.rights.statement import RightsOptions
from publishing.typesetting.pictures import opened_with_pictures

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.kind import Tell
    from publishing.publication import Publication

Trim = Literal["a5", "6x9", "a4", "e-reader"]
TextSize = Literal["small", "normal", "large"]

PAGES: dict[Trim, tuple[PageSize, float]] = {
    "a5": (PageSize(419.5, 595.3, 52, 52, 60, 62), 10.4),
    "6x9": (PageSize(432, 648, 54, 54, 64, 66), 10.8),
    "a4": (PageSize(595.3, 841.9, 92, 92, 84, 88), 12.0),
    "e-reader": (PageSize(255.1, 340.2, 14, 14, 16, 26), 10.0),
}
"""Each page and its normal type, in points."""
TIMES: dict[TextSize, float] = {"small": 0.9, "normal": 1.0, "large": 1.25}
PITCH = 1.34
"""From line to line, in sizes of the type."""
DOTS = {"screen": 150, "fine": 300}


class PdfOptions(RightsOptions):
    """What a reader chooses of a PDF to read."""

    page: Trim = Field(
        default="a5", title="Page", description="A5 and 6 × 9 inches are books' sizes; A4 suits office printers."
    )
    text_size: TextSize = Field(default="normal", title="Text")
    pictures: PicturePlace = Field(
        default="beside", title="Pictures", description="Beside their passage, or on pages of their own."
    )
    captions: bool = Field(
        default=True, title="Captions", description="The sentence that each picture shows stands below it."
    )
    quality: Literal["screen", "fine"] = Field(
        default="screen", title="Picture quality", description="“fine” makes a larger file."
    )
    drop_caps: bool = Field(default=True, title="Large first letters of chapters")
    cover: bool = Field(default=True, title="Cover as the first page")
    contents: bool = Field(default=True, title="Table of contents")
    illustrations: bool = Field(default=True, title="List of illustrations")
    cast: bool = Field(default=False, title="Page of the main people")


def look_of(options: PdfOptions) -> Look:
    """Return how the pages look that were chosen."""
    page, size = PAGES[options.page]
    size = round(size * TIMES[options.text_size], 2)
    is_small = options.page == "e-reader"
    return Look(
        page=page,
        size=size,
        pitch=round(size * PITCH, 2),
        pictures=options.pictures,
        captions=options.captions,
        drop_caps=options.drop_caps,
        running_heads=not is_small,
        half_title=not is_small,
        contents=options.contents,
        illustrations=options.illustrations,
        cast=options.cast,
        cover=options.cover,
    )


def make(publication: Publication, options: PdfOptions, folder: Path, tell: Tell) -> Made:
    """Set the book, put its pictures on the pages, and write the file."""
    look = look_of(options)
    novel = novel_of(publication, look, copyright_page=copyright_page(publication, options))
    tell(0, len(novel.boxes))
    pages = set_novel(novel, look)
    path = folder / "book.pdf"
    jpegs = stored_jpegs(novel.boxes, dots_per_inch=DOTS[options.quality], tell=tell)
    with opened_with_pictures(pages.pdf, jpegs) as pdf:
        count = len(pdf.pages)
        pdf.save(path, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    tell(len(novel.boxes), len(novel.boxes))
    return Made(path, count, tuple(checks_of_pages(pages, is_read=True)))


KIND = EditionKind(
    name="pdf",
    title="PDF to read",
    about="The book typeset on pages, with pictures, links and contents, for screens and for office printers.",
    suffix=".pdf",
    media_type="application/pdf",
    options=PdfOptions,
    make=make,
)
