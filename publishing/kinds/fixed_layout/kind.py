"""The picture book as an EPUB of a fixed layout."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publishing.checks import Check
from publishing.kinds.epub.archive import write_archive
from publishing.kinds.epub.house.package import CONTAINER, HousePage, contents, ncx, package
from publishing.kinds.epub.markup import language_tag
from publishing.kinds.fixed_layout.page import PIXELS, fixed_page
from publishing.kinds.kind import EditionKind, Made, Refused
from publishing.kinds.picture_book.kind import laid_out, suits
from publishing.kinds.picture_book.options import LaidOutOptions
from publishing.kinds.picture_book.pictures import PictureLayer
from publishing.pages.checking import problems_of
from publishing.pages.fitting import text_svg
from publishing.pages.sheets import NO_BLEED, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from publishing.kinds.kind import Tell
    from publishing.pages.tree import PagedBook
    from publishing.publication import Publication

STYLE = Path(__file__).parent / "style.css"
RENDITION = (
    '<meta property="rendition:layout">pre-paginated</meta>\n<meta property="rendition:spread">auto</meta>\n'
    '<meta property="rendition:orientation">auto</meta>\n'
)


@dataclass(frozen=True, slots=True)
class PageFile:
    """A picture or a set text in the file."""

    name: str
    media_type: str

    @property
    def id(self) -> str:
        """In the manifest."""
        return self.name.replace(".", "-")


def make(publication: Publication, options: LaidOutOptions, folder: Path, tell: Tell) -> Made:
    """Make a picture book as EPUB. Raises Refused and Stopped."""
    book = laid_out(publication, options)
    if not any(page.picture for page in book.pages):
        raise Refused("This book has no pictures that can be shown. Have them drawn first.")
    out = folder / "picture-book.epub"
    write_archive(out, _Writer(publication, book).files(tell))
    checks = tuple(Check("pages", "warning", one.words, one.mend, page=one.page) for one in problems_of(book))
    return Made(out, pages=len(book.pages), checks=checks)


class _Writer:
    def __init__(self, publication: Publication, book: PagedBook) -> None:
        self._publication = publication
        self._book = book
        self._language = language_tag(book.language)
        self._sheets = [Sheet(page, book.width, book.height, NO_BLEED) for page in book.pages]
        self._chapters = {scene.id: chapter.title for chapter in publication.book.chapters for scene in chapter.scenes}

    def files(self, tell: Tell) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the book, its pictures last and one by one."""
        pages = self._pages()
        listed = [file for sheet in self._sheets for file in _files_of(sheet)]
        title = self._publication.book.title
        yield "META-INF/container.xml", CONTAINER.encode()
        yield (
            "EPUB/package.opf",
            package(self._publication, self._language, pages, listed, "", metadata=RENDITION).encode(),
        )
        yield "EPUB/toc.ncx", ncx(self._publication, pages).encode()
        yield "EPUB/nav.xhtml", contents(pages, language=self._language, title=title).encode()
        yield "EPUB/style.css", STYLE.read_bytes()
        for page in pages:
            yield f"EPUB/{page.name}", page.data.encode()
        for sheet in self._sheets:
            if sheet.page.text is not None:
                yield f"EPUB/images/{_words_name(sheet)}", text_svg(sheet.page.text, self._book)
        layer = PictureLayer(self._publication, self._book, self._sheets, dpi=PIXELS)
        for done, laid in enumerate(layer, 1):
            yield f"EPUB/images/{_picture_name(laid.sheet)}", laid.jpeg.data
            tell(done, len(layer))

    def _pages(self) -> list[HousePage]:
        pages: list[HousePage] = []
        seen: set[str] = set()
        for sheet in self._sheets:
            title = next((self._chapters[scene] for scene in sheet.page.scenes if scene in self._chapters), "")
            title = "" if title in seen else title
            landmark = "bodymatter" if title and not seen else ""
            seen.update(filter(None, [title]))
            if sheet.page.number == 1:
                title = title or self._publication.book.title
            data = fixed_page(
                sheet,
                language=self._language,
                picture=f"images/{_picture_name(sheet)}" if sheet.page.picture else "",
                words=f"images/{_words_name(sheet)}" if sheet.page.text else "",
            )
            spread = f"page-spread-{sheet.page.side}"
            pages.append(HousePage(f"page_{sheet.page.number}.xhtml", title, data, landmark=landmark, spread=spread))
        return pages


def _files_of(sheet: Sheet) -> Iterator[PageFile]:
    if sheet.page.picture is not None:
        yield PageFile(_picture_name(sheet), "image/jpeg")
    if sheet.page.text is not None:
        yield PageFile(_words_name(sheet), "image/svg+xml")


def _picture_name(sheet: Sheet) -> str:
    return f"page_{sheet.page.number}.jpg"


def _words_name(sheet: Sheet) -> str:
    return f"words_{sheet.page.number}.svg"


KIND = EditionKind(
    name="fixed_layout",
    title="Picture book as EPUB",
    about="The pages of the picture book as they are laid out, for tablets and phones: an EPUB of a fixed layout.",
    suffix=".epub",
    media_type="application/epub+zip",
    options=LaidOutOptions,
    make=make,
    suits=suits,
    reads_pages=True,
)
