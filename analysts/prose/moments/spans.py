"""The characters of a moment, and the words of a deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.prose.frames import Frame, SentenceTree
    from analysts.prose.moments.chapter import ReadSentence

_MOST_WORDS = 12
_LONGEST = 110
"""Words from which on a moment takes in no more of its sentence."""
_UNENDED = frozenset({";", ":", ",", "—", "–", "-", "--"})
_OF_A_PHRASE = ("det", "case", "amod", "nmod:poss", "compound", "nummod")
"""What a noun does not stand without."""
_LEFT_OUT = frozenset(
    {"nsubj", "nsubj:pass", "advcl", "conj", "cc", "parataxis", "acl:relcl", "mark", "punct", "ccomp"}
)


def span_of(window: Sequence[ReadSentence], chapter: Sequence[ReadSentence]) -> tuple[int, int]:
    """Return the characters of the paragraph that a moment takes: whole sentences, where they are not endless.

    `chapter` are all its sentences; what a semicolon ends was read as a sentence of its own. What introduces a speech
    takes the speech in; a sentence that has to be cut loses the sign at which it is cut.
    """
    first, last = window[0].index, window[-1].index
    length = sum(len(read.tree) for read in window)
    while first > 0 and _goes_on(chapter[first - 1], chapter[first]) and length < _LONGEST:
        first -= 1
        length += len(chapter[first].tree)
    while last + 1 < len(chapter) and _goes_on(chapter[last], chapter[last + 1]) and length < _LONGEST:
        last += 1
        length += len(chapter[last].tree)
    return chapter[first].sentence.start, _end_of(chapter[last])


def _goes_on(read: ReadSentence, after: ReadSentence) -> bool:
    """Say whether what follows is of the same sentence."""
    here, there = read.sentence, after.sentence
    return here.paragraph == there.paragraph and here.told == there.told and read.tree.words[-1] in _UNENDED


def _end_of(read: ReadSentence) -> int:
    """Return where the words of a sentence end, without the sign at which it has been cut."""
    tokens = read.tree.tokens
    last = next((i for i in range(len(tokens) - 1, 0, -1) if tokens[i].text not in _UNENDED), len(tokens) - 1)
    return read.sentence.end if last == len(tokens) - 1 else tokens[last].end


def words_of(read: ReadSentence, frame: Frame) -> str:
    """Return the words of a deed without who does it: "threw his arms round her neck"."""
    tree = read.tree
    wanted: set[int] = {frame.verb}
    for c in tree.below[frame.verb]:
        if tree.tokens[c].relation not in _LEFT_OUT:
            wanted |= _phrase(tree, c, most=_MOST_WORDS - len(wanted))
    chosen = sorted(i for i in wanted if i >= frame.verb or tree.tokens[i].relation in ("aux", "aux:pass", "cop"))
    return " ".join(tree.tokens[i].text for i in chosen).replace(" ’s", "’s").replace(" - ", "-")


def _phrase(tree: SentenceTree, i: int, *, most: int) -> set[int]:
    """Return a word with all that hangs on it, else with the least that makes it a phrase, else nothing."""
    whole: set[int] = set()
    _collect(tree, i, whole)
    if len(whole) <= most:
        return whole
    least = {i, *(k for c in tree.children(i, *_OF_A_PHRASE) for k in (c, *tree.below[c]))}
    return least if len(least) <= most else set()


def _collect(tree: SentenceTree, i: int, into: set[int]) -> None:
    if tree.tokens[i].relation in ("acl:relcl", "advcl", "parataxis") or len(into) > 2 * _MOST_WORDS:
        return
    into.add(i)
    for c in tree.below[i]:
        if tree.tokens[c].relation != "punct":
            _collect(tree, c, into)
