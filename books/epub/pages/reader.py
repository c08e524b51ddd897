"""The pages of a book in reading order, each as blocks of text, and the notes on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from books.epub.errors import EncryptedBook, EpubError, TooLarge
from books.epub.pages.block_reader import BlockReader, body_of
from books.epub.pages.blocks import PageBlock, PageBlocks, without
from books.epub.pages.breaks import BreakRules
from books.epub.pages.element_traits import ElementTraitsCache
from books.epub.pages.note_index import NoteIndex
from books.epub.pages.notes import NoteFinder, TakenOut
from books.epub.xml import decode, mended, well_formed

if TYPE_CHECKING:
    from books.epub.archive.container import Container
    from books.epub.package.document import Package

MOST_NAMED = 5
"""Damaged pages that are named one by one."""


class PageReader:
    """Reads the pages of a book. `damaged` are the names of those that cannot be read."""

    def __init__(self, container: Container, package: Package) -> None:
        self._container = container
        self._package = package
        self._rules = BreakRules(_stylesheets(container, package))
        self._traits = ElementTraitsCache(self._rules)
        self._finder = NoteFinder(container)
        self.notes = NoteIndex(self._traits, container.find)
        self.pages: list[PageBlocks] = []
        self.damaged: list[str] = []

    def read(self) -> None:
        """Read the pages in reading order, those outside the main order last."""
        for item, _ in sorted(self._package.spine, key=lambda entry: not entry[1]):
            if item.name == self._package.navigation:
                continue
            try:
                self._read_page(item.name)
            except (TooLarge, EncryptedBook):
                raise
            except EpubError:
                self.damaged.append(item.name)
        for page in self.pages:
            if any(map(self._is_no_break, page.blocks)):
                page.blocks = without(page.blocks, self._is_no_break)
        self._warn_of_damage()

    def _read_page(self, name: str) -> None:
        data = self._container.read_text(name)
        root = well_formed(data)
        may_have_notes = root is None or b"#" in data  # a note is found by the link that leads to it
        root = mended(data) if root is None else root
        if root is None:
            if data.strip():
                self.damaged.append(name)
            return
        taken = self._finder.take_out(root, name) if may_have_notes else TakenOut()
        page = BlockReader(body_of(root), name=name, rules=self._rules, traits=self._traits, find=self._container.find)
        self._container.count_blocks(len(page.blocks))
        self.notes.add(taken.notes)
        self.notes.add_references(page.references)
        types = page.types | {"endnotes"} if taken.is_page_of_notes else page.types
        self.pages.append(PageBlocks(name, page.blocks, types, page.unattached))

    def _is_no_break(self, block: PageBlock) -> bool:
        """Return whether what looked like a break is ordinary in this book; known when all pages have been read."""
        return bool(block.doubt) and self._rules.is_ordinary(block.doubt)

    def _warn_of_damage(self) -> None:
        warnings, damaged = self._package.warnings, self.damaged
        warnings.extend(f"The page {name} is damaged and was left out." for name in damaged[:MOST_NAMED])
        if len(damaged) > MOST_NAMED:
            warnings.append(f"{len(damaged) - MOST_NAMED} more pages are damaged and were left out.")


def _stylesheets(container: Container, package: Package) -> list[str]:
    sheets: list[str] = []
    for item in package.items.values():
        if item.media_type == "text/css":
            try:
                sheets.append(decode(container.read_text(item.name)))
            except TooLarge:
                raise
            except EpubError:
                continue
    return sheets
