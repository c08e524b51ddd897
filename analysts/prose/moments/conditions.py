"""The hour and the weather of a chapter, sentence by sentence, and by what light a moment is seen."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, cast

from analysts.lexicon import words
from analysts.lexicon.conditions import LEAPS, OVER, TIMES, WEATHERS
from analysts.prose.frames.figures import is_figurative
from analysts.prose.frames.reality import TOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from analysts.prose.moments.chapter import ReadSentence
    from analysts.prose.moments.clock import Clock
    from analysts.prose.moments.course import Course
    from analysts.vocabulary import LightSource, TimeOfDay, Weather

_TIMES = [(time, re.compile("|".join(patterns), re.IGNORECASE)) for time, patterns in TIMES.items()]
_WEATHERS = [(weather, re.compile("|".join(patterns), re.IGNORECASE)) for weather, patterns in WEATHERS.items()]
_OVER, LEAP = re.compile(OVER), re.compile(LEAPS)
_REAL = 0.35
_MORE_TIMES: tuple[tuple[TimeOfDay, re.Pattern[str], float], ...] = (
    (
        "night",
        re.compile(
            r"\b(?:lanterns?|torch(?:es)?|candles?|candlelight|candlestick|moon|moonlight|bedtime|bed - time)\b"
        ),
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
NEW_DAY = re.compile(r"\b(?:next|following|one) (?:morning|day|afternoon|evening|night)\b", re.IGNORECASE)
_GREETINGS: tuple[tuple[TimeOfDay, re.Pattern[str], float], ...] = (
    ("morning", re.compile(r"\bgood[ -]morning\b", re.IGNORECASE), 0.35),
    ("day", re.compile(r"\bgood[ -]afternoon\b", re.IGNORECASE), 0.4),
    ("evening", re.compile(r"\bgood[ -]evening\b", re.IGNORECASE), 0.4),
    ("night", re.compile(r"\bgood[ -]night\b", re.IGNORECASE), 0.35),
)
"""What people say to each other at an hour."""
_SCENE_KEPT, _DAY_KEPT = 0.8, 0.2
_CERTAIN = 0.28

Sign = tuple[str, float]
"""A kind of hour or weather that a sentence speaks of, and how surely it is that of the story, 0 to 1."""


def hours_of(
    chapter: Sequence[ReadSentence], course: Course, greetings: Mapping[int, Sequence[Sign]]
) -> list[tuple[TimeOfDay, float]]:
    """Return the time of day at each sentence of a chapter; `greetings` are heard at the sentence of that index."""

    def signs(read: ReadSentence) -> list[Sign]:
        return [*greetings.get(read.index, ()), *_hours_in(read)]

    found = _along(chapter, (course.story.hour, course.tales.hour), signs)
    return [(cast("TimeOfDay", kind), sure) for kind, sure in found]


def weathers_of(chapter: Sequence[ReadSentence], course: Course) -> list[tuple[Weather, float]]:
    """Return the weather at each sentence of a chapter."""
    found = _along(chapter, (course.story.weather, course.tales.weather), _weathers_in, a_day=_DAY_KEPT)
    return [(cast("Weather", kind), sure) for kind, sure in found]


def greeted(text: str) -> list[Sign]:
    """Return the hours at which people say such things."""
    return [(hour, strength) for hour, pattern, strength in _GREETINGS if pattern.search(text)]


def _along(
    chapter: Sequence[ReadSentence],
    clocks: tuple[Clock, Clock],
    signs_in: Callable[[ReadSentence], list[Sign]],
    *,
    a_day: float = 1.0,
) -> list[Sign]:
    """Return what is the case at each sentence; of the two clocks one runs in the story, one in stories told in it.

    `a_day` is the share that is kept of what was known the day before.
    """
    found: list[Sign] = []
    for n, read in enumerate(chapter):
        text = text_of(read)[0]
        if n and chapter[n - 1].scene != read.scene:
            for clock in clocks:
                clock.forget(0.0 if LEAP.search(text) else _SCENE_KEPT)
        clock = clocks[read.is_told]
        if NEW_DAY.search(text):
            clock.forget(a_day)
        found.append(clock.read(signs_in(read)))
    for n in range(len(found) - 2, -1, -1):  # a scene may name its hour after its first words
        is_same = chapter[n].scene == chapter[n + 1].scene and chapter[n].is_told == chapter[n + 1].is_told
        if found[n][0] == "unknown" and is_same and found[n + 1][1] > _CERTAIN:
            found[n] = (found[n + 1][0], round(found[n + 1][1] * 0.93, 2))
    return found


def text_of(read: ReadSentence) -> tuple[str, list[int]]:
    """Return the words of a sentence with a blank between, and where each begins."""
    words_here = [token.text for token in read.tree.tokens]
    starts = [0, *accumulate(len(word) + 1 for word in words_here)][:-1]
    return " ".join(words_here), starts


def _hours_in(read: ReadSentence) -> list[Sign]:
    text, starts = text_of(read)
    found: list[tuple[int, str, float]] = []
    for time, pattern in _TIMES:
        matches = [match for match in pattern.finditer(text) if not _is_of_another_day(text, match)]
        found.extend((match.start(), time, 0.8 * _weight(read, starts, match)) for match in matches)
    lower = text.lower()
    for time, pattern, strength in _MORE_TIMES:
        matches = [match for match in pattern.finditer(lower) if not _OTHER_TIMES.search(lower[: match.start()])]
        found.extend((match.start(), time, strength * _weight(read, starts, match)) for match in matches)
    return [(time, strength) for _, time, strength in sorted(found) if strength > 0]


def _is_of_another_day(text: str, match: re.Match[str]) -> bool:
    """Say whether an hour is not that of the scene: "every morning", "the night before", "till evening"."""
    if _ALL_NIGHT.search(match[0]):
        return False
    before = text[max(0, match.start() - 24) : match.end()]
    after = text[match.end() : match.end() + 8].strip().lower()
    found = _OTHER_TIMES.search(before[: before.rfind(" ") + 1])
    return bool(found and "next" not in found[0].lower()) or after.startswith("before")


def _weathers_in(read: ReadSentence) -> list[Sign]:
    text, starts = text_of(read)
    found: list[tuple[int, str, float]] = []
    for weather, pattern in _WEATHERS:
        for match in pattern.finditer(text):
            weight = _weight(read, starts, match)
            if weight and _OVER.search(text[match.end() : match.end() + 40]):
                found.append((match.start(), "clear", 0.4))
            else:
                found.append((match.start(), weather, 0.7 * weight))
    return [(weather, strength) for _, weather, strength in sorted(found) if strength > 0]


def _weight(read: ReadSentence, starts: Sequence[int], match: re.Match[str]) -> float:
    """Return how far a sign counts: not as a likeness, little in what is told, remembered or wished."""
    inside = [i for i, start in enumerate(starts) if match.start() <= start < match.end()]
    nouns = [i for i in inside if read.tree.is_noun(i)] or inside
    if not nouns or any(is_figurative(read.tree, i) for i in nouns):
        return 0.0
    if any(_is_part_of_name(read, i) for i in nouns) or _is_only_of_a_thing(read, inside[-1]):
        return 0.0
    reality = min(read.reality_of(i) for i in nouns)
    if read.is_told:
        reality = min(1.0, reality / TOLD)
    return min(0.9, reality) if reality >= _REAL else 0.0


def _is_only_of_a_thing(read: ReadSentence, last: int) -> bool:
    """Say whether a sign ends with an adjective of what comes after it: "in the dark hollow of his hand"."""
    token = read.tree.tokens[last]
    return token.relation == "amod" and token.head == last + 1


def _is_part_of_name(read: ReadSentence, i: int) -> bool:
    """Say whether a word is one of a name's: the "Snow" of "the Snow Queen", but not that of "Snow fell"."""
    tags = [token.tag for token in read.tree.tokens]
    proper = ("NNP", "NNPS")
    if tags[i] not in proper and not read.tree.tokens[i].text[:1].isupper():
        return False
    return (i > 0 and tags[i] in proper) or tags[i + 1 : i + 2] == ["NNP"] or i in read.mentions


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
        word in names and not is_figurative(tree, i) and read.reality_of(i) >= _REAL
        for i, word in enumerate(tree.words)
    )
