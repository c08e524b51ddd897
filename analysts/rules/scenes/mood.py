"""The mood of a scene."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from analysts.lexicon.conditions import DEEDS, MOODS, USUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.text.blocks import SceneBlock
    from analysts.vocabulary import Mood

_DEEDS = re.compile(DEEDS)
_STANDS_OUT, _MIN_WORDS, _MIN_DEEDS = 1.15, 2, 3


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
