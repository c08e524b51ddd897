"""Captions from text: cues of at most two lines, cut where one would draw breath, shown long enough to be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cinema.contract import Cue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cinema.sound.narrating import Spoken

LINE, LINES = 42, 2
"""Characters of a line at most, and lines of a cue."""
READING_SPEED = 17.0
"""Characters a second that people read at most."""
WORDS_A_MINUTE = 160
"""How fast a text is read where nobody reads it aloud."""
LEAST = 1.0
"""Seconds that a cue is shown at least, where there is time."""
GAP = 0.08
"""Seconds between one cue and the next, where there is time."""
LEAD, TAIL = 0.3, 0.5
"""Seconds of a shot before its first word and after its last."""

_SENTENCE = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_CLAUSE = re.compile(r"""[,;:—–]["'”’»)\]]*$""")
_JOINING = re.compile(
    "and|but|or|nor|for|so|yet|as|because|before|after|although|though|while|when|where|if|unless|until|"
    "that|than|which|who|whose|whom|with|without|into|from|to|of|in|on|at|by",
    re.IGNORECASE,
)
"""Words that a line or a page may well begin with."""
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|Gen|Lt|Sgt|Rev|Sir|Dame|Lady|Lord|Miss|Madame|Mme|Mlle)\.?")
"""Words that stay with the name after them; a full stop of theirs ends no sentence."""
_AFTER_TITLE = 16.0
_PAGE, _AT_CLAUSE, _AT_JOINT, _ANYWHERE = 4.0, 1.0, 4.0, 9.0
"""What a page costs, and what it costs to end it there (nothing at a sentence's end)."""
_SHORT = 6.0
"""What a page costs that has next to no words, unless it is a sentence; nothing at half a line of them."""


def cues_by_words(
    text: str,
    *,
    start: float,
    seconds: float,
    speaker: str = "",
    words: Sequence[tuple[float, float]] = (),
    line: int = LINE,
) -> list[Cue]:
    """Cut `text` into cues that are shown from `start` on for `seconds` together, each as long as its share of letters.

    A line of them has no more than `line` characters.

    Where `words` says when each word begins and ends (seconds on the same clock), cues begin and end with their words.
    """
    parts = pages(text, line=line)
    if not parts or seconds <= 0:
        return []
    counts = [len(part.split()) for part in parts]
    if len(words) == sum(counts):
        return _at_words(parts, counts, words, speaker)
    weights = [len(part) + 1 for part in parts]
    done, cues = 0, []
    for part, weight in zip(parts, weights, strict=True):
        begins = start + seconds * done / sum(weights)
        done += weight
        cues.append(Cue(begins, start + seconds * done / sum(weights), part, speaker))
    return cues


def _at_words(
    parts: Sequence[str], counts: Sequence[int], words: Sequence[tuple[float, float]], speaker: str
) -> list[Cue]:
    done, cues = 0, []
    for part, count in zip(parts, counts, strict=True):
        cues.append(Cue(words[done][0], words[done + count - 1][1], part, speaker))
        done += count
    return cues


def cues_by_narration(spoken: Sequence[Spoken], *, seconds: float) -> list[Cue]:
    """Return cues for what is said in a shot of `seconds`, in time with the voices.

    A cue that is spoken faster than people read stays longer, until the next begins or the shot ends if need be.
    """
    cues = [
        cue
        for said in spoken
        for cue in cues_by_words(
            said.text, start=said.start, seconds=said.end - said.start, speaker=said.speaker, words=said.words
        )
    ]
    ends = [*(cue.start - GAP for cue in cues[1:]), seconds]
    return [_readable(cue, end) for cue, end in zip(cues, ends, strict=True)]


def _readable(cue: Cue, latest: float) -> Cue:
    wanted = cue.start + max(LEAST, len(cue.text) / READING_SPEED)
    return Cue(cue.start, max(cue.end, min(wanted, latest)), cue.text, cue.speaker)


def cues_for_reading(text: str, *, speaker: str = "") -> list[Cue]:
    """Return cues of a shot that nobody reads aloud and that lasts `seconds_for(text)`."""
    return cues_by_words(text, start=LEAD, seconds=seconds_for(text) - LEAD - TAIL, speaker=speaker)


def seconds_for(text: str, *, least: float = 3.0, words_a_minute: int = WORDS_A_MINUTE) -> float:
    """Return how long a shot of `text` lasts when it is read: long enough for each of its cues, too."""
    parts = pages(text)
    by_words = 60 * sum(len(part.split()) for part in parts) / words_a_minute
    by_letters = sum(len(part) + 1 for part in parts) / READING_SPEED
    return max(least, LEAD + max(by_words, by_letters) + TAIL)


def pages(text: str, *, line: int = LINE) -> list[str]:
    """Cut text into pages of at most `LINES` lines of `line` characters, at sentences and clauses where it can be.

    The whole text is looked at, so that a good cut early does not cost a bad one late.
    """
    words = [piece for word in text.split() for piece in _chopped(word, line)]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        best.append(min(_pages_ending(words, end, best, line)))
    found: list[str] = []
    end = len(words)
    while end:
        begin = best[end][1]
        found.append(_laid_out(words[begin:end], line) or "")
        end = begin
    return found[::-1]


def _pages_ending(
    words: Sequence[str], end: int, best: Sequence[tuple[float, int]], line: int
) -> list[tuple[float, int]]:
    """Return what it costs to end a page before word `end`, for each word that it can begin with."""
    here = _cost_of_end(words, end)
    options = []
    for begin in range(end - 1, -1, -1):
        if not _fits(words[begin:end], line):
            break
        options.append((best[begin][0] + _PAGE + here + _cost_of_shortness(words, begin, end, line), begin))
    return options


def _cost_of_shortness(words: Sequence[str], begin: int, end: int, line: int) -> float:
    """Return what it costs that a page has few words: nothing if they are a whole sentence."""
    is_begun = begin == 0 or bool(_SENTENCE.search(words[begin - 1]))
    if is_begun and (end == len(words) or _SENTENCE.search(words[end - 1])):
        return 0.0
    letters = sum(len(word) + 1 for word in words[begin:end]) - 1
    return _SHORT * max(0.0, 1.0 - 2 * letters / line)


def _cost_of_end(words: Sequence[str], end: int) -> float:
    last = words[end - 1]
    if end == len(words):
        return 0.0
    if _TITLE.fullmatch(last.lstrip("“\"'‘(")):
        return _AFTER_TITLE
    if _SENTENCE.search(last):
        return 0.0
    if _CLAUSE.search(last):
        return _AT_CLAUSE
    return _AT_JOINT if _JOINING.fullmatch(words[end]) else _ANYWHERE


def _fits(words: Sequence[str], most: int) -> bool:
    """Return whether words have room in two lines: if the first takes all that it can, and the second the rest."""
    line, lines = -1, 1
    for word in words:
        line += 1 + len(word)
        if line > most:
            line, lines = len(word), lines + 1
    return lines <= LINES


def _laid_out(words: Sequence[str], line: int) -> str | None:
    """Return words in one line or two; None if they need more."""
    whole = " ".join(words)
    if len(whole) <= line:
        return whole
    if len(whole) > LINES * line + 1:
        return None
    options = []
    for cut in range(1, len(words)):
        upper, lower = " ".join(words[:cut]), " ".join(words[cut:])
        if max(len(upper), len(lower)) <= line:
            # a shorter line stands above a longer one more easily than below
            uneven = abs(len(upper) - len(lower)) / 6 + (1 if len(upper) > len(lower) else 0)
            options.append((_cost_of_end(words, cut) + uneven, f"{upper}\n{lower}"))
    return min(options)[1] if options else None


def _chopped(word: str, line: int) -> list[str]:
    """Cut a word that fits no line."""
    return [word[start : start + line] for start in range(0, len(word), line)]
