"""Text and the marks beside it as HTML. What a reader's file wrote comes through as text alone, never as markup."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from html import escape
from typing import TYPE_CHECKING, get_args

from django.utils.safestring import SafeString, mark_safe

from books.manuscript import BETWEEN_PARAGRAPHS, Mark, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a note, before the character `at` of a text. `id` is for the way back to it, and may be empty."""

    at: int
    label: str
    address: str
    id: str = ""


StoredMark = list[int | str]
"""A mark as the database keeps it: start, end, kind."""


def stored(marks: Iterable[Mark]) -> list[StoredMark]:
    """Return marks as the database keeps them."""
    return [[mark.start, mark.end, mark.kind] for mark in marks]


def marks_of(kept: Iterable[StoredMark]) -> tuple[Mark, ...]:
    """Read marks from the form that the database keeps; what is none is left out."""
    return tuple(
        Mark(start, end, kind)  # type: ignore[arg-type]
        for start, end, kind in kept
        if isinstance(start, int) and isinstance(end, int) and kind in get_args(MarkKind)
    )


def paragraphs_of(text: str, marks: Sequence[Mark]) -> list[tuple[str, tuple[Mark, ...]]]:
    """Split a scene's text into its paragraphs, each with the marks in it."""
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


def html_of(
    text: str,
    marks: Sequence[Mark] = (),
    links: Sequence[Link] = (),
    *,
    signs: Sequence[Sign] = (),
    is_epub: bool = False,
) -> SafeString:
    """Write a text as HTML: everything in it escaped, its marks and links as elements, properly nested; line ends stay.

    Marks may overlap and reach past the text; without its tags and the signs of notes the HTML is the text. Links must
    not overlap. `is_epub`: reading systems are told what signs are in their own way too.
    """
    if not (marks or links or signs):
        return mark_safe(escape(text))  # noqa: S308
    length = len(text)
    written = _Written(text, sorted(signs, key=lambda sign: sign.at), is_epub=is_epub)
    spans: list[tuple[int, int, tuple[str, str]]] = [
        *((mark.start, mark.end, TAGS[mark.kind]) for mark in marks),
        *((link.start, link.end, (f'<a class="name" href="{escape(link.address)}">', "</a>")) for link in links),
    ]
    waiting = [
        (max(0, start), -min(length, end), tags) for start, end, tags in spans if max(0, start) < min(length, end)
    ]
    heapify(waiting)
    opened: list[tuple[int, str]] = []  # where each ends, and how; the innermost is the last and ends first
    while waiting:
        start, negative_end, tags = heappop(waiting)
        _close(opened, start, written)
        end = -negative_end
        if opened and opened[-1][0] < end:  # it goes on behind the one around it
            heappush(waiting, (opened[-1][0], -end, tags))
            end = opened[-1][0]
        written.write_to(start)
        written.pieces.append(tags[0])
        opened.append((end, tags[1]))
    _close(opened, length, written)
    written.write_to(length)
    written.write_signs(length + 1)
    return mark_safe("".join(written.pieces))  # noqa: S308


class _Written:
    """The HTML of a text as far as it is written."""

    def __init__(self, text: str, signs: list[Sign], *, is_epub: bool) -> None:
        self.pieces: list[str] = []
        self._text = text
        self._signs = signs
        self._attributes = ' epub:type="noteref"' if is_epub else ""
        self._at = 0

    def write_to(self, end: int) -> None:
        """Write the text up to `end`, with the signs that stand before its characters."""
        self.write_signs(end)
        self.pieces.append(escape(self._text[self._at : end]))
        self._at = max(self._at, end)

    def write_signs(self, end: int) -> None:
        """Write the signs that stand before `end`, and the text before them."""
        while self._signs and self._signs[0].at < end:
            sign = self._signs.pop(0)
            self.pieces.append(escape(self._text[self._at : sign.at]))
            self._at = max(self._at, sign.at)
            name = f' id="{escape(sign.id)}"' if sign.id else ""
            self.pieces.append(
                f'<sup class="note-sign"><a href="{escape(sign.address)}"{name}{self._attributes} role="doc-noteref">'
                f"{escape(sign.label)}</a></sup>"
            )


def _close(opened: list[tuple[int, str]], until: int, written: _Written) -> None:
    """Close the elements that end no later than `until`, after their text."""
    while opened and opened[-1][0] <= until:
        end, closing = opened.pop()
        written.write_to(end)
        written.pieces.append(closing)
