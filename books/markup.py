"""Text and the marks beside it as HTML. What a reader's file wrote comes through as text alone, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from html import escape
from typing import get_args

from django.utils.safestring import SafeString, mark_safe

from books.manuscript import BETWEEN_PARAGRAPHS, Mark, MarkKind

TAGS: dict[MarkKind, tuple[str, str]] = {
    "emphasis": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "small-caps": ('<span class="small-caps">', "</span>"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """A span of a text that leads somewhere: a name, to who that is."""

    start: int
    end: int
    address: str


StoredMark = list[int | str]
"""A mark as the database keeps it: start, end, kind."""


def stored(marks: Iterable[Mark]) -> list[StoredMark]:
    """Marks as the database keeps them."""
    return [[mark.start, mark.end, mark.kind] for mark in marks]


def marks_of(kept: Iterable[StoredMark]) -> tuple[Mark, ...]:
    """Marks from the form that the database keeps; what is none is left out."""
    return tuple(
        Mark(start, end, kind)  # type: ignore[arg-type]
        for start, end, kind in kept
        if isinstance(start, int) and isinstance(end, int) and kind in get_args(MarkKind)
    )


def paragraphs_of(text: str, marks: Sequence[Mark]) -> list[tuple[str, tuple[Mark, ...]]]:
    """The paragraphs of a scene's text, each with the marks in it."""
    paragraphs: list[tuple[str, tuple[Mark, ...]]] = []
    at = 0
    for paragraph in text.split(BETWEEN_PARAGRAPHS):
        end = at + len(paragraph)
        own = (
            Mark(max(mark.start, at) - at, min(mark.end, end) - at, mark.kind)
            for mark in marks
            if mark.start < end and mark.end > at
        )
        paragraphs.append((paragraph, tuple(own)))
        at = end + len(BETWEEN_PARAGRAPHS)
    return paragraphs


def html_of(text: str, marks: Iterable[Mark] = (), links: Iterable[Link] = ()) -> SafeString:
    """A text as HTML: everything in it escaped, its marks and links as elements, properly nested; line ends stay.

    Marks may overlap and reach past the text; without its tags the HTML is the text. Links must not overlap.
    """
    length = len(text)
    spans: list[tuple[int, int, tuple[str, str]]] = [
        *((mark.start, mark.end, TAGS[mark.kind]) for mark in marks),
        *((link.start, link.end, (f'<a class="name" href="{escape(link.address)}">', "</a>")) for link in links),
    ]
    waiting = [
        (max(0, start), -min(length, end), tags) for start, end, tags in spans if max(0, start) < min(length, end)
    ]
    heapify(waiting)
    pieces: list[str] = []
    opened: list[tuple[int, str]] = []  # where each ends, and how; the innermost is the last and ends first
    at = 0
    while waiting:
        start, negative_end, tags = heappop(waiting)
        at = _close(opened, text, at, start, pieces)
        end = -negative_end
        if opened and opened[-1][0] < end:  # it goes on behind the one around it
            heappush(waiting, (opened[-1][0], -end, tags))
            end = opened[-1][0]
        pieces.append(escape(text[at:start]))
        pieces.append(tags[0])
        opened.append((end, tags[1]))
        at = start
    at = _close(opened, text, at, length, pieces)
    pieces.append(escape(text[at:]))
    return mark_safe("".join(pieces))  # noqa: S308


def _close(opened: list[tuple[int, str]], text: str, at: int, until: int, pieces: list[str]) -> int:
    """Write the text from `at` on and close the elements that end no later than `until`; returns how far it came."""
    while opened and opened[-1][0] <= until:
        end, closing = opened.pop()
        pieces.append(escape(text[at:end]))
        pieces.append(closing)
        at = end
    return at
