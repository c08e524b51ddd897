"""A scene around a line: where it plays, the reader's words, what one sees and hears, who answers, what is left.

Every sentence has something of this scene in it. What the branch has not read yet comes first; when nothing is left
the scene is shorter. The same line in the same branch makes the same scene.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analysts.prose.frames.words import NOUN_CLASSES
from analysts.vocabulary import INDOOR_KINDS
from authors.continuations.contract import StoryContext
from authors.continuations.expanding.answers import Answers
from authors.continuations.expanding.cast import Cast
from authors.continuations.expanding.lines import Line
from authors.continuations.expanding.places import kind_of
from authors.continuations.expanding.stock import (
    Stock,
    is_handy,
    is_many,
    of_being,
    of_place,
    of_thing,
    pool,
    with_capital,
)
from authors.tales.grammar import plural_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from authors.continuations.contract import PersonFacts
    from authors.continuations.expanding.lines import NamedThing

_HIS = {"she": ("her", "she", "her"), "he": ("his", "he", "him"), "they": ("their", "they", "them")}
_IT = ("its", "it", "it")


@dataclass(slots=True)
class Scene:
    """A scene while it is written: its paragraphs as lists of sentences, and what it has used of the stock."""

    context: StoryContext
    line: Line
    cast: Cast
    banned: frozenset[str] = frozenset()
    paragraphs: list[list[str]] = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    written: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Each sentence of ours with the keys of what it is made of."""

    def write(self) -> tuple[str, ...]:
        """Write the scene and return its paragraphs."""
        answers = Answers(self)
        self.paragraphs = [self._open(), [self.line.told, *self._seen()], answers.given(), self._left()]
        return tuple(" ".join(sentences) for sentences in self.paragraphs if sentences)

    @property
    def voice(self) -> str:
        """The voice that tells."""
        return self.context.settings.voice

    @property
    def thing(self) -> NamedThing | None:
        """The thing that the scene is about: one that is held before one that is not; no weather, no water."""
        things = [each for each in self.line.things if NOUN_CLASSES.get(each.noun) != "nature" or each.noun == "ice"]
        if self.line.place is not None:
            things = [each for each in things if each.noun != self.line.place.noun]
        return next((each for each in things if each.is_object), next(iter(things), None))

    @property
    def focus(self) -> str:
        """What the scene is about, with "the": the thing of the deed, the first other one, or a newcomer; else ""."""
        thing = self.thing
        if thing:
            return self.the(thing)
        new = [person for person in self.cast.new if person.name.startswith("the ")]
        return self.cast.called(new[0]) if new and new[0] not in self.cast.doers else ""

    def the(self, thing: NamedThing) -> str:
        """Return a thing with "the"."""
        head, _, noun = thing.name.rpartition(" ")
        name = f"{head} {plural_of(noun)}".strip() if thing.is_many and not noun.endswith("s") else thing.name
        return f"the {name}"

    # The parts of a scene.

    def _open(self) -> list[str]:
        facts, goes = self.context.facts, self.line.place
        begins_with_pronoun = bool(re.match(r"(?:He|She|They|It)\b", self.line.told))
        sentences = []
        if facts.place and (goes is None or goes.name.casefold() == facts.place.casefold()):
            sentences.append(self._at_place(facts.place))
        elif self._air() and goes and goes.kind != "unknown" and not (goes.is_indoors or goes.kind in INDOOR_KINDS):
            sentences.append(self._senses("here", self._air(), {}))
        if not begins_with_pronoun and self.context.settings.words >= 100:
            sentences.append(self._kept())
        return [each for each in sentences if each]

    def _seen(self) -> list[str]:
        """Return what one sees and hears of the line: its new place, its things, whoever comes."""
        sentences = []
        most = 2 + self.context.settings.words // 100
        if self.line.place and self.line.place.name.casefold() != self.context.facts.place.casefold():
            sentences.append(self._at_place(self.line.place.name, self.line.place.kind))
        for person in self.cast.new:
            if person not in self.cast.doers and person.species == "human" and not person.name.startswith("the "):
                continue
            if person.name.startswith("the ") or person.species != "human":
                noun = person.species if person.species != "human" else "human"
                sentences += self._told_of(of_being(noun, "has"), of_being(noun, "does"), self.cast.called(person))
        things = [each for each in self.line.things if self.line.place is None or each.noun != self.line.place.noun]
        named = {word for each in things for word in each.name.split()[:-1]}
        things = [each for each in things if each.name not in named]  # no silver beside the silver cup
        for thing in things[:2]:
            sentences += self._told_of(
                of_thing(thing.noun, "has"), of_thing(thing.noun, "does"), self.the(thing), is_many=thing.is_many
            )
        return [each for each in sentences if each][:most]

    def _told_of(
        self, has: tuple[Stock, ...], does: tuple[Stock, ...], name: str, *, is_many: bool = False
    ) -> list[str]:
        values = {"it": name, "It": with_capital(name)}
        fitting = [each for each in does if not (is_many and re.search(r"\b(?:it|its)\b", each.text))]
        return [self._senses("thing", has, values), self._event(fitting)]

    def _left(self) -> list[str]:
        values = self.values(None)
        sentence = ""
        if self.focus and self.context.settings.words >= 100:
            sentence = self.one(pool("voices", self.voice, "end"), values)
        if not sentence and self.focus:
            alone = len(self.cast.others) + len(self.cast.doers) < 2
            sentence = self.one(pool("people", "left", "alone" if alone else "thing"), values)
        if not sentence:
            sentence = self.one(pool("people", "left", "place"), values)
        return [sentence] if sentence else []

    # What is there.

    def _air(self) -> tuple[Stock, ...]:
        """Return what there is of the hour and the weather, as the line leaves them."""
        clock = self.cast.after.clock
        return (*pool("settings", "hour", clock.time_of_day), *pool("settings", "weather", clock.weather))

    def _at_place(self, place: str, kind: str = "") -> str:
        noun = place.rsplit(maxsplit=1)[-1].lower()
        named = place if place[:1].isupper() or place.startswith("the ") else f"the {place}"
        has = of_place(noun, kind or kind_of(noun))
        known = self.context.facts.place_named(place)
        kinds = {kind or kind_of(noun), known.kind if known else "unknown"}
        indoors = bool(kinds & INDOOR_KINDS) or (self.line.place is not None and self.line.place.is_indoors)
        return self._senses(
            "place", has, {"place": named, "Place": with_capital(named)}, () if indoors else self._air()
        )

    def _kept(self) -> str:
        """Return a sentence of a thing from before that somebody still has: what was planted comes back."""
        spoken = self.line.told.lower()
        for person in (*self.cast.doers, *self.cast.others):
            for name in reversed(person.belongings):
                thing = self.context.facts.thing(name)
                if not thing or thing.state != "whole" or thing.owner != person.name or not self._is_small(name):
                    continue
                if name.split()[-1] not in spoken:
                    values = {"O": self.cast.called(person), "kept": name, **self._pronouns("O", person)}
                    return self.one(pool("people", "kept", "any"), values)
        return ""

    def _is_small(self, name: str) -> bool:
        """Say whether a thing is one that somebody has about them: held, not lived in, and not one of a pair."""
        noun = name.rsplit(maxsplit=1)[-1]
        held = NOUN_CLASSES.get(noun) in ("tool", "treasure", "weapon", "vessel", "text", "light")
        return held and not noun.endswith("s") and bool(of_thing(noun, "has"))

    # Sentences.

    def _senses(self, way: str, has: Iterable[Stock], values: Mapping[str, str], more: Iterable[Stock] = ()) -> str:
        """Return a sentence of one or two things that one sees, "" where the branch has had them all."""
        left, air = self._fresh(has), self._fresh(more)
        chosen = self._chosen(left, 1 if air and left else 2)
        chosen += self._chosen(air, 2 - len(chosen)) if air else []
        if not chosen or (len(chosen) < 2 and way == "place"):
            return ""
        phrases = [each.text for each in chosen]
        filled = {
            **values,
            "a": phrases[0],
            "A": with_capital(phrases[0]),
            "be": "were" if is_many(phrases[0]) else "was",
        }
        if len(phrases) > 1:
            filled |= {"b": phrases[1], "B": with_capital(phrases[1])}
        pattern = "one" if way == "thing" and len(phrases) < 2 else way
        return self.one(pool("voices", self.voice, pattern), filled, with_keys=tuple(each.key for each in chosen))

    def _event(self, does: Iterable[Stock]) -> str:
        chosen = self._chosen(self._fresh(does), 1)
        if not chosen:
            return ""
        values = {"c": chosen[0].text, "C": with_capital(chosen[0].text)}
        return self.one(pool("voices", self.voice, "event"), values, with_keys=(chosen[0].key,))

    def _fresh(self, stocks: Iterable[Stock]) -> list[Stock]:
        memory = self.context.memory.used
        return [s for s in stocks if not memory.get(s.key) and s.key not in self.used and s.key not in self.banned]

    def _chosen(self, stocks: list[Stock], count: int) -> list[Stock]:
        left = list(stocks)
        chosen: list[Stock] = []
        while left and len(chosen) < count:
            chosen.append(left.pop(self._draw(len(self.used) + len(chosen)) % len(left)))
        return chosen

    def one(
        self,
        stocks: Iterable[Stock],
        values: Mapping[str, str],
        *,
        person: PersonFacts | None = None,
        with_keys: tuple[str, ...] = (),
    ) -> str:
        """Return a sentence of a pool, filled in: of the least used, and none that the branch has read already."""
        memory = self.context.memory.used
        cannot = {limit.value for limit in person.limits} if person else set()
        able = [s for s in stocks if s.slots <= values.keys() and s.need not in cannot and s.key not in self.banned]
        able = [s for s in able if s.key not in self.used]
        while able:
            least = min(memory.get(stock.key, 0) for stock in able)
            left = [stock for stock in able if memory.get(stock.key, 0) == least]
            stock = left[self._draw(len(self.used)) % len(left)]
            sentence = stock.filled(values)
            known = f"= {hashlib.sha256(sentence.encode()).hexdigest()[:8]}"
            if not memory.get(known) and known not in self.used:
                self.used += [stock.key, known, *with_keys]
                self.written[sentence] = (stock.key, *with_keys)
                return sentence
            able.remove(stock)
        return ""

    def _draw(self, number: int) -> int:
        seed = f"{self.context.facts.at}\n{self.context.facts.version}\n{self.line.told}\n{number}"
        return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:6])

    def values(self, other: PersonFacts | None) -> dict[str, str]:
        """Return what slots may be filled with: who did it, who answers, what it is about, and where."""
        values: dict[str, str] = {}
        if self.cast.doers:
            doer = self.cast.doers[0]
            values |= {"D": self.cast.called(doer), **self._pronouns("D", doer)}
        if other is not None:
            values |= {"O": self.cast.called(other), **self._pronouns("O", other)}
        if self.focus:
            many = self.thing is not None and self.thing.is_many
            values |= {"it": self.focus, "It": with_capital(self.focus), "was": "were" if many else "was"}
            if self.thing is not None and is_handy(self.thing.noun):
                values["h"] = self.focus
        place = self.line.place.name if self.line.place else self.context.facts.place
        if place:
            named = place if place[:1].isupper() or place.startswith("the ") else f"the {place}"
            values |= {"place": named, "Place": with_capital(named)}
        return values

    def _pronouns(self, slot: str, person: PersonFacts) -> dict[str, str]:
        forms = _HIS.get(person.pronoun) or (_IT if person.species != "human" else None)
        return dict(zip((f"{slot}.his", f"{slot}.he", f"{slot}.him"), forms, strict=True)) if forms else {}
