"""The whole document: its sections from the cover to the last chapter, and their running heads. Knows no ORM."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from publishing.kinds.docx.front import (
    Entry,
    cast_page,
    contents,
    heading_bookmark,
    illustration_entries,
    list_of_pages,
    title_page,
)
from publishing.kinds.docx.languages import is_right_to_left, word_language
from publishing.kinds.docx.package import Package
from publishing.kinds.docx.pages import SHEETS, Section, section_properties
from publishing.kinds.docx.styles import Typeface
from publishing.kinds.docx.writing import Writer
from publishing.kinds.docx.xml import NO_ATTRIBUTES, Element, bookmarked, el, field, paragraph, run
from publishing.rights.statement import statement_of
from publishing.title_pages import titled
from publishing.words import words_in

if TYPE_CHECKING:
    from pathlib import Path

    from publishing.kinds.docx.kind import DocxOptions
    from publishing.kinds.kind import Tell
    from publishing.publication import Publication
    from storyboards.illustrated.tree import IllustratedChapter

Parts = tuple[tuple[str, str], ...]
"""Heads or feet: the kind of page that each is of, and its relationship."""
LINE = 1.3
"""Distance of lines, in sizes of the text."""


def write_document(publication: Publication, options: DocxOptions, folder: Path, tell: Tell) -> Path:
    """Write the document into the folder and return it. Raises Refused if a picture is gone, and what `tell` raises."""
    media = folder / "media"
    media.mkdir(exist_ok=True)
    out = folder / "book.docx"
    _Document(publication, options, media).write(tell).save(out)
    return out


class _Document:
    """A document as far as it is written. Elements wait in `_open` until their section is closed."""

    def __init__(self, publication: Publication, options: DocxOptions, media: Path) -> None:
        book, self._lines = titled(publication.book)
        self._publication, self._book, self._options = publication, book, options
        self._sheet = SHEETS[options.page]
        self._words = words_in(book.language)
        self._is_rtl = is_right_to_left(book.language)
        language = word_language(book.language)
        face = Typeface(options.font, options.size, LINE, language, self._is_rtl, self._sheet.text_width)
        self._package = Package(publication, face)
        self._writer = Writer(self._package, self._sheet, self._words, media, with_pictures=options.pictures)
        self._chapters = [chapter for chapter in book.chapters if chapter.scenes or chapter.matter]
        self._has_parts = any(chapter.part for chapter in self._chapters)
        self._open: list[Element] = []
        self._section = Section()
        self._heads = 0
        self._headings = 0
        self._has_begun = False

    def write(self, tell: Tell) -> Package:
        """Write all of it."""
        total = len(self._chapters) + 1
        self._front()
        tell(1, total)
        for done, chapter in enumerate(self._chapters, 2):
            self._chapter(chapter)
            tell(done, total)
        self._end()
        if self._writer.notes.are_any:
            self._package.add_xml("footnotes.xml", "footnotes", self._writer.notes.element)
        return self._package

    def _front(self) -> None:
        options, book = self._options, self._book
        if options.cover and book.cover:
            self._begin(Section(is_roman=True, is_centred=True))
            self._open.append(paragraph("Illustration", self._writer.picture(book.cover, book.title, most_height=0.96)))
        self._begin(Section(is_roman=True))
        self._open.extend(title_page(self._publication, self._lines))
        if options.has_copyright_page:
            self._begin(Section(is_roman=True))
            said = statement_of(self._publication, options).paragraphs
            self._open.extend(paragraph("Rights", run(words)) for words in said or ("",))
        if options.contents and self._chapters:
            self._begin(self._front_section())
            levels = 2 if self._has_parts else 1
            self._open.append(contents(self._words.contents, levels, self._heading_entries()))
        entries = illustration_entries(book, self._words.illustration) if options.pictures else []
        if options.illustrations and entries:
            self._begin(self._front_section())
            instruction = 'TOC \\h \\z \\c "Illustration"'
            title = self._words.illustrations
            self._open.extend(list_of_pages(title, instruction, "TableofFigures", entries))
            self._open.append(paragraph("Normal"))
        if options.cast and book.cast:
            self._begin(self._front_section())
            self._open.extend(cast_page(self._writer, book, self._words.people))

    def _chapter(self, chapter: IllustratedChapter) -> None:
        self._writer.notes.begin(chapter.notes)
        if chapter.opens_part:
            self._begin(replace(self._text_section(chapter, chapter.part, 1), is_centred=True))
            self._heading(chapter.part, 1)
        level = 2 if chapter.part else 1
        self._begin(self._text_section(chapter, chapter.title, level))
        self._heading(chapter.title, level)
        is_first = True
        for blocks in (*(scene.blocks for scene in chapter.scenes), chapter.matter):
            self._open.extend(self._writer.blocks(blocks, is_first=is_first))
            is_first = is_first and not blocks
        self._open.extend(self._writer.unsigned_notes())

    def _heading_entries(self) -> list[Entry]:
        """List all headings of parts and chapters, as they will be written."""
        titles: list[tuple[str, int]] = []
        for chapter in self._chapters:
            if chapter.opens_part:
                titles.append((chapter.part, 1))
            titles.append((chapter.title, 2 if chapter.part else 1))
        return [Entry(title, heading_bookmark(n), level) for n, (title, level) in enumerate(titles, 1)]

    def _heading(self, title: str, level: int) -> None:
        self._headings += 1
        name = heading_bookmark(self._headings)
        self._open.append(paragraph(f"Heading{level}", *bookmarked(100_000 + self._headings, name, run(title))))

    def _front_section(self) -> Section:
        """Return the section of a list before the text, the first of which brings the heads and feet."""
        heads, feet = self._first_heads()
        return Section(heads, feet, is_roman=True)

    def _text_section(self, chapter: IllustratedChapter, title: str, level: int) -> Section:
        """Return the section of a chapter or part: its running head names the nearest heading of that level."""
        begins = not self._has_begun and chapter.kind == "body"
        self._has_begun = self._has_begun or begins
        heads, feet = self._first_heads()
        named = ("default", self._head(*field(f"STYLEREF {level}", run(" ".join(title.split())))))
        return Section(
            heads=(*heads, named),
            feet=feet,
            start="oddPage" if self._options.right_hand else "nextPage",
            is_roman=not self._has_begun,
            numbered_from=1 if begins else 0,
        )

    def _first_heads(self) -> tuple[Parts, Parts]:
        """Return the head of left pages and all feet, once: the sections after it have the same."""
        if self._heads:
            return (), ()
        feet = tuple(
            (kind, self._package.add_xml(f"footer{n}.xml", "footer", _foot()))
            for n, kind in enumerate(("default", "even", "first"), 1)
        )
        return (("even", self._head(run(self._book.title))),), feet

    def _head(self, *content: Element) -> str:
        self._heads += 1
        head = el("w:hdr", NO_ATTRIBUTES, paragraph("Header", *content))
        return self._package.add_xml(f"header{self._heads}.xml", "header", head)

    def _begin(self, section: Section) -> None:
        """Close the section that is open, and open the next."""
        if self._open:
            last = self._open[-1]
            if not last.tag.endswith("}p"):
                self._open.append(paragraph("Normal"))
            self._open[-1][0].append(self._properties())
            self._flush()
        self._section = section

    def _end(self) -> None:
        """Close the last section, whose properties stand at the end of the text."""
        self._flush()
        body = self._package.body
        for old in body.findall(f"{{{body.nsmap['w']}}}sectPr"):
            body.remove(old)
        body.append(self._properties())

    def _flush(self) -> None:
        body = self._package.body
        end = len(body) - 1
        for offset, element in enumerate(self._open):
            body.insert(end + offset, element)
        self._open = []

    def _properties(self) -> Element:
        return section_properties(self._section, self._sheet, is_rtl=self._is_rtl)


def _foot() -> Element:
    return el("w:ftr", NO_ATTRIBUTES, paragraph("Footer", *field("PAGE", run("1"))))
