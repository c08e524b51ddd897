"""Who would stand twice in a picture: by name, and as the friend, the guest or the visitor of somebody there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysts.certainty import SURE_PERSON
from analysts.lexicon import words
from analysts.vocabulary import PERSONLIKE

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from analysts.prose.beings.being import Being
    from analysts.prose.coreference.mention import Mention
    from analysts.prose.moments.chapter import ReadSentence

_COMPANIONS = words("friend companion guest visitor comrade host fellow-traveller chum crony client")
"""What people call those who are with them: "my friend" is hardly ever somebody new."""


def join_doubles(window: Sequence[ReadSentence], present: Sequence[tuple[Being, float]]) -> bool:
    """Take "his friend" for the only one `present` who may be that; say whether there was anybody to join.

    The mentions in the `window` are changed in place.
    """
    joined = False
    here = {being for being, sure in present if sure >= SURE_PERSON}
    here.update(m.being for read in window for m in read.mentions.values() if m.confidence >= SURE_PERSON)
    for being, mentions in _by_being(window).items():
        fitting = _fitting(being, mentions, here)
        if len(fitting) == 1:
            joined = True
            for read, token in mentions:
                mention = read.mentions[token]
                read.mentions[token] = replace(mention, being=fitting[0], confidence=SURE_PERSON)
    return joined


def _by_being(window: Sequence[ReadSentence]) -> dict[Being, list[tuple[ReadSentence, int]]]:
    """Return the words of a moment for each of those whom only it knows."""
    found: dict[Being, list[tuple[ReadSentence, int]]] = {}
    for read in window:
        for token, mention in read.mentions.items():
            if mention.being.is_local and not mention.being.is_group and mention.being.species in PERSONLIKE:
                found.setdefault(mention.being, []).append((read, token))
    return found


def _fitting(being: Being, mentions: Sequence[tuple[ReadSentence, int]], here: Set[Being]) -> list[Being]:
    """Return those of the company who may be meant by words for somebody's friend."""
    said = [(read, read.mentions[token]) for read, token in mentions]
    nouns = [(read, mention) for read, mention in said if mention.kind == "nominal"]
    owners = {owner for read, mention in nouns for owner in _owners(read, mention)}
    if not owners or not all(read.tree.tokens[m.head].lemma in _COMPANIONS for read, m in nouns):
        return []
    return [b for b in here if b not in owners and _may_be(being, b)]


def _owners(read: ReadSentence, mention: Mention) -> list[Being]:
    owned = (read.mentions.get(token) for token in read.tree.children(mention.head, "nmod:poss"))
    return [owner.being for owner in owned if owner is not None]


def _may_be(being: Being, other: Being) -> bool:
    is_person = other.species in PERSONLIKE and not other.is_group and not other.is_local and not other.is_narrator
    return is_person and (other.gender == being.gender or "unknown" in (being.gender, other.gender))
