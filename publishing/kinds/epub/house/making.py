"""A whole book in our own design."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from publishing.kinds.epub.archive import write_archive
from publishing.kinds.epub.house.chapters import IMAGES, TYPES, ChapterWriter
from publishing.kinds.epub.house.package import CONTAINER, HousePage, contents, ncx, package
from publishing.kinds.epub.markup import language_tag, list_of_illustrations, page, text
from publishing.kinds.epub.pictures import EpubPictures
from publishing.kinds.epub.plates import cast_page, copyright_page, labels_of, plates_of, portraits
from publishing.title_pages import titled
from publishing.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publishing.kinds.epub.options import EpubOptions
    from publishing.kinds.epub.plates import Plate
    from publishing.kinds.kind import Tell
    from publishing.publication import Publication

STYLE = Path(__file__).parent / "style.css"


def make_in_house_design(publication: Publication, options: EpubOptions, out: Path, tell: Tell) -> None:
    """Write the book to `out`."""
    writer = _Writer(publication, options)
    pages = writer.pages()
    write_archive(out, writer.files(pages, tell))


class _Writer:
    def __init__(self, publication: Publication, options: EpubOptions) -> None:
        self._publication = publication
        self._book, self._lines = titled(publication.book)
        self._options = options
        self._words = words_in(self._book.language)
        self._language = language_tag(self._book.language)
        self._pictures = EpubPictures(options)
        self._cover = self._pictures.own(self._book.cover, "cover").name if self._book.cover else ""

    def pages(self) -> list[HousePage]:
        """Write all pages, in reading order. That of the contents is made of the others."""
        plates = plates_of(self._book)
        chapters = self._chapters(plates)
        before = [*([self._cover_page()] if self._cover else []), self._title_page(), *self._copyright()]
        after = list(self._after(plates))
        nav = HousePage("nav.xhtml", "", "", landmark="toc")
        data = contents([*before, nav, *chapters, *after], language=self._language, title=self._words.contents)
        return [*before, HousePage("nav.xhtml", "", data, landmark="toc"), *chapters, *after]

    def files(self, pages: Sequence[HousePage], tell: Tell) -> Iterator[tuple[str, bytes]]:
        """Yield the files of the book, its pictures last and one by one."""
        yield "META-INF/container.xml", CONTAINER.encode()
        document = package(self._publication, self._language, pages, self._pictures, self._cover)
        yield "EPUB/package.opf", document.encode()
        yield "EPUB/toc.ncx", ncx(self._publication, pages).encode()
        yield "EPUB/style.css", STYLE.read_bytes()
        for each in pages:
            yield f"EPUB/{each.name}", each.data.encode()
        for number, picture in enumerate(self._pictures, 1):
            yield f"EPUB/{IMAGES}{picture.name}", self._pictures.data(picture)
            tell(number, len(self._pictures))

    def _chapters(self, plates: Sequence[Plate]) -> list[HousePage]:
        by_scene = {plate.scene.id: plate for plate in plates}
        writer = ChapterWriter(self._pictures, by_scene, has_captions=self._options.captions)
        pages: list[HousePage] = []
        begun = False
        for chapter in self._book.chapters:
            if not (chapter.scenes or chapter.matter):
                continue
            landmark = "" if begun or chapter.kind != "body" else "bodymatter"
            begun = begun or chapter.kind == "body"
            pages.append(
                self._page(
                    f"chapter_{chapter.number}",
                    chapter.title,
                    writer.body(chapter),
                    body_type=TYPES[chapter.kind],
                    part=chapter.part,
                    landmark=landmark,
                )
            )
        return pages

    def _cover_page(self) -> HousePage:
        alt = f"{self._words.cover}: {self._book.title}"
        body = f'<section class="cover"><img src="{IMAGES}{self._cover}" alt="{text(alt)}" role="doc-cover"/></section>'
        return self._page("cover", self._words.cover, body, body_type="cover", landmark="cover")

    def _title_page(self) -> HousePage:
        authors = "".join(f'<p class="authors">{text(author)}</p>\n' for author in self._book.authors)
        said = filter(None, (self._publication.series_line, *self._lines))
        lines = "".join(f'<p class="series">{text(line)}</p>\n' for line in said)
        title = f'<h1 id="book">{text(self._book.title)}</h1>'
        body = (
            f'<section class="title" epub:type="titlepage" aria-labelledby="book">{title}\n{authors}{lines}</section>'
        )
        return self._page(
            "title", self._book.title or "Title page", body, body_type="frontmatter", landmark="titlepage"
        )

    def _copyright(self) -> Iterator[HousePage]:
        if self._options.has_copyright_page:
            body = copyright_page(self._publication, self._options)
            yield self._page("about", self._words.about, body, body_type="frontmatter")

    def _after(self, plates: Sequence[Plate]) -> Iterator[HousePage]:
        shown = list(portraits(self._book.cast))
        if self._options.cast and shown:
            body = cast_page(shown, self._pictures, folder=IMAGES, title=self._words.people)
            yield self._page("cast", self._words.people, body, body_type="backmatter")
        if self._options.illustrations and plates:
            places = {scene.id: chapter.number for chapter in self._book.chapters for scene in chapter.scenes}
            addresses = (f"chapter_{places[plate.scene.id]}.xhtml#{plate.id}" for plate in plates)
            body = list_of_illustrations(
                zip(labels_of(plates), addresses, strict=True), title=self._words.illustrations
            )
            yield self._page("illustrations", self._words.illustrations, body, body_type="backmatter", landmark="loi")

    def _page(
        self, name: str, title: str, body: str, *, body_type: str, part: str = "", landmark: str = ""
    ) -> HousePage:
        data = page(title, body, language=self._language, stylesheet="style.css", body_type=body_type)
        return HousePage(f"{name}.xhtml", title, data, part, landmark)
