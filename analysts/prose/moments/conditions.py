"""The hour and the weather of a chapter, sentence by sentence, and by what light a moment is seen."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from analysts.lexicon import words
from analysts.lexicon.conditions import LEAPS, OVER, TIMES, WEATHERS
from analysts.prose.frames.figures import is_figurative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from analysts.prose.moments.chapter import ReadSentence
    from analysts.vocabulary import LightSource, TimeOfDay, Weather

_TIMES = [(time, re.compile("|".join(patterns), re.IGNORECASE)) for time, patterns in TIMES.items()]
_WEATHERS = [(weather, re.compile("|".join(patterns), re.IGNORECASE)) for weather, patterns in WEATHERS.items()]
_OVER, _LEAPS = re.compile(OVER), re.compile(LEAPS)
_MORE_TIMES: tuple[tuple[TimeOfDay, re.Pattern[str], float], ...] = (
    (
        "night",
        re.compile(r"\b(?:lanterns?|torch(?:es)?|candles?|candlestick|moon|moonlight|bedtime|bed - time)\b"),
        0.45,
    ),
    ("night", re.compile(r"\b(?:lay|was|were|sat up|asleep) in bed\b|\bstars\b|\bat that hour of the night\b"), 0.5),
    ("night", re.compile(r"\bthe dead of (?:the )?night\b|\b(?:one|two|three) in the morning\b"), 0.9),
    ("evening", re.compile(r"\b(?:supper|sunset|gloaming|lamp ?- ?light|vespers)\b"), 0.6),
    ("evening", re.compile(r"\b(?:it|all) (?:was|grew|became|got) (?:quite |nearly |almost )?dark\b"), 0.6),
    ("morning", re.compile(r"\bbreakfast(?:ed|ing)?\b|\bgot up early\b|\bwoke (?:early )?in the morning\b"), 0.65),
    ("day", re.compile(r"\b(?:lunch|luncheon|dinner ?- ?time|sunshine|sunlight|daylight)\b"), 0.55),
)
_OTHER_TIMES = re.compile(
    r"\b(?:every|each|last|next|the (?:day|night|morning|evening) before|previous|yesterday|to ?- ?morrow|tomorrow|good"
    r"|some|many|those|several|other|another|till|until|by|before|since|all)\b[\w ]{0,14}$",
    re.IGNORECASE,
)
_ALL_NIGHT = re.compile(r"\ball (?:the |that )?(?:night|day|morning|evening|afternoon)\b", re.IGNORECASE)
_LIGHTS: tuple[tuple[LightSource, frozenset[str]], ...] = (
    ("lightning", words("lightning")),
    ("candlelight", words("candle candles candlelight candlestick taper")),
    ("lamplight", words("lamp lamps lantern lanterns lamplight torch torches")),
    ("firelight", words("firelight campfire bonfire hearth fireplace fireside")),
    ("moonlight", words("moon moonlight moonbeam moonbeams")),
    ("starlight", words("starlight")),
    ("sunlight", words("sun sunlight sunshine sunbeam")),
    ("darkness", words("darkness")),
)
_HOUR_DECAY, _WEATHER_DECAY = 0.985, 0.97
_TOLD, _EARLIEST = 0.4, 0.25


class Clock:
    """What a chapter has said last of a condition, fading from sentence to sentence; `unknown` where it has faded."""

    def __init__(self, decay: float) -> None:
        self._decay = decay
        self._scores: dict[str, float] = {}

    def forget(self, share: float) -> None:
        """Keep a share of what is known."""
        self._scores = {kind: score * share for kind, score in self._scores.items()}

    def read(self, found: Mapping[str, float]) -> tuple[str, float]:
        """Take in what a sentence says and return what is the case after it, and how sure that is."""
        self.forget(self._decay)
        for kind, strength in found.items():
            for other in self._scores:
                if other != kind:
                    self._scores[other] *= 1 - 0.8 * strength
            self._scores[kind] = 1 - (1 - self._scores.get(kind, 0.0)) * (1 - strength)
        if not self._scores:
            return "unknown", 0.0
        kind, best = max(self._scores.items(), key=lambda item: (item[1], item[0]))
        return (kind, round(min(0.95, best), 2)) if best > _EARLIEST else ("unknown", 0.0)


def hours_of(chapter: Sequence[ReadSentence]) -> list[tuple[TimeOfDay, float]]:
    """Return the time of day at each sentence of a chapter."""
    return [(cast("TimeOfDay", kind), sure) for kind, sure in _along(chapter, _HOUR_DECAY, _hours_in)]


def weathers_of(chapter: Sequence[ReadSentence]) -> list[tuple[Weather, float]]:
    """Return the weather at each sentence of a chapter."""
    return [(cast("Weather", kind), sure) for kind, sure in _along(chapter, _WEATHER_DECAY, _weathers_in)]


def _along(
    chapter: Sequence[ReadSentence], decay: float, found_in: Callable[[ReadSentence], dict[str, float]]
) -> list[tuple[str, float]]:
    clock = Clock(decay)
    found: list[tuple[str, float]] = []
    for n, read in enumerate(chapter):
        if n and chapter[n - 1].scene != read.scene:
            clock.forget(0.0 if _LEAPS.search(text_of(read)[0]) else 0.8)
        found.append(clock.read(found_in(read)))
    for n in range(len(found) - 2, -1, -1):  # a scene may name its hour after its first words
        if found[n][0] == "unknown" and chapter[n].scene == chapter[n + 1].scene and found[n + 1][1] > 0.4:
            found[n] = (found[n + 1][0], round(found[n + 1][1] * 0.93, 2))
    return found


def text_of(read: ReadSentence) -> tuple[str, list[int]]:
    """Return the words of a sentence with a blank between, and where each begins."""
    words_here = [token.text for token in read.tree.tokens]
    starts = [0, *accumulate(len(word) + 1 for word in words_here)][:-1]
    return " ".join(words_here), starts


def _hours_in(read: ReadSentence) -> dict[str, float]:
    text, starts = text_of(read)
    found: dict[str, float] = {}
    for time, pattern in _TIMES:
        for match in pattern.finditer(text):
            if not _is_of_another_day(text, match):
                _add(found, time, 0.8 * _weight(read, starts, match))
    lower = text.lower()
    for time, pattern, strength in _MORE_TIMES:
        for match in pattern.finditer(lower):
            if not _OTHER_TIMES.search(lower[: match.start()]):
                _add(found, time, strength * _weight(read, starts, match))
    return found


def _is_of_another_day(text: str, match: re.Match[str]) -> bool:
    """Say whether an hour is not that of the scene: "every morning", "the night before", "till evening"."""
    if _ALL_NIGHT.search(match[0]):
        return False
    before = text[max(0, match.start() - 24) : match.end()]
    after = text[match.end() : match.end() + 8].strip().lower()
    found = _OTHER_TIMES.search(before[: before.rfind(" ") + 1])
    return bool(found and "next" not in found[0].lower()) or after.startswith("before")


def _weathers_in(read: ReadSentence) -> dict[str, float]:
    text, starts = text_of(read)
    found: dict[str, float] = {}
    for weather, pattern in _WEATHERS:
        for match in pattern.finditer(text):
            weight = _weight(read, starts, match)
            if weight and _OVER.search(text[match.end() : match.end() + 40]):
                _add(found, "clear", 0.4)
            else:
                _add(found, weather, 0.7 * weight)
    return found


def _add(found: dict[str, float], kind: str, strength: float) -> None:
    if strength > 0:
        found[kind] = 1 - (1 - found.get(kind, 0.0)) * (1 - min(0.9, strength))


def _weight(read: ReadSentence, starts: Sequence[int], match: re.Match[str]) -> float:
    """Return how far a sign counts: not as a likeness, little in what is told, remembered or wished."""
    inside = [i for i, start in enumerate(starts) if match.start() <= start < match.end()]
    nouns = [i for i in inside if read.tree.is_noun(i)] or inside
    if not nouns or any(is_figurative(read.tree, i) for i in nouns):
        return 0.0
    if all(read.tree.tokens[i].tag in ("NNP", "NNPS") for i in nouns) and nouns != inside[:1]:
        return 0.0
    reality = min(read.reality_of(i) for i in nouns)
    return (reality if reality >= 0.35 else 0.0) * (_TOLD if read.is_told else 1.0)


def light_of(window: Sequence[ReadSentence], hour: TimeOfDay, *, indoors: bool) -> LightSource:
    """Return by what the people of a moment are seen: what the moment names, else what its hour implies."""
    for light, names in _LIGHTS:
        if any(_shines(read, names) for read in window):
            return light
    if hour in ("dawn", "morning", "day") or (hour == "evening" and not indoors):
        return "daylight"
    return "unknown"


def _shines(read: ReadSentence, names: frozenset[str]) -> bool:
    tree = read.tree
    return any(
        word in names and not is_figurative(tree, i) and read.reality_of(i) >= 0.35 for i, word in enumerate(tree.words)
    )
