"""Who comes and who goes: the clauses after which somebody is gone, or is somewhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.nouns import class_at

if TYPE_CHECKING:
    from analysts.prose.frames import Frame
    from analysts.prose.frames.words import NounClass
    from analysts.prose.moments.chapter import ReadSentence

_GONE = words("leave depart withdraw vanish disappear retire die perish")
_OUT = words("out away off forth")
_OFF, _SOON = words("away off"), 6
_GOING = words(
    "go walk run ride drive slip hurry rush march sail row come return hasten creep steal stroll wander travel journey "
    "retreat escape scuttle skirt stride step dart fly flee scamper trudge tramp plod limp stagger saunter sally "
    "proceed descend ascend climb mount scramble speed gallop trot repair hie wend bolt flit glide bustle betake"
)
_STARTING = words("set start")
_REACHING = words("reach enter regain gain quit")
_TAKING_LEAVE = words("leave departure farewell")
_ON_THEIR_WAY = words("make wend find force pick feel push fight take thread work elbow pursue")
_FINDING_THEMSELVES = words("find betake drag take fling haul")
_REFLEXIVE = words("myself himself herself ourselves themselves itself")
_INTO = words("to into out from toward towards home up down upstairs downstairs back in away off through across along")
_WHERE: frozenset[NounClass] = frozenset({"room", "outdoors", "building", "vehicle"})
_ADVERBS = words("back home homeward homewards upstairs downstairs indoors outdoors outside inside")
_ABED = words("bed rest")


def is_leaving(read: ReadSentence, frame: Frame) -> bool:
    """Say whether who acts in a frame is gone after it."""
    return leaves(read, frame) or _is_off(read, frame)


def leaves(read: ReadSentence, frame: Frame) -> bool:
    """Say whether a clause tells that who acts in it is gone afterwards."""
    if frame.lemma in _GONE and frame.lemma != "leave":
        return True
    if frame.lemma == "leave":
        return not frame.objects or frame.deed == "leaving" or any(read.mention(i) for i in frame.objects)
    if frame.lemma == "take":
        return any(read.tree.tokens[i].lemma in _TAKING_LEAVE for i in frame.objects)
    if frame.lemma in _STARTING and frame.particle in ("off", "out", "forth"):
        return not frame.objects
    return frame.lemma in _GOING and frame.particle in _OUT and frame.deed in ("leaving", "fleeing")


def are_gone(read: ReadSentence) -> list[int]:
    """Return the words for who "was gone", which the parser seldom takes for a verb."""
    tree = read.tree
    return [
        subject
        for i, word in enumerate(tree.words)
        if word == "gone" and tree.child_words(i, "aux", "aux:pass", "cop") & {"was", "were"}
        for subject in tree.with_conjuncts(tree.children(i, "nsubj", "nsubj:pass"))
    ]


def moves_on(read: ReadSentence, frame: Frame) -> bool:
    """Say whether who acts in a frame comes to another place: into a room, out of a house, home."""
    tree = read.tree
    if frame.lemma in _REACHING:
        return any(read.mention(i) is None for i in frame.objects)
    if frame.deed == "arriving" and frame.lemma == "arrive":
        return True
    if not (frame.lemma in _GOING or _makes_their_way(read, frame)):
        return False
    adverbs = tree.child_words(frame.verb, "advmod", "obj", "obl", "obl:unmarked")
    if frame.particle in ("in", *_ADVERBS, *_OUT) or adverbs & _ADVERBS:
        return True
    return any(
        set(o.case.split()) & _INTO and (class_at(tree, o.token) in _WHERE or tree.words[o.token] in {"home", *_ABED})
        for o in frame.obliques
    )


def _makes_their_way(read: ReadSentence, frame: Frame) -> bool:
    """Say whether a clause has somebody go in other words: "made her way", "betook herself", "found himself"."""
    tree = read.tree
    if frame.lemma in _ON_THEIR_WAY and any(tree.tokens[i].lemma == "way" for i in frame.objects):
        return True
    return frame.lemma in _FINDING_THEMSELVES and any(tree.words[i] in _REFLEXIVE for i in frame.objects)


def _is_off(read: ReadSentence, frame: Frame) -> bool:
    """Say whether who goes is gone, by a word soon after the verb: "slipped past her and away"."""
    return frame.lemma in _GOING and bool(_OFF.intersection(read.tree.words[frame.verb + 1 : frame.verb + _SOON]))
