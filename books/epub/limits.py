"""The most that is read of a file."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """The most that is read of a file, in bytes unless it says otherwise."""

    archive: int = 100 * MEGABYTE
    entries: int = 10_000
    """Files in the archive."""
    inflated: int = 1024 * MEGABYTE
    entry: int = 64 * MEGABYTE
    ratio: int = 300
    """Inflated size over deflated size of an entry; only entries over one megabyte are held to it."""
    text: int = 64 * MEGABYTE
    """All pages and stylesheets together. A novel of half a million words has four megabytes."""
    markup: int = 3_000_000
    """Tags and attributes of one page; a parsed one takes about a hundred bytes of memory."""
    blocks: int = 300_000
    """Paragraphs and the like of all pages together. A novel of half a million words has twelve thousand."""
    letters: int = 24_000_000
    """Characters of the running text and its notes. A novel of half a million words has three million."""
    chapters: int = 5_000
    """Front and back matter among them. A Bible has twelve hundred."""
    chapter: int = 1_000_000
    """Characters of a chapter's text; a longer one is cut into parts. One of War and Peace has thirty thousand."""
    chapter_paragraphs: int = 5_000
    paragraph: int = 50_000
    """Characters of a paragraph; a longer one is cut into several."""
    title: int = 500
    """Characters of the title of a book, a series, a part or a chapter, with those below; longer ones are shortened."""
    name: int = 200
    """Of an author, a subject, a language."""
    authors: int = 50
    """How many are named."""
    description: int = 20_000
    """Of the book."""
    caption: int = 5_000
    """Of a picture's caption, and of its alternative text."""
    label: int = 40
    """Of the sign of a note, and of a place in a series."""

    pictures: int = 500
    """The book's own pictures that are kept, one by one where they stand."""
    picture: int = 16 * MEGABYTE
    all_pictures: int = 128 * MEGABYTE
    """All own pictures together, each file counted once. What is beyond is left out, and the book is read without."""

    @property
    def too_many_entries(self) -> str:
        """The sentence about an archive of more files than `entries`."""
        return f"There are more than {self.entries} files in this book, so it was not opened."

    def is_bomb(self, size: int, packed: int) -> bool:
        """Return whether an entry of `packed` bytes that inflates to `size` is past the ratio."""
        return size > MEGABYTE and size > self.ratio * max(1, packed)


TOO_MUCH_UNPACKED = "Unpacked, this book is larger than any book needs, so it was not opened."
BOMB = "A part of this file unpacks to far more than its size, so it was not opened."
