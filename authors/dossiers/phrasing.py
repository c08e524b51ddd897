"""The few sentences that stand between quotations, and how they are joined: each says only what is known."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from authors.contract import Paragraph, ParagraphKind, Support
from authors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from authors.dossiers.runs import Run
    from authors.facts.model import Source

_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PHRASES = Path(__file__).parent / "phrases.toml"


class Phrases:
    """Gives out the phrases of one part in turn, so that none comes twice in a row and every run has the same."""

    def __init__(self) -> None:
        self._used: dict[tuple[str, str], int] = {}

    def next(self, table: str, kind: str, **filled: str) -> str:
        """Return the next phrase of a kind."""
        choices = _phrases()[table][kind]
        count = self._used.get((table, kind), 0)
        self._used[table, kind] = count + 1
        return choices[count % len(choices)].format(**filled)

    def said(self, run: Run, before: Run | None) -> str:
        """Introduce a quotation by its source."""
        source = run.source
        table = "again" if before is not None and before.source.id == source.id else "said"
        phrase = self.next(
            table,
            source.kind,
            author=listed(spoken(name) for name in source.authors) or name_of(source),
            container=source.container.partition(":")[0] or name_of(source),
            title=name_of(source),
        )
        return phrase[0].upper() + phrase[1:]


@cache
def _phrases() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_PHRASES.read_text(encoding="utf-8"))


class Writer:
    """Builds the paragraphs of a part, keeping which passages each sentence rests on."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.own: list[int] = []
        self._text = ""
        self._supports: list[Support] = []

    def say(self, sentence: str, passages: Iterable[str] = ()) -> None:
        """Add a sentence to the paragraph; it rests on these passages."""
        if self._text:
            self._text += " "
        start = len(self._text)
        self._text += sentence
        if known := tuple(dict.fromkeys(passages)):
            self._supports.append(Support(start=start, end=len(self._text), passages=known))

    @property
    def words(self) -> int:
        """Words of the paragraph so far."""
        return len(self._text.split())

    def end(self, kind: ParagraphKind = "prose") -> None:
        """End the paragraph, if there is one."""
        if self._text:
            self.paragraphs.append(Paragraph(text=self._text, kind=kind, supports=tuple(self._supports)))
        self._text, self._supports = "", []

    def end_own(self) -> None:
        """End the paragraph as one that speaks of the book itself, and so rests on no passage."""
        if self._text:
            self.own.append(len(self.paragraphs))
        self.end()

    def quote(self, text: str, passage: str) -> None:
        """Add a quotation that stands by itself."""
        self.end()
        self.say(text, (passage,))
        self.end("quotation")


def quoted(text: str) -> str:
    """Put a text in quotation marks; those within it become single ones."""
    inner = re.sub(r"“([^“”]*)”", r"‘\1’", text)
    inner = re.sub(r'(^|[\s(])"([^"]*)"', r"\1‘\2’", inner)
    return f"“{inner}”"


def spoken(name: str) -> str:
    """Write a name as it is spoken: “Holm, Anna” is “Anna Holm”."""
    family, comma, given = (part.strip() for part in name.partition(","))
    return f"{given} {family}" if comma else family


def name_of(source: Source) -> str:
    """Return what a source is called in a sentence: its newspaper, encyclopedia or archive, else its title."""
    if source.kind in ("newspaper", "encyclopedia", "archive", "website") and source.container:
        return source.container.partition(":")[0]
    title = source.title.partition(":")[0].rstrip(".?!")
    return title if source.kind in ("book", "memoir", "letter") else f"“{title}”"


def in_words(count: int) -> str:
    """Write a count: in words up to twelve."""
    return _COUNTS[count] if count < len(_COUNTS) else str(count)


def titled(source: Source) -> str:
    """Return what tells a source from others in a sentence: its author or what it is called, and its year."""
    name = listed(spoken(one) for one in source.authors) if source.kind in ("letter", "memoir", "interview") else ""
    year = source.published[:4]
    return f"{name or name_of(source)} ({year})" if year else name or name_of(source)


def years(first: int, last: int) -> str:
    """Write a span of years."""
    return str(first) if first == last else f"{first}–{last}"


def named_sources(runs: Sequence[Run]) -> list[Source]:
    """Return the sources of runs, those with most words first."""
    words: dict[str, int] = {}
    sources = {run.source.id: run.source for run in runs}
    for run in runs:
        words[run.source.id] = words.get(run.source.id, 0) + run.words
    return sorted(sources.values(), key=lambda source: (-words[source.id], source.id))
