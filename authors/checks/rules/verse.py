"""Metre and rhyme, where a text is in verse or ought to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.contract import Finding
from authors.verse import METRES, Metre, rhyme, scan
from authors.verse.metre import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.measured import MeasuredPart

_COUPLETS = tuple(metre for metre in METRES.values() if metre.rhymes == "aa")


def verse(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell lines that lose the beat and ends that do not rhyme, and prose where verse is asked for."""
    if not measured.in_english:
        return
    metre = _metre(measured)
    for index, paragraph in enumerate(measured.text.paragraphs):
        if paragraph.kind == "verse":
            yield from _stanza(index, paragraph.text, metre)
        elif paragraph.kind == "prose" and measured.brief.in_verse:
            told = "This is prose, and the book is asked for in verse. Write it in lines that rhyme."
            yield Finding(rule="verse", severity="wrong", words=told, paragraph=index)


def _metre(measured: MeasuredPart) -> Metre:
    """Return the metre that the plan names, or the couplets that most lines of the part keep."""
    named = METRES.get(str(measured.outline.details.get("metre", "")))
    lines = [line for p in measured.text.paragraphs if p.kind == "verse" for line in p.text.splitlines()]
    return named or max(_COUPLETS, key=lambda metre: sum(scan(line, metre.lines[0]).fits for line in lines))


def _stanza(index: int, text: str, metre: Metre) -> Iterator[Finding]:
    ends: dict[str, tuple[str, int]] = {}
    start = 0
    for number, line in enumerate(text.split("\n")):
        words = words_of(line)
        place = number % len(metre.lines)
        if place == 0:
            ends = {}
        if words and not scan(line, metre.lines[place]).fits:
            yield _told("This line loses the beat. Say it aloud with the lines around it.", index, start, len(line))
        if words and (letter := metre.rhymes[place]) != "-":
            first = ends.setdefault(letter, (words[-1], number))
            if first[1] != number and rhyme(first[0], words[-1]) is False:
                yield _told(f"“{first[0]}” and “{words[-1]}” do not rhyme.", index, start, len(line))
        start += len(line) + 1


def _told(words: str, index: int, start: int, length: int) -> Finding:
    return Finding(rule="verse", severity="doubtful", words=words, paragraph=index, start=start, end=start + length)
