"""Find the animals among the people (dogs, lions, birds), by their names and by what the text says of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from analysts.lexicon import alternatives
from analysts.lexicon.animals import ANIMALS
from analysts.rules.people.salience import STRANGER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from analysts.bible import Person
    from analysts.rules.looks.statements import Statement

_NOUN = alternatives(ANIMALS)
_IS_A = re.compile(
    rf"(?P<lead>\b(?:was|is|as) (?:only |but |just |really )?an? |, (?:an?|the|his|her|their|my|our) )"
    rf"(?:[a-z-]+,? (?:and )?){{0,4}}?(?P<noun>{_NOUN})\b(?! of\b|-|[’'])"
)
_CALLED = re.compile(rf"\b(?P<noun>{_NOUN})(?:,? (?:called|named))?,? $")
_FIGURE = re.compile(r"\b(?:like|as if|such|than|what|as an?)\b")
_ENOUGH = 2


def find_creatures(people: Sequence[Person], lines: Iterable[Statement]) -> dict[str, str]:
    """Find the species of each animal among the people."""
    votes = _votes({p.name for p in people}, lines)
    for person in people:
        kind = _by_name(person)
        if kind:
            votes[person.name][kind] += 2 * _ENOUGH
    creatures: dict[str, str] = {}
    for person in people:
        if votes[person.name] and not _is_human(person):
            kind, count = votes[person.name].most_common(1)[0]
            if count >= _ENOUGH and count >= 0.02 * person.mentions:
                creatures[person.name] = kind
    return creatures


def _votes(known: Set[str], lines: Iterable[Statement]) -> dict[str, Counter[str]]:
    """Count how often each person is called each kind of animal."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    nouns = set(ANIMALS)
    block, is_about_animals = None, False
    for line in lines:
        if line.block is not block:
            block = line.block
            is_about_animals = not nouns.isdisjoint(t.text for t in block.tokens)
        if is_about_animals:
            for name, noun in _calls(line):
                if name in known:
                    votes[name][ANIMALS[noun]] += 1
    return votes


def _by_name(person: Person) -> str | None:
    """Return the last word of a name with an article ("The Cowardly Lion", "the robin"), if all such names agree."""
    for form in (person.name, *person.aliases):
        words = form.split()
        if len(words) > 1 and words[0].lower() == "the" and words[-1].lower() in ANIMALS:
            return ANIMALS[words[-1].lower()]
    return None


def _is_human(person: Person) -> bool:
    """Say whether somebody has a title, or a surname beside the given name."""
    forms = (person.name, *person.aliases)
    return any(f.split()[0] in ("Mr.", "Mrs.", "Miss", "Dr.", "Captain", "Lady", "Sir", "Aunt", "Uncle") for f in forms)


def _calls(line: Statement) -> Iterable[tuple[str, str]]:
    """Yield who is called an animal in the line, and which."""
    text = line.block.text
    for m in _IS_A.finditer(text, *line.span):
        nearest = line.last_before(m.start() + 1)
        if nearest is None or nearest.person.startswith(STRANGER) or _FIGURE.search(text[line.span.start : m.end()]):
            continue
        end = line.block.tokens[nearest.token].end
        gap = text[end : m.start()]
        whole = line.block.tokens[nearest.token].text.lower() not in ("his", "her", "my")
        adjacent = not gap.strip() or (m["lead"].startswith((" ", "w", "i")) and len(gap.split()) <= 2)
        if whole and adjacent and "’s" not in text[nearest.start : m.start()]:
            yield nearest.person, m["noun"]
            if m["lead"][0] != "," and " " in m[0].removeprefix(m["lead"]):
                # "was a little black dog" is surer than "was a dog" of somebody who behaves like one.
                yield nearest.person, m["noun"]
    for mention in line.mentions:
        before = _CALLED.search(text[max(line.span.start, mention.start - 30) : mention.start])
        if before:
            yield mention.person, before["noun"]
