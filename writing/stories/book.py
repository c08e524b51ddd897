"""A branch as a book: chapters of its segments, the bible of who and what is in it, and what each picture shows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from analysts.bible import Change, Gender, LookField
from analysts.lexicon.given_names import FEMALE, MALE
from analysts.lexicon.titles import KIN, PERSON_NOUNS
from analysts.vocabulary import INDOOR_KINDS
from authors.contract import Depiction, Outline, Paragraph, Part, PlannedPerson, PlannedPlace, Text
from books.manuscript import Manuscript, ManuscriptChapter
from writing.bible import WrittenBible, bible_of
from writing.kinds.spreads import spreads_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from analysts.vocabulary import PlaceKind
    from authors.continuations.contract import PersonFacts, PlaceFacts, Segment, StoryFacts
    from books.models import VividPage
    from writing.stories.bible.overlay import EditedFacts

SEGMENTS_A_CHAPTER = 12
LOOKS = frozenset(get_args(LookField))
MAJOR_FROM = 3
"""Segments that somebody is in."""


@dataclass(frozen=True, slots=True)
class BranchBook:
    """A branch as a manuscript, with what is known of it. `bible` is None for one without segments."""

    manuscript: Manuscript
    bible: WrittenBible | None


def book_of(vividpage: VividPage, segments: Sequence[Segment], known: EditedFacts, *, analysed: int) -> BranchBook:
    """Make the book of a branch, that is kept as `vividpage`: segments, oldest first, and what is known at its end.

    People and places have the names that they are known by then, whatever a segment called them. What is seen is said
    of the last `analysed` segments alone. Each segment is one scene.
    """
    facts = known.facts
    chapters = tuple(
        chapter
        for start in range(0, len(segments), SEGMENTS_A_CHAPTER)
        for chapter in _chapter(start, segments[start : start + SEGMENTS_A_CHAPTER])
    )
    stands = _where(segments)
    kinds = _kinds_carried(stands, facts)
    title = vividpage.title
    manuscript = Manuscript(
        title=title, authors=tuple(vividpage.authors), language=vividpage.language, chapters=chapters
    )
    outline = Outline(
        title=title,
        people=_people(segments, known),
        places=tuple(_place(place, kinds.get(place.name, "unknown")) for place in facts.places),
        parts=tuple(_part(segment, known.names, where) for segment, where in zip(segments, stands, strict=True)),
    )
    texts = {segment.id: _text(segment) for segment in segments}
    written = bible_of(outline, texts, manuscript, identity=vividpage.identity, last=analysed)
    if written is not None:
        bible = replace(written.bible, changes=tuple(_deaths(segments, facts)))
        written = replace(written, bible=bible)
    return BranchBook(manuscript, written)


def _deaths(segments: Sequence[Segment], facts: StoryFacts) -> Iterator[Change]:
    """Yield who has died and in which scene, so that a bible says so and can be edited."""
    numbers = {segment.id: number for number, segment in enumerate(segments, 1)}
    for person in facts.people:
        if person.state == "dead" and person.state_since in numbers:
            yield Change(person.name, numbers[person.state_since], "death", "As the story tells.", "dead")


def _chapter(start: int, segments: Sequence[Segment]) -> tuple[ManuscriptChapter, ...]:
    title = f"Part {start // SEGMENTS_A_CHAPTER + 1}"
    return spreads_of(
        title, tuple(_part(segment, {}) for segment in segments), {segment.id: _text(segment) for segment in segments}
    )


def _where(segments: Sequence[Segment]) -> list[str]:
    """Return where each segment plays: one that does not say so stays where the story stood."""
    places, place = [], ""
    for segment in segments:
        shown = segment.depiction.place if segment.depiction else segment.place
        place = shown or segment.place or place
        places.append(place)
    return places


def _kinds_carried(stands: Sequence[str], facts: StoryFacts) -> dict[str, PlaceKind]:
    """Return, for places of which nobody has said what they are like, the kind of the one where the story came from.

    “The stall” of a market is drawn as that market, and not as a meadow.
    """
    kinds: dict[str, PlaceKind] = {}
    last: PlaceKind = "unknown"
    for name in stands:
        place = facts.place_named(name) if name else None
        if place is None:
            continue
        if place.kind != "unknown":
            last = place.kind
        elif last != "unknown":
            kinds.setdefault(place.name, last)
    return kinds


def _part(segment: Segment, names: Mapping[str, str], where: str = "") -> Part:
    shown = segment.depiction or Depiction(
        people=segment.people, place=segment.place, time_of_day=segment.time_of_day, weather=segment.weather
    )
    if where and not shown.place:
        shown = shown.model_copy(update={"place": where})
    people = tuple(person.model_copy(update={"name": names.get(person.name, person.name)}) for person in shown.people)
    called = {
        "people": people,
        "place": names.get(shown.place, shown.place),
        "object_name": names.get(shown.object_name, shown.object_name),
    }
    shown = shown.model_copy(update=called) if names else shown
    return Part(key=segment.id, kind="spread", title=segment.title, summary=segment.line, depiction=shown)


def _text(segment: Segment) -> Text:
    return Text(paragraphs=tuple(Paragraph(text=text) for text in segment.paragraphs), title=segment.title)


def _people(segments: Sequence[Segment], known: EditedFacts) -> tuple[PlannedPerson, ...]:
    facts = known.facts
    seen: Counter[str] = Counter()
    for segment in segments:
        names = {known.names.get(person.name, person.name) for person in segment.people}
        seen.update(one.name for one in facts.people if names & set(one.names))
    first = max(seen, key=lambda name: seen[name], default="")
    return tuple(
        _person(one, seen[one.name], is_first=one.name == first, key=known.keys.get(one.name, ""))
        for one in facts.people
    )


def _person(person: PersonFacts, times: int, *, is_first: bool, key: str) -> PlannedPerson:
    return PlannedPerson(
        name=person.name,
        aliases=person.aliases,
        gender=_gender(person),
        age=_age(person.age),
        species=person.species,
        looks=tuple((look.other, look.value) for look in person.looks if look.other in LOOKS),
        role="protagonist" if is_first else "major" if times >= MAJOR_FROM else "minor",
        key=key,
    )


def _gender(person: PersonFacts) -> Gender:
    """Return what a pronoun says, or a word for them (a daughter, a brother, an old woman), or their first name."""
    if person.pronoun in ("she", "he"):
        return "female" if person.pronoun == "she" else "male"
    called = [word for name in person.names for word in name.lower().split()]
    said = [word for one in (*person.relations, *person.traits) for word in one.value.lower().split()]
    for word in (*called, *said):
        found = PERSON_NOUNS.get(word) or KIN.get(word)
        if found in ("female", "male"):
            return found
    first = person.name.split()[0]
    return "female" if first in FEMALE - MALE else "male" if first in MALE - FEMALE else "unknown"


def _age(said: str) -> Literal["child", "young", "adult", "old", "unknown"]:
    if said.isdecimal():
        years = int(said)
        return "child" if years < 13 else "young" if years < 30 else "adult" if years < 60 else "old"
    return said if said in ("child", "young", "adult", "old") else "unknown"  # type: ignore[return-value]


def _place(place: PlaceFacts, carried: PlaceKind) -> PlannedPlace:
    kind = carried if place.kind == "unknown" else place.kind
    features = tuple(feature.value for feature in place.features)
    return PlannedPlace(
        name=place.name,
        kind=kind,
        indoors=place.indoors or kind in INDOOR_KINDS,
        description=", ".join(features),
        keywords=features,
    )
