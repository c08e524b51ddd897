"""The page that says which EPUBs can be read, with what came of each file in a folder.

python -m books.tests.odd_table FOLDER > docs/epub-support.md
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from books.epub import EmptyBook, EncryptedBook, EpubError, NoContainer, NotAZip, NoText, ReadingLimits, read_epub
from books.epub.chapters.structure import MOST_USES
from books.epub.limits import MEGABYTE
from books.tests.corpus import CASES
from books.tests.corpus.cases import Refuses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from books.manuscript import Manuscript, ParagraphKind

NAMED_KINDS: tuple[ParagraphKind, ...] = ("verse", "letter", "heading", "caption", "list")
TEXT = Path(__file__).with_name("epub_support.md")
"""What the page says before its table, with names in braces for numbers that the code knows."""


def main() -> int:
    """Write the page for the folder that the command line names."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.stderr.write("Name a folder of EPUBs: python -m books.tests.odd_table FOLDER\n")
        return 2
    sys.stdout.write(support_page(Path(sys.argv[1])))
    return 0


def support_page(folder: Path) -> str:
    """Write what is supported, in words, and the outcome of every EPUB in the folder."""
    limits = ReadingLimits()
    refused = sum(isinstance(case.expected, Refuses) for case in CASES)
    table = list(outcomes(folder))
    words = TEXT.read_text(encoding="utf-8").format(
        archive=limits.archive // MEGABYTE,
        entries=f"{limits.entries:,}",
        inflated=limits.inflated // MEGABYTE,
        entry=limits.entry // MEGABYTE,
        ratio=limits.ratio,
        text=limits.text // MEGABYTE,
        markup=f"{limits.markup:,}",
        blocks=f"{limits.blocks:,}",
        letters=limits.letters // 1_000_000,
        chapters=f"{limits.chapters:,}",
        title=limits.title,
        name=limits.name,
        authors=limits.authors,
        description=f"{limits.description:,}",
        caption=f"{limits.caption:,}",
        paragraph=f"{limits.paragraph:,}",
        chapter=f"{limits.chapter:,}",
        chapter_paragraphs=f"{limits.chapter_paragraphs:,}",
        pictures=limits.pictures,
        picture=limits.picture // MEGABYTE,
        all_pictures=limits.all_pictures // MEGABYTE,
        ornaments=MOST_USES,
        cases=len(CASES),
        readable=len(CASES) - refused,
        refused=refused,
        files=len(table),
        **{error.__name__: error.message for error in (NotAZip, NoContainer, EncryptedBook, EmptyBook, NoText)},
    )
    rows = "".join(f"| {file.name} | {outcome} |\n" for file, outcome in table)
    return f"{words}\n| file | outcome |\n|---|---|\n{rows}"


def outcomes(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each EPUB of a folder by name, and what came of reading it."""
    for file in sorted(folder.glob("*.epub")):
        try:
            yield file, _described(read_epub(file))
        except EpubError as error:
            yield file, f"refused: {error}"


def _described(book: Manuscript) -> str:
    """Describe a book in a line: its story's chapters, their words and kinds of paragraphs, and what else there is."""
    body = book.body
    kinds = Counter(paragraph.kind for chapter in body for paragraph in chapter.paragraphs)
    pieces = [
        f"{_counted(len(body), 'chapter')}, {_counted(sum(chapter.word_count for chapter in body), 'word')}",
        ", ".join(f"{kinds[kind]:,} × {kind}" for kind in NAMED_KINDS if kinds[kind]),
        _counted_if_any(sum(len(chapter.notes) for chapter in book.chapters), "note"),
        _counted_if_any(sum(len(chapter.pictures) for chapter in book.chapters), "picture"),
    ]
    others = len(book.chapters) - len(body)
    if others:
        pieces.append(f"{_counted(others, 'chapter')} of front and back matter")
    return " ".join([f"read: {'; '.join(filter(None, pieces))}.", *book.warnings])


def _counted_if_any(number: int, thing: str) -> str:
    return _counted(number, thing) if number else ""


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


if __name__ == "__main__":
    sys.exit(main())
