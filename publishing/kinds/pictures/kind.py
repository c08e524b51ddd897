"""The pictures of a book as files, with all that is known of each, and on sheets."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Literal

from PIL import Image
from pydantic import Field

from publishing.archives import add_data
from publishing.jpegs import GONE, jpeg_of
from publishing.kinds.kind import EditionKind, Made, Refused, Tell
from publishing.kinds.pictures.contact_sheet import contact_sheet
from publishing.kinds.pictures.manifest import FORMAT, VERSION, Manifest, PicturePart
from publishing.kinds.pictures.shown import ShownPicture, shown_pictures
from publishing.labels import labelled
from publishing.publication import data_of
from publishing.rights.statement import RightsOptions, statement_of

if TYPE_CHECKING:
    from pathlib import Path

    from books.models import VividPage
    from publishing.publication import Publication

Format = Literal["as drawn", "JPEG", "PNG"]
NOTHING = "There are no pictures in this book yet: make them first."


class PicturesOptions(RightsOptions):
    """In which format the pictures come, and whether sheets of all come with them."""

    format: Format = Field(
        default="as drawn", title="Format", description="As drawn they are untouched; JPEG and PNG open everywhere."
    )
    contact_sheet: bool = Field(
        default=True, title="Contact sheet", description="A PDF with all pictures, small, over their captions."
    )


def make(publication: Publication, options: PicturesOptions, folder: Path, tell: Tell) -> Made:
    """Write the ZIP, one picture at a time. Raises Refused if there are none, or one is gone."""
    pictures = list(shown_pictures(publication))
    if not any(picture.kind != "cover" for picture in pictures):
        raise Refused(NOTHING)
    total = len(pictures) + options.contact_sheet
    out = folder / "pictures.zip"
    parts: list[PicturePart] = []
    with zipfile.ZipFile(out, "w") as archive:
        for done, picture in enumerate(pictures, 1):
            data, size = encoded(picture, options.format)
            file = f"{picture.name}.{_ending(data)}"
            add_data(archive, file, labelled(data, picture.label(publication.book.title)))
            parts.append(_part(picture, file, size))
            tell(done, total)
        add_data(archive, "manifest.json", _manifest(publication, options, tuple(parts)))
        if options.contact_sheet:
            add_data(archive, "contact-sheet.pdf", contact_sheet(publication.book, pictures))
            tell(total, total)
    return Made(out)


def encoded(picture: ShownPicture, form: Format) -> tuple[bytes, tuple[int, int]]:
    """Return a picture's file in a format, and its size in pixels. Raises Refused if it is gone."""
    try:
        data = data_of(picture.image)
        if form == "JPEG":
            jpeg = jpeg_of(data)
            return jpeg.data, (jpeg.width, jpeg.height)
        with Image.open(io.BytesIO(data)) as image:
            if form == "as drawn" or image.format == "PNG":
                return data, image.size
            out = io.BytesIO()
            image.save(out, "PNG")
            return out.getvalue(), image.size
    except OSError:
        raise Refused(GONE) from None


def _ending(data: bytes) -> str:
    return "jpg" if data.startswith(b"\xff\xd8") else "png" if data.startswith(b"\x89PNG") else "webp"


def _part(picture: ShownPicture, file: str, size: tuple[int, int]) -> PicturePart:
    origin, chapter = picture.origin, picture.chapter
    return PicturePart(
        file=file,
        kind=picture.kind,
        width=size[0],
        height=size[1],
        scene=picture.scene,
        chapter=chapter.title if chapter else "",
        chapter_number=chapter.number if chapter else None,
        passage=picture.passage,
        caption=picture.caption,
        alt=picture.alt,
        people=picture.people,
        prompt=origin.prompt if origin else "",
        seed=origin.seed if origin else None,
        model=picture.model,
        licence=picture.licence,
    )


def _manifest(publication: Publication, options: PicturesOptions, parts: tuple[PicturePart, ...]) -> bytes:
    manifest = Manifest(
        format=FORMAT,
        version=VERSION,
        title=publication.book.title,
        authors=publication.book.authors,
        language=publication.book.language,
        style=publication.style,
        rights=statement_of(publication, options).paragraphs,
        pictures=parts,
    )
    return manifest.model_dump_json(indent=1).encode() + b"\n"


def _suits(vividpage: VividPage) -> str:
    return "" if vividpage.pictures.exclude(active_version=None).exists() else NOTHING


KIND = EditionKind(
    name="zip",
    title="Pictures (ZIP)",
    about="All pictures as files with good names, what is known of each (manifest.json), and a contact sheet as PDF.",
    suffix=".zip",
    media_type="application/zip",
    options=PicturesOptions,
    make=make,
    suits=_suits,
    reads_bible=True,
)
