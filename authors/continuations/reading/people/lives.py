"""Whether somebody lives, and is here: who dies, and who is found dead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analysts.lexicon import words
from authors.continuations.reading.clauses import is_spoken
from authors.continuations.reading.note import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from authors.continuations.reading.clauses import Clause, ReadSentence
    from authors.continuations.reading.note import Note

_DIE = words("die drown perish expire")
_KILL = words("kill murder slay execute behead crush strangle")
_NOT_SO = frozenset({"not yet", "condition", "modal", "question", "almost", "negated", "thought", "purpose"})
_FOUND_DEAD = re.compile(
    r"\b(?:found dead|passed away|breathed (?:his|her|their|its) last"
    r"|(?:stabbed|shot|beaten|frozen|burned|burnt) to death|(?:was|were|had been) (?:hanged|beheaded|shot dead))\b"
)


def life_in(one: ReadSentence, clause: Clause) -> Iterator[Note]:
    """Yield who dies in a clause, or is said to be dead."""
    frame = clause.frame
    if one.is_aside or _NOT_SO & set(frame.reasons) or (is_spoken(one, frame.verb) and not frame.is_state):
        return
    yield from (note(one, frame.verb, "life", who, "dead") for who in _dead(one, clause))


def found_dead(one: ReadSentence) -> Iterator[Note]:
    """Yield whoever is found dead, however long the sentence is that says so."""
    found = _FOUND_DEAD.search(one.text)
    if found:
        start = found.start() + one.tree.sentence.start
        before = [at for at in sorted(one.named) if one.tree.tokens[at].end <= start]
        yield from (note(one, at, "life", one.named[at], "dead") for at in before[-1:])


def _dead(one: ReadSentence, clause: Clause) -> tuple[str, ...]:
    tree, frame = one.tree, clause.frame
    if frame.lemma in _DIE or (frame.lemma == "freeze" and "death" in tree.words):
        return clause.actors or clause.objects
    if frame.lemma in _KILL or (frame.lemma == "shoot" and "dead" in tree.child_words(frame.verb, "xcomp")):
        is_self = any(tree.words[o].endswith("self") for o in frame.objects)
        return clause.actors if is_self else clause.objects
    if frame.lemma == "bury" and frame.objects:
        return clause.objects
    if frame.is_state or frame.lemma in ("find", "fall", "lie"):
        said = {frame.verb, *tree.children(frame.verb, "xcomp", "conj", "advcl")}
        return (clause.objects or clause.actors) if any(tree.words[i] == "dead" for i in said) else ()
    return ()
