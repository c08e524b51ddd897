"""What stands before the text: cover, title page, contents, list of illustrations, people. Knows no ORM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from publishing.kinds.docx.writing import Writer, illustration_bookmark
from publishing.kinds.docx.xml import NO_ATTRIBUTES, Element, el, field, paragraph, run, val
from storyboards.illustrated.tree import IllustratedBook, Illustration

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from publishing.publication import Publication

PORTRAIT_HEIGHT = 0.34
"""Of a page: two people stand on one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list of pages: its words, the bookmark that it leads to, and how deep it stands, from 1."""

    words: str
    bookmark: str
    level: int = 1


def heading_bookmark(number: int) -> str:
    """Name the place of a heading."""
    return f"_Toc1{number:07d}"


def illustration_entries(book: IllustratedBook, label: str) -> list[Entry]:
    """List our pictures as their captions are written."""
    plates = [
        block
        for chapter in book.chapters
        for blocks in ([scene.blocks for scene in chapter.scenes] + [chapter.matter])
        for block in blocks
        if isinstance(block, Illustration)
    ]
    return [
        Entry(f"{label} {n}" + (f". {plate.caption}" if plate.caption else ""), illustration_bookmark(n))
        for n, plate in enumerate(plates, 1)
    ]


def title_page(publication: Publication, lines: Sequence[str]) -> Iterator[Element]:
    """Write title, authors, series, and what else the original says there."""
    book = publication.book
    yield paragraph("Title", run(book.title))
    for author in book.authors:
        yield paragraph("Author", run(author))
    for line in filter(None, (publication.series_line, *lines)):
        yield paragraph("Subtitle", run(line))


def list_of_pages(title: str, instruction: str, style: str, entries: Sequence[Entry]) -> Iterator[Element]:
    """Write a list of pages as Word makes it: a field that it writes anew, with all entries in it already."""
    yield paragraph("TOCHeading", run(title))
    lines = [paragraph(f"{style}{entry.level}" if style == "TOC" else style, _link(entry)) for entry in entries]
    begin, code, separate, end = field(instruction)
    for offset, mark in enumerate((begin, code, separate), 1):
        lines[0].insert(offset, mark)
    lines[-1].append(end)
    yield from lines


def contents(title: str, levels: int, entries: Sequence[Entry]) -> Element:
    """Write the contents as the block that Word offers to update."""
    gallery = el("w:docPartObj", NO_ATTRIBUTES, val("w:docPartGallery", "Table of Contents"), el("w:docPartUnique"))
    lines = list_of_pages(title, f'TOC \\o "1-{levels}" \\h \\z \\u', "TOC", entries)
    return el("w:sdt", NO_ATTRIBUTES, el("w:sdtPr", NO_ATTRIBUTES, gallery), el("w:sdtContent", NO_ATTRIBUTES, *lines))


def cast_page(writer: Writer, book: IllustratedBook, title: str) -> Iterator[Element]:
    """Write the main people with their portraits."""
    yield paragraph("TOCHeading", run(title))
    for member in book.cast:
        if member.portrait:
            shown = writer.picture(member.portrait.image, member.portrait.alt, most_height=PORTRAIT_HEIGHT)
            yield paragraph("Illustration", shown)
        yield paragraph("Person", run(member.name))


def _link(entry: Entry) -> Element:
    """Lead to a bookmark. Its page is known once a word processor has laid out the text: it adds that."""
    return el("w:hyperlink", {"w:anchor": entry.bookmark, "w:history": 1}, run(entry.words))
