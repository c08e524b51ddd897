"""The things of a moment that are worth drawing, with how sure it is that they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon.things import EVERYDAY_PROPS, PROP_WORDS
from analysts.prose.frames.nouns import thing_at
from analysts.prose.frames.words import noun_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.frames import Frame
    from analysts.prose.frames.words import NounClass
    from analysts.prose.moments.chapter import ReadSentence

_DRAWN: frozenset[NounClass] = frozenset({"vehicle", "weapon", "light", "vessel", "instrument"})
_REAL, _MOST = 0.45, 6


def things_of(window: Sequence[ReadSentence], key: Frame, at: ReadSentence) -> list[tuple[str, float]]:
    """Return the things of a moment, those of its deed first, each with its confidence, 0 to 1."""
    found: dict[str, float] = {}
    own = {*key.objects, *(oblique.token for oblique in key.obliques)}
    for read in window:
        for i in range(len(read.tree)):
            if not read.tree.is_noun(i) or i in read.mentions:
                continue
            frame = read.frame_of(i)
            name = thing_at(read.tree, i, frame)
            if name and _is_drawn(name):
                sure = _confidence(read, i, frame) * (1.0 if read is at and i in own else 0.9)
                if name in EVERYDAY_PROPS and not (read is at and i in own):
                    sure *= 0.8
                found[name] = max(found.get(name, 0.0), round(sure, 2))
    sure_ones = [(name, sure) for name, sure in found.items() if sure >= _REAL]
    return sorted(sure_ones, key=lambda item: -item[1])[:_MOST]


def _is_drawn(name: str) -> bool:
    return name in PROP_WORDS or noun_class(name) in _DRAWN


def _confidence(read: ReadSentence, i: int, frame: Frame | None) -> float:
    reality = min(1.0, frame.reality if frame else 0.5)
    return 0.95 * reality * (0.75 if read.tree.tokens[i].relation == "nmod" else 1.0)
