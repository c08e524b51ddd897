"""A timeline as SVG: a line of years, from top to bottom, with what happened; open circles where sources differ."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.dossiers.lists import Event

WIDTH = 720
_LINE, _TEXT, _TOP, _STEP, _GAP = 150, 176, 24, 21, 16
_LETTERS = 66
"""Characters in a line of 16 px, at most."""


def timeline_svg(events: Sequence[Event], title: str) -> str:
    """Draw the timeline, `WIDTH` pixels wide and as high as it needs. It has no script and names no other file."""
    rows: list[str] = []
    at = _TOP
    year = 0
    for event in events:
        lines = textwrap.wrap(event.words, _LETTERS) or [""]
        if event.year != year and year:
            at += _GAP
        year = event.year
        rows.append(_row(event, lines, at))
        at += _STEP * len(lines) + _GAP
    height = at + _TOP // 2
    line = f'<line class="years" x1="{_LINE}" y1="{_TOP - 12}" x2="{_LINE}" y2="{height - 12}"/>' if events else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label={quoteattr(title)} font-family="Georgia, serif" font-size="16" fill="currentColor" stroke="none">'
        f"<title>{escape(title)}</title>"
        f'<g stroke="currentColor" stroke-width="2">{line}</g>{"".join(rows)}</svg>'
    )


def _row(event: Event, lines: Sequence[str], top: int) -> str:
    middle = top - 5
    fill = "none" if event.disputed else "currentColor"
    circle = f'<circle cx="{_LINE}" cy="{middle}" r="5" stroke="currentColor" stroke-width="2" fill="{fill}"/>'
    note = "<title>The sources differ about this date.</title>" if event.disputed else ""
    dates = textwrap.wrap(event.date, 17)[: max(2, len(lines))]
    date = "".join(
        f'<text x="{_LINE - 18}" y="{top + _STEP * index}" text-anchor="end" font-weight="bold">{escape(words)}</text>'
        for index, words in enumerate(dates)
    )
    text = "".join(
        f'<text x="{_TEXT}" y="{top + _STEP * index}">{escape(words)}</text>' for index, words in enumerate(lines)
    )
    return f"<g>{note}{circle}{date}{text}</g>"
