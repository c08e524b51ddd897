"""Time of day, weather and mood of a scene."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from characters.analysts.rules.lexicon.conditions import MOODS, TIMES, WEATHERS
from characters.analysts.rules.reading import Block
from characters.bible import Mood, TimeOfDay, Weather

_TIMES = [(time, re.compile("|".join(patterns), re.IGNORECASE)) for time, patterns in TIMES.items()]
_WEATHERS = [(weather, re.compile("|".join(patterns), re.IGNORECASE)) for weather, patterns in WEATHERS.items()]
_MOODS: dict[str, Mood] = {word: mood for mood, words in MOODS.items() for word in words.split()}
_FIGURE = re.compile(r"\b(?:like|as if|as though|as|seemed) (?:[\w’'-]+ ){0,4}$", re.IGNORECASE)
_FIGURATIVE_OF = re.compile(r"^ of (?!the (?:day|night|year)|rain|wind|snow|hail|thunder)")


def time_of(blocks: Sequence[Block], before: TimeOfDay) -> TimeOfDay:
    """The time of day that the narration speaks of first and most; `before` where it says nothing."""
    votes: Counter[TimeOfDay] = Counter()
    for n, told in enumerate(_told(blocks)):
        for time, pattern in _TIMES:
            for m in pattern.finditer(told):
                if not _is_figure(told, m):
                    votes[time] += 3 if n < 2 else 2 if n < 6 else 1
    if not votes:
        return before
    best, weight = max(votes.items(), key=lambda v: v[1])
    return best if weight >= 2 or before == "unknown" else before


def weather_of(blocks: Sequence[Block], before: Weather, *, indoors: bool) -> Weather:
    """The weather of a scene; one word is not enough to change it, nor a figure of speech."""
    votes: Counter[Weather] = Counter()
    for n, told in enumerate(_told(blocks)):
        for weather, pattern in _WEATHERS:
            for m in pattern.finditer(told):
                if not _is_figure(told, m):
                    votes[weather] += 2 if n < 5 else 1
    if votes["storm"] and votes["rain"]:
        votes["storm"] += votes["rain"]
    if not votes:
        return before
    best, weight = max(votes.items(), key=lambda v: v[1])
    needed = 3 if indoors else 2
    return best if weight >= needed or (before == "unknown" and weight >= 2) else before


def mood_of(blocks: Sequence[Block]) -> Mood:
    """The mood whose words stand out against a quiet page; calm where none does."""
    votes: Counter[Mood] = Counter()
    total = 0
    for block in blocks:
        total += len(block.tokens)
        for token in block.tokens:
            mood = _MOODS.get(token.text.lower())
            if mood:
                votes[mood] += 1
    if not votes:
        return "calm"
    best, weight = max(votes.items(), key=lambda v: (v[1], v[0]))
    return best if weight >= max(2, total * 0.004) else "calm"


def _told(blocks: Sequence[Block]) -> list[str]:
    return [" ".join(b.text[s.start : s.end] for s in b.narration) for b in blocks]


def _is_figure(text: str, m: re.Match[str]) -> bool:
    """ "like a storm", "a thunder of applause": not the weather."""
    before = text[max(0, m.start() - 40) : m.start()]
    return bool(_FIGURE.search(before) or _FIGURATIVE_OF.match(text[m.end() : m.end() + 20]))
