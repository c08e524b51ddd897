"""What people look like, each fact with its sentence; where sentences disagree, what most of them say comes first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from analysts.bible import Age, Gender, Look, LookField, Person
from analysts.lexicon import appearance as words
from analysts.rules.looks.attire import attire_in
from analysts.rules.looks.features import Found, features_in
from analysts.rules.looks.marks import AGES_IN_WORDS, marks_in, number_of, stuff_in, years_in
from analysts.rules.people.certainty import DOUBTFUL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from analysts.rules.looks.statements import Statement

_MAX_LOOKS = 24
_ACQUAINTED = 8
"""After how many scenes a person is known."""
_PRESENTS = re.compile(r"(?:He|She) (?:was|had|wore)\b")
_TRIGGERS = (
    words.HAIR_NOUNS
    | words.SKIN_NOUNS
    | words.BEARD_NOUNS
    | words.GARMENTS
    | words.MARKS
    | words.BUILD
    | words.HEIGHT
    | words.AGE
    | words.HAIRED
    | words.BEARDED
    | {
        "eyes",
        "eye",
        "figure",
        "form",
        "frame",
        "body",
        "build",
        "shoulders",
        "years",
        "leg",
        "arm",
        "head",
        "of",
        "as",
    }
)
CREATURE = re.compile(
    r"(?<!like a )(?<!like an )(?<!as a )\b(?:pony|horse|mare|robin|bird|dog|puppy|cat|kitten|fox|crow|squirrel|lamb"
    r"|donkey|mule|parrot|whale|cow)\b"
)
"""What is told in a sentence with an animal may be told of the animal."""
_TRIGGERS |= {"made", "stuffed"} | AGES_IN_WORDS
_READERS: tuple[Callable[[Statement], Iterable[Found]], ...] = (features_in, attire_in, years_in, marks_in, stuff_in)
_BRAIDS = frozenset({"braid", "braids", "plait", "plaits", "pigtail", "pigtails", "curls", "ringlets"})
_GROUP_OF = {word: n for n, group in enumerate(words.COLOUR_GROUPS) for word in group.split()}
_ALSO: tuple[frozenset[int], ...] = (frozenset({1, 4}), frozenset({0, 2}), frozenset({0, 3}), frozenset({2, 3}))
"""Colours that go together: black turning grey, red or golden brown."""
_OPPOSED = (
    (
        frozenset(["thin", "slender", "slim", "lean", "skinny", "gaunt", "bony", "spare", "lanky", "lank"]),
        frozenset(["stout", "fat", "plump", "portly", "corpulent", "rotund", "round", "chubby", "tubby"]),
    ),
    (frozenset({"tall", "towering", "gigantic"}), frozenset({"short", "tiny", "little", "diminutive", "undersized"})),
)


def collect_looks(lines: Iterable[Statement]) -> dict[str, list[Look]]:
    """Collect every look in the order of the book, by person or by a stranger's key, without repeats."""
    looks_of: dict[str, list[Look]] = defaultdict(list)
    seen: set[tuple[str, str, str, int]] = set()
    block, is_about_looks = None, False
    for line in lines:
        if line.block is not block:
            block = line.block
            is_about_looks = not _TRIGGERS.isdisjoint(t.text.lower() for t in block.tokens)
        if not is_about_looks or not line.references or CREATURE.search(line.block.text, *line.span):
            continue
        for reader in _READERS:
            for person, field, value in reader(line):
                key = (person, field, value, line.block.scene)
                if key not in seen and not person.startswith(DOUBTFUL):
                    seen.add(key)
                    looks_of[person].append(Look(field, value, line.block.scene, line.source))
    return looks_of


def settle_looks(looks: Mapping[str, Sequence[Look]], people: Sequence[Person]) -> dict[str, list[Look]]:
    """Return the looks of all `people`, each once.

    Of facts that disagree the one told most often first, else the earliest.
    """
    return {
        p.name: _without_repeats(_agreed(_believable(looks[p.name], p), p.gender))[:_MAX_LOOKS]
        for p in people
        if p.name in looks
    }


def _believable(looks: Sequence[Look], person: Person) -> list[Look]:
    """Leave out looks that present somebody ("She was a tall woman") who has long been there: they are another's."""
    known = person.scenes[_ACQUAINTED] if len(person.scenes) > _ACQUAINTED else None
    return [
        k
        for k in looks
        if known is None or k.scene < known or k.field in ("clothes", "marks") or not _PRESENTS.match(k.sentence)
    ]


def _agreed(looks: Sequence[Look], gender: Gender) -> list[Look]:
    kept = [k for k in looks if not (gender == "female" and k.field == "beard")]
    for field in ("hair", "eyes", "beard"):
        kept = _of_one_colour(kept, field)
    for one, other in _OPPOSED:
        uses = [sum(_mentions(k, side) for k in kept) for side in (one, other)]
        if all(uses):
            lost = other if uses[0] > uses[1] or (uses[0] == uses[1] and _is_first(kept, one, other)) else one
            kept.sort(key=lambda k, lost=lost: _mentions(k, lost))  # type: ignore[misc]
    # Hair is known by its colour: what tells of it comes first.
    hair = sorted((k for k in _braided(kept) if k.field == "hair"), key=lambda k: not _is_coloured(k))
    return [*hair, *(k for k in kept if k.field != "hair")]


def _is_first(looks: Sequence[Look], one: frozenset[str], other: frozenset[str]) -> bool:
    return next(_mentions(k, one) for k in looks if _mentions(k, one) or _mentions(k, other))


def _is_coloured(look: Look) -> bool:
    return any(w in _GROUP_OF for w in look.value.split())


def _mentions(look: Look, side: frozenset[str]) -> bool:
    return look.field in ("build", "height") and not side.isdisjoint(look.value.split())


def _of_one_colour(looks: Sequence[Look], field: LookField) -> list[Look]:
    """Put first the colour of hair and eyes that is told most often, the first of them where it is even."""
    votes: Counter[int] = Counter()
    for look in looks:
        if look.field == field:
            votes.update({_GROUP_OF[w] for w in look.value.split() if w in _GROUP_OF})
    if len(votes) < 2:
        return list(looks)
    best = votes.most_common(1)[0][0]

    def differs(look: Look) -> bool:
        groups = {_GROUP_OF[w] for w in look.value.split() if w in _GROUP_OF}
        fits = not groups or best in groups or any({best, g} <= pair for g in groups for pair in _ALSO)
        return look.field == field and not fits

    return sorted(looks, key=differs)


def _braided(looks: Sequence[Look]) -> list[Look]:
    """Join "copper hair" and "long braid" of one sentence into one look: copper hair in a long braid."""
    result: list[Look] = []
    for look in looks:
        before = result[-1] if result else None
        noun = look.value.split()[-1]
        same = before is not None and before.field == look.field == "hair" and before.sentence == look.sentence
        if before is not None and same and noun in _BRAIDS and before.value.endswith("hair"):
            article = "" if noun.endswith("s") else "a "
            result[-1] = Look("hair", f"{before.value} in {article}{look.value}", look.scene, look.sentence)
        else:
            result.append(look)
    return result


def _without_repeats(looks: Sequence[Look]) -> list[Look]:
    """Keep each fact once: clothes wherever they come up again, everything else where it is first told."""
    seen: set[tuple[str, str]] = set()
    result: list[Look] = []
    worn = ""
    for look in looks:
        again = (look.field, look.value) in seen
        if again and not (look.field == "clothes" and look.value != worn):
            continue
        if look.field == "clothes":
            worn = look.value
        seen.add((look.field, look.value))
        result.append(look)
    return result


def age_votes(looks: Iterable[Look]) -> Counter[Age]:
    """Count how many looks give each age; years in numbers count double."""
    votes: Counter[Age] = Counter()
    for look in looks:
        if look.field == "age":
            number = number_of(look.value.split()[0])
            votes[_age_of_years(number) if number else _age_of_word(look.value)] += 2 if number else 1
    return votes


def _age_of_years(years: int) -> Age:
    return "child" if years < 14 else "young" if years < 28 else "adult" if years < 58 else "old"


def _age_of_word(word: str) -> Age:
    if word in ("old", "elderly", "aged", "ancient", "white-haired", "grey-haired", "gray-haired"):
        return "old"
    if word in ("young", "youthful"):
        return "young"
    return "child" if word in ("boy", "girl", "child") else "adult"
