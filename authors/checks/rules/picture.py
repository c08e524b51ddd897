"""What the text says against what its picture shows: who is there, and at what time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.checks.measured import MeasuredPart, at_words
from authors.checks.rules.words import any_of, phrases_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.checks.reading import Sentence
    from authors.contract import Finding

_AT_NIGHT = any_of(phrases_in("pictures", "night"))
_BY_DAY = any_of(phrases_in("pictures", "day"))
_IN_WEATHER = {name: any_of(phrases_in("pictures", name)) for name in ("rain", "snow")}
_BRIGHT = frozenset({"morning", "day"})
_DRY = frozenset({"clear", "cloudy"})


def text_against_picture(measured: MeasuredPart) -> Iterator[Finding]:
    """Tell another time or weather in the text than in its picture, and a hero who acts but is not shown."""
    depiction = measured.text.depiction or measured.part.depiction
    if depiction is None or not measured.in_english:
        return
    for sentence in measured.reading.sentences:
        told = _without_speech(sentence)
        if depiction.time_of_day in _BRIGHT and _AT_NIGHT.search(told):
            yield at_words("picture", "doubtful", "It is night in the text and day in its picture.", sentence)
        elif depiction.time_of_day == "night" and _BY_DAY.search(told):
            yield at_words("picture", "doubtful", "It is day in the text and night in its picture.", sentence)
        for weather, words in _IN_WEATHER.items():
            if depiction.weather in _DRY and words.search(told):
                yield at_words(
                    "picture", "doubtful", f"There is {weather} in the text and none in its picture.", sentence
                )
    yield from _unseen_actors(measured, {person.name for person in depiction.people})


def _without_speech(sentence: Sentence) -> str:
    """Return the text of a sentence with blanks in the place of spoken words."""
    text = sentence.text
    for word in sentence.words:
        if word.spoken:
            start, end = word.start - sentence.start, word.end - sentence.start
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _unseen_actors(measured: MeasuredPart, shown: set[str]) -> Iterator[Finding]:
    """Tell somebody of the plan who begins a sentence of a spread but is not in its picture."""
    if measured.part.kind != "spread" or not shown:
        return
    missing = {p.name: p for p in measured.outline.people if p.name not in shown and p.role != "minor"}
    for sentence in measured.reading.sentences:
        for name in list(missing):
            if re.match(rf"{re.escape(name)}\b(?!['’])", sentence.text):
                del missing[name]
                yield at_words(
                    "picture", "doubtful", f"{name} does something here, but is not in the picture.", sentence
                )
