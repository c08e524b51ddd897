"""The text of a page as readers write it, and as it is set: headings, emphasis, lines of verse.

Paragraphs have an empty line between them. One that begins with `# ` is a heading; a line that ends stays a line;
`*words*` are set in italics. A backslash before a star, a number sign or a backslash lets it stand for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from publishing.runs import Run as TextRun
from publishing.runs import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from storyboards.illustrated.tree import BookParagraph

HEADING = "# "
_BETWEEN = re.compile(r"\n[ \t]*\n\s*")
_ITALICS = re.compile(r"(?<!\\)\*(?=\S)((?:\\.|[^*\\])+?)(?<=\S)\*")
_ITSELF = re.compile(r"\\([\\*#])")
_SIGNS = re.compile(r"[\\*]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one slope."""

    text: str
    italic: bool = False


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph: its lines (one unless they were broken by hand), each of runs."""

    lines: tuple[tuple[Run, ...], ...]
    is_heading: bool = False

    @property
    def text(self) -> str:
        """Its words without their slope."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


def paragraphs_in(source: str) -> Iterator[SetParagraph]:
    """Read the text of a page."""
    for paragraph in _BETWEEN.split(source.strip()):
        if paragraph.strip():
            is_heading = paragraph.startswith(HEADING)
            words = paragraph.removeprefix(HEADING) if is_heading else paragraph
            lines = tuple(tuple(_runs(line.strip())) for line in words.split("\n"))
            yield SetParagraph(lines, is_heading)


def _runs(line: str) -> Iterator[Run]:
    at = 0
    for match in _ITALICS.finditer(line):
        if match.start() > at:
            yield Run(_unescaped(line[at : match.start()]))
        yield Run(_unescaped(match[1]), italic=True)
        at = match.end()
    if at < len(line):
        yield Run(_unescaped(line[at:]))


def _unescaped(words: str) -> str:
    return _ITSELF.sub(r"\1", words)


def escaped(words: str) -> str:
    """Write words so that they are read as they stand."""
    words = _SIGNS.sub(r"\\\g<0>", words)
    return f"\\{words}" if words.startswith("#") else words


def source_of(paragraph: BookParagraph) -> str:
    """Write a paragraph of a book as the text of a page, with its italics."""
    runs = [(run.text, "emphasis" in run.marks) for run in runs_of(paragraph) if isinstance(run, TextRun)]
    merged = ((italic, "".join(text for text, _ in group)) for italic, group in groupby(runs, lambda run: run[1]))
    words = "".join(_slanted(text) if italic else _SIGNS.sub(r"\\\g<0>", text) for italic, text in merged)
    if paragraph.kind == "heading":
        return f"{HEADING}{words}"
    return f"\\{words}" if words.startswith("#") else words


def _slanted(text: str) -> str:
    """Set words in italics, without the blanks around them."""
    inside = text.strip()
    if not inside or "\n" in inside:
        return _SIGNS.sub(r"\\\g<0>", text)
    before, _, after = text.partition(inside)
    signs = _SIGNS.sub(r"\\\g<0>", inside)
    return f"{before}*{signs}*{after}"
