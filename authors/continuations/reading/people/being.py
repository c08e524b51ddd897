"""Who is said to be what a noun names, and what kind of being somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import SPECIES_OF_NOUN
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import note
from authors.continuations.reading.nouns import name_beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note

_HUMAN_NOUNS = words("man woman boy girl human lad lady gentleman")


def who_is(one: ReadSentence, at: int) -> str | None:
    """Return who is said to be what a noun names: its apposition, its subject, or the name beside it."""
    tree, token = one.tree, one.tree.tokens[at]
    if at in one.named and not one.named[at].startswith("the "):
        return one.named[at]
    beside = name_beside(tree, at, one.named)
    if beside is not None:
        return one.named[beside]
    for child in tree.below[at]:
        if child in one.mentions and tree.tokens[child].relation == "nsubj":
            return one.mentions[child]
    if token.relation == "nsubj" and tree.children(token.head, "cop") and token.head in one.named:
        return one.named[token.head]
    if token.relation in ("appos", "conj") and token.head in one.mentions:
        return one.mentions[token.head]
    return None


def kinds_in(one: ReadSentence) -> Iterator[Note]:
    """Find what kind of being somebody is said to be: "Hob was a young hedgehog", "Fern, a field mouse"."""
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        noun = token.lemma.lower()
        kind = "human" if noun in _HUMAN_NOUNS else SPECIES_OF_NOUN.get(noun) or ("robot" if noun == "android" else "")
        if not kind or not token.tag.startswith("NN") or is_spoken(one, at):
            continue
        if not tree.children(at, "det", "nmod:poss") or tree.child_words(at, "case") & {"like", "as", "than", "of"}:
            continue
        if "like" in tree.words[max(0, at - 4) : at]:
            continue
        behind = one.named.get(at - 2) if tree.words[at - 1] == "the" else None  # "Bartosz the bear"
        who = behind or who_is(one, at) or one.named.get(at)
        if who and (kind != "human" or not who.startswith("the ")):
            yield note(one, at, "species", who, str(kind))
