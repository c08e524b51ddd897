"""What a book says of itself, as analysts may use it: a stranger's words, so models see them inside the fence alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BookMetadata:
    """A book's title, authors and subjects; empty where it says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()


UNTITLED = BookMetadata()
"""Of a book that says nothing of itself."""
