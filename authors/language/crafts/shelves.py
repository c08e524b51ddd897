"""What a model is told of the books that the same writer has had before: little, and nothing of an empty shelf."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.language.fencing import Block
from authors.language.prompts import prompt

if TYPE_CHECKING:
    from authors.contract import EarlierBook, Memory

MOST_BOOKS, LONGEST_LINE = 12, 160
"""Books that are told of, and characters of each: together about 500 tokens."""


def shelf_block(memory: Memory) -> Block:
    """Show what the latest books are called, how they begin, and who is in them: the first to go without room."""
    return Block("EARLIER BOOKS", tuple(map(_line, memory.shelf[:MOST_BOOKS])), rank=3)


def with_shelf(task: str, memory: Memory, name: str) -> str:
    """Add to a task what is to be done with the shelf. Without one it is the same, letter by letter: so the answers
    that are paid for are found again.
    """
    return f"{task}\n\n{prompt(name).template}" if memory.shelf else task


def _line(book: EarlierBook) -> str:
    told = (book.title, book.opening and f"begins: {book.opening}", book.names and f"in it: {', '.join(book.names)}")
    return " | ".join(words for words in told if words)[:LONGEST_LINE]
