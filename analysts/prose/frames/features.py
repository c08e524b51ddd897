"""What the sense of a verb is told by: itself, its particle, and the classes of what it goes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.prose.frames.words import DEEDS_BY_VERB, NOUN_CLASSES, noun_class

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analysts.prose.frames.frame import Frame
    from analysts.prose.frames.tree import SentenceTree
    from analysts.prose.sentences import EntityKind

_PERSONS = words("he she i we they you him her me us them who whom whose everybody somebody someone")
_OF_ENTITY: Mapping[EntityKind, str] = {
    "PER": "person",
    "VEH": "vehicle",
    "FAC": "building",
    "LOC": "outdoors",
    "GPE": "outdoors",
    "ORG": "group",
}
_UNLISTED = ("unlisted",)


def class_of(tree: SentenceTree, i: int, entities: Mapping[int, EntityKind]) -> str:
    """Return what a word names: a class of nouns, "self", "it", or the kind of verb or adjective that it is."""
    token, word = tree.tokens[i], tree.words[i]
    if word.endswith(("self", "selves")) and token.tag == "PRP":
        return "self"
    if word in _PERSONS or token.tag == "WP":
        return "person"
    if token.tag == "PRP":
        return "it"
    if token.tag in ("NNP", "NNPS"):
        if i not in entities and word in NOUN_CLASSES:  # "Night fell": a capital of the sentence, no name
            return NOUN_CLASSES[word]
        return _OF_ENTITY.get(entities.get(i, "PER"), "person")
    if tree.is_common_noun(i):
        named = noun_class(token.lemma)
        if named == "thing" and i in entities:
            return _OF_ENTITY[entities[i]]
        return named
    return token.tag[:2]


def entity_kinds(tree: SentenceTree) -> dict[int, EntityKind]:
    """Return the kind of entity at each of its tokens."""
    return {i: entity.kind for entity in tree.sentence.entities for i in range(entity.start, entity.end)}


def features_of(tree: SentenceTree, frame: Frame, entities: Mapping[int, EntityKind]) -> list[str]:
    """Return the signs of a frame's sense, as words."""
    lemma = frame.lemma
    kinds = DEEDS_BY_VERB.get(lemma, _UNLISTED)
    object_class = _object_class(tree, frame, entities)
    actor_class = class_of(tree, frame.actors[0], entities) if frame.actors else "nobody"
    if actor_class in ("person", "group", "animal"):
        actor_class = "living"
    found = [
        f"v={lemma}",
        f"v={lemma} o={object_class}",
        f"v={lemma} p={frame.particle}",
        f"o={object_class}",
        f"a={actor_class}",
        f"v={lemma} a={actor_class}",
    ]
    if frame.objects:
        noun = tree.tokens[frame.objects[0]].lemma
        found += [f"on={noun}", f"v={lemma} on={noun}"]
    for kind in kinds:
        found += [f"k={kind}", f"k={kind} o={object_class}", f"k={kind} a={actor_class}"]
        if frame.particle:
            found.append(f"k={kind} p={frame.particle}")
    if len(kinds) == 1:
        found.append(f"only={kinds[0]}")
    if frame.particle:
        found.append(f"p={frame.particle}")
    if frame.is_passive:
        found += ["passive", f"v={lemma} passive"]
    if not frame.objects and not frame.obliques:
        found += ["alone", f"v={lemma} alone"]
    found.extend(_of_obliques(tree, frame, entities))
    if "open" in tree.child_words(frame.verb, "xcomp", "advmod", "compound:prt", "amod"):
        found.append("open")
    return list(dict.fromkeys(found))


def _object_class(tree: SentenceTree, frame: Frame, entities: Mapping[int, EntityKind]) -> str:
    if not frame.objects:
        return "nothing"
    named = class_of(tree, frame.objects[0], entities)
    owners = {tree.tokens[c].tag for c in tree.children(frame.objects[0], "nmod:poss")}
    return "own body" if named == "body" and "PRP$" in owners else named


def _of_obliques(tree: SentenceTree, frame: Frame, entities: Mapping[int, EntityKind]) -> Iterator[str]:
    for oblique in frame.obliques:
        noun = class_of(tree, oblique.token, entities)
        lemma = tree.tokens[oblique.token].lemma
        yield f"c={oblique.case} n={noun}"
        yield f"v={frame.lemma} c={oblique.case}"
        yield f"v={frame.lemma} c={oblique.case} n={noun}"
        yield f"v={frame.lemma} n={lemma}"
        yield f"n={lemma}"
        for kind in DEEDS_BY_VERB.get(frame.lemma, _UNLISTED):
            yield f"k={kind} c={oblique.case}"
            yield f"k={kind} n={noun}"
