"""Dreams and visions: what somebody sees in them does not happen, until they wake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.frames import Frame
    from analysts.prose.sentences import Sentence

_DREAMED = 0.3
"""How real a clause is within a dream."""
_WAKING = words("wake awake awaken rouse")
_DREAMS = frozenset({"dream", "nightmare", "delirium"})
_SEEING = frozenset({"see", "hear", "behold", "be"})
_TAKEN_BY = frozenset({"in", "by", "with"})
_STARTING = frozenset({"start", "spring", "rise"})
_SLEEP = frozenset({"sleep", "dream", "slumber", "bed"})


def doubt_dreams(chapter: Sequence[tuple[Sentence, Sequence[Frame]]]) -> None:
    """Take from the reality of all that is dreamed: after "he dreamed that …", "I thought I saw …", to the waking.

    A dream ends with its paragraph at the latest.
    """
    paragraph, is_dream = -1, False
    for sentence, frames in chapter:
        if sentence.paragraph != paragraph:
            paragraph, is_dream = sentence.paragraph, False
        begins = next((i for i in range(len(sentence.tokens)) if _begins(sentence, i)), None)
        wakes = next((frame.verb for frame in frames if _wakes(sentence, frame)), None)
        for frame in frames:
            before_waking = is_dream and (wakes is None or frame.verb < wakes)
            if before_waking or (begins is not None and frame.verb > begins and wakes is None):
                frame.reality = round(frame.reality * _DREAMED, 3)
                frame.reasons = (*frame.reasons, "dreamed")
        is_dream = wakes is None and (is_dream or begins is not None)


def _begins(sentence: Sentence, i: int) -> bool:
    """Say whether a word begins a dream, and does not only speak of one ("she dreamed of a castle")."""
    token = sentence.tokens[i]
    below = [c for c, other in enumerate(sentence.tokens) if other.head == i and c != i]
    relations = {sentence.tokens[c].relation for c in below}
    if token.lemma == "dream" and token.tag.startswith("VB"):
        return "ccomp" in relations
    if token.lemma in _DREAMS and token.tag in ("NN", "NNS"):
        cases = {sentence.tokens[c].text.lower() for c in below if sentence.tokens[c].relation == "case"}
        return bool(cases & _TAKEN_BY) and token.relation in ("obl", "obl:agent")
    if token.lemma == "think" and token.tag == "VBD":
        subjects = [sentence.tokens[c].text.lower() for c in below if sentence.tokens[c].relation == "nsubj"]
        seen = [c for c in below if sentence.tokens[c].relation == "ccomp" and sentence.tokens[c].lemma in _SEEING]
        return any(_subject(sentence, c) in subjects and sentence.tokens[c].lemma != "be" for c in seen)
    return False


def _subject(sentence: Sentence, verb: int) -> str:
    return next((t.text.lower() for t in sentence.tokens if t.relation == "nsubj" and t.head == verb), "")


def _wakes(sentence: Sentence, frame: Frame) -> bool:
    if frame.lemma in _WAKING:
        return True
    return frame.lemma in _STARTING and any(
        sentence.tokens[oblique.token].lemma in _SLEEP and "from" in oblique.case for oblique in frame.obliques
    )
