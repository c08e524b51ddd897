"""Pronouns: which somebody has by what stands beside their name, and which cannot be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.prose.frames.words import noun_class
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.names import FEMALE_WORDS, KIN, MALE_WORDS, PRONOUNS
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analysts.prose.frames import SentenceTree
    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note


def drifts_in(one: ReadSentence) -> Iterator[Note]:
    """Yield pronouns with everybody who could be meant: own limbs and clothes are nobody else's."""
    tree = one.tree
    for at, word in enumerate(tree.words):
        if word not in PRONOUNS or is_spoken(one, at):
            continue
        token = tree.tokens[at]
        subjects = [t for t in sorted(one.named) if t < at and tree.tokens[t].relation.startswith("nsubj")]
        if not subjects or any(tree.words[i] == "“" for i in range(subjects[-1], at)):
            continue
        noun = _owned(tree, at)
        is_own = noun is not None or word in ("himself", "herself")
        if is_own and (_is_kin(tree, at) or _are_two(tree, subjects[-1], one.named)):
            continue
        living = any(t not in one.named and _may_mean(tree, t, word) for t in range(at))
        if is_own and not living:
            head = "self" if noun is None else tree.tokens[noun].lemma.lower()
            verb = next((i for i in range(at - 1, subjects[-1], -1) if tree.tokens[i].tag.startswith("VB")), at)
            deed = tree.tokens[verb].lemma.lower()
            if {"off", "on", "up", "out", "down"} & set(tree.words[verb + 1 : at]):  # "took off her boots"
                deed = f"{deed} off"
            yield note(one, at, "drifts", one.named[subjects[-1]], PRONOUNS[word], f"{head} {deed}")
        elif word in ("he", "she") and not living and token.relation.startswith("nsubj"):
            yield note(one, at, "drifts", one.named[subjects[-1]], PRONOUNS[word], "subject")


def _owned(tree: SentenceTree, at: int) -> int | None:
    """Return the noun that a possessive stands before, also where the parser has not seen that it is one."""
    if tree.tokens[at].relation == "nmod:poss":
        return tree.tokens[at].head
    if tree.words[at] not in ("his", "her"):
        return None
    noun = at + 1
    while noun < min(at + 4, len(tree) - 1) and tree.tokens[noun].tag in ("JJ", "VBN", "CD"):
        noun += 1
    return noun if noun < len(tree) and tree.tokens[noun].tag in ("NN", "NNS") and noun > at + 1 else None


def _is_kin(tree: SentenceTree, at: int) -> bool:
    """Say whether a pronoun says whose somebody is: "Anton, her father", "was his friend"."""
    owned = _owned(tree, at)
    head = tree.tokens[at].head if owned is None else owned
    noun = tree.tokens[head].lemma.lower()
    if noun in KIN or tree.children(head, "cop") or tree.tokens[head].relation == "appos":
        return True
    return (noun_class(noun) == "person" and noun != "head") or noun in (
        "friend",
        "name",
        "partner",
        "master",
        "mistress",
        "boss",
    )


def _are_two(tree: SentenceTree, subject: int, named: dict[int, str]) -> bool:
    return any(c in named for c in tree.children(subject, "conj"))


def _may_mean(tree: SentenceTree, at: int, word: str) -> bool:
    words_ = FEMALE_WORDS if PRONOUNS[word] == "she" else MALE_WORDS
    return tree.words[at] in words_ or tree.words[at] in ("child", "baby", "friend", "person", "stranger")


def pronouns_in(one: ReadSentence) -> Iterator[Note]:
    """Yield the pronoun that a name gets: from a noun beside it, or from its own limbs and clothes."""
    tree = one.tree
    for at, name in one.named.items():
        beside = [i for i in (at - 1, at - 2, *tree.below[at], tree.tokens[at].head) if 0 <= i < len(tree)]
        for i in beside:
            if i in one.named and one.named[i] != name:
                continue
            word = tree.words[i]
            if tree.words[i + 1 : i + 2] in (["'s"], ["’s"]):  # a fisherman's daughter is no fisherman
                continue
            if i == tree.tokens[at].head and not tree.children(i, "cop"):
                continue
            if word in FEMALE_WORDS and tree.tokens[i].tag.startswith("NN"):
                yield note(one, at, "pronoun", name, "she")
                break
            if word in MALE_WORDS and tree.tokens[i].tag.startswith("NN"):
                yield note(one, at, "pronoun", name, "he")
                break
    yield from _by_use(one)


def _by_use(one: ReadSentence) -> Iterator[Note]:
    """Yield the pronouns that are used of people: of one name alone before them, or at the beginning of a sentence."""
    tree = one.tree
    people = sorted(one.named)
    for at, word in enumerate(tree.words):
        before = {one.named[t] for t in people if t < at}
        subject = [t for t in people if t < at and tree.tokens[t].relation.startswith("nsubj")]
        is_theirs = tree.tokens[at].relation == "nmod:poss" or one.mentions.get(at) in before
        if word in PRONOUNS and is_theirs and len(before) == 1 and subject and not is_spoken(one, at):
            yield note(one, at, "pronoun", next(iter(before)), PRONOUNS[word], "weak")
        elif at == 0 and word in ("she", "he") and at in one.mentions:
            yield note(one, at, "pronoun", one.mentions[at], PRONOUNS[word], "weak")
