"""What stands twice: runs of words in two parts, sentences within a part, phrases that return all the time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysts.lexicon import words as words_of
from analysts.lexicon.word_file import WordFile
from authors.checks.measured import MeasuredBook, MeasuredPart, at_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from authors.checks.reading import Reading, Sentence, Word
    from authors.contract import Finding, Outline, Severity

    _Places = Callable[[Sequence[str]], set[str]]

_HELD_TOGETHER = WordFile("function_words").words("english") | words_of("said one two")
_PHRASE = 5
"""A phrase of so many words that stands in a large part of all parts is a habit of its author."""
_HABIT_SHARE, _HABIT_LEAST = 0.3, 4


def repeated_runs(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell runs of words that another part has, too, and sentences that the part itself has twice.

    A refrain that the plan names, and in books for small children what returns three times and more, is wanted.
    """
    length = measured.standard.repeated_run
    places = _places(measured, measured.others, length)
    later = _places(measured, measured.later, length)
    refrains = _refrains(measured.outline)
    for sentence in measured.reading.sentences:
        for run, found in _runs(sentence, places, length):
            often = len(found) + len(later([word.plain for word in run[:length]])) > 1
            if _is_refrain(run, refrains) or (measured.standard.patterned and often) or not _says_much(run):
                continue
            severity: Severity = "wrong" if len(run) >= 2 * length else "doubtful"
            words = (
                f"These {len(run)} words stand in another part, too ({_title(measured, found)}). Say it differently."
            )
            yield at_words("repetition", severity, words, sentence, run)
    if not measured.standard.patterned:
        yield from _twice_within(measured, length)


def _places(measured: MeasuredPart, others: Mapping[str, Reading], length: int) -> _Places:
    """Return a look-up of the parts that have a run of words."""
    within = {key: measured.runs.within(key, reading, length) for key, reading in others.items()}
    return lambda run: {key for key, runs in within.items() if tuple(run) in runs}


def _runs(sentence: Sentence, places: _Places, length: int) -> Iterator[tuple[tuple[Word, ...], set[str]]]:
    """Return the longest runs of a sentence that stand elsewhere, and where."""
    plain = [word.plain for word in sentence.words]
    start = 0
    while start <= len(plain) - length:
        found = places(plain[start : start + length])
        if not found:
            start += 1
            continue
        end = start + length
        while end < len(plain) and (more := places(plain[end - length + 1 : end + 1]) & found):
            found, end = more, end + 1
        yield sentence.words[start:end], found
        start = end


def _twice_within(measured: MeasuredPart, length: int) -> Iterator[Finding]:
    seen: set[tuple[str, ...]] = set()
    for sentence in measured.reading.sentences:
        plain = tuple(word.plain for word in sentence.words)
        if len(plain) >= length and plain in seen:
            yield at_words("repetition", "doubtful", "This sentence stands in this part twice.", sentence)
        seen.add(plain)


def _refrains(outline: Outline) -> tuple[tuple[str, ...], ...]:
    """Return the refrains that an outline names in its details, as plain words."""
    listed = outline.details.get("refrains", ())
    return tuple(tuple(str(refrain).lower().replace("’", "'").split()) for refrain in listed)


def _is_refrain(run: tuple[Word, ...], refrains: tuple[tuple[str, ...], ...]) -> bool:
    text = " ".join(word.plain for word in run)
    return any(text in " ".join(word.strip("“”.,!?;:'\"") for word in refrain) for refrain in refrains)


def _says_much(run: tuple[Word, ...], least: int = 3) -> bool:
    """Say whether a run has words of its own, and is no mere name or date."""
    return len({w.plain for w in run if w.text[0].islower() and w.plain not in _HELD_TOGETHER}) >= least


def _title(measured: MeasuredPart, keys: set[str]) -> str:
    for number, part in enumerate(measured.outline.parts, 1):
        if part.key in keys:
            return f"“{part.title}”" if part.title else f"part {number}"
    return "another"


def repeated_phrases(book: MeasuredBook) -> Iterator[tuple[str, Finding]]:
    """Tell phrases that a large share of all parts has, at the last part that has it; not in pattern books."""
    if book.standard.patterned:
        return
    parts_of: Counter[tuple[str, ...]] = Counter()
    for measured in book.parts:
        parts_of.update(_phrases(measured.reading))
    habits = {
        phrase: count
        for phrase, count in parts_of.items()
        if count >= max(_HABIT_LEAST, _HABIT_SHARE * len(book.parts))
    }
    refrains = _refrains(book.outline)
    for measured in reversed(book.parts):
        for sentence, run in _at(measured.reading, habits):
            count = habits.get(tuple(word.plain for word in run), 0)
            if count and _says_much(run, 2) and not _is_refrain(run, refrains):
                words = f"{count} parts have this phrase. Keep it where it matters most."
                yield measured.part.key, at_words("repetition", "doubtful", words, sentence, run)
                for phrase in _phrases_of(sentence):
                    habits.pop(phrase, None)


def _phrases(reading: Reading) -> set[tuple[str, ...]]:
    return {phrase for sentence in reading.sentences for phrase in _phrases_of(sentence)}


def _phrases_of(sentence: Sentence) -> list[tuple[str, ...]]:
    plain = [word.plain for word in sentence.words]
    return [tuple(plain[start : start + _PHRASE]) for start in range(len(plain) - _PHRASE + 1)]


def _at(reading: Reading, habits: dict[tuple[str, ...], int]) -> Iterator[tuple[Sentence, tuple[Word, ...]]]:
    for sentence in reading.sentences:
        for start, phrase in enumerate(_phrases_of(sentence)):
            if phrase in habits:
                yield sentence, sentence.words[start : start + _PHRASE]
