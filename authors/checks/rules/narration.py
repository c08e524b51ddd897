"""Tense and person of the narration: the same within a part, and in all parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.checks.measured import MeasuredPart, at_words
from authors.checks.rules.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from authors.checks.reading import Reading, Sentence
    from authors.contract import Finding

_PAST = word_list("tenses", "past")
_PRESENT = word_list("tenses", "present")
_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "i'm", "i'd", "i'll", "i've"})
_ENOUGH = 4
"""So many verbs say in which tense something is told."""


def changed_tense(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell a part in another tense than the rest of the book, and one that changes to and fro."""
    if not measured.in_english or measured.part.kind == "picture":
        return
    past, present = _tenses(measured.reading)
    if len(past) + len(present) < _ENOUGH:
        return
    book_past, book_present = _counted(measured.others.values())
    if book_past > 4 * book_present + _ENOUGH and len(present) > 2 * len(past):
        yield _other_tense(present[0], "past", "present")
    elif book_present > 4 * book_past + _ENOUGH and len(past) > 2 * len(present):
        yield _other_tense(past[0], "present", "past")
    elif measured.for_children and _is_mixed(past, present):
        few = min(past, present, key=len)
        words = "This part is told now in the past, now in the present. Keep to one of them."
        yield at_words("tense", "doubtful", words, few[0])


def _other_tense(sentence: Sentence, book: str, part: str) -> Finding:
    return at_words("tense", "wrong", f"The book is told in the {book}, this part in the {part}.", sentence)


def _is_mixed(past: list[Sentence], present: list[Sentence]) -> bool:
    return min(len(past), len(present)) >= 3 and min(len(past), len(present)) * 2 >= max(len(past), len(present))


def _tenses(reading: Reading) -> tuple[list[Sentence], list[Sentence]]:
    """Return the narrated sentences that have a verb of the past, and of the present; with both they are in neither."""
    past: list[Sentence] = []
    present: list[Sentence] = []
    for sentence in reading.sentences:
        words = {word.plain for word in sentence.told}
        is_past, is_present = bool(words & _PAST), bool(words & _PRESENT)
        if is_past and not is_present:
            past.append(sentence)
        elif is_present and not is_past:
            present.append(sentence)
    return past, present


def _counted(readings: Iterable[Reading]) -> tuple[int, int]:
    counts = [_tenses(reading) for reading in readings]
    return sum(len(past) for past, _ in counts), sum(len(present) for _, present in counts)


def changed_person(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell a part that says "I" where no other part does."""
    if not measured.in_english or not measured.others:
        return
    said = [s for s in _in_prose(measured.reading) if any(word.plain in _FIRST_PERSON for word in s.told)]
    if len(said) < 2:
        return
    elsewhere = sum(
        any(word.plain in _FIRST_PERSON for sentence in _in_prose(reading) for word in sentence.told)
        for reading in measured.others.values()
    )
    if elsewhere * 5 < len(measured.others):
        words = "Here somebody says “I” outside of speech; the other parts are told of “he” and “she”."
        yield at_words("person", "doubtful", words, said[0])


def _in_prose(reading: Reading) -> list[Sentence]:
    return [sentence for sentence in reading.sentences if reading.paragraphs[sentence.paragraph].kind == "prose"]
