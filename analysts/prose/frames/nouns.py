"""What a noun means by its company: a chest that is struck is no box, and a dog-cart is no dog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.figures import is_figurative
from analysts.prose.frames.words import NounClass, noun_class

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from analysts.prose.frames.frame import Frame
    from analysts.prose.frames.tree import SentenceTree

_PARTS_OF_NOUNS = frozenset({"compound", "flat", "nmod:desc", "amod", "fixed", "nmod:poss"})
_DETERMINED = ("det", "amod", "nummod", "nmod:poss", "compound")
_HANDLED = frozenset(
    {"opening", "closing", "digging", "carrying", "pulling", "pushing", "searching", "putting", "taking", "breaking"}
)
_VERB_LIKE = words(
    "rose bow ring saw watch well match pen dress picture drum box ship post bark fan plant stick tie nail rock note"
    " cross press log pat point cast cook rake whip fire light water guard"
)
"""Nouns that the parser may have taken for verbs, or verbs for nouns: they need an article or an adjective."""
_WATCHES = words("keep stand on dog first middle night morning set under")
_BALLS = words("dance attend give at lady hall masked fancy")
_SHIP_BOWS = words("ship boat sit stand lean in stern vessel")
_OF_A_BODY = words("thin broad bare naked hairy heaving narrow hollow brawny mighty panting tattooed manly flat")
"""What a chest is called that breathes."""
_TRAIN_OF = words("thought idea event argument dress silk gown servant follower mule")


def thing_at(tree: SentenceTree, i: int, frame: Frame | None) -> str:
    """Return the thing that a noun names ("dog-cart", "lantern"), or nothing where it names none that can be seen."""
    token = tree.tokens[i]
    if not tree.is_common_noun(i) or token.relation in _PARTS_OF_NOUNS or is_figurative(tree, i):
        return ""
    if _begins_compound(tree, i):
        return ""
    name = compound_at(tree, i)
    if token.lemma in _VERB_LIKE and token.tag == "NN" and not tree.children(i, *_DETERMINED):
        return ""
    return name if is_meant(tree, i, frame) else ""


def is_meant(tree: SentenceTree, i: int, frame: Frame | None) -> bool:
    """Say whether a noun with two senses names the thing or place that it is listed as: no "train of thought"."""
    sense = _SENSES.get(tree.tokens[i].lemma)
    return sense is None or sense(tree, i, frame)


def compound_at(tree: SentenceTree, i: int) -> str:
    """Return a noun with what a hyphen joins to it: "dog-cart"."""
    token = tree.tokens[i]
    if i >= 2 and tree.words[i - 1] == "-" and tree.tokens[i - 2].end == tree.tokens[i - 1].start:
        return f"{tree.words[i - 2]}-{token.lemma}"
    return token.lemma


def class_at(tree: SentenceTree, i: int) -> NounClass:
    """Return the class of the thing that a noun names, hyphens and all."""
    return noun_class(compound_at(tree, i))


def _begins_compound(tree: SentenceTree, i: int) -> bool:
    return i + 2 < len(tree) and tree.words[i + 1] == "-" and tree.tokens[i + 1].start == tree.tokens[i].end


def _around(tree: SentenceTree, i: int) -> set[str]:
    """Return the lemmas of what a noun hangs on and of what hangs on it."""
    head = tree.tokens[i].head
    found = {tree.tokens[c].lemma for c in tree.below[i]} | {tree.words[c] for c in tree.below[i]}
    return found | {tree.tokens[head].lemma} if head != i else found


def _is_box(tree: SentenceTree, i: int, frame: Frame | None) -> bool:
    """Say whether a chest is a box: nobody's own, or handled as one is."""
    if tree.child_words(i, "amod") & _OF_A_BODY:
        return False
    if frame is not None and frame.deed in _HANDLED:
        return True
    owned = "PRP$" in {tree.tokens[c].tag for c in tree.children(i, "nmod:poss")}
    cases = set(tree.case(i).split())
    touched = frame is not None and frame.deed in ("fighting", "comforting", "embracing", "holding", "threatening")
    return not owned and not (touched and cases & {"on", "upon", "in", "across", "against", "to", "over"})


def _is_timepiece(tree: SentenceTree, i: int, frame: Frame | None) -> bool:  # noqa: ARG001
    return not _around(tree, i) & _WATCHES


def _is_toy(tree: SentenceTree, i: int, frame: Frame | None) -> bool:
    return not (_around(tree, i) & _BALLS) and not (frame is not None and frame.deed == "dancing")


def _is_weapon(tree: SentenceTree, i: int, frame: Frame | None) -> bool:
    """Say whether a bow shoots: it is no courtesy and no front of a ship."""
    if frame is not None and (frame.lemma in ("make", "give", "return") or frame.deed in ("bowing", "greeting")):
        return False
    return tree.case(i) not in ("in", "with") and not _around(tree, i) & _SHIP_BOWS


def _is_vehicle(tree: SentenceTree, i: int, frame: Frame | None) -> bool:  # noqa: ARG001
    return not _around(tree, i) & _TRAIN_OF


def _is_jewel(tree: SentenceTree, i: int, frame: Frame | None) -> bool:
    """Say whether a ring is worn: it is no circle of people and no sound."""
    if tree.case(i) in ("in", "round", "into") or "of" in {tree.case(c) for c in tree.children(i, "nmod")}:
        return bool(_around(tree, i) & words("gold diamond silver finger wedding"))
    return frame is None or frame.deed != "making music"


def _is_flame(tree: SentenceTree, i: int, frame: Frame | None) -> bool:
    """Say whether a fire burns: nobody opens it, catches it or is under it."""
    return not (frame is not None and frame.lemma in ("open", "catch", "cease")) and tree.case(i) not in ("under", "on")


_SENSES: Mapping[str, Callable[[SentenceTree, int, Frame | None], bool]] = {
    "chest": _is_box,
    "trunk": _is_box,
    "watch": _is_timepiece,
    "ball": _is_toy,
    "bow": _is_weapon,
    "train": _is_vehicle,
    "ring": _is_jewel,
    "fire": _is_flame,
}
"""Says of nouns with two senses whether they name the thing that they are listed as."""
