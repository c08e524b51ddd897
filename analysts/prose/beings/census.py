"""Count, before anybody is resolved, who without a name acts all through a book, and who says "I" in each chapter."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysts.lexicon import words
from analysts.lexicon.beings import COLLECTIVE, MEMBERS
from analysts.lexicon.titles import DEMONYMS, KIN, OFFICE, PERSON_NOUNS, ROLES, TITLES
from analysts.prose.beings.being import Being
from analysts.prose.beings.unnamed import Key, Usage, common_names, kind_of, plural, species_of
from analysts.prose.coreference.grammar import Grammar
from analysts.prose.coreference.references import FIRST, gender_of_noun, references_of
from analysts.vocabulary import PERSONLIKE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analysts.prose.beings.being import ParsedChapter
    from analysts.prose.coreference.names import NameIndex
    from analysts.prose.coreference.references import Reference

_ANYBODY = (
    PERSON_NOUNS.keys() | KIN.keys() | words("master mistress host hostess friend companion lover guardian people")
)
"""Nouns that mean another one in each chapter."""
_OFFICES = TITLES.keys() | ROLES.keys() | PERSON_NOUNS.keys()
_VAGUE_MANY = words("party company pair couple family audience congregation tribe")
_MANY = words("men women people persons children boys girls gentlemen ladies others friends folk")
_LEAST, _SHARE, _DEEDS, _SCENES = 4, 0.01, 3, 2
"""Uses, at least, also as a share of those of the one who is named most; deeds; scenes."""
_ONE_MONSTER = words("monster creature fiend daemon demon wretch being")
"""Names for one creature, where a book has several of them."""
_FIRST_SHARE, _FIRST_LEAST = 0.08, 5
"""Of the subjects of a chapter told by "I"; at least so many."""


@dataclass(slots=True)
class _Use:
    count: int = 0
    deeds: int = 0
    scenes: set[int] = field(default_factory=set)

    def add(self, other: _Use) -> None:
        self.count += other.count
        self.deeds += other.deeds
        self.scenes |= other.scenes


@dataclass(slots=True)
class Census:
    """What was counted: unnamed nouns (of one or many), and per chapter the subjects and how many are "I" or "we"."""

    uses: dict[tuple[str, bool], _Use] = field(default_factory=lambda: defaultdict(_Use))
    subjects: Counter[int] = field(default_factory=Counter)
    first: Counter[int] = field(default_factory=Counter)
    named_from: dict[int, int] = field(default_factory=dict)
    """The first chapter that says somebody's name, not only their office, by the id of the being's object."""

    def told_by_i(self) -> set[int]:
        """Return the numbers of the chapters that somebody tells as "I"."""
        return {c for c, n in self.subjects.items() if self.first[c] >= max(_FIRST_LEAST, _FIRST_SHARE * n)}


def take_census(chapters: Iterable[ParsedChapter], names: NameIndex) -> Census:
    """Count the unnamed and the first person in the narration of a book."""
    census = Census()
    for chapter in chapters:
        for sentence in chapter.sentences:
            grammar = Grammar(sentence)
            scene = chapter.scenes[sentence.paragraph] if sentence.paragraph < len(chapter.scenes) else 0
            for reference in references_of(grammar, names):
                if reference.role == "subject" and not sentence.told:
                    census.subjects[chapter.number] += 1
                    census.first[chapter.number] += reference.word in FIRST
                if reference.kind == "name" and _is_by_name(reference):
                    for being in reference.options:
                        census.named_from.setdefault(id(being), chapter.number)
                if reference.kind == "nominal" and _is_the(reference) and grammar.tokens[reference.head].tag != "NNP":
                    _count(census.uses[reference.word, reference.is_plural], grammar, reference, scene)
    return census


def _is_by_name(reference: Reference) -> bool:
    """Say whether a name is more than an office or a title."""
    return any(w[:1].isupper() and w.lower().rstrip(".") not in _OFFICES for w in reference.word.split())


def _is_the(reference: Reference) -> bool:
    if reference.is_plural:
        return reference.article in ("definite", "demonstrative", "bare")
    return reference.article in ("definite", "demonstrative") and not reference.modifiers


def _count(use: _Use, grammar: Grammar, reference: Reference, scene: int) -> None:
    use.count += 1
    use.scenes.add(scene)
    clause = grammar.clause_of(reference.head)
    does = grammar.child(clause, "cop") is None and grammar.tokens[clause].lemma not in ("be", "have")
    use.deeds += reference.role == "subject" and does


def lasting_beings(census: Census, named: Sequence[Being], usage: Usage) -> list[Being]:
    """Return those without a name who are one in the whole book, the most active first.

    Descriptions that are a name of the `named` mean them. So do those of which the first reading has learned (`usage`)
    that they stand for somebody with a name.
    """
    known = common_names(named)
    least = max(_LEAST, _SHARE * max((b.mentions for b in named), default=0))
    uses = {
        key: use
        for key, use in census.uses.items()
        if _may_last(*key) and key[0] not in known and usage.is_nameless(Key(*key))
    }
    beings = _one_monster(uses, least)
    for (noun, is_plural), use in sorted(uses.items(), key=lambda item: (-item[1].deeds, item[0])):
        if use.count >= least and use.deeds >= _DEEDS and len(use.scenes) >= _SCENES:
            beings.append(_being(noun, is_plural=is_plural))
    return beings


def _may_last(noun: str, is_plural: bool) -> bool:
    if is_plural:
        return plural(noun) not in _MANY and noun not in KIN.keys() | _VAGUE_MANY
    return noun not in _ANYBODY and noun not in MEMBERS - ROLES.keys() - OFFICE.keys() - DEMONYMS.keys()


def _one_monster(uses: dict[tuple[str, bool], _Use], least: float) -> list[Being]:
    """Take the words for a creature together that a book has for one ("the monster", "the fiend")."""
    nouns = [noun for noun in sorted(_ONE_MONSTER) if (noun, False) in uses]
    total = _Use()
    for noun in nouns:
        total.add(uses[noun, False])
    if len(nouns) < 2 or total.deeds < _DEEDS or total.count < least:
        return []
    for noun in nouns:
        del uses[noun, False]
    best = "creature" if "creature" in nouns else nouns[0]
    return [Being(f"The {best}", "creature", species="monster", is_clothed=False, forms={*nouns})]


def _being(noun: str, *, is_plural: bool) -> Being:
    species = species_of(noun)
    return Being(
        name=f"The {plural(noun) if is_plural and noun not in COLLECTIVE else noun}",
        kind=kind_of(noun, is_plural=is_plural),
        gender=gender_of_noun(noun),
        is_group=is_plural,
        species=species,
        is_clothed=species in PERSONLIKE,
        forms={noun},
    )
