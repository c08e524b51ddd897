"""What whole books cost with the models of the catalogue, as a table for `docs/costs.md`. Keeps nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from books.epub.sandbox import read_in_sandbox
from books.limits import sandbox_limits
from books.models import VividPage
from books.text.content import ChapterText
from books.text.scenes import OFFERED_DENSITIES, PER_CHAPTER, PER_SCENE, cut_scenes, picture_count
from characters.analysis import estimates as reading
from providers.choosing.catalogue import usable_entry
from storyboards.making import estimates as drawing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal
    from pathlib import Path

    from providers.money.estimates import Estimate

READERS = ("anthropic/claude-haiku-5-5", "anthropic/claude-sonnet-5-5", "openai/gpt-6-luna", "openai/gpt-6-sol")
ARTIST = "openai/gpt-image-2.5-flare"
DENSITIES = (PER_CHAPTER, PER_SCENE)


@dataclass(frozen=True, slots=True)
class Book:
    """A book as estimates need it. `pictures` is how many each density gives."""

    title: str
    words: int
    chapters: tuple[ChapterText, ...]
    pictures: dict[str, int]

    @property
    def scenes(self) -> int:
        """Return how many scenes the book has."""
        return sum(len(chapter.scenes) for chapter in self.chapters)


def book_in(path: Path) -> Book:
    """Read the book in an EPUB file. Raises `books.epub.EpubError`."""
    parsed = read_in_sandbox(path.read_bytes(), sandbox_limits())
    return Book(
        title=parsed.title.strip() or path.stem,
        words=sum(chapter.word_count for chapter in parsed.body),
        chapters=tuple(cut_scenes(parsed.chapters)),
        pictures={density: picture_count(parsed.chapters, density) for density in OFFERED_DENSITIES},
    )


def tables(books: Iterable[Book]) -> str:
    """Write two tables in Markdown: reading with each model, also in economy mode; and drawing at each density."""
    listed = list(books)
    names = [usable_entry(model, "text").title for model in READERS]
    read = [["Book", "Words", "Scenes", *(f"{name}{mode}" for name in names for mode in ("", ", economy"))]]
    drawn = [["Book", *(f"{density}: {what}" for density in DENSITIES for what in ("pictures", "cost"))]]
    for book in listed:
        each = [_read(book, model, economy=economy) for model in READERS for economy in (False, True)]
        read.append([book.title, f"{book.words:,}", f"{book.scenes:,}", *map(_range, each)])
        pictures = [_drawn(book, density) for density in DENSITIES]
        drawn.append([book.title, *(cell for e in pictures for cell in (str(e.pictures), _range(e)))])
    return f"{_markdown(read)}\n\n{_markdown(drawn)}\n"


def _read(book: Book, model: str, *, economy: bool) -> Estimate:
    return reading.of_chapters(book.chapters, usable_entry(model, "text"), economy=economy)


def _drawn(book: Book, density: str) -> Estimate:
    """Estimate as the setup page does, before anything of the book is in the database."""
    unsaved = VividPage(
        title=book.title,
        image_model=ARTIST,
        density=density,
        picture_counts=book.pictures,
        chapter_count=len(book.chapters),
        word_count=book.words,
    )
    return drawing.estimate(unsaved)


def _range(estimate: Estimate) -> str:
    if estimate.low is None or estimate.high is None:
        return "unknown"
    return f"${_rounded(estimate.low)} – {_rounded(estimate.high)}"


def _rounded(amount: Decimal) -> str:
    return f"{amount:.2f}" if amount >= 1 else f"{amount:.3f}"


def _markdown(rows: list[list[str]]) -> str:
    head, *body = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([head, "|---|" + "---:|" * (len(rows[0]) - 1), *body])
