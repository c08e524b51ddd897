"""Turn a model's answer about scenes into `SceneAnalysis`, and choose what of the bible it needs to know."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from analysts.bible import Bible, Deed, Person, PersonInScene, Place, QuoteSpan, SceneAnalysis, Span, Stranger
from analysts.language.compiling import forms_in
from analysts.language.evidence import span_of, words_of
from analysts.language.portions import Portion, scenes_of
from analysts.language.rendering import listed, quotes_of
from analysts.vocabulary import HUMAN
from books.text.names import shortened

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analysts.language.schemas import PartAnswer, SeenScene
    from analysts.vocabulary import Part
    from books.text.content import ChapterText, SceneText

MOST_PEOPLE, MOST_PLACES = 40, 30
"""Told with one portion."""
LONGEST_TEXT, LONGEST_PROMPT, LONGEST_PROP, LONGEST_DEED = 600, 1_000, 60, 300
MOST_PRESENT, MOST_PROPS = 12, 10


@dataclass(frozen=True, slots=True)
class Known:
    """Who and what of the bible a portion has to do with, under the short ids that the model is given."""

    people: dict[str, Person]
    places: dict[str, Place]

    @property
    def listing(self) -> str:
        """The lists as the model reads them."""
        return listed(
            [
                "People of the book who are named here (id | names):",
                *(f"{number} | {_names(person)}" for number, person in self.people.items()),
                "Places of the book near here (id | name):",
                *(f"{number} | {place.name}" for number, place in self.places.items()),
            ]
        )

    def person_called(self, name: str) -> str | None:
        """Return the name of the person with that id, name or alias; None if there is none, or more than one."""
        if name.strip() in self.people:
            return self.people[name.strip()].name
        wanted = words_of(name)
        if not wanted:
            return None
        called = [p.name for p in self.people.values() if words_of(p.name) == wanted]
        also = [p.name for p in self.people.values() if any(words_of(alias) == wanted for alias in p.aliases)]
        fitting = called or also
        return fitting[0] if len(fitting) == 1 else None

    def place_called(self, name: str) -> str | None:
        """Return the name of the place with that id or name; None if there is none."""
        if name.strip() in self.places:
            return self.places[name.strip()].name
        return next((p.name for p in self.places.values() if words_of(p.name) == words_of(name)), None)


def known_in(portion: Portion, bible: Bible) -> Known:
    """Return those of the bible whose name stands in the portion, or who tell it, and the places in and around it."""
    scenes = scenes_of(portion)
    text = "\n".join(scene.text for scene in scenes)
    first, last = scenes[0].number, scenes[-1].number
    people = [p for p in bible.people if p.is_narrator or forms_in(text, (p.name, *p.aliases))]
    places = sorted(bible.places, key=lambda p: min((_far(n, first, last) for n in p.scenes), default=last))
    return Known(
        people={f"p{number}": person for number, person in enumerate(people[:MOST_PEOPLE], 1)},
        places={f"s{number}": place for number, place in enumerate(places[:MOST_PLACES], 1)},
    )


def check_scenes(portion: Portion) -> Callable[[PartAnswer], str]:
    """Return a check that says what is wrong with an answer about these scenes: one is missing."""
    wanted = [scene.number for scene in scenes_of(portion)]

    def check(reading: PartAnswer) -> str:
        missing = sorted(set(wanted) - {scene.scene for scene in reading.scenes})
        return f"scenes: there is no entry for {missing}" if missing else ""

    return check


def analyses_of(portion: Portion, reading: PartAnswer, known: Known) -> list[SceneAnalysis]:
    """Return what the model saw, with every name one of the bible's, and every speech where it stands in the text."""
    seen = {scene.scene: scene for scene in reversed(reading.scenes)}  # of two entries the first
    return [_analysis(seen[scene.number], scene, chapter, known) for chapter in portion for scene in chapter.scenes]


def _analysis(seen: SeenScene, scene: SceneText, chapter: ChapterText, known: Known) -> SceneAnalysis:
    present: dict[str, PersonInScene] = {}
    for person in seen.people:
        name = known.person_called(person.person)
        if name is not None:
            action = shortened(person.action.strip(), LONGEST_TEXT)
            present.setdefault(name, PersonInScene(name, person.pose, action, confidence=_share(person.confidence)))
    strangers = _strangers(seen)
    deed = _deed(seen, known, strangers)
    moment, span = _moment(seen.moment.strip(), scene)
    return SceneAnalysis(
        scene=scene.number,
        place=known.place_called(seen.place),
        place_kind=seen.place_kind,
        indoors=seen.indoors,
        time_of_day=seen.time_of_day,
        weather=seen.weather,
        mood=seen.mood,
        people=tuple(_with_part(person, deed) for person in present.values())[:MOST_PRESENT],
        props=tuple(shortened(prop.strip(), LONGEST_PROP) for prop in seen.props if prop.strip())[:MOST_PROPS],
        summary=shortened(seen.summary.strip(), LONGEST_TEXT),
        moment=moment,
        prompt=shortened(seen.prompt.strip(), LONGEST_PROMPT),
        quotes=tuple(_quotes(seen.speakers, scene, chapter, known)),
        moment_span=span,
        deed=deed,
        relation=seen.relation,
        focal=known.person_called(seen.focal) if seen.focal else None,
        distance=seen.distance,
        light=seen.light,
        place_confidence=_share(seen.place_confidence),
        time_confidence=_share(seen.time_confidence),
        weather_confidence=_share(seen.weather_confidence),
        strangers=strangers,
    )


def _moment(quoted: str, scene: SceneText) -> tuple[str, Span | None]:
    """Return the moment in the words of the text and where it stands there; a retelling as it is, without a place."""
    found = span_of(quoted, scene.text)
    if found is None:
        return shortened(quoted, LONGEST_TEXT), None
    start, end = found
    end += len(re.match(r"[.!?…]*[”’\"»]?", scene.text[end:])[0])  # type: ignore[index]  # it may match nothing
    return shortened(scene.text[start:end], LONGEST_TEXT), Span(start, end)


def _strangers(seen: SeenScene) -> tuple[Stranger, ...]:
    """Return those whom no list has, each once."""
    told = {words: one for one in reversed(seen.strangers) if (words := shortened(one.words.strip(), LONGEST_PROP))}
    return tuple(
        Stranger(
            words=words,
            noun=shortened(one.noun.strip(), LONGEST_PROP) or words,
            count=max(0, one.count),
            species=shortened(one.species.strip(), LONGEST_PROP) or HUMAN,
            gender=one.gender,
            age=one.age,
            looks=shortened(one.looks.strip(), LONGEST_DEED),
            pose=one.pose,
            part=one.part,
            confidence=_share(one.confidence),
        )
        for words, one in reversed(told.items())
    )[:MOST_PRESENT]


def _deed(seen: SeenScene, known: Known, strangers: Sequence[Stranger]) -> Deed | None:
    """Return the deed with its people as the bible has them; one of somebody who is not seen is no deed."""
    told = seen.deed
    actor = known.person_called(told.actor) if told.actor else None
    is_seen = actor is not None or any(stranger.part == "actor" for stranger in strangers)
    if told.kind == "unknown" or (told.actor and not is_seen):
        return None
    return Deed(
        kind=told.kind,
        actor=actor,
        person=known.person_called(told.person) if told.person else None,
        thing=shortened(told.thing.strip(), LONGEST_PROP),
        words=shortened(told.words.strip(), LONGEST_DEED),
        confidence=_share(told.confidence),
    )


def _with_part(person: PersonInScene, deed: Deed | None) -> PersonInScene:
    parts: dict[str | None, Part] = {deed.person: "object", deed.actor: "actor"} if deed else {}
    return replace(person, part=parts.get(person.person, "present"))


def _share(confidence: float | None) -> float | None:
    """Return a confidence between 0 and 1, whatever a model takes for one."""
    return None if confidence is None or math.isnan(confidence) else min(1.0, max(0.0, confidence))


def _quotes(speakers: Sequence[str], scene: SceneText, chapter: ChapterText, known: Known) -> list[QuoteSpan]:
    spans = quotes_of(scene, chapter)
    padded = [*speakers, *[""] * len(spans)]
    return [
        QuoteSpan(start, end, scene.text[start:end], known.person_called(speaker) if speaker else None)
        for (start, end), speaker in zip(spans, padded, strict=False)
    ]


def _names(person: Person) -> str:
    also = f" (also {', '.join(person.aliases[:5])})" if person.aliases else ""
    teller = ", who tells the story" if person.is_narrator else ""
    being = "" if person.species == HUMAN else f", {person.species}"
    return f"{person.name}{also}{being}{teller}"


def _far(number: int, first: int, last: int) -> int:
    """Return how many scenes lie between a scene and a stretch."""
    return max(0, first - number, number - last)
