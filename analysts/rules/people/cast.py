"""Find the people of a bible in text, by every name, alias and role that mentions them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from analysts.lexicon.titles import OFFICE, ROLES, TITLES
from analysts.rules.people.families import pet_names_of
from analysts.text.blocks import SceneBlock, Token, bare, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analysts.bible import Gender, Person

_COURTESY = ("Mr.", "Mrs.", "Sir", "Lady", "Lord")


class Mention(NamedTuple):
    """A person named in a block: the tokens `first` up to and without `last`."""

    person: str
    first: int
    last: int
    start: int
    end: int
    spoken: bool
    possessive: bool


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    person: str
    articled: bool
    local: bool
    """True for a common noun, which means somebody only where they are."""


class Cast:
    """The people of a book by all their forms. Longer forms win over shorter ones."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = {p.name: p for p in people}
        self.narrator = next((p.name for p in people if p.is_narrator), None)
        self._by_start: dict[tuple[str, str], list[_Entry]] = {}
        """By the first two words, the second empty where there is none."""
        self._first: set[str] = set()
        self._offices: dict[str, str] = {}
        self._scenes = {p.name: frozenset(p.scenes) for p in people}
        self._named = {p.name for p in people if p.name.lower()[:4] != "the "}
        self._bearers = _bearers(people)
        seen: set[tuple[tuple[str, ...], bool, str]] = set()
        for person in people:
            for form in (person.name, *person.aliases):
                self._add(person.name, form, seen)
        for entries in self._by_start.values():
            entries.sort(key=lambda e: -len(e.words))

    def _add(self, person: str, form: str, seen: set[tuple[tuple[str, ...], bool, str]]) -> None:
        words = tuple(t.text for t in tokens(form))
        articled = len(words) > 1 and words[0].lower() == "the"
        if articled:
            words = words[1:]
        if not words or (words, articled, person) in seen:
            return
        seen.add((words, articled, person))
        entry = _Entry(words, person, articled, words[-1].islower() and person in self._named)
        self._first.add(words[0])
        self._by_start.setdefault((words[0], words[1] if len(words) > 1 else ""), []).append(entry)
        if articled and len(words) == 1 and words[0].lower() in OFFICE.keys() | ROLES.keys():
            self._offices.setdefault(words[0].lower(), person)

    def gender(self, person: str | None) -> Gender:
        """Return the gender of somebody by name; unknown for nobody."""
        known = self.people.get(person) if person else None
        return known.gender if known else "unknown"

    def titled(self, person: str) -> str:
        """Return the form of somebody's name that is a courtesy title and a surname ("Mrs. Hill"), else the name."""
        known = self.people[person]
        forms = [f for f in (known.name, *known.aliases) if f.partition(" ")[0] in _COURTESY and f.count(" ") == 1]
        return forms[0] if forms else known.name

    def surnames(self, person: str) -> set[str]:
        """Return the last words of somebody's longer names."""
        known = self.people[person]
        return {f.split()[-1] for f in (known.name, *known.aliases) if " " in f and not f.lower().startswith("the ")}

    def is_shared(self, person: str, called: str) -> bool:
        """Say whether what somebody is called might be somebody else of their gender: "Mrs. Hill", "Tom"."""
        words = _own_words(called)
        others = [self._bearers.get(word, set()) - {person} for word in words]
        gender = self.gender(person)
        both = set.intersection(*others) if others else set()
        return any(gender == self.gender(other) or "unknown" in (gender, self.gender(other)) for other in both)

    def described(self, noun: str, scene: int) -> str | None:
        """Return the person whom "the (stout) grocer" means in a scene."""
        called = [e.person for e in self._by_start.get((noun, ""), ()) if e.articled]
        here = [p for p in called if scene in self._scenes[p]]
        return here[0] if here else None

    def named(self, form: str) -> str | None:
        """Return the person whom a title or a line means that ends or begins with one of their names."""
        lower = form.lower()
        for person in self.people.values():
            for name in (person.name, *person.aliases):
                if lower == name.lower() or lower == "the " + name.lower():
                    return person.name
        return None

    def mentions(self, block: SceneBlock) -> list[Mention]:
        """Return everybody named in the block, in order."""
        mentions: list[Mention] = []
        toks = block.tokens
        i = 0
        while i < len(toks):
            entry = self._match(block, i)
            if entry:
                last = i + len(entry.words)
                end = toks[last - 1].end
                possessive = toks[last - 1].text != bare(toks[last - 1].text) or block.text[end : end + 2] in (
                    "' ",
                    "’ ",
                )
                mentions.append(Mention(entry.person, i, last, toks[i].start, end, toks[i].spoken, possessive))
                i = last
            else:
                i += 1
        return mentions

    def _match(self, block: SceneBlock, i: int) -> _Entry | None:
        toks = block.tokens
        word = bare(toks[i].text)
        if word not in self._first and word.lower() not in self._offices:
            return None
        following = bare(toks[i + 1].text) if i + 1 < len(toks) else ""
        best: _Entry | None = None
        for entry in self._entries(word, following):
            if best and len(entry.words) < len(best.words):
                break
            if entry.articled and (not i or toks[i - 1].text not in ("the", "The")):
                continue
            if entry.local and block.scene not in self._scenes[entry.person]:
                continue
            if all(_same(toks, i + k, w) for k, w in enumerate(entry.words)):
                # Of two that share a form ("the captain"), the one who is in this scene is meant.
                if block.scene in self._scenes[entry.person]:
                    return entry
                best = best or entry
        if best:
            return best
        office = self._offices.get(word.lower())
        if office and toks[i].spoken and _is_vocative(block, i, i + 1):
            return _Entry((word,), office, False, False)
        return None

    def _entries(self, word: str, following: str) -> Iterator[_Entry]:
        """Yield the forms that may begin with these two words, or are the first alone; longer ones first."""
        if following:
            yield from self._by_start.get((word, following), ())
        yield from self._by_start.get((word, ""), ())

    def vocatives(self, block: SceneBlock, mentions: Sequence[Mention]) -> set[str]:
        """Return those whom the speeches of the block address by name."""
        return {m.person for m in mentions if m.spoken and _is_vocative(block, m.first, m.last)}


def _bearers(people: Sequence[Person]) -> dict[str, set[str]]:
    """Return whose names hold each word, titles apart; a pet name also counts as the name that it stands for."""
    bearers: dict[str, set[str]] = {}
    for person in people:
        for form in (person.name, *person.aliases):
            for word in _own_words(form):
                for known in (word, *pet_names_of(word)):
                    bearers.setdefault(known, set()).add(person.name)
    return bearers


def _own_words(form: str) -> list[str]:
    """Return the words of a name that are no titles."""
    words = [bare(token.text) for token in tokens(form)]
    return [word for word in words if word[0].isupper() and word.lower() not in TITLES]


def _same(toks: Sequence[Token], at: int, word: str) -> bool:
    return at < len(toks) and bare(toks[at].text) == word


def _is_vocative(block: SceneBlock, first: int, last: int) -> bool:
    """Say whether a name is set off in its speech: "Watson, come", "come, Watson", "my dear Watson!"."""
    toks = block.tokens
    after = block.text[toks[last - 1].end : toks[last - 1].end + 1]
    if after not in (",", ".", "!", "?", ";", "-", "—", "”", '"', "’"):
        return False
    before = block.text[max(0, toks[first].start - 2) : toks[first].start]
    if ", " in before or not before or before[-1] in "“\"‘'«„—-" or toks[first].opens:
        return True
    previous = toks[first - 1].text.lower() if first else ""
    return previous in ("dear", "dearest", "oh", "ah", "o", "poor", "old", "master", "good", "you", "yes", "no", "well")
