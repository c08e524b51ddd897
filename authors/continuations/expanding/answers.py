"""How those who are there answer a deed: by what they are like, what they are to each other, and what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from authors.continuations.expanding.cast import speaks
from authors.continuations.expanding.stock import Stock, of_being, of_thing, pool
from authors.continuations.reading.people.looks import COLOURS

if TYPE_CHECKING:
    from authors.continuations.contract import PersonFacts
    from authors.continuations.expanding.scenes import Scene

_SHOWN = frozenset({*COLOURS, "long", "curly", "wavy"})
"""Looks that a sentence of ours may speak of."""
_CHILD = 13
"""Years from which on nobody stands on tiptoe to see."""


class Answers:
    """The answers of one scene."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._cast = scene.cast
        self._line = scene.line

    def given(self) -> list[str]:
        """Return the sentences in which others answer, or what the doer does when nobody is there."""
        words = self._scene.context.settings.words
        others = [person for person in self._cast.others if person not in self._cast.new or not self._cast.doers]
        others = others or [person for person in self._cast.others if person.species == "human"]
        others = others or list(self._cast.doers[1:]) or list(self._cast.others)
        if not others:
            return [each for each in self._alone() if each]
        sentences = [self._gesture(others[0])]
        asker = next((person for person in others if speaks(person)), None)
        if asker is not None and not self._is_asked(asker):
            sentences += self._asked(asker)
        for person in others[1:3] if words >= 120 else ():
            sentences.append(self._gesture(person))
        return [each for each in sentences if each]

    def _is_asked(self, person: PersonFacts) -> bool:
        """Say whether the line itself asks somebody: then it is for them to answer, and for readers to say what."""
        del person
        return self._line.is_telling and ("?" in self._line.told or self._line.verb == "ask")

    def _alone(self) -> list[str]:
        scene = self._scene
        if not self._cast.doers or len(self._cast.doers) > 1:
            return []
        doer = self._cast.doers[0]
        values = scene.values(None)
        if doer.species != "human":
            return []
        first = scene.one(pool("people", "own", "thing"), values, person=doer) if scene.thing else ""
        first = first or scene.one(pool("people", "own", "deed"), values, person=doer)
        if "D.he" in values:  # who was just named is “she” in the next sentence
            values["D"] = values["D.he"]
        return [first, scene.one(pool("people", "own", "deed"), values, person=doer)]

    def _gesture(self, person: PersonFacts) -> str:
        scene = self._scene
        values = scene.values(person)
        if person.species not in ("human", "robot", "ghost"):
            return scene.one(pool("people", "gesture", "beast"), values, person=person)
        for stocks, more in self._own_ways(person):
            sentence = scene.one(stocks, values | more, person=person)
            if sentence:
                return sentence
        of_thing_first = bool(scene.focus) and not self._line.is_telling and "h" in values
        first, second = ("thing", "deed") if of_thing_first else ("deed", "thing")
        return scene.one(pool("people", "gesture", first), values, person=person) or scene.one(
            pool("people", "gesture", second), values, person=person
        )

    def _own_ways(self, person: PersonFacts) -> list[tuple[tuple[Stock, ...], dict[str, str]]]:
        """Return what only this person would do: by limits, traits, kin, age and looks."""
        ways: list[tuple[tuple[Stock, ...], dict[str, str]]] = []
        ways += [(pool("people", "limit", limit.value), {}) for limit in person.limits if self._bears(limit.value)]
        ways += [(pool("people", "trait", trait.value), {}) for trait in person.traits]
        if person.age == "child" or (person.age.isdecimal() and int(person.age) < _CHILD):
            ways.append((pool("people", "child", "any"), {}))
        if self._cast.doers and _are_kin(person, self._cast.doers[0]):
            ways.append((pool("people", "kin", "any"), {}))
        for look in person.looks:
            if look.value in _SHOWN:
                part = "moustache" if "moustache" in look.words else look.other
                ways.append((pool("people", "look", part), {"colour": look.value}))
        number = len(self._scene.context.memory.used) % len(ways) if ways else 0
        return [*ways[number:], *ways[:number]]

    def _bears(self, limit: str) -> bool:
        """Say whether a limit matters here: who cannot swim minds the water, and nothing else."""
        place = self._line.place.kind if self._line.place else ""
        return (
            limit != "swim" or self._line.deed in ("rowing", "sailing", "swimming") or place in ("sea", "river", "lake")
        )

    def _asked(self, person: PersonFacts) -> list[str]:
        """Return a question about what was done, and what the doer does about it."""
        scene = self._scene
        stocks, about = self._questions()
        values = scene.values(person)
        chosen = scene.one(stocks, values, person=person)
        if not chosen:
            return []
        asks = chosen.endswith("?")
        verb = {"hushed": "whispered", "breathless": "cried"}.get(scene.voice, "asked" if asks else "said")
        spoken = chosen if chosen[-1] in "?!" else f"{chosen[:-1]},"
        sentences = [f"“{spoken}” {verb} {values['O']}."]
        doer = self._cast.doers[0] if self._cast.doers else None
        if asks and doer is not None and speaks(doer) and doer.state == "alive":
            sentences.append(scene.one(pool("people", "reply", about), values, person=doer))
        return sentences

    def _questions(self) -> tuple[tuple[Stock, ...], str]:
        line = self._line
        if line.is_telling:
            return pool("people", "ask", "talking"), "deed"
        for thing in (scene_thing,) if (scene_thing := self._scene.thing) else ():
            found = of_thing(thing.noun, "ask")
            found = tuple(each for each in found if not (thing.is_many and re.search(r"\bit\b", each.text)))
            if found:
                return found, "thing"
        if not self._cast.doers:
            return pool("people", "ask", "nobody"), "deed"
        beings = [person for person in self._cast.new if person.species != "human"]
        if beings:
            return of_being(beings[0].species, "ask"), "deed"
        return pool("people", "ask", line.deed), "deed"


def _are_kin(one: PersonFacts, other: PersonFacts) -> bool:
    names = set(other.names)
    return any(tie.other in names for tie in one.relations) or any(tie.other in one.names for tie in other.relations)
