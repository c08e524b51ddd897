"""Words of a part, of a book, of a spread and of a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.checks.measured import MeasuredBook, MeasuredPart, at_words
from authors.checks.standards import WORDS_LEAST, WORDS_SHARE
from authors.contract import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.contract import Severity

_FEWEST_FOR_A_MEAN = 5
"""Of fewer sentences no average is told."""


def part_length(measured: MeasuredPart) -> Iterator[Finding]:
    """Hold the words of a part against what is planned, and those of a spread against what its readers bear."""
    words, planned = measured.text.word_count, measured.part.words
    if planned and not words:
        yield Finding(
            rule="words", severity="wrong", words=f"There is no text here; about {planned} words are planned."
        )
    elif not planned and words:
        yield Finding(
            rule="words", severity="wrong", words=f"A picture without words is planned here, but there are {words}."
        )
    elif abs(words - planned) > max(WORDS_LEAST, WORDS_SHARE * planned):
        yield Finding(rule="words", severity="wrong", words=_off(words, planned, "This part"))
    most = measured.standard.spread_words
    if measured.part.kind == "spread" and most and words > most:
        told = (
            f"A spread for readers of {measured.brief.readers} has room for {most} words; here are {words}. Split it."
        )
        yield Finding(rule="words", severity="doubtful", words=told)


def book_length(book: MeasuredBook) -> Iterator[tuple[str, Finding]]:
    """Hold the words of all parts against what is planned for them, once no part is missing."""
    if len(book.parts) < len(book.outline.parts):
        return
    words = sum(measured.text.word_count for measured in book.parts)
    planned = sum(part.words for part in book.outline.parts)
    if abs(words - planned) > max(WORDS_LEAST, WORDS_SHARE * planned):
        yield "", Finding(rule="words", severity="wrong", words=_off(words, planned, "The book"))
    least, most = book.standard.book_words
    if most and words and not least <= words <= most * max(1.0, len(book.parts) / 14):
        told = f"Books for readers of {book.brief.readers} have {least} to {most} words; this one has {words}."
        yield "", Finding(rule="words", severity="doubtful", words=told)


def _off(words: int, planned: int, what: str) -> str:
    if words > planned:
        return f"{what} has {words} words; {planned} are planned. Cut about {words - planned}."
    return f"{what} has {words} words; {planned} are planned. Add about {planned - words}."


def sentence_length(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell sentences that are too long for the readers, and a part whose sentences are long on the whole."""
    most = measured.standard.sentence_most
    prose = [s for s in measured.reading.sentences if measured.reading.paragraphs[s.paragraph].kind == "prose"]
    for sentence in prose:
        count = len(sentence.words)
        if count > most:
            severity: Severity = "wrong" if count > most * 1.5 and measured.for_children else "doubtful"
            told = f"This sentence has {count} words; up to {most} are easy to follow. Make two of it."
            yield at_words("sentence length", severity, told, sentence)
    mean = sum(len(sentence.words) for sentence in prose) / len(prose) if prose else 0
    if len(prose) >= _FEWEST_FOR_A_MEAN and mean > measured.standard.sentence_mean:
        most_mean = measured.standard.sentence_mean
        told = f"Sentences have {mean:.0f} words on average; up to {most_mean:.0f} suit these readers."
        yield Finding(rule="sentence length", severity="doubtful", words=told)
