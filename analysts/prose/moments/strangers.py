"""Those of a moment whom the book does not know by a name: what its words say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analysts.lexicon import words
from analysts.lexicon.beings import COLLECTIVE
from analysts.prose.beings.unnamed import plural, species_of
from analysts.prose.coreference.references import gender_of_noun, is_human_noun
from analysts.prose.frames.nouns import class_at
from analysts.prose.frames.words import LIVING, UNSEEN
from analysts.vocabulary import HUMAN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.bible import Age, Gender
    from analysts.prose.beings.being import Being
    from analysts.prose.coreference.mention import Mention
    from analysts.prose.frames import SentenceTree
    from analysts.prose.frames.words import NounClass
    from analysts.prose.moments.chapter import ReadSentence

_NUMBERS = {
    **{word: n for n, word in enumerate(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 2)},
    "both": 2,
    "couple": 2,
    "pair": 2,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "twenty": 20,
}
_CHILDREN = words("child boy girl baby infant urchin schoolboy schoolgirl toddler lad lass youngster")
_YOUNG, _OLD = words("youth maiden damsel"), words("crone granny grandmother grandfather matriarch")
_OLD_WORDS = words("old aged elderly ancient grey-haired white-haired grizzled venerable")
_GROWN = words("young tall big stout grown")
"""With which a girl or a lad is no child."""
_CARRIED = frozenset({"with", "in"})
_WORN: frozenset[NounClass] = frozenset({"garment", "container", "vessel", "body"})
_SEEN_OF = frozenset({"amod", "compound", "nummod"})
_UNSEEN_QUALITIES = words(
    "other same own first second last next former latter only very poor dear good bad certain whole more most such "
    "said unknown mysterious strange unfortunate nameless famous honest respectable"
)
_ANYBODY = words("person family member guest stranger other")
"""Nouns that say nothing of how somebody looks."""
_BY_GENDER: Mapping[Gender, str] = {"male": "man", "female": "woman"}
_MOST_WORDS = 6


class Described(NamedTuple):
    """Somebody as the text describes them; see `analysts.bible.Stranger`."""

    words: str
    noun: str
    number: int
    species: str
    gender: Gender
    age: Age
    looks: str


def describe(being: Being, window: Sequence[ReadSentence], before: Sequence[ReadSentence]) -> Described | None:
    """Return what a moment says of somebody, or the last description `before` it; None where there is no word for them.

    The moment is the `window` of sentences. Of who has a name, only its own words count: they may mean somebody else.
    """
    looked_at = window if being.kind in ("named", "narrator") else (*window, *reversed(before))
    for read in looked_at:
        for mention in read.mentions.values():
            if mention.being is being and mention.kind == "nominal":
                return _described(read.tree, mention, being)
    return None


def _described(tree: SentenceTree, mention: Mention, being: Being) -> Described | None:
    head = _member(tree, mention.head)
    noun = tree.tokens[head].lemma.lower()
    if not _is_somebody(tree, head, noun):
        return None
    count = _count(tree, head, noun)
    if noun in _ANYBODY:
        noun = _BY_GENDER.get(being.gender, "") if count == 1 else ""
        if not noun:
            return None
    qualities = [tree.words[c] for c in tree.children(head, *_SEEN_OF) if c < head and _is_seen(tree, c)]
    carried = _carried(tree, head)
    age = _age(noun, qualities)
    gender = gender_of_noun(noun) if gender_of_noun(noun) != "unknown" else being.gender
    many = count != 1 and noun not in COLLECTIVE
    named = " ".join([*qualities, plural(noun) if many else noun, *carried])
    return Described(
        words=_with_article(tree, head, named, count),
        noun=noun,
        number=count,
        species=species_of(noun),
        gender=gender,
        age=age,
        looks=", ".join(filter(None, [*qualities, " ".join(carried)])),
    )


def _member(tree: SentenceTree, head: int) -> int:
    """Return who is meant by a word for many: the monkeys of "a band of monkeys"."""
    if tree.tokens[head].lemma.lower() not in COLLECTIVE:
        return head
    members = (c for c in tree.children(head, "nmod") if tree.case(c) == "of" and class_at(tree, c) in LIVING)
    return next(members, head)


def _is_somebody(tree: SentenceTree, head: int, noun: str) -> bool:
    """Say whether a noun is one for people or animals, and no name."""
    if tree.tokens[head].tag.startswith("NNP") or not noun.isascii() or not noun.replace("-", "").isalpha():
        return False
    kind = class_at(tree, head)
    is_known = is_human_noun(noun) or species_of(noun) != HUMAN or noun in COLLECTIVE
    return kind in LIVING or (kind == "thing" and is_known)


def _count(tree: SentenceTree, head: int, noun: str) -> int:
    """Return how many a noun means, 0 for some."""
    for c in tree.children(head, "nummod", "det", "amod"):
        if tree.words[c] in _NUMBERS:
            return _NUMBERS[tree.words[c]]
        if tree.words[c].isdigit():
            return int(tree.words[c][:3])
    return 0 if tree.tokens[head].tag in ("NNS", "NNPS") or noun in COLLECTIVE else 1


def _is_seen(tree: SentenceTree, c: int) -> bool:
    word = tree.words[c]
    is_name = tree.tokens[c].tag.startswith("NNP")
    return not is_name and word not in _UNSEEN_QUALITIES and word not in _NUMBERS and word.replace("-", "").isalpha()


def _carried(tree: SentenceTree, head: int) -> list[str]:
    """Return what somebody is said to have about them, in the words of the text: "with a basket".

    The parser often hangs it on the verb, where it may be what the deed is done with: then only what people wear or
    carry counts.
    """
    verb = tree.tokens[head].head
    on_verb = [c for c in tree.children(verb, "obl") if class_at(tree, c) in _WORN and verb < head]
    for c in [*tree.children(head, "nmod"), *on_verb]:
        below = _subtree(tree, c)
        seen = class_at(tree, c) not in UNSEEN and not any(tree.tokens[i].tag in ("PRP", "NNP") for i in below)
        if below[0] == head + 1 and tree.case(c) in _CARRIED and seen and len(below) <= _MOST_WORDS:
            return [tree.words[i] for i in below]
    return []


def _subtree(tree: SentenceTree, i: int) -> list[int]:
    return sorted([i, *(k for c in tree.below[i] if tree.words[c].isalpha() for k in _subtree(tree, c))])


def _age(noun: str, qualities: Sequence[str]) -> Age:
    if noun in _OLD or _OLD_WORDS.intersection(qualities):
        return "old"
    if noun in _CHILDREN and not _GROWN.intersection(qualities):
        return "child"
    return "young" if noun in _YOUNG | _CHILDREN or "young" in qualities else "unknown"


def _with_article(tree: SentenceTree, head: int, named: str, count: int) -> str:
    if count > 1:
        number = next((word for word, n in _NUMBERS.items() if n == count and word not in ("both", "couple")), "")
        return f"{number or count} {named}"
    if count == 0 and tree.tokens[head].tag in ("NNS", "NNPS"):
        return f"some {named}"
    return f"{'an' if named[0] in 'aeiou' else 'a'} {named}"
