"""The illustrated EPUB."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from publishing.kinds.epub.house.making import make_in_house_design
from publishing.kinds.epub.options import EpubOptions
from publishing.kinds.epub.original.making import make_from_original
from publishing.kinds.epub.original.plan import NotFollowed
from publishing.kinds.epub.pictures import preview
from publishing.kinds.epub.plates import plates_of
from publishing.kinds.kind import Check, EditionKind, Made
from publishing.publication import publication_of

if TYPE_CHECKING:
    from books.models import VividPage
    from publishing.kinds.kind import Tell
    from publishing.publication import Publication

PREVIEWS = 3


def write_illustrated_epub(vividpage: VividPage, out: Path) -> None:
    """Write a book with its pictures to `out`, replacing what is there. Raises Refused."""
    with TemporaryDirectory(dir=out.absolute().parent) as folder:
        made = make(publication_of(vividpage), EpubOptions(), Path(folder), lambda _done, _all: None)
        made.file.replace(out)


def make(publication: Publication, options: EpubOptions, folder: Path, tell: Tell) -> Made:
    """Write the illustrated book into a folder."""
    out = folder / "book.epub"
    checks: tuple[Check, ...] = ()
    try:
        if options.design == "ours" or not publication.original:
            make_in_house_design(publication, options, out, tell)
        else:
            make_from_original(publication, options, out, tell)
    except NotFollowed as error:
        checks = (Check("own-design", "note", f"This book is set in our own design: {error}"),)
        make_in_house_design(publication, options, out, tell)
    return Made(file=out, checks=checks, previews=_previews(publication, folder))


def _previews(publication: Publication, folder: Path) -> tuple[Path, ...]:
    """Write small pictures of the cover and of the first plates."""
    cover = [publication.book.cover] if publication.book.cover else []
    shown = [*cover, *(plate.illustration.image for plate in plates_of(publication.book))][:PREVIEWS]
    files = [folder / f"preview-{number}.jpg" for number in range(1, len(shown) + 1)]
    for file, image in zip(files, shown, strict=True):
        file.write_bytes(preview(image))
    return tuple(files)


KIND = EditionKind(
    name="epub",
    title="Illustrated EPUB",
    about="For reading apps and e-readers. A book that you uploaded keeps its own pages, fonts and notes.",
    suffix=".epub",
    media_type="application/epub+zip",
    options=EpubOptions,
    make=make,
)
