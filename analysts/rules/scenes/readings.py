"""What the parsed prose says of each scene, as the bible has it: people by their names, moments as spans of scenes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysts.bible import Deed, PersonInScene, SceneReading, Span, Stranger
from analysts.certainty import SURE_PERSON
from analysts.prose.moments.course import Course
from analysts.prose.moments.reading import read_scenes
from analysts.rules.scenes.retelling import Renaming, clause_in_words, retell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.bible import Person
    from analysts.prose.beings.being import Being, ParsedChapter
    from analysts.prose.beings.cast import Cast
    from analysts.prose.moments.moment import Done, Figure, Moment, SceneMoment
    from analysts.text.blocks import SceneBlock
    from analysts.vocabulary import PlaceKind


class BookReader:
    """Reads the scenes of a book, chapter by chapter.

    `places` are the kinds of the book's named places, `in_present` says that it tells its story in the present tense.
    """

    def __init__(
        self, cast: Cast, people: Sequence[Person], places: Mapping[str, PlaceKind], *, in_present: bool
    ) -> None:
        self._cast = cast
        self._course = Course(places, in_present=in_present)
        by_name = {form: p for p in reversed(people) for form in (*p.aliases, p.name)}
        self._persons: dict[Being, Person] = {}
        for being in cast.beings:
            person = next((by_name[n] for n in (being.name, *sorted(being.forms)) if n in by_name), None)
            if person is not None:
                self._persons[being] = person

    def read(self, chapter: ParsedChapter, blocks: Sequence[SceneBlock]) -> list[SceneReading]:
        """Return the readings of a chapter's scenes; `blocks` are its paragraphs."""
        resolved = self._cast.resolve(chapter)
        return [self._reading(scene, blocks) for scene in read_scenes(chapter, resolved, self._cast, self._course)]

    def _reading(self, scene: SceneMoment, blocks: Sequence[SceneBlock]) -> SceneReading:
        moment = scene.moment
        place = moment.place if moment else scene.place
        hour, weather = (moment.hour, moment.weather) if moment else (scene.hour, scene.weather)
        standing = SceneReading(
            scene=scene.scene,
            place=place.words,
            place_kind=place.kind,
            indoors=place.indoors,
            place_confidence=place.confidence,
            time_of_day=hour[0],
            time_confidence=hour[1],
            weather=weather[0],
            weather_confidence=weather[1],
        )
        if moment is None:
            here = [PersonInScene(p.name, confidence=sure) for b, sure in scene.present if (p := self._persons.get(b))]
            return replace(standing, people=_once(here))
        block = blocks[moment.paragraph]
        return replace(
            standing,
            people=_once(self._people(moment)),
            strangers=self._strangers(moment),
            props=tuple(name for name, _ in moment.things),
            moment_span=Span(block.offset + moment.start, block.offset + moment.end),
            moment=block.text[moment.start : moment.end],
            retold=self._retold(moment, block.text),
            told=" ".join(told for clause in moment.told if (told := clause_in_words(clause, self._persons))),
            deed=self._deed(moment.deed) if moment.deed else None,
            relation=moment.relation,
            focal=self._name(moment.focal),
            distance=moment.distance,
            light=moment.light,
        )

    def _people(self, moment: Moment) -> list[PersonInScene]:
        return [
            PersonInScene(person.name, figure.pose, figure.action, figure.part, figure.confidence)
            for figure in moment.people
            if (person := self._person(figure))
        ]

    def _person(self, figure: Figure) -> Person | None:
        """Return whom of the bible somebody is; nobody where it is surer what they are called than who that is."""
        if figure.described is not None and figure.confidence < SURE_PERSON:
            return None
        return self._persons.get(figure.being)

    def _strangers(self, moment: Moment) -> tuple[Stranger, ...]:
        """Return those whom the bible does not have as the text describes them, each once."""
        found: dict[str, Stranger] = {}
        called = {word for person in map(self._person, moment.people) if person for word in _words_of(person)}
        for figure in moment.people:
            told = figure.described
            if told is None or self._person(figure) or told.noun in called:
                continue
            sure = figure.confidence if figure.being.is_local else max(figure.confidence, SURE_PERSON)
            found.setdefault(told.words, Stranger(*told, pose=figure.pose, part=figure.part, confidence=sure))
        return tuple(found.values())

    def _deed(self, done: Done) -> Deed:
        return Deed(
            kind=done.kind,
            actor=self._name(done.actor),
            person=self._name(done.other),
            thing=done.thing,
            words=done.words,
            confidence=done.confidence,
        )

    def _name(self, being: Being | None) -> str | None:
        person = self._persons.get(being) if being is not None else None
        return person.name if person else None

    def _retold(self, moment: Moment, text: str) -> str:
        renamings = [
            Renaming(start, end, person.name, person.gender, person.is_narrator, person.aliases)
            for start, end, being in moment.names
            if (person := self._persons.get(being))
        ]
        return retell(text, moment.start, moment.end, renamings)


def _words_of(person: Person) -> set[str]:
    """Return the words, in small letters, of all that somebody is called."""
    return {word for form in (person.name, *person.aliases) for word in form.lower().split()}


def _once(people: Sequence[PersonInScene]) -> tuple[PersonInScene, ...]:
    found: dict[str, PersonInScene] = {}
    for seen in people:
        found.setdefault(seen.person, seen)
    return tuple(found.values())
