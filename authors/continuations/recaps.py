"""Recaps: a long history in few words, made of the segments themselves, so that no recap is a recap of a recap.

The newest segments have a line each, those before them one for eight, those before these one for sixty-four, and so on.
Each line is made of sentences of its own segments: the posted line of each, those first that change the story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.continuations.contract import Recap, RecapPart
from books.text.names import shortened
from providers.money.tokens import likely_text_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from authors.continuations.contract import Segment, Statement

MOST_RECAP = 1_200
"""Tokens of a recap."""
FAN = 8
"""Segments of a run, and runs of the next longer run."""
LONGEST = 180
"""Characters of a sentence in a recap."""
_WEIGHTS = {"life": 8.0, "relation": 4.0, "condition": 3.0, "cannot": 3.0, "has": 2.0, "lacks": 2.0, "name": 3.0}
_SENTENCE = re.compile(r".+?(?:[.!?…]+[”\"’']*(?=\s|$)|$)", re.DOTALL)


def recap(segments: Sequence[Segment], limit: int = MOST_RECAP) -> Recap:
    """Return what has happened in these segments, oldest first, in `limit` tokens at the most."""
    runs = list(_runs(len(segments)))
    if not runs:
        return Recap()
    parts: list[RecapPart] = []
    spent = 0
    # The newest run chooses first; what it leaves is the others'.
    for left, (start, end) in zip(range(len(runs), 0, -1), reversed(runs), strict=True):
        part = _part(segments[start:end], (limit - spent) // left)
        spent += _tokens(part)
        parts.append(part)
    return Recap(parts=tuple(reversed(parts)), tokens=spent)


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """Yield runs of growing length from the oldest to the newest: 64, 64, 8, 8, 8, 1, 1, 1 …"""
    bounds: list[tuple[int, int]] = []
    end, length = count, 1
    while end:
        for _ in range(FAN):
            if not end:
                break
            start = max(0, end - length)
            bounds.append((start, end))
            end = start
        length *= FAN
    yield from reversed(bounds)


def _part(segments: Sequence[Segment], tokens: int) -> RecapPart:
    """Choose the sentences of a run that fit, those that change the story first, in their order."""
    told = [(_weight(segment), -number, _sentence(segment)) for number, segment in enumerate(segments)]
    chosen: list[tuple[int, str]] = []
    for _, number, sentence in sorted(told, reverse=True):
        cost = likely_text_tokens(sentence) + 1
        if sentence and cost <= tokens:
            tokens -= cost
            chosen.append((-number, sentence))
    return RecapPart(
        first=segments[0].id,
        last=segments[-1].id,
        segments=len(segments),
        sentences=tuple(sentence for _, sentence in sorted(chosen)),
    )


def _sentence(segment: Segment) -> str:
    """Return the line as it was posted, or the first sentence of the text where nothing was."""
    line = " ".join(segment.line.split())
    if not line:
        first = _SENTENCE.match(" ".join(segment.text.split()))
        line = first[0] if first else ""
    line = shortened(line, LONGEST)
    return line if not line or line[-1] in '.!?…”"' else f"{line}."


def _weight(segment: Segment) -> float:
    return sum(map(_counts, segment.states))


def _counts(statement: Statement) -> float:
    return _WEIGHTS.get(statement.kind, 0.2)


def _tokens(part: RecapPart) -> int:
    return sum(likely_text_tokens(sentence) + 1 for sentence in part.sentences)
