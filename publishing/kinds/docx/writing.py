"""The text of the book: paragraphs, notes, pictures with their captions, scene by scene. Knows no ORM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from publishing.jpegs import stored_jpeg
from publishing.kinds.docx.drawing import drawing
from publishing.kinds.docx.notes import Footnotes
from publishing.kinds.docx.pages import INCH
from publishing.kinds.docx.xml import Element, bookmarked, el, field, paragraph, run, val
from publishing.runs import Run, runs_of
from storyboards.illustrated.tree import BookBlock, BookParagraph, ChapterNote, Figure, Illustration, TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from books.manuscript import MarkKind
    from publishing.kinds.docx.package import Package
    from publishing.kinds.docx.pages import Sheet
    from publishing.words import Words
    from storyboards.pictures.stored_image import StoredImage

DPI = 300
OWN_DPI = 110
"""The book's own pictures are set no larger than this many pixels an inch allow."""
PICTURE_HEIGHT = 0.7
"""The most of a page's height that a picture takes: its caption stands below it."""
ORNAMENT = "*\u2003*\u2003*"
STYLES = {"heading": "Heading3", "verse": "Verse", "letter": "Quote", "caption": "Caption", "list": "ListParagraph"}
CHARACTER_STYLES: tuple[tuple[MarkKind, str, str], ...] = (
    ("emphasis", "Emphasis", "w:i"),
    ("strong", "Strong", "w:b"),
    ("small-caps", "SmallCaps", "w:smallCaps"),
)
"""Each mark with the style that shows it, and the look by which it is added to another mark's style."""


def illustration_bookmark(number: int) -> str:
    """Name the place of a picture of ours."""
    return f"_Toc2{number:07d}"


class Writer:
    """Writes blocks of a book as paragraphs; `media` is the folder that its pictures are written into."""

    def __init__(self, package: Package, sheet: Sheet, words: Words, media: Path, *, with_pictures: bool) -> None:
        self.notes = Footnotes()
        self._package = package
        self._sheet = sheet
        self._words = words
        self._media = media
        self._with_pictures = with_pictures
        self._relationships: dict[str, tuple[str, int, int]] = {}
        self._drawings = 0
        self._illustrations = 0

    def blocks(self, blocks: Iterable[BookBlock], *, is_first: bool) -> Iterator[Element]:
        """Write blocks. `is_first`: their first paragraph of prose begins a chapter, and a break before it is none."""
        has_begun = not is_first
        for block in blocks:
            if isinstance(block, Illustration):
                yield from self._illustration(block)
            elif isinstance(block, Figure):
                yield from self._figure(block)
            elif block.kind == "break":
                if has_begun:
                    yield paragraph("SceneBreak", run(ORNAMENT))
                is_first = True
            else:
                yield from self._text(block, is_first=is_first)
                is_first = block.kind == "heading"
                has_begun = True

    def unsigned_notes(self) -> Iterator[Element]:
        """Write the notes of the chapter that have no sign in its text, at its end."""
        for note in self.notes.left:
            for number, each in enumerate(_paragraphs(note)):
                label = (run(f"{note.label} "),) if number == 0 else ()
                yield paragraph("FootnoteText", *label, *self._inline(each))

    def picture(self, image: StoredImage, alt: str, *, most_height: float = PICTURE_HEIGHT, dpi: int = 0) -> Element:
        """Write a picture as wide as a line, or as high as it may be; with `dpi`, no larger than it is at that."""
        relationship, wide, high = self._relationship(image)
        box = (self._sheet.text_width, round(self._sheet.text_height * most_height))
        scale = min(box[0] / wide, box[1] / high, *([INCH / dpi] if dpi else []))
        self._drawings += 1
        size = {"width": max(1, int(wide * scale)), "height": max(1, int(high * scale))}
        return drawing(relationship, self._drawings, alt, **size)

    def _text(self, block: TextBlock, *, is_first: bool) -> Iterator[Element]:
        for each in block.paragraphs:
            style = STYLES.get(block.kind) or {"verse": "Verse", "lines": "Lines"}.get(each.look)
            made = paragraph(style or ("FirstParagraph" if is_first else "BodyText"), *self._inline(each))
            if style == "Verse" and "\n" not in each.text:  # lines that are paragraphs stand together all the same
                made[0].append(el("w:contextualSpacing"))
            yield made
            is_first = False

    def _figure(self, figure: Figure) -> Iterator[Element]:
        if self._with_pictures:
            words = figure.alt or " ".join(each.text for each in figure.caption)
            shown = self.picture(figure.image, words, dpi=OWN_DPI)
            yield _kept_together(paragraph("Illustration", shown), is_kept=bool(figure.caption))
        for each in figure.caption:
            yield paragraph("Caption", *self._inline(each))

    def _illustration(self, plate: Illustration) -> Iterator[Element]:
        if not self._with_pictures:
            return
        self._illustrations += 1
        number = str(self._illustrations)
        yield paragraph("Illustration", self.picture(plate.image, plate.alt))
        words = [run(f"{self._words.illustration} "), *field("SEQ Illustration \\* ARABIC", run(number))]
        words += [run(f". {plate.caption}")] if plate.caption else []
        bookmark = illustration_bookmark(self._illustrations)
        yield paragraph("Caption", *bookmarked(200_000 + self._illustrations, bookmark, *words))

    def _relationship(self, image: StoredImage) -> tuple[str, int, int]:
        """Return the picture's part with its size in pixels; each is put in once."""
        if image.name not in self._relationships:
            longer = max(self._sheet.text_width, self._sheet.text_height) * DPI // INCH
            jpeg = stored_jpeg(image, longer_side=longer)
            file = self._media / f"image{len(self._relationships) + 1:04d}.jpg"
            file.write_bytes(jpeg.data)
            self._relationships[image.name] = (self._package.add_picture(file), jpeg.width, jpeg.height)
        return self._relationships[image.name]

    def _inline(self, source: BookParagraph) -> Iterator[Element]:
        for piece in runs_of(source):
            if isinstance(piece, Run):
                yield run(piece.text, *_looks(piece))
            else:
                yield from self.notes.refer(piece, self._note)

    def _note(self, note: ChapterNote) -> list[Element]:
        written = [paragraph("FootnoteText", *self._inline(each)) for each in _paragraphs(note)]
        return written or [paragraph("FootnoteText")]


def _paragraphs(note: ChapterNote) -> Iterator[BookParagraph]:
    for block in note.blocks:
        if isinstance(block, TextBlock):
            yield from block.paragraphs


def _looks(piece: Run) -> Iterator[Element]:
    """Show the first mark by its style; one beside it is shown by its look alone, as a run has one style."""
    borne = [row for row in CHARACTER_STYLES if row[0] in piece.marks]
    if borne:
        yield val("w:rStyle", borne[0][1])
    yield from (el(look) for _, _, look in borne[1:])


def _kept_together(made: Element, *, is_kept: bool) -> Element:
    """Say that a picture without a caption needs not stay with what follows."""
    if not is_kept:
        made[0].append(el("w:keepNext", {"w:val": 0}))
    return made
