"""Whether a chapter is under a roof or under the sky, sentence by sentence.

Each sentence has its signs: the places that it names, and words that go with rooms or with the open air, by weights
learned from sentences that say where they are (see `training.roofs`). Both sides of a sentence are heard, and a story
seldom changes from one to the other without somebody moving: forward and backward along a chain of two states.
"""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.figures import is_figurative
from analysts.prose.frames.words import UNSEEN, VERBS, noun_class
from analysts.prose.moments.place_signs import INDOORS, MOVING, OUTDOORS, is_view
from analysts.vocabulary import INDOOR_KINDS, VEHICLE_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysts.prose.moments.chapter import ReadSentence
    from analysts.prose.moments.place_signs import Evidence
    from analysts.vocabulary import DeedKind

WEIGHTS = Path(__file__).parent.parent / "weights" / "roofs.json"
_OF_WORDS, _MOST_OF_WORDS = 1.0, 2.0
"""What the words of a sentence count beside its places, and at most."""
_OF_PLACE, _OF_MOVE = 2.5, 4.5
"""What a place of strength 1 counts, and one to which somebody comes: both are log odds."""
_STAYS, _STAYS_IN_NEW_PARAGRAPH, _STAYS_WHILE_MOVING, _STAYS_IN_NEW_SCENE, _STAYS_IN_NEW_CHAPTER = (
    0.97,
    0.95,
    0.7,
    0.75,
    0.6,
)
"""How likely the next sentence is on the same side."""
_REAL = 0.35
_PLACELESS = VERBS["speaking"] | VERBS["mental"] | VERBS["knowing"] | VERBS["seeming"] | VERBS["remembering"]
_ANYWHERE = (
    _PLACELESS | VERBS["beginning"] | words("be have do get make look see gaze stare laugh smile feel give take")
)
"""Verbs that say nothing of where it is."""
_DONE_ANYWHERE: frozenset[DeedKind] = frozenset(
    {
        "talking",
        "shouting",
        "looking",
        "listening",
        "laughing",
        "whispering",
        "weeping",
        "giving",
        "taking",
        "holding",
        "turning",
    }
)
_NOWHERE = UNSEEN | {"body", "person", "group"}
_ACROSS = words("through along over under among across up down against beneath round amid above")


def signs_in(read: ReadSentence, but: frozenset[int] = frozenset()) -> Iterator[str]:
    """Yield the words of a sentence that may tell rooms from the open air, `but` for some of its tokens."""
    for i in range(len(read.tree)):
        if i not in but:
            yield from _sign_of(read, i)
    for frame in read.frames:
        if frame.reality >= _REAL:
            if frame.deed not in _DONE_ANYWHERE:
                yield f"deed {frame.deed}"
            for oblique in frame.obliques:
                noun = read.tree.tokens[oblique.token].lemma.lower()
                if oblique.token not in but and noun_class(noun) not in _NOWHERE:
                    yield f"{oblique.case} {noun}"


def _sign_of(read: ReadSentence, i: int) -> Iterator[str]:
    token = read.tree.tokens[i]
    lemma = token.lemma.lower()
    if not token.text.islower():
        return
    if token.tag in ("NN", "NNS"):
        if noun_class(lemma) not in _NOWHERE and not is_figurative(read.tree, i):
            yield f"noun {lemma}"
    elif token.tag.startswith("VB"):
        if lemma not in _ANYWHERE:
            yield f"verb {lemma}"
    elif lemma in (_ACROSS if token.tag in ("IN", "RP") else INDOORS | OUTDOORS):
        yield f"word {lemma}"


@cache
def learned(file: Path = WEIGHTS) -> Mapping[str, float]:
    """Read the weights once: above 0 what goes with rooms, below 0 what goes with the open air."""
    found: dict[str, float] = json.loads(file.read_text(encoding="utf-8"))
    return found


def roofs_of(chapter: Sequence[ReadSentence], evidence: Sequence[Sequence[Evidence]], before: float) -> list[float]:
    """Return for each sentence how likely it is under a roof, 0 to 1; `before` is that of the chapter before.

    `evidence` runs alongside; all sentences are of one story.
    """
    odds = [_odds(read, found) for read, found in zip(chapter, evidence, strict=True)]
    stays = [_STAYS_IN_NEW_CHAPTER, *(_stays(chapter, evidence, n) for n in range(1, len(chapter)))]
    forward, here = [], before
    for n, sign in enumerate(odds):
        here = _heard(stays[n] * here + (1 - stays[n]) * (1 - here), sign)
        forward.append(here)
    found, after = [0.0] * len(odds), 0.5
    for n in range(len(odds) - 1, -1, -1):
        both = forward[n] * after / (forward[n] * after + (1 - forward[n]) * (1 - after))
        found[n] = both
        at = _heard(after, odds[n])
        after = stays[n] * at + (1 - stays[n]) * (1 - at)
    return found


def _heard(likely: float, odds: float) -> float:
    """Return how likely something is after a sign with such log odds."""
    likely = min(0.995, max(0.005, likely))
    return likely / (likely + (1 - likely) * exp(-odds))


def _odds(read: ReadSentence, evidence: Sequence[Evidence]) -> float:
    if is_view(read):
        return 0.0
    weights = learned()
    of_words = _OF_WORDS * sum(weights.get(sign, 0.0) for sign in set(signs_in(read)))
    of_places = sum(side_of(found) * found.strength * (_OF_MOVE if found.is_move else _OF_PLACE) for found in evidence)
    return max(-_MOST_OF_WORDS, min(_MOST_OF_WORDS, of_words)) + of_places


def side_of(evidence: Evidence) -> int:
    """Return 1 for a place under a roof, -1 for one under the sky, 0 for what says neither; who leaves goes across."""
    if evidence.kind in VEHICLE_KINDS - {"ship", "ship's cabin"} or evidence.kind == "unknown":
        return 0
    indoors = evidence.indoors if evidence.indoors is not None else evidence.kind in INDOOR_KINDS
    if evidence.is_leaving:
        return -1 if indoors and evidence.kind in ("house", "hut", "tent") else 0
    return 1 if indoors else -1


def _stays(chapter: Sequence[ReadSentence], evidence: Sequence[Sequence[Evidence]], n: int) -> float:
    read, last = chapter[n], chapter[n - 1]
    if read.scene != last.scene:
        return _STAYS_IN_NEW_SCENE
    moved = any(found.is_move or found.is_leaving for found in evidence[n])
    if moved and any(frame.lemma in MOVING and frame.reality > 0.4 for frame in read.frames):
        return _STAYS_WHILE_MOVING
    return _STAYS if read.sentence.paragraph == last.sentence.paragraph else _STAYS_IN_NEW_PARAGRAPH
