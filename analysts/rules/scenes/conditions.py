"""Time of day, weather and mood of a scene."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analysts.lexicon.conditions import DEEDS, LEAPS, MOODS, OVER, TIMES, USUAL, WEATHERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.text.blocks import SceneBlock
    from analysts.vocabulary import Mood, TimeOfDay, Weather

_TIMES = [(time, re.compile("|".join(patterns), re.IGNORECASE)) for time, patterns in TIMES.items()]
_WEATHERS = [(weather, re.compile("|".join(patterns), re.IGNORECASE)) for weather, patterns in WEATHERS.items()]
_OVER = re.compile(OVER)
_LEAPS = re.compile(LEAPS)
_DEEDS = re.compile(DEEDS)
_STANDS_OUT, _MIN_WORDS, _MIN_DEEDS = 1.15, 2, 3
_FIGURE = re.compile(r"\b(?:like|as if|as though|as|seemed) (?:[\w’'-]+ ){0,4}$", re.IGNORECASE)
_FIGURATIVE_OF = re.compile(r"^ of (?!the (?:day|night|year)|rain|wind|snow|hail|thunder)")


def hours_of(blocks: Sequence[SceneBlock], before: TimeOfDay) -> tuple[TimeOfDay, TimeOfDay]:
    """Return the time of day that a scene's narration speaks of first and most, and the hour in which the scene ends.

    Both are `before` where it says nothing; from morning to evening is day.
    """
    votes: Counter[TimeOfDay] = Counter()
    last, last_at = before, (-1, -1)
    for n, text in enumerate(_narrations(blocks)):
        for time, pattern in _TIMES:
            for m in pattern.finditer(text):
                if not _is_figure(text, m):
                    votes[time] += 3 if n < 2 else 2 if n < 6 else 1
                    if (n, m.start()) > last_at:
                        last, last_at = time, (n, m.start())
    if not votes:
        return before, before
    if votes["morning"] and votes["day"] and votes["evening"] and not votes["night"]:
        return "day", last
    best, weight = max(votes.items(), key=lambda v: v[1])
    if weight < 2 and before != "unknown":
        return before, before
    return best, last


def weather_of(blocks: Sequence[SceneBlock], before: Weather, *, indoors: bool) -> Weather:
    """Return the weather of a scene.

    What is over or a figure of speech does not count, and indoors one word changes none.
    """
    votes: Counter[Weather] = Counter()
    for n, text in enumerate(_narrations(blocks)):
        for weather, pattern in _WEATHERS:
            for m in pattern.finditer(text):
                if _is_figure(text, m):
                    continue
                if _OVER.search(text[m.end() : m.end() + 40]):
                    if weather != "snow":
                        votes["clear"] += 1
                    continue
                votes[weather] += 2 if n < 5 else 1
    if votes["storm"] and votes["rain"]:
        votes["storm"] += votes["rain"]
    if votes["wind"] and max(votes.values()) > 1 and len(votes) > 1:
        votes["wind"] -= 1
    if not votes:
        return before
    best, weight = max(votes.items(), key=lambda v: v[1])
    needed = 1 if before == "unknown" else 3 if indoors else 2
    return best if weight >= needed else before


def leaps(blocks: Sequence[SceneBlock]) -> bool:
    """Say whether a scene opens on another day."""
    return bool(blocks) and _LEAPS.search(blocks[0].text) is not None


def mood_of(blocks: Sequence[SceneBlock]) -> Mood:
    """Return the mood whose words stand out against those of any page; calm where none does.

    A scene is violent only if its narration tells of violent deeds, not for its swords and threats.
    """
    votes: Counter[Mood] = Counter()
    total = 0
    for block in blocks:
        total += len(block.tokens)
        for token in block.tokens:
            mood = MOODS.get(token.text.lower() if token.opens else token.text)
            if mood and not (mood == "violent" and token.spoken):
                votes[mood] += 1
    deeds = sum(len(_DEEDS.findall(text)) for text in _narrations(blocks))
    votes["violent"] = votes["violent"] + deeds if deeds >= _MIN_DEEDS else 0
    best: Mood = "calm"
    height = _STANDS_OUT
    for mood, count in sorted(votes.items()):
        above = count / (1 + USUAL[mood] * total / 1000)
        if count >= _MIN_WORDS and above > height:
            best, height = mood, above
    return best


def _narrations(blocks: Sequence[SceneBlock]) -> list[str]:
    return [" ".join(b.text[s.start : s.end] for s in b.narration) for b in blocks]


def _is_figure(text: str, m: re.Match[str]) -> bool:
    """Say whether it is not the weather: "like a storm", "a thunder of applause"."""
    before = text[max(0, m.start() - 40) : m.start()]
    return bool(_FIGURE.search(before) or _FIGURATIVE_OF.match(text[m.end() : m.end() + 20]))
