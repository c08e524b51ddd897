"""What a book costs to read, compared with an ordinary one: on a slow or a busy machine both cost more."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from books.epub import EpubError, read_epub
from books.tests.epubs import build, chapter

if TYPE_CHECKING:
    from io import BytesIO

PARAGRAPHS = 20_000
"""Of the ordinary book: about as much as a long novel has."""
MOST_EFFORT = 20
"""What a flood of anything may cost; what grows with the square of its length costs hundreds."""


def effort_of(book: BytesIO) -> float:
    """Return the processor time that a book takes to be read or refused, in times of an ordinary one's."""
    return _seconds_to_read(book) / _ordinary_seconds()


@cache
def _ordinary_seconds() -> float:
    return _seconds_to_read(build({"one.xhtml": chapter("One", *["The fox crosses the ice."] * PARAGRAPHS)}))


def _seconds_to_read(book: BytesIO) -> float:
    began = time.process_time()
    with suppress(EpubError):
        read_epub(book)
    return time.process_time() - began
