"""How many there are of something: "seven sailors", "the five eggs", "two of the eggs", "ten were left"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import note
from authors.continuations.reading.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note

_NO_COUNT = words(
    "day hour year minute second mile foot inch time week month night pace step metre yard pound kilometre century "
    "moment tooth eye hand arm leg ear finger knee side half word part piece coin crown dollar penny floor kind way"
)
_WHOLE = frozenset({"the", "all", "these", "those", "both", "her", "his", "their", "my", "our", "its"})
_LOSING = words("cut sell eat kill lose burn break steal fire")
_VAGUE = frozenset({"other", "more", "about", "over"})
_SOME_OF = frozenset({"one", "some", "most", "many"})
_BETWEEN = ("JJ", "NN", "VBN", "JJS", "NNS")


def counts_in(one: ReadSentence) -> Iterator[Note]:
    """Yield numbers of things, and of some of them that are lost."""
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        if token.tag == "NNS" and token.lemma not in _NO_COUNT and not is_spoken(one, at):
            yield from _count(one, at)
        elif token.tag == "CD" and tree.is_verb(token.head) and tree.tokens[token.head].lemma in _LOSING:
            of = [c for c in tree.children(at, "nmod", "obl") if tree.case(c) == "of"]
            count = number_of(token.text)
            if of and count:
                yield note(one, at, "counted", tree.tokens[of[0]].lemma, str(-count), "less")


def _count(one: ReadSentence, at: int) -> Iterator[Note]:
    tree, token = one.tree, one.tree.tokens[at]
    first, last = _number_before(one, at)
    said = [word for word in tree.words[first : last + 1] if word != "-"]
    count = number_of(" ".join(said)) if first <= last else None
    if count is None or tree.words[max(0, first - 1)] in _VAGUE or tree.words[token.head] in _SOME_OF:
        return
    whole = _is_whole(one, at, first)
    if tree.tokens[token.head].lemma in _LOSING and not whole:
        yield note(one, at, "counted", token.lemma, str(-count), "less")
    elif "left" in tree.words[at : at + 4]:
        yield note(one, at, "number", token.lemma, str(count), "left")
    else:
        yield note(one, first, "counted", token.lemma, str(count), "all" if whole else "some", last=last)


def _number_before(one: ReadSentence, at: int) -> tuple[int, int]:
    """Return the tokens from first to last of the number before a noun; first is behind last where there is none."""
    tree, last = one.tree, at - 1
    while last > 0 and number_of(tree.words[last]) is None and tree.tokens[last].tag in _BETWEEN:
        last -= 1
    first = last
    while first >= 0 and (number_of(tree.words[first]) is not None or tree.words[first] in ("-", "and")):
        first -= 1
    while tree.words[first + 1] in ("-", "and"):
        first += 1
    return first + 1, last


def _is_whole(one: ReadSentence, at: int, first: int) -> bool:
    """Say whether all of them are meant: "the five sailors", "the raft of eight logs"."""
    tree, parent = one.tree, one.tree.tokens[at].head
    said = {*tree.child_words(at, "det", "nmod:poss"), *tree.words[max(0, first - 1) : first]}
    if tree.case(at) == "of" and tree.is_noun(parent):
        said |= tree.child_words(parent, "det")
    return bool(said & _WHOLE) or bool(tree.children(at, "nmod:poss")) or "all" in tree.words[max(0, first - 2) : first]
