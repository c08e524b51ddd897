"""A scene around a line: it opens where the story stands, has the reader's words in its middle, and ends open.

Sentences that the branch has not used yet come first; which of those, follows from the line and the branch alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from authors.continuations.contract import StoryContext
from authors.continuations.expanding.lines import Line
from authors.continuations.expanding.pools import Stock, family_of, pool
from authors.continuations.reading.names import KIN, forms_of
from authors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from authors.continuations.contract import PersonFacts

_HIS = {"she": "her", "he": "his", "they": "their", "it": "its"}
LEAST = 80
"""Words of a scene."""
NEAR = 0.75
"""Of the length that is asked for."""
MOST_FILLED = 4
_NO_TRAITS = frozenset({"orphan"})


@dataclass(slots=True)
class Scene:
    """A scene while it is written: its paragraphs as lists of sentences, and what it has used of the pools."""

    context: StoryContext
    line: Line
    banned: frozenset[str] = frozenset()
    paragraphs: list[list[str]] = field(default_factory=list)
    used: list[str] = field(default_factory=list)

    def write(self) -> tuple[str, ...]:
        """Write the scene and return its paragraphs."""
        self._open()
        self._deed()
        self._answer()
        self._close()
        self._fill()
        return tuple(" ".join(sentences) for sentences in self.paragraphs if sentences)

    # What is known of who is there.

    @property
    def doer(self) -> str:
        """Whoever does it, as the scene calls them."""
        return listed([self._in_line(name) for name in self.line.doers])

    def _in_line(self, name: str) -> str:
        """Return what the line itself calls somebody, or what a scene does."""
        person = self.context.facts.person(name)
        forms = [form for each in (person.names if person else (name,)) for form in forms_of(each)]
        told = [form for form in forms if form in self.line.told]
        return max(told, key=len) if told else _called(name)

    def present(self) -> list[PersonFacts]:
        """Return who else is there: those of the line, then those of the segment before, the living alone."""
        facts = self.context.facts
        before = [person.name for person in self.context.last[-1].people] if self.context.last else []
        before += [one.name for one in facts.people if one.last_seen == facts.at and facts.at]
        names = dict.fromkeys([*self.line.others, *before])
        people = [person for name in names if (person := facts.person(name)) is not None]
        doers = {person.name for name in self.line.doers if (person := facts.person(name))} | set(self.line.doers)
        mentioned = self.line.told.lower()
        return [
            person
            for person in people
            if person.state == "alive"
            and person.name not in doers
            and not _is_done_to(person, mentioned)
            and not _is_nobody(person)
        ]

    # The parts of a scene.

    def _open(self) -> None:
        context, facts = self.context, self.context.facts
        sentences = [self._one(pool("voice", context.settings.voice, "opening")) or self._one(pool("opening", "any"))]
        clock = facts.clock
        shown = [*pool("opening", clock.time_of_day), *pool("opening", clock.weather)]
        place = facts.place_named(facts.place) if facts.place else None
        if place and place.indoors:
            shown += pool("opening", "indoors")
        sentences.append(
            self._one(shown, fresh=True) or (facts.place and self._one(pool("here", "any"), fresh=True)) or ""
        )
        if self._wants(120):
            sentences.append(self._one(pool("opening", "any")))
        self.paragraphs.append([one for one in sentences if one])

    def _deed(self) -> None:
        family = family_of(self.line.deed) if self.line.doers else "any"
        sentences = []
        if self.doer and self._is_here():
            sentences.append(self._one(self._about_doer(), fresh=True) if self._wants(160) else "")
            sentences.append(self._one(pool("lead", "any")))
        sentences.append(self.line.told)
        sentences.append(self._one(pool("beats", family), fresh=True) or self._one(pool("beats", "any")))
        if self._wants(110):
            sentences.append(self._one(pool("beats", "any")))
        self.paragraphs.append([one for one in sentences if one])

    def _answer(self) -> None:
        others = self.present()
        sentences = [
            self._one(pool("reaction", "any"), other=other) for other in others[: 2 if self._wants(150) else 1]
        ]
        if not others and len(self.line.doers) == 1:
            sentences = [self._one(pool("reaction", "alone"))]
        elif not others:
            sentences = [self._one(pool("reaction", "nobody"))]
        if self._wants(200):
            sentences.append(self._one(pool("reaction", "any"), other=others[0]) if others else "")
        self.paragraphs.append([one for one in sentences if one])

    def _close(self) -> None:
        sentences = [self._one(pool("consequence", "any"))]
        if self._wants(180):
            sentences.append(self._one(pool("consequence", "any")))
        sentences.append(
            self._one(pool("voice", self.context.settings.voice, "end"), fresh=True) or self._one(pool("end", "any"))
        )
        self.paragraphs.append([one for one in sentences if one])

    def _fill(self) -> None:
        """Add sentences that the branch has not had, until the scene is about as long as it should be."""
        others = self.present()
        answers = pool("reaction", "any" if others else "alone" if len(self.line.doers) == 1 else "nobody")
        more = (
            (1, pool("beats", family_of(self.line.deed) if self.line.doers else "any"), None, None),
            (2, answers, others[-1] if others else None, None),
            (1, pool("beats", "any"), None, None),
            (2, answers, others[0] if others else None, None),
            (0, pool("opening", "any"), None, None),
            (3, pool("consequence", "any"), None, -1),
        )
        for _ in range(MOST_FILLED):
            for paragraph, stocks, other, at in more:
                if sum(len(one.split()) for sentences in self.paragraphs for one in sentences) >= max(
                    LEAST, self.context.settings.words * NEAR
                ):
                    return
                sentence = self._one(stocks, other=other, fresh=True)
                if sentence:
                    self.paragraphs[paragraph].insert(
                        at if at is not None else len(self.paragraphs[paragraph]), sentence
                    )

    def _is_here(self) -> bool:
        """Say whether those who do it are there before the line says so."""
        people = [self.context.facts.person(name) for name in self.line.doers]
        return all(person is not None and person.state == "alive" for person in people)

    def _wants(self, words: int) -> bool:
        return self.context.settings.words >= words

    def _about_doer(self) -> tuple[Stock, ...]:
        """Return sentences of what is known of the doer: a trait, or a thing that they have."""
        person = self.context.facts.person(self.line.doers[0]) if len(self.line.doers) == 1 else None
        if person is None:
            return ()
        has_traits = any(each.value not in _NO_TRAITS for each in person.traits)
        return (
            *(pool("lead", "trait") if has_traits else ()),
            *(pool("lead", "has") if _kept(self.context, person) else ()),
        )

    # Choosing.

    def _one(self, stocks: Iterable[Stock], *, other: PersonFacts | None = None, fresh: bool = False) -> str:
        """Return a sentence of a pool, filled in: one of the least used; with `fresh` an unused one, or none."""
        values = self._values(other)
        memory = self.context.memory.used
        able = [
            stock
            for stock in stocks
            if stock.slots <= values.keys()
            and stock.key not in self.used
            and stock.key not in self.banned
            and self._is_able(stock, other)
            and not (fresh and memory.get(stock.key, 0))
        ]
        if not able:
            return ""
        least = min(memory.get(stock.key, 0) for stock in able)
        left = [stock for stock in able if memory.get(stock.key, 0) == least]
        stock = left[self._draw(len(self.used)) % len(left)]
        self.used.append(stock.key)
        return stock.filled(values)

    def _is_able(self, stock: Stock, other: PersonFacts | None) -> bool:
        who = other or self.context.facts.person(self.line.doers[0] if self.line.doers else "")
        return not who or not {limit.value for limit in who.limits} & set(stock.needs)

    def _draw(self, number: int) -> int:
        seed = f"{self.context.facts.at}\n{self.context.facts.version}\n{self.line.told}\n{number}"
        return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:6])

    def _values(self, other: PersonFacts | None) -> dict[str, str]:
        values: dict[str, str] = {}
        facts = self.context.facts
        if self.doer:
            values["D"] = self.doer
            values["was"] = "were" if len(self.line.doers) > 1 else "was"
            person = facts.person(self.line.doers[0])
            pronoun = "they" if len(self.line.doers) > 1 else person.pronoun if person else ""
            if pronoun:
                values["his"] = _HIS[pronoun]
            if person and len(self.line.doers) == 1:
                trait = next((each.value for each in person.traits if each.value not in _NO_TRAITS), "")
                values |= {"trait": trait} if trait else {}
                values |= {"thing": kept} if (kept := _kept(self.context, person)) else {}
        if other is not None:
            values["O"] = _called(other.name)
            if other.pronoun:
                values["O.his"] = _HIS[other.pronoun]
        if facts.place:
            place = facts.place if facts.place[:1].isupper() or facts.place.startswith("the ") else f"the {facts.place}"
            values |= {"place": place, "Place": place[:1].upper() + place[1:]}
        return values


def _kept(context: StoryContext, person: PersonFacts) -> str:
    """Return a thing that somebody has whole, and that is small enough to be felt for."""
    for name in reversed(person.belongings):
        thing = context.facts.thing(name)
        if thing and thing.state == "whole" and thing.owner == person.name:
            return name
    return ""


def _called(name: str) -> str:
    """Return what a scene calls somebody: the first name where there is one."""
    parts = name.split()
    titled = len(parts) > 1 and (parts[0].endswith(".") or parts[0].lower() in _FORMAL or parts[0] == "the")
    return name if titled or len(parts) == 1 else parts[0]


_FORMAL = frozenset(
    [
        "mr",
        "mrs",
        "miss",
        "ms",
        "dr",
        "doctor",
        "captain",
        "professor",
        "sir",
        "lady",
        "lord",
        "king",
        "queen",
        "prince",
        "princess",
        "aunt",
        "uncle",
        "old",
        "inspector",
        "lieutenant",
        "colonel",
        "major",
        "sergeant",
        "governor",
        "detective",
        "cousin",
        "grandfather",
        "grandmother",
        "herr",
        "frau",
        "madam",
        "commander",
        "wizard",
        "signor",
        "baba",
        "young",
        "little",
    ]
)


def _is_nobody(person: PersonFacts) -> bool:
    """Say whether somebody is known by a noun only, and no person that would answer: a beast, somebody's wife."""
    words = person.name.split()
    return words[0] == "the" and (person.species not in ("human", "robot", "ghost") or words[-1] in KIN)


def _is_done_to(person: PersonFacts, told: str) -> bool:
    """Say whether the line itself tells what becomes of somebody: they do not answer as if nothing had happened."""
    return any(f"{verb} {name.lower()}" in told for name in person.names for verb in _UNDOING)


_UNDOING = ("killed", "buried", "shot", "left", "sent", "locked", "hid from", "lost", "abandoned", "woke", "drowned")
