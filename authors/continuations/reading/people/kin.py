"""Whose kin somebody is said to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.names import FIRST_PERSON, KIN, PRONOUNS
from authors.continuations.reading.note import note
from authors.continuations.reading.people.being import who_is

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

_OWNERS = frozenset({*PRONOUNS, *FIRST_PERSON, "their", "our"})
_BESIDE = ("JJ", "JJR", "JJS", "NN", "VBN", ",", "RB", "CD")
_ONLY_CHILD = re.compile(r"\bonly (?:child|son|daughter)\b")


def kin_in(one: ReadSentence) -> Iterator[Note]:
    """Find "her brother Tom", "Anton, her father", "Arun was her cousin", "the son of Mr. Pym", "she married Tom"."""
    tree = one.tree
    for at, token in enumerate(tree.tokens):
        kin = _kin_of(token.lemma.lower(), one, at)
        if not kin or not token.tag.startswith("NN") or is_spoken(one, at):
            continue
        if tree.words[at + 1 : at + 2] in (["'s"], ["’s"], ["'"], ["’"]):
            continue
        members = _members(one, at)
        owner = _owner(one, at)
        if owner == f"the {kin}":
            owner = None
        if owner is None:
            if members and tree.children(at, "cop") and tree.children(at, "nmod:poss"):
                yield note(one, at, "kin of somebody", members[0], kin)
            continue
        told = [who for who in members if who != owner]
        yield from (note(one, at, "relation", who, kin, owner) for who in told)
        if told and _is_pronoun(one, at):
            yield note(one, at, "kin of somebody", told[0], kin)
        if not told and kin in ("father", "mother"):
            yield note(one, at, "relation", f"the {kin}", kin, owner)
        elif not told and not tree.tokens[at].relation.startswith(("appos", "conj")):
            yield note(one, at, "kin spoken of", owner, kin)
    yield from _marriages(one)
    yield from _alone(one)


def _kin_of(lemma: str, one: ReadSentence, at: int) -> str:
    """Return the word of kin that a noun is, "" for none: twins by the noun beside them, "boys" for none."""
    if lemma == "twin" and one.tree.words[at + 1 : at + 2] in (["sister"], ["brother"], ["sisters"], ["brothers"]):
        return ""
    return lemma if lemma in KIN else ""


def _owner(one: ReadSentence, at: int) -> str | None:
    """Return whose kin a noun is: of a possessive before it, or of the name after "of"."""
    tree = one.tree
    for head in (at, tree.tokens[at].head if tree.tokens[at].relation in ("compound", "appos") else at):
        owners = [one.mentions[c] for c in tree.children(head, "nmod:poss") if c in one.mentions and c < at]
        if owners:
            return owners[0]
    first = at - 1
    while first >= 0 and tree.tokens[first].tag in _BESIDE and tree.words[first] != ",":
        first -= 1
    if first >= 0 and tree.words[first] in _OWNERS and first in one.mentions:
        return one.mentions[first]
    if first > 0 and tree.words[first] in ("'s", "’s", "'", "’"):
        return next((one.mentions[t] for t in range(first - 1, max(-1, first - 3), -1) if t in one.mentions), None)
    for clause in one.clauses:
        if clause.frame.lemma == "have" and clause.actors and at in _had(one, clause):
            return clause.actors[0]
    if tree.words[at + 1 : at + 2] == ["of"]:
        return next((one.mentions[t] for t in range(at + 2, min(at + 6, len(tree))) if t in one.named), None)
    return None


def _had(one: ReadSentence, clause: Clause) -> set[int]:
    """Return what somebody has, with all that goes on from it: "a son, Shin, who gambled, and a daughter"."""
    found = set(clause.frame.objects)
    for at in sorted(found):
        found |= set(one.tree.children(at, "conj"))
    return found


def _is_pronoun(one: ReadSentence, at: int) -> bool:
    """Say whether whose kin it is stands in a pronoun alone, so that somebody else may be meant."""
    return any(one.tree.words[c] in PRONOUNS for c in one.tree.children(at, "nmod:poss"))


def _members(one: ReadSentence, at: int) -> list[str]:
    """Return who is said to be kin: names beside the noun, its subject, the names after a plural and its verb."""
    tree, token = one.tree, one.tree.tokens[at]
    if token.tag == "NNS":
        return _listed(one, at)
    subject = next((c for c in tree.children(at, "nsubj") if c in one.mentions and tree.children(at, "cop")), None)
    if subject is not None and subject < at:
        return [one.mentions[subject]]
    last = at + 1 if tree.words[at + 1 : at + 2] == [","] else at
    after = next((t for t in range(last + 1, min(last + 4, len(tree))) if t in one.named), None)
    between = tree.words[last + 1 : after] if after else []
    closes = after is not None and (
        last == at or any(word in (",", ".", "and", "who", ";", ":") for word in _after_name(one, after))
    )
    if after is not None and closes and all(tree.tokens[t].text[:1].isupper() for t in range(last + 1, after)):
        return [one.named[after]] if not between or tree.words[last + 1] != "and" else []
    who = who_is(one, at) if token.relation != "conj" else None
    if who and who != f"the {token.lemma.lower()}":
        return [who]
    return _apposed(one, at)


def _after_name(one: ReadSentence, at: int) -> list[str]:
    last = at + 1
    while last < len(one.tree) and one.tree.tokens[last].text[:1].isupper():
        last += 1
    return one.tree.words[last : last + 1]


def _apposed(one: ReadSentence, at: int) -> list[str]:
    """Return the name whose comma the words of kin follow: "Bisi, Mama Risikat's younger sister, …"."""
    tree = one.tree
    for comma in range(at - 1, max(0, at - 8), -1):
        if tree.words[comma] == ",":
            name = next((t for t in (comma - 1, comma - 2) if t in one.named and t >= 0), None)
            closes = tree.words[at + 1 : at + 2] in ([","], ["."], [";"])
            return [one.named[name]] if name is not None and closes and not one.named[name].startswith("the ") else []
        if tree.is_verb(comma):
            return []
    return []


def _listed(one: ReadSentence, at: int) -> list[str]:
    """Return the names of several: "Her sisters were Signe and Kaja", "three daughters: Eteri, Lela and Nino"."""
    tree = one.tree
    following = tree.words[at + 1 : at + 2]
    if following not in (["were"], ["are"], [":"], [","], ["called"], ["named"]) and at + 1 not in one.named:
        return []
    names = []
    for t in range(at + 1, len(tree)):
        if tree.is_verb(t) and tree.words[t] not in ("were", "are", "called", "named"):
            break
        if t in one.named and not one.named[t].startswith("the "):
            names.append(one.named[t])
    return names if len(names) > 1 else []


def _marriages(one: ReadSentence) -> Iterator[Note]:
    """Yield who has married whom: each is the spouse of the other."""
    for clause in one.clauses:
        if clause.frame.lemma == "marry" and clause.is_real and not is_spoken(one, clause.frame.verb):
            yield from _wedded(one, clause)


def _wedded(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    pair = [*clause.actors, *clause.objects][:2]
    if len(pair) == 2 and pair[0] != pair[1]:
        yield note(one, clause.frame.verb, "relation", pair[0], "spouse", pair[1])
        yield note(one, clause.frame.verb, "relation", pair[1], "spouse", pair[0])


def _alone(one: ReadSentence) -> Iterator[Note]:
    """Yield who has no brother or sister, and who has no parents."""
    tree = one.tree
    found = _ONLY_CHILD.search(one.text)
    if found:
        at = next(i for i, token in enumerate(tree.tokens) if token.end >= found.end() + tree.sentence.start)
        who = next(iter(_members(one, at)), None) or who_is(one, at) or _named_after(one, at)
        if who:
            yield note(one, at, "trait", who, "an only child")
    if "orphan" in tree.words:
        at = tree.words.index("orphan")
        who = who_is(one, at)
        if who:
            yield note(one, at, "trait", who, "orphan")


def _named_after(one: ReadSentence, at: int) -> str | None:
    return next((one.named[t] for t in sorted(one.named) if at < t <= at + 7), None)
