"""Which of the named are one: "Rat" and "Water Rat", "Arthur" and "Lord Godalming"; never a mother and her daughter."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from analysts.lexicon.beings import SPECIES_OF_NOUN
from analysts.lexicon.titles import COURTESY, KIN, TITLES
from analysts.prose.coreference.grammar import Grammar
from analysts.prose.coreference.names import words_of
from analysts.prose.coreference.references import is_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysts.prose.beings.being import Being, ParsedChapter
    from analysts.prose.coreference.mention import Mention

_APART = 0.08
"""Of the sentences of the one who is named less: in so many both may be named, and they are still one."""
_NEVER_TOGETHER = 3
_RENAMES = re.compile(
    r"(?:[,(—] )?(?:now|alias|otherwise|formerly|(?:better|also|otherwise|commonly|generally) (?:known as|called))"
    r"(?: the)?"
)
"""Words between two names of one: "Arthur, now Lord Godwin", "Mr. Tope (otherwise the Fox)"."""
_LINKS = frozenset({"now", "alias", "called", "otherwise", "formerly", "become", "became", "is", "was"})


class Meetings:
    """In which sentences two are named together, and where one is said to be the other."""

    def __init__(self) -> None:
        self.together: Counter[frozenset[int]] = Counter()
        self.equated: Counter[frozenset[int]] = Counter()
        self._named: Counter[int] = Counter()

    def read(self, chapter: ParsedChapter, mentions: Iterable[Mention]) -> None:
        """Count a chapter."""
        by_sentence: dict[int, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.kind == "name":
                by_sentence[mention.sentence].append(mention)
        for n, here in by_sentence.items():
            self._named.update({id(m.being) for m in here})
            beings = {id(m.being) for m in here}
            if len(beings) < 2:
                continue
            grammar = Grammar(chapter.sentences[n])
            same = {pair for pair in _pairs(here) if _is_equated(grammar, *pair)}
            for a, b in _pairs(here):
                key = frozenset((id(a.being), id(b.being)))
                if (a, b) in same:
                    self.equated[key] += 1
                else:
                    self.together[key] += 1

    def are_apart(self, a: Being, b: Being) -> bool:
        """Say whether two are hardly ever named in one sentence, as two people would be."""
        least = min(self._named[id(a)], self._named[id(b)])
        return self.together[frozenset((id(a), id(b)))] <= _APART * least

    def are_equated(self, a: Being, b: Being) -> bool:
        """Say whether the text says that one is the other, and names them together otherwise no more than that."""
        key = frozenset((id(a), id(b)))
        return self.equated[key] > 0 and self.together[key] <= min(_NEVER_TOGETHER, self.equated[key])


def _pairs(here: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    return [(a, b) for n, a in enumerate(here) for b in here[n + 1 :] if a.being is not b.being]


def _is_equated(grammar: Grammar, a: Mention, b: Mention) -> bool:
    """Say whether the sentence makes one of the other: "Arthur, now Lord Godalming, …", "Griffin was the stranger"."""
    tokens = grammar.tokens
    gap = [t.text for t in tokens[a.last : b.first]]
    if _RENAMES.fullmatch(" ".join(gap)):
        return True
    if tokens[b.head].head == a.head and tokens[b.head].relation == "appos":
        between = [t.text for t in tokens[a.last : b.first]]
        return is_plainly(grammar, b.head) and (between == [","] or bool(_LINKS.intersection(between)))
    is_said = tokens[a.head].head == b.head and tokens[a.head].relation == "nsubj" and grammar.child(b.head, "cop")
    return is_said is not None and is_said is not False and is_plainly(grammar, b.head)


def find_twins(named: Sequence[Being], meetings: Meetings) -> dict[int, Being]:
    """Map the id of each being that is another's twin to that one; the better known keeps the row."""
    kept: list[Being] = []
    twins: dict[int, Being] = {}
    for being in sorted(named, key=lambda b: -b.mentions):
        double = next((k for k in kept if _are_one(k, being, named, meetings)), None)
        if double is None:
            kept.append(being)
        else:
            twins[id(being)] = double
    return twins


def _are_one(known: Being, other: Being, named: Sequence[Being], meetings: Meetings) -> bool:
    if "unknown" not in (known.gender, other.gender) and known.gender != other.gender:
        return False
    if _are_kin(known, other):
        return False
    if meetings.are_equated(known, other):
        return True
    return _is_short_for(known, other, named) and meetings.are_apart(known, other)


def _are_kin(a: Being, b: Being) -> bool:
    """Say whether two share a surname and differ before it, or bear one title and two surnames."""
    for one in map(words_of, a.forms):
        for other in map(words_of, b.forms):
            if len(one) < 2 or len(other) < 2:
                continue
            same_first, same_last = _first(one) == _first(other), one[-1] == other[-1]
            if same_last and not same_first:
                return True
            if same_first and not same_last and _first(one) in TITLES:
                return True  # one title, two surnames
    return False


def _first(name: Sequence[str]) -> str:
    return name[0].lower().removesuffix(".")


def _is_short_for(known: Being, other: Being, named: Sequence[Being]) -> bool:
    """Say whether one is called by the last word of the other's name, a kind of animal, and nobody else is."""
    for short, long in ((known, other), (other, known)):
        for noun in _single_words(short):
            bearers = [b for b in named if b is not short and noun in _last_words(b)]
            if noun.lower() in SPECIES_OF_NOUN and bearers == [long]:
                return True
    return False


def _single_words(being: Being) -> set[str]:
    """Return the single words by which somebody is called, courtesy titles apart."""
    names = [[w for w in words_of(f) if w.lower() not in COURTESY] for f in being.forms]
    return {name[0] for name in names if len(name) == 1}


def _last_words(being: Being) -> set[str]:
    names = [words_of(f) for f in being.forms]
    return {n[-1] for n in names if len(n) > 1 and n[0].lower() not in TITLES.keys() | KIN.keys()}
