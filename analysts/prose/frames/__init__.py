"""Who does what: the clauses of a sentence as frames, how real each is, and the deed that can be seen of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.prose.frames.arguments import clause_heads, read_arguments
from analysts.prose.frames.features import entity_kinds, features_of
from analysts.prose.frames.frame import Frame, Oblique, Reason
from analysts.prose.frames.reality import Judge
from analysts.prose.frames.senses import load_senses
from analysts.prose.frames.tree import SentenceTree

if TYPE_CHECKING:
    from analysts.prose.sentences import Sentence

__all__ = ["Frame", "Oblique", "Reason", "SentenceTree", "frames_of"]


def frames_of(sentence: Sentence | SentenceTree, *, in_present: bool = False) -> list[Frame]:
    """Return the clauses of a sentence as frames, in order.

    `in_present` says that the book tells its story in the present tense, so that this is no sign of a general truth.
    """
    tree = sentence if isinstance(sentence, SentenceTree) else SentenceTree(sentence)
    judge, senses, entities = Judge(tree, in_present=in_present), load_senses(), entity_kinds(tree)
    frames = []
    for head in clause_heads(tree):
        frame = read_arguments(tree, head)
        judge.judge(frame)
        frame.deed, frame.confidence = senses.choose(features_of(tree, frame, entities))
        frames.append(frame)
    return frames
