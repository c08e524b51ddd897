"""Which capitalised words are names of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.given_names import FEMALE, MALE
from analysts.prose.frames.words import NOUN_CLASSES, noun_class
from authors.continuations.reading.common import is_common_word
from authors.continuations.reading.names import KIN, TITLES

if TYPE_CHECKING:
    from analysts.prose.frames import SentenceTree

_LIVING = frozenset({"person", "animal"})
NO_NAME = words(
    "i monday tuesday wednesday thursday friday saturday sunday january february july september october november "
    "december god christmas easter english french german latin north south east west earth moon sun mount lake "
    "river street saint st st. somebody someone nobody everybody everyone anyone anybody something nothing "
    "everything yes no oh now then there here"
)
_MONTHS = frozenset({"march", "april", "may", "june", "august"})
_PLACING = frozenset(
    {"in", "to", "from", "at", "for", "on", "into", "of", "near", "through", "over", "under", "towards"}
)


def may_be_in_name(tree: SentenceTree, i: int) -> bool:
    token = tree.tokens[i]
    if not token.text[:1].isupper() or tree.words[i] in ("i", "the", "a"):
        return False
    return is_proper(tree, i) or tree.words[i] in TITLES


def is_proper(tree: SentenceTree, i: int) -> bool:
    """Say whether a word is a name by its capital; at the beginning of a sentence by what the grammar makes of it."""
    token, low = tree.tokens[i], tree.words[i]
    if not token.text[:1].isupper() or not token.text[1:2].islower():
        return False
    if low in NO_NAME:
        return bool(i) and tree.words[i - 1] in TITLES and tree.tokens[i - 1].text[:1].isupper()
    begins = i == 0 or tree.tokens[i - 1].text in ("“", "‘", '"', ":", "—", "-") or tree.words[i - 1] == "yes"
    if not begins:
        return token.tag[:2] in ("NN", "JJ", "VB", "UH", "FW", "RB")
    is_thing = NOUN_CLASSES.get(low) in ("animal", "plant", "tool", "treasure")
    if low in FEMALE or low in MALE or (is_thing and _is_introduced(tree, i)):
        return True
    is_free = (token.tag in ("JJ", "NNP") and low not in NOUN_CLASSES) or not is_common_word(low)
    if is_free and _before_verb(tree, i):
        return True
    if low in NOUN_CLASSES or low in _WEATHER or token.tag not in ("NNP", "NNPS", "NN", "UH", "JJ", "FW"):
        return False
    is_subject = token.relation in ("nsubj", "nsubj:pass", "nmod:poss", "compound", "vocative", "flat", "amod")
    return token.tag.startswith("NNP") or (is_subject and not tree.children(i, "det", "case"))


def _before_verb(tree: SentenceTree, i: int) -> bool:
    """Say whether a sentence begins with a word and a verb of the past: “Hazel boarded”, “Kofi repaired”."""
    if i != 0 or len(tree) < 2 or tree.tokens[1].tag not in ("VBD", "VBN", "VBZ"):
        return False
    is_rare = tree.tokens[1].tag != "VBZ" and not is_common_word(tree.words[0])
    is_name = tree.tokens[0].tag in ("JJ", "NNP") or is_rare
    return is_name and not tree.children(1, "aux", "aux:pass")


def _is_introduced(tree: SentenceTree, i: int) -> bool:
    """Say whether a word that could be a noun is a name by what follows: “Wren, a shy stable boy, …”."""
    return tree.words[i + 1 : i + 2] == [","] and tree.words[i + 2 : i + 3] in (["a"], ["an"], ["the"], ["who"])


_WEATHER = words(
    "frost thunder lightning silence darkness dawn dusk midnight noon everything summer winter spring autumn"
)


def head_of(tree: SentenceTree, run: range) -> int:
    """Return the token that heads a run."""
    return next((i for i in run if tree.tokens[i].head not in run or tree.tokens[i].head == i), run[-1])


def _is_after_trade(tree: SentenceTree, first: int) -> bool:
    """Say whether a word of what somebody is stands before a name: "the lacquerer Hayashi", "a merchant Orlov"."""
    if first < _TRADE or tree.words[first - 2] not in ("the", "a", "an", "old", "young"):
        return False
    noun, token = tree.words[first - 1], tree.tokens[first - 1]
    is_trade = noun.endswith(("er", "or", "ist", "smith", "man", "woman", "keeper", "wright"))
    return token.text.islower() and (noun_class(noun) == "person" or (is_trade and noun_class(noun) == "thing"))


_TRADE = 2


def is_person(tree: SentenceTree, run: range) -> bool:
    """Say whether a run of capitalised words is the name of somebody."""
    low = [tree.words[i] for i in run]
    before = tree.words[run[0] - 1] if run[0] else ""
    if (
        low[0] in _MONTHS
        and len(run) == 1
        and before in ("in", "of", "early", "late", "last", "next", "since", "until")
    ):
        return False
    if low[0] in TITLES or any(word in FEMALE or word in MALE for word in low) or _is_after_trade(tree, run[0]):
        return True
    named = before in ("called", "named")
    is_place = named and noun_class(tree.tokens[run[0] - 2].lemma) in ("building", "outdoors", "room")
    if is_place or (before in ("a", "an") and len(run) == 1):  # "a town called Low Bend", "an Alexandrian"
        return False
    if before in ("called", "named", "was", "is", "it", "him", "her") and run[0] > 1:
        near = tree.words[max(0, run[0] - 4) : run[0]]
        return bool({"called", "named", "name", "friend", "brother", "sister", *KIN} & set(near))
    return _is_person_by_grammar(tree, run, before)


def _is_person_by_grammar(tree: SentenceTree, run: range, before: str) -> bool:
    """Say whether a capitalised run is somebody by its place in the sentence and what the recogniser holds it for."""
    head = head_of(tree, run)
    kinds = {e.kind for e in tree.sentence.entities if e.start <= run[-1] < e.end}
    begins = len(run) == 1 and not kinds and _before_verb(tree, run[0])
    relation = tree.tokens[head].relation
    is_ship = before == "the" and len(run) == 1  # “the Halcyon”
    if is_ship or (before in _PLACING and relation in ("obl", "nmod")):
        return False
    if begins or "PER" in kinds or (len(run) > 1 and not kinds and relation not in ("obl", "nmod")):
        return True
    if relation in ("nsubj", "nsubj:pass", "root"):
        verb = tree.tokens[tree.tokens[head].head].lemma
        return not tree.children(head, "det") and (not kinds or verb not in ("have", "be", "lie", "stand"))
    of_person = relation == "appos" and noun_class(tree.tokens[tree.tokens[head].head].lemma) in _LIVING
    return of_person or (relation in ("appos", "xcomp", "nmod:poss", "iobj", "obj") and not kinds)
