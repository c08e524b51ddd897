"""Whose kin somebody is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.reading.names import KIN
from authors.continuations.reading.note import note
from authors.continuations.reading.people.being import who_is

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import ReadSentence
    from authors.continuations.reading.note import Note


def kin_in(one: ReadSentence) -> Iterator[Note]:
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


