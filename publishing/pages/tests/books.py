"""Illustrated books of plain data for the tests of pages: calm or busy pictures, and as many words as asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import numpy

from books.manuscript import Mark
from publishing.pages.quiet import GRID, Quietness
from storyboards.illustrated.tree import (
    BookParagraph,
    IllustratedBook,
    IllustratedChapter,
    IllustratedScene,
    Illustration,
    TextBlock,
)
from storyboards.pictures.stored_image import StoredImage

if TYPE_CHECKING:
    from collections.abc import Sequence

SENTENCE = "The bell rang over the harbour, and nobody in all the town could say who had rung it. "


def make_scene(number: int, sentences: int, *, paragraphs: int = 2, pictured: bool = True) -> IllustratedScene:
    """Make a scene of so many sentences of 17 words."""
    share = [sentences // paragraphs + (at < sentences % paragraphs) for at in range(paragraphs)]
    text = TextBlock("prose", tuple(BookParagraph((SENTENCE * count).strip()) for count in share if count))
    image = StoredImage(f"pictures/{number}.webp", 720, 720)
    plate = (Illustration(image, f"Picture {number}", "The bell rang."),) if pictured else ()
    return IllustratedScene(UUID(int=number), number, (*plate, text))


def make_tree(scenes: Sequence[IllustratedScene], *, title: str = "The Bell") -> IllustratedBook:
    """Make a book of one chapter."""
    chapter = IllustratedChapter(1, "body", "Chapter 1", scenes=tuple(scenes))
    return IllustratedBook(UUID(int=9), title, ("Ann Author",), "en", None, (chapter,))


def marked(text: str, *spans: tuple[int, int]) -> BookParagraph:
    """Make a paragraph with emphasis."""
    return BookParagraph(text, marks=tuple(Mark(start, end, "emphasis") for start, end in spans))


def calm(light: float = 0.9) -> Quietness:
    """Return what a picture of one brightness looks like."""
    return Quietness(numpy.zeros((GRID, GRID)), numpy.full((GRID, GRID), light))


def calm_above() -> Quietness:
    """Return a picture with a light sky and much going on below."""
    edges, light = numpy.zeros((GRID, GRID)), numpy.full((GRID, GRID), 0.9)
    edges[GRID // 2 :] = 0.5
    light[GRID // 2 :: 2] = 0.0
    return Quietness(edges, light)
