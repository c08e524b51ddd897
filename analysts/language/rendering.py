"""Render a portion of a book for a model: fenced, with its scenes and speeches numbered."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from analysts.text.quotations import Quotation, detect_style, find_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysts.metadata import BookMetadata
    from analysts.text.quotations import QuotationStyle
    from books.text.content import ChapterText, SceneText

MARKS = re.compile(r"\{(?=\d+\})|\[(?=/?(?:SCENE|CHAPTER|BOOK)\b)|BOOK-TEXT", re.IGNORECASE)
"""What in a book looks like our own marks."""
LONGEST_TITLE = 200


def fenced(portion: Sequence[ChapterText], *, metadata: BookMetadata) -> str:
    """Write what the book says of itself and the portion's text between two marker lines."""
    by = f", by {_title(', '.join(metadata.authors))}" if metadata.authors else ""
    book = f"[BOOK] {_title(metadata.title) or 'untitled'}{by}"
    return fence("\n\n".join([book, *(_chapter(chapter) for chapter in portion)]))


def fence(body: str) -> str:
    """Put words of a book between two marker lines whose number no book can know beforehand."""
    number = hashlib.sha256(body.encode()).hexdigest()[:16]
    return f"BOOK-TEXT {number} BEGINS\n{body}\nBOOK-TEXT {number} ENDS"


def listed(lines: Iterable[str]) -> str:
    """Write lists of what the book has, fenced; each line stays one, and none can pass for a line of ours."""
    return fence("\n".join(_tame(one_line(line)) for line in lines))


def quotes_of(scene: SceneText, chapter: ChapterText) -> list[tuple[int, int]]:
    """Return where direct speech stands in `scene.text`, inside its marks, in the order in which it is numbered."""
    spans = []
    offset = 0
    for paragraph, quotes in zip(scene.paragraphs, _quotes(scene, chapter), strict=True):
        spans += [(offset + quote.start, offset + quote.end) for quote in quotes]
        offset += len(paragraph) + 2
    return spans


def one_line(text: str) -> str:
    """Write the text on one line, so that nothing of it can pass for a line of ours."""
    return " ".join(text.split())


def _title(text: str) -> str:
    return _tame(one_line(text)[:LONGEST_TITLE])


def _chapter(chapter: ChapterText) -> str:
    heading = [f"[CHAPTER {chapter.number}] {_title(chapter.title)}".rstrip()]
    return "\n\n".join([*heading, *(_scene(scene, chapter) for scene in chapter.scenes)])


def _scene(scene: SceneText, chapter: ChapterText) -> str:
    number = 0
    paragraphs = []
    for paragraph, quotes in zip(scene.paragraphs, _quotes(scene, chapter), strict=True):
        pieces, at = [], 0
        for quote in quotes:
            number += 1
            opens = max(at, quote.start - 1)  # before the opening mark
            pieces += [_tame(paragraph[at:opens]), f"{{{number}}}"]
            at = opens
        paragraphs.append("".join([*pieces, _tame(paragraph[at:])]))
    return "\n".join([f"[SCENE {scene.number}]", *paragraphs])


def _quotes(scene: SceneText, chapter: ChapterText) -> list[tuple[Quotation, ...]]:
    return find_quotes(scene.paragraphs, _style(chapter))


@lru_cache(maxsize=64)
def _style(chapter: ChapterText) -> QuotationStyle:
    """Detect how the chapter sets its speeches, judged once and not for each scene again."""
    return detect_style([paragraph for scene in chapter.scenes for paragraph in scene.paragraphs])


def _tame(text: str) -> str:
    """Make whatever looks like our own marks look different."""
    return MARKS.sub(lambda mark: mark[0][0] + "\u2060" + mark[0][1:], text)
