"""The cover and title pages of the original: an edition that has its own does not print them a second time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from storyboards.illustrated.tree import TextBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storyboards.illustrated.tree import IllustratedBook, IllustratedChapter

MOST_WORDS = 40
"""Of a title page."""
TITLE_PAGES = re.compile(r"(half[ -]?)?title[ -]?(page)?|cover", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LITTLE = frozenset(
    ("the", "of", "and", "cover", "by", "von", "und", "de", "par", "et", "di", "e", "av", "af", "por", "y")
)
_NAMELESS = frozenset(["front", "matter"])
"""How pages are called that have no name."""


class TitledBook(NamedTuple):
    """A book without title pages, and what they said beyond its title and authors ("Translated by …")."""

    book: IllustratedBook
    lines: tuple[str, ...]


def titled(book: IllustratedBook) -> TitledBook:
    """Take cover and title pages out of a book, for editions with a title page of their own.

    What these say besides goes onto that page. A page before the story whose name tells nothing goes if it says nothing
    else; one with a picture, a note or many words stays.
    """
    known = _words_of(book.title, *book.authors) | _LITTLE
    kept: list[IllustratedChapter] = []
    lines: dict[str, None] = {}
    for chapter in book.chapters:
        own = [line for line in _lines(chapter) if not _words_of(line) <= known]
        says_nothing = not own and _words_of(chapter.title) <= known | _NAMELESS
        if not (_is_short_front(chapter) and (says_nothing or _is_title_page(chapter, book.title))):
            kept.append(chapter)
        else:
            lines.update(dict.fromkeys(own))
    return TitledBook(replace(book, chapters=tuple(kept)), tuple(lines))


def _is_short_front(chapter: IllustratedChapter) -> bool:
    """Return whether a page before the story has a few words and nothing else."""
    if chapter.kind != "front" or chapter.notes or chapter.part:
        return False
    is_text = all(isinstance(block, TextBlock) for block in chapter.matter)
    return is_text and sum(len(_WORD.findall(line)) for line in _lines(chapter)) <= MOST_WORDS


def _is_title_page(chapter: IllustratedChapter, title: str) -> bool:
    name = " ".join(chapter.title.split())
    return TITLE_PAGES.fullmatch(name) is not None or name.casefold() == " ".join(title.split()).casefold()


def _lines(chapter: IllustratedChapter) -> Iterator[str]:
    for block in chapter.matter:
        if isinstance(block, TextBlock):
            for paragraph in block.paragraphs:
                yield from (" ".join(line.split()) for line in paragraph.text.split("\n") if line.strip())


def _words_of(*texts: str) -> set[str]:
    return {word.casefold() for text in texts for word in _WORD.findall(text)}
