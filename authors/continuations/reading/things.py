"""What a sentence says of things: what becomes of them, who uses them, how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import noun_class
from authors.continuations.reading.changes import changes_of, is_own, thing_at
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.counts import counts_in
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

_BARE = words("old new own other same first last next whole very little big small great large good poor")
_TELLING_APART = words("new another second third other smaller larger bigger upper lower left right smallest largest")
_NO_THINGS = frozenset({"abstract", "time", "sound", "speech", "gaze", "body", "person"})
_ON_PAPER = frozenset({"plan", "map", "deed", "will", "drawing", "sketch"})
_SPOILT = frozenset({"broken", "lost", "cracked", "burnt"})


def same_thing(one: str, other: str) -> bool:
    """Say whether two names may name the same: "compass" and "silver compass", but no red and green box."""
    first, second = one.lower().split(), other.lower().split()
    if first[-1] != second[-1]:
        return False
    mine, theirs = set(first[:-1]), set(second[:-1])
    if (mine ^ theirs) & _TELLING_APART:
        return False
    return not mine or not theirs or bool(mine & theirs) or not ((mine | theirs) - _BARE)


def of_things(one: ReadSentence, last: list[str]) -> Iterator[Note]:
    """Yield what a sentence says of things. `last` is the thing spoken of last, and is kept up to date."""
    for clause in one.clauses:
        if not is_spoken(one, clause.frame.verb):
            yield from _of_clause(one, clause, last)
    yield from counts_in(one)
    for at, token in enumerate(one.tree.tokens):
        if one.tree.is_noun(at):
            yield note(one, at, "name of thing", token.lemma.lower(), token.lemma.lower())


def _thing(one: ReadSentence, at: int, last: list[str]) -> str:
    """Return the name of the thing that a token means, "" for none."""
    tree, token = one.tree, one.tree.tokens[at]
    if tree.words[at] == "it" and last:
        return last[0]
    group = noun_class(token.lemma)
    if at in one.named and not (one.named[at].startswith("the ") and group == "animal"):
        return ""
    is_of_another = tree.words[at + 1 : at + 2] in (["'"], ["’"], ["'s"], ["’s"])
    if not tree.is_common_noun(at) or (group in _NO_THINGS and token.lemma not in _ON_PAPER) or is_of_another:
        return ""
    return thing_at(tree, at)


def _of_clause(one: ReadSentence, clause: Clause, last: list[str]) -> Iterator[Note]:
    tree, frame = one.tree, clause.frame
    things = [(o, name) for o in frame.objects if (name := _thing(one, o, last))]
    subjects = [(a, name) for a in frame.actors if (name := _thing(one, a, last))]
    around = [(o.token, name, o.case) for o in frame.obliques if (name := _thing(one, o.token, last))]
    who = clause.actors[0] if clause.actors else ""
    if clause.is_real:
        yield from (_use(one, clause, at, name) for at, name in things if _is_known(one, at))
    if clause.is_real or (set(frame.reasons) <= {"earlier", "general"} and not one.is_aside):
        yield from changes_of(one, clause, things, subjects)
    if clause.is_real and not frame.is_passive and not frame.is_state:
        yield from (note(one, at, "uses", "", name, frame.lemma) for at, name in subjects)
    if clause.is_real:
        yield from (note(one, at, "uses", who, name, f"{case} {frame.lemma}") for at, name, case in around)
    for at, name in (*subjects, *((at, name) for at, name, _ in around), *things):
        if tree.words[at] != "it" and noun_class(tree.tokens[at].lemma) not in ("nature", "animal"):
            last[:] = [name]


def _is_known(one: ReadSentence, at: int) -> bool:
    """Say whether a thing is spoken of as one that is known, and not as spoilt: no "a radio", no "the broken bird"."""
    return not one.tree.child_words(at, "amod") & _SPOILT and not one.tree.child_words(at, "det") & {"a", "an"}


def _use(one: ReadSentence, clause: Clause, at: int, name: str) -> Note:
    who = clause.actors[0] if clause.actors else ""
    own = "own " if who and is_own(one, clause, who) else ""
    return note(one, at, "uses", who, name, f"{own}{clause.frame.lemma} {clause.frame.particle}".strip())
