"""The bible of a book as its author knows it: who is in it, where, and what each picture shows. No text is read for it.

Of a book whose parts say what their pictures show, each such part is a scene: what stands between two breaks of a
chapter of spreads, in the order of the plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from analysts.bible import (
    Bible,
    Deed,
    Look,
    LookField,
    Person,
    PersonInScene,
    Place,
    SceneAnalysis,
    Span,
)
from analysts.rules import RuleAnalyst
from books.text.scenes import cut_scenes
from writing.faces import key_from

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analysts.bible import QuoteSpan
    from analysts.vocabulary import Part as PartInDeed
    from authors.contract import Depiction, Outline, PlannedPerson, PlannedPlace, Text
    from books.manuscript import Manuscript
    from books.text.content import ChapterText, SceneText

LOOK_FIELDS: tuple[str, ...] = get_args(LookField)
AS_PLANNED = "As planned."
"""The source of looks that no text tells."""


class SpreadsDiffer(ValueError):
    """A kind of book made another number of scenes than its plan has pictures: a fault of ours."""


@dataclass(frozen=True, slots=True)
class WrittenBible:
    """Who and what is in a book, and what its scenes show."""

    bible: Bible
    analyses: tuple[SceneAnalysis, ...]


def bible_of(
    outline: Outline,
    texts: Mapping[str, Text],
    manuscript: Manuscript,
    *,
    identity: str,
    last: int | None = None,
) -> WrittenBible | None:
    """Make the bible of a book of that identity; None if its parts do not say what their pictures show.

    `last` are so many parts, at the end, of which is said what their pictures show and who speaks; None: all. Raises
    SpreadsDiffer if its chapters of spreads have not one scene for each part that does.
    """
    depicted = _depictions(outline, texts)
    if not depicted:
        return None
    chapters = cut_scenes(manuscript.chapters)
    spreads = [chapter for chapter in manuscript.body if chapter.in_spreads]
    in_spreads = [c for c, source in zip(chapters, manuscript.body, strict=True) if source in spreads]
    scenes = [scene for chapter in in_spreads for scene in chapter.scenes]
    if len(scenes) != len(depicted):
        raise SpreadsDiffer(f"{len(scenes)} scenes for {len(depicted)} parts with pictures")
    everywhere = [scene for chapter in chapters for scene in chapter.scenes]
    shown = list(zip(scenes, depicted, strict=True))
    bible = Bible(
        people=tuple(_person(person, everywhere, shown, identity) for person in outline.people),
        places=tuple(_place(place, shown) for place in outline.places),
        changes=(),
    )
    told = shown if last is None else shown[len(shown) - last :]
    wanted = {scene.number for scene, _ in told}
    quotes = _quotes([chapter for chapter in chapters if wanted & {scene.number for scene in chapter.scenes}], bible)
    places = {place.name: place for place in outline.places}
    return WrittenBible(bible, tuple(_analysis(*one, places, quotes.get(one[0].number, ())) for one in told))


def _depictions(outline: Outline, texts: Mapping[str, Text]) -> list[tuple[str, Depiction]]:
    """List the summaries of the parts that have a picture, and what it shows: as the text has it, else as planned."""
    found = []
    for part in outline.parts:
        depiction = texts[part.key].depiction or part.depiction
        if depiction is not None:
            found.append((part.summary, depiction))
    return found


def _person(
    person: PlannedPerson,
    scenes: Sequence[SceneText],
    shown: Sequence[tuple[SceneText, tuple[str, Depiction]]],
    identity: str,
) -> Person:
    names = "|".join(re.escape(name) for name in sorted((person.name, *person.aliases), key=len, reverse=True))
    called = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    mentions = {scene.number: len(called.findall(scene.text)) for scene in scenes}
    seen = {scene.number for scene, (_, depiction) in shown if person.name in _people_in(depiction)}
    numbers = sorted(seen | {number for number, times in mentions.items() if times})
    return Person(
        name=person.name,
        aliases=person.aliases,
        gender=person.gender,
        age=person.age,
        role=person.role,
        mentions=sum(mentions.values()),
        scenes=tuple(numbers),
        looks=tuple(
            Look(field, value, scene=min(numbers, default=0), sentence=AS_PLANNED)  # type: ignore[arg-type]
            for field, value in person.looks
            if field in LOOK_FIELDS
        ),
        species=person.species,
        is_clothed=person.is_clothed,
        is_group=person.is_group,
        size=person.size,
        key=key_from(identity, person),
    )


def _people_in(depiction: Depiction) -> list[str]:
    return [*(person.name for person in depiction.people), depiction.object_name]


def _place(place: PlannedPlace, shown: Sequence[tuple[SceneText, tuple[str, Depiction]]]) -> Place:
    return Place(
        name=place.name,
        kind=place.kind,
        indoors=place.indoors,
        description=place.description,
        keywords=place.keywords,
        scenes=tuple(scene.number for scene, (_, depiction) in shown if depiction.place == place.name),
    )


def _quotes(chapters: Sequence[ChapterText], bible: Bible) -> dict[int, tuple[QuoteSpan, ...]]:
    """Find who says what, by rules: the people are known."""
    analyst = RuleAnalyst()
    return {one.scene: one.quotes for chapter in chapters for one in analyst.analyse(chapter, bible)}


def _analysis(
    scene: SceneText,
    shown: tuple[str, Depiction],
    places: Mapping[str, PlannedPlace],
    quotes: tuple[QuoteSpan, ...],
) -> SceneAnalysis:
    summary, depiction = shown
    place = places.get(depiction.place)
    span = _moment(scene.text, depiction.moment)
    people = tuple(
        PersonInScene(person.name, person.pose, person.action, part=_part_of(person.name, number, depiction))
        for number, person in enumerate(depiction.people)
    )
    return SceneAnalysis(
        scene=scene.number,
        place=depiction.place or None,
        place_kind=place.kind if place else "unknown",
        indoors=place.indoors if place else False,
        time_of_day=depiction.time_of_day,
        weather=depiction.weather,
        mood=depiction.mood,
        people=people,
        props=depiction.props,
        summary=summary,
        moment=scene.text[span.start : span.end] if span else "",
        prompt="",
        quotes=quotes,
        moment_span=span,
        deed=_deed(depiction),
        relation=depiction.relation,
        focal=depiction.people[0].name if depiction.people else None,
        distance=depiction.distance,
        light=depiction.light,
    )


def _part_of(name: str, number: int, depiction: Depiction) -> PartInDeed:
    if name == depiction.object_name:
        return "object"
    return "actor" if number == 0 and depiction.deed != "unknown" else "present"


def _deed(depiction: Depiction) -> Deed | None:
    if depiction.deed == "unknown" or not depiction.people:
        return None
    first = depiction.people[0]
    return Deed(
        kind=depiction.deed,
        actor=first.name,
        person=depiction.object_name or None,
        thing=depiction.thing,
        words=first.action or depiction.moment,
    )


def _moment(text: str, moment: str) -> Span | None:
    """Find the sentence that is illustrated; where the text has changed since, its first paragraph."""
    start = text.find(moment) if moment else -1
    if start >= 0:
        return Span(start, start + len(moment))
    first = text.partition("\n\n")[0]
    return Span(0, len(first)) if first else None
