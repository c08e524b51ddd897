"""Reading ease: Flesch's score and Kincaid's grade, by our own count of syllables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.contract import Finding
from authors.verse.syllables import syllables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.measured import MeasuredBook, MeasuredPart
    from authors.checks.reading import Reading

_ENOUGH = 100
"""Of fewer words no grade is told."""


def grade(reading: Reading) -> float:
    """Return the Flesch-Kincaid grade: the year of school that reads this with ease."""
    words, sentences, spoken = _counts(reading)
    return 0.39 * words / sentences + 11.8 * spoken / words - 15.59 if words else 0.0


def ease(reading: Reading) -> float:
    """Return Flesch's reading ease: 100 is very easy, 30 is hard."""
    words, sentences, spoken = _counts(reading)
    return 206.835 - 1.015 * words / sentences - 84.6 * spoken / words if words else 100.0


def _counts(reading: Reading) -> tuple[int, int, int]:
    words = [word.text for sentence in reading.sentences for word in sentence.words]
    return len(words), max(1, len(reading.sentences)), sum(map(syllables, words))


def hard_text(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell a part that is harder to read than its readers can."""
    if measured.in_english and len(measured.reading.words) >= _ENOUGH:
        found = grade(measured.reading)
        if found > measured.standard.grade + 1.5:
            yield _hard(found, measured.standard.grade)


def book_grade(book: MeasuredBook) -> Iterator[tuple[str, Finding]]:
    """Tell a book that is harder to read, on the whole, than its readers can."""
    counts = [_counts(measured.reading) for measured in book.parts if measured.in_english]
    words, sentences, spoken = (sum(count[i] for count in counts) for i in range(3))
    if words >= _ENOUGH:
        found = 0.39 * words / sentences + 11.8 * spoken / words - 15.59
        if found > book.standard.grade:
            yield "", _hard(found, book.standard.grade)


def _hard(found: float, limit: float) -> Finding:
    words = f"This reads like school year {found:.0f}; up to {limit:.0f} suits these readers. Use shorter sentences."
    return Finding(rule="reading ease", severity="doubtful", words=words)
