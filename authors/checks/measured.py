"""What rules look at: a part with all that is known around it, and a whole book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from authors.checks.reading import Reading, Sentence, Word, read
from authors.checks.standards import Standard
from authors.contract import Brief, Finding, Material, Outline, Part, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from authors.contract import Severity


Run = tuple[str, ...]
"""Words that follow one another, as `Word.plain` has them."""


class Runs:
    """The runs of words in the readings of a book by the keys of their parts; those of each are gathered once."""

    def __init__(self) -> None:
        self._gathered: dict[tuple[str, int], frozenset[Run]] = {}

    def within(self, key: str, reading: Reading, length: int) -> frozenset[Run]:
        """Return all runs of so many words in the sentences of a reading."""
        if (key, length) not in self._gathered:
            sentences = ([word.plain for word in sentence.words] for sentence in reading.sentences)
            self._gathered[key, length] = frozenset(
                tuple(plain[start : start + length]) for plain in sentences for start in range(len(plain) - length + 1)
            )
        return self._gathered[key, length]


@dataclass(frozen=True, slots=True)
class MeasuredPart:
    """A text of a part, what it was planned to be, and the accepted texts of other parts.

    `others` are those that it is held against, `later` those that are not yet: what stands there, too, is a pattern.
    Parts of one book share their `runs`.
    """

    brief: Brief
    outline: Outline
    part: Part
    text: Text
    reading: Reading
    standard: Standard
    others: Mapping[str, Reading]
    material: Material
    later: Mapping[str, Reading] = field(default_factory=dict)
    runs: Runs = field(default_factory=Runs, compare=False)

    @property
    def in_english(self) -> bool:
        """Say whether rules of English words hold."""
        return self.brief.language.partition("-")[0].lower() == "en"

    @property
    def for_children(self) -> bool:
        """Say whether children will read it."""
        return self.brief.readers != "adults"

    @property
    def is_last(self) -> bool:
        """Say whether it is the last part that has words, or the one before."""
        keys = [part.key for part in self.outline.parts if part.words or part.key == self.part.key]
        return self.part.key in keys[-2:]


@dataclass(frozen=True, slots=True)
class MeasuredBook:
    """All parts of a book, in order, each with those before it as `others`."""

    brief: Brief
    outline: Outline
    standard: Standard
    parts: tuple[MeasuredPart, ...]


if TYPE_CHECKING:
    PartRule = Callable[[MeasuredPart], Iterable[Finding]]
    BookRule = Callable[[MeasuredBook], Iterable[tuple[str, Finding]]]


def at_words(rule: str, severity: Severity, words: str, sentence: Sentence, places: tuple[Word, ...] = ()) -> Finding:
    """Return a finding at these words of a sentence, or at all of it."""
    start, end = (places[0].start, places[-1].end) if places else (sentence.start, sentence.end)
    return Finding(rule=rule, severity=severity, words=words, paragraph=sentence.paragraph, start=start, end=end)


def readings_of(texts: Mapping[str, Text]) -> dict[str, Reading]:
    """Take texts apart, by the same keys."""
    return {key: read(text.paragraphs) for key, text in texts.items()}
