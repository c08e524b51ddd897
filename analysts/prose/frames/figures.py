"""Figures of speech: nouns that name nothing in sight ("a voice like thunder", "a storm of applause")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import LIVING, UNSEEN, noun_class

if TYPE_CHECKING:
    from analysts.prose.frames.tree import SentenceTree

_LIKE = frozenset({"like", "unlike", "as", "than", "resembling"})
_ABSENT = frozenset({"no", "any", "every", "each", "neither", "what", "without", "such"})
_OF_WORDS = words(
    "sort kind likeness idea thought memory image name dream word picture story tale colour shape appearance air "
    "look sound smell scent semblance resemblance"
)
_AS_IF = frozenset({"if", "though"})
_PARTITIVES = words(
    "storm flood sea ocean river torrent stream shower rain hail cloud mountain wave gust whirlwind thunder "
    "tempest flash burst ray blaze fire flame forest ghost shadow fog wall wind spark hurricane peal volley "
    "avalanche"
)
_LITERAL_OF = words(
    "rain snow hail sleet wind dust smoke light lightning thunder water spray sand fog mist sun moon day night "
    "steam morning evening wood stone tree sea sky leaf grass corn ice earth fire flame oak pine smoke snowflake"
)


def is_figurative(tree: SentenceTree, noun: int) -> bool:
    """Say whether a noun is only a likeness, only thought of, or denied: it is not in the picture."""
    if _is_compared(tree, noun) or _is_absent(tree, noun) or _is_of_something_else(tree, noun):
        return True
    token = tree.tokens[noun]
    if token.relation in ("conj", "appos", "nmod") and token.head != noun and tree.is_noun(token.head):
        return _is_compared(tree, token.head) or _is_absent(tree, token.head)
    return _is_metaphor(tree, noun)


def _is_compared(tree: SentenceTree, noun: int) -> bool:
    """Say whether it is "like" something or "as … as": the figure of a comparison."""
    for c in tree.below[noun]:
        if tree.words[c] in _LIKE and tree.tokens[c].relation in ("case", "mark", "advmod", "cc") and c < noun:
            after = tree.words[c + 1] if c + 1 < len(tree) else ""
            is_role = tree.words[c] == "as" and after in ("to", "for", "soon", "well")
            if not is_role:
                return True
    first = tree.first_of(noun)
    before = tree.words[max(0, first - 2) : first]
    return bool(before) and (
        before[-1] in ("like", "resembling", "unlike") or (before[0] == "as" and before[-1] in _AS_IF)
    )


def _is_absent(tree: SentenceTree, noun: int) -> bool:
    return bool(tree.child_words(noun, "det", "case", "advmod") & _ABSENT)


def _is_of_something_else(tree: SentenceTree, noun: int) -> bool:
    """Say whether only a kind, a memory or a picture of it is spoken of."""
    token = tree.tokens[noun]
    if token.relation not in ("nmod", "compound") or token.head == noun:
        return False
    return tree.tokens[token.head].lemma in _OF_WORDS


def _is_metaphor(tree: SentenceTree, noun: int) -> bool:
    """Say whether it stands for something unseen: "a storm of applause", "a chain of events", "the door of hope"."""
    token = tree.tokens[noun]
    named = noun_class(token.lemma)
    if named in LIVING or named in UNSEEN or named in ("text", "thing"):
        return False
    for c in tree.children(noun, "nmod"):
        if tree.case(c) != "of" or tree.tokens[c].tag not in ("NN", "NNS"):
            continue
        of = tree.tokens[c].lemma
        if noun_class(of) in UNSEEN or (token.lemma in _PARTITIVES and of not in _LITERAL_OF):
            return True
    return False


def is_unseen(tree: SentenceTree, noun: int) -> bool:
    """Say whether a noun names nothing that could be drawn: a thought, a time, a sound."""
    return tree.tokens[noun].tag in ("NN", "NNS") and noun_class(tree.tokens[noun].lemma) in UNSEEN
