"""From a publication to the plan of its EPUB."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publishing.kinds.epub.accessibility import accessibility_of
from publishing.kinds.epub.markup import language_tag
from publishing.kinds.epub.original.plan import Plan, PlannedFigure, PlannedPage
from publishing.kinds.epub.plates import cast_page, copyright_page, labels_of, plates_of, portraits
from publishing.words import words_in
from storyboards.illustrated.tree import Figure, Illustration

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from publishing.kinds.epub.options import EpubOptions
    from publishing.kinds.epub.pictures import EpubPictures
    from publishing.kinds.epub.plates import Plate
    from publishing.publication import Publication
    from storyboards.illustrated.tree import BookBlock, IllustratedBook, IllustratedChapter

STYLE = Path(__file__).parent / "style.css"


def plan_of(publication: Publication, options: EpubOptions, pictures: EpubPictures) -> Plan:
    """Plan the EPUB of a book, and take up the pictures that it shows."""
    book = publication.book
    plates = plates_of(book)
    cover = pictures.own(book.cover, "cover").name if book.cover else ""
    figures = _Figures(plates, pictures)
    figures.read(book)
    pages = tuple(_pages(publication, options, plates, pictures))
    return Plan(
        paragraphs=tuple(figures.paragraphs),
        figures=tuple(figures.figures),
        pages=pages,
        pictures=tuple((picture.name, picture.media_type) for picture in pictures),
        stylesheet=STYLE.read_text(encoding="utf-8"),
        changed=publication.changed.strftime("%Y-%m-%dT%H:%M:%SZ"),
        cover=cover,
        has_captions=options.captions,
        accessibility=tuple(accessibility_of()),
        title=book.title,
        language=language_tag(book.language),
    )


def _pages(
    publication: Publication, options: EpubOptions, plates: Iterable[Plate], pictures: EpubPictures
) -> Iterable[PlannedPage]:
    words, shown = words_in(publication.book.language), list(portraits(publication.book.cast))
    if options.cast and shown:
        yield PlannedPage("cast.xhtml", words.people, cast_page(shown, pictures, folder="", title=words.people))
    if options.illustrations and plates:
        yield PlannedPage("illustrations.xhtml", words.illustrations, "", landmark="loi")
    if options.has_copyright_page:
        yield PlannedPage("about.xhtml", words.about, copyright_page(publication, options))


class _Figures:
    """Gathers the paragraphs of a book in reading order, and the pictures between them."""

    def __init__(self, plates: list[Plate], pictures: EpubPictures) -> None:
        self._labels: dict[UUID, tuple[Plate, str]] = {
            plate.scene.id: (plate, label) for plate, label in zip(plates, labels_of(plates), strict=True)
        }
        self._pictures = pictures
        self.paragraphs: list[str] = []
        self.figures: list[PlannedFigure] = []

    def read(self, book: IllustratedBook) -> None:
        for chapter in book.chapters:
            self._read_chapter(chapter)

    def _read_chapter(self, chapter: IllustratedChapter) -> None:
        for scene in chapter.scenes:
            self._blocks(scene.blocks, self._labels.get(scene.id))
        self._blocks(chapter.matter, None)

    def _blocks(self, blocks: Iterable[BookBlock], labelled: tuple[Plate, str] | None) -> None:
        """Read blocks. A scene is open to a picture before its paragraphs as soon as it has had one of them."""
        opens, waiting = True, False
        for block in blocks:
            if isinstance(block, Illustration):
                waiting = True
                continue
            paragraphs = block.caption if isinstance(block, Figure) else block.paragraphs
            if isinstance(block, Figure) or block.kind in ("heading", "break"):
                opens = opens or not isinstance(block, Figure)
            elif waiting and labelled is not None:
                self._plan(*labelled, opens=opens)
                opens = waiting = False
            else:
                opens = False
            self.paragraphs += [paragraph.text for paragraph in paragraphs]
        if waiting and labelled is not None:
            self._plan(*labelled, opens=True, paragraph=max(0, len(self.paragraphs) - 1))

    def _plan(self, plate: Plate, label: str, *, opens: bool, paragraph: int = -1) -> None:
        """Plan a picture beside a paragraph: the next, if none is said."""
        self.figures.append(
            PlannedFigure(
                id=plate.id,
                picture=self._pictures.drawn(plate.illustration.image, plate.stem).name,
                alt=plate.illustration.alt,
                caption=plate.illustration.caption,
                label=label,
                paragraph=paragraph if paragraph >= 0 else len(self.paragraphs),
                opens=opens,
            )
        )
