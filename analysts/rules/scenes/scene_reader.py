"""One scene's analysis: where, when, in what weather and mood, who is there, and the picture to draw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysts.bible import Bible, Place, QuoteSpan, SceneAnalysis, SceneReading
from analysts.rules.scenes.joining import people_of, place_confidence
from analysts.rules.scenes.moments import Moment, best_moment, props_of, summary_of, where
from analysts.rules.scenes.mood import mood_of
from analysts.rules.scenes.places import NOWHERE, PlaceNames, Whereabouts, exact_kind, setting_of, wide_kind
from analysts.rules.scenes.presence import people_present
from analysts.rules.scenes.prompts import compose
from analysts.rules.speech.weights import learned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import PersonInScene
    from analysts.rules.people.salience import Reference
    from analysts.rules.speech.turns import Attribution
    from analysts.text.blocks import SceneBlock


class SceneReader:
    """Reads the scenes of one chapter in order: what a scene leaves open carries over from the one before."""

    def __init__(self, bible: Bible, narrator: str | None) -> None:
        self.bible = bible
        self.narrator = narrator
        self._people = {p.name: p for p in bible.people}
        self._places = {n: p for p in bible.places for n in p.scenes}
        self._names = PlaceNames({p.name: wide_kind(p.kind) for p in bible.places if p.name[:1].isupper()})
        self._by_name = {p.name: p for p in bible.places}
        self._readings = {r.scene: r for r in bible.readings}
        self._deaths = {change.person: change.scene for change in bible.changes if change.type == "death"}
        self._setting = NOWHERE

    def read(
        self,
        number: int,
        blocks: Sequence[SceneBlock],
        references_by_block: Sequence[Sequence[Reference]],
        attributions: Sequence[Sequence[Attribution]],
    ) -> SceneAnalysis:
        """Analyse the scene of that number; `references_by_block` and `attributions` run alongside `blocks`."""
        setting, place = self._settle(number, blocks)
        reading = self._readings.get(number)
        quotes = _quotes(blocks, attributions)
        speakers = [[a.speaker for a in here] for here in attributions]
        dead = {person for person, died in self._deaths.items() if died < number}
        present = people_present(speakers)
        by_words = [seen for seen in present if seen.person not in dead]
        people = people_of(reading, by_words, self._people.keys())
        moment = self._moment(reading, blocks, references_by_block, people)
        read = reading or SceneReading(number)
        props = read.props if read.moment_span else props_of(blocks)
        analysis = SceneAnalysis(
            scene=number,
            place=setting.name,
            place_kind=place.kind if place else exact_kind(setting),
            indoors=setting.indoors,
            time_of_day=read.time_of_day,
            weather=read.weather,
            mood=mood_of(blocks),
            people=people,
            props=props,
            summary=summary_of(people, where(setting.name, setting.kind), moment.named),
            moment=moment.text,
            moment_span=moment.span,
            focal=people[0].person if people else None,
            prompt=compose(moment.named if reading is None else reading.told, props),
            quotes=tuple(quotes),
        )
        if reading is None:
            return analysis
        return replace(
            analysis,
            deed=reading.deed,
            relation=reading.relation,
            focal=reading.focal or analysis.focal,
            distance=reading.distance,
            light=reading.light,
            place_confidence=place_confidence(reading, setting),
            time_confidence=read.time_confidence,
            weather_confidence=read.weather_confidence,
            strangers=reading.strangers,
        )

    def _moment(
        self,
        reading: SceneReading | None,
        blocks: Sequence[SceneBlock],
        references_by_block: Sequence[Sequence[Reference]],
        people: Sequence[PersonInScene],
    ) -> Moment:
        """Return the moment that was read, else the sentence with the most to see in it."""
        if reading is not None and reading.moment_span is not None:
            return Moment(reading.moment, reading.retold, reading.moment_span)
        teller = self._people.get(self.narrator) if self.narrator else None
        return best_moment(blocks, references_by_block, people, (teller.name, teller.gender) if teller else None)

    def _settle(self, number: int, blocks: Sequence[SceneBlock]) -> tuple[Whereabouts, Place | None]:
        """Return the place that the bible has for the scene, else the one that its own text gives."""
        place = self._places.get(number)
        if place:
            self._setting = Whereabouts(place.name, wide_kind(place.kind), place.indoors)
        else:
            self._setting = setting_of(blocks, self._names, self._setting)
            place = self._by_name.get(self._setting.name or "")
        return self._setting, place


def _quotes(blocks: Sequence[SceneBlock], attributions: Sequence[Sequence[Attribution]]) -> list[QuoteSpan]:
    return [
        QuoteSpan(
            start=block.offset + quote.start,
            end=block.offset + quote.end,
            text=block.text[quote.start : quote.end],
            speaker=found.speaker,
            confidence=round(learned().confidence(found.way, found.probability), 3) if found.speaker else None,
        )
        for block, here in zip(blocks, attributions, strict=True)
        for quote, found in zip(block.quotes, here, strict=True)
    ]
