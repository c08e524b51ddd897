"""The characters of a moment, and the words of a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.frames import Frame, SentenceTree
    from analysts.prose.moments.chapter import ReadSentence

_MOST_WORDS = 12
_LEFT_OUT = frozenset(
    {"nsubj", "nsubj:pass", "advcl", "conj", "cc", "parataxis", "acl:relcl", "mark", "punct", "ccomp"}
)


def span_of(window: Sequence[ReadSentence]) -> tuple[int, int]:
    """Return the characters of the paragraph that a moment takes."""
    return window[0].sentence.start, window[-1].sentence.end


def words_of(read: ReadSentence, frame: Frame) -> str:
    """Return the words of a deed without who does it: "threw his arms round her neck"."""
    tree = read.tree
    wanted: set[int] = {frame.verb}
    for c in tree.below[frame.verb]:
        if tree.tokens[c].relation not in _LEFT_OUT:
            _collect(tree, c, wanted)
    chosen = sorted(i for i in wanted if i >= frame.verb or tree.tokens[i].relation in ("aux", "aux:pass", "cop"))
    return " ".join(tree.tokens[i].text for i in chosen[:_MOST_WORDS]).replace(" ’s", "’s").replace(" - ", "-")


def _collect(tree: SentenceTree, i: int, into: set[int]) -> None:
    if tree.tokens[i].relation in ("acl:relcl", "advcl", "parataxis") or len(into) > 2 * _MOST_WORDS:
        return
    into.add(i)
    for c in tree.below[i]:
        if tree.tokens[c].relation != "punct":
            _collect(tree, c, into)
