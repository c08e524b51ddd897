"""What a sentence says somebody is: how old, whose kin, what kind of being."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import SPECIES_OF_NOUN
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.names import KIN, name_beside
from authors.continuations.reading.note import note
from authors.continuations.reading.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note

_HUMAN_NOUNS = words("man woman boy girl human lad lady gentleman")
_AGE = re.compile(
    r"\b(?P<one>[a-z]+(?:-[a-z]+)?|\d+) years? old\b|\b(?:man|woman|boy|girl|child|person|widow|lady) of (?:only )?"
    r"(?P<two>[a-z]+(?:-[a-z]+)?|\d+)\b|\b(?:was|is|were|just|only|aged|perhaps|barely)(?: about| only| just)? "
    r"(?P<three>[a-z]+(?:-[a-z]+)?|\d+)(?=[,.;]| and\b| by\b)",
    re.IGNORECASE,
)


def ties_in(one: ReadSentence) -> Iterator[Note]:
    """Yield ages, kin and kinds of beings."""
    yield from _ages(one)
    yield from _kin(one)
    yield from _kinds(one)


def _ages(one: ReadSentence) -> Iterator[Note]:
    tree = one.tree
    for found in _AGE.finditer(one.text):
        years = number_of(found["one"] or found["two"] or found["three"])
        start = found.start() + tree.sentence.start
        before = [t for t in sorted(one.mentions) if tree.tokens[t].start <= start and not is_spoken(one, t)]
        at = next((i for i, token in enumerate(tree.tokens) if token.end > start), 0)
        if years is None or not before or years < 3 or any(a <= start < b for a, b in one.quoted):
            continue
        yield note(one, at, "age", one.mentions[before[-1]], str(years))


def _kin(one: ReadSentence) -> Iterator[Note]:
    """Find "her brother Tom", "Anton, her father", "Arun was her cousin", "the son of Mr. Pym"."""
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        kin = token.lemma.lower()
        if kin not in KIN or not token.tag.startswith("NN"):
            continue
        owners = [one.mentions[c] for c in tree.children(at, "nmod:poss") if c in one.mentions]
        if token.relation == "compound":
            owners += [one.mentions[c] for c in tree.children(token.head, "nmod:poss") if c in one.mentions]
        owners += [one.mentions[c] for c in tree.children(at, "nmod") if tree.case(c) == "of" and c in one.mentions]
        who = who_is(one, at)
        if owners and who and who != owners[0]:
            yield note(one, at, "relation", who, kin, owners[0])
        elif owners and not who and kin in ("father", "mother"):
            yield note(one, at, "relation", f"the {kin}", kin, owners[0])
        elif who and tree.children(at, "cop") and tree.children(at, "nmod:poss"):
            yield note(one, at, "kin of somebody", who, kin)
    if "orphan" in tree.words:
        at = tree.words.index("orphan")
        who = who_is(one, at)
        if who:
            yield note(one, at, "trait", who, "orphan")


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


def _kinds(one: ReadSentence) -> Iterator[Note]:
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
        who = who_is(one, at) or one.named.get(at)
        if who and (kind != "human" or not who.startswith("the ")):
            yield note(one, at, "species", who, str(kind))
