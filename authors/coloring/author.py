"""The built-in author of colouring books: each subject in places and deeds that suit it, none of them twice."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from authors.coloring.subjects import DATA, Subject, stock, subject_of, subjects_in
from authors.contract import (
    Context,
    Declined,
    DepictedPerson,
    Depiction,
    Finding,
    Material,
    Memory,
    Outline,
    Part,
    PlannedPerson,
    PlannedPlace,
    Text,
)
from authors.tales.pen import digest
from authors.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from authors.coloring.brief import ColoringBrief
    from authors.tales.brief import Hero

INSTEAD = (
    "The built-in artist draws animals, people, castles, boats, gardens and many more places, and things such as a "
    "lantern or a book. Take out what it cannot draw, or choose a language model and an image model."
)
MORE = "Add more to colour, or ask for fewer pages."
VISIT = {"deed": "walking", "pose": "walking"}
"""What is done at a place that is to be coloured."""
TURNS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (" in the evening", {"time": "evening"}),
    (" at night", {"time": "night"}),
    (" in the rain", {"weather": "rain"}),
    (" in the snow", {"weather": "snow"}),
)
"""Other times and weather in which a scene is seen, and how that is told."""
WHERE = frozenset({"in", "at", "before", "on", "under"})
"""Words with which a scene says where it is, and nothing else: whoever shows a thing there holds it."""
COMPANION = "Fox"
"""Who is in a picture of a place or a thing where nobody else is asked for."""


class ColoringAuthor:
    """Plans from a stock of scenes: no key, no network, the same book for the same brief and memory."""

    name = "built-in"

    def outline(self, brief: ColoringBrief, *, memory: Memory, material: Material, feedback: str = "") -> Outline:
        """Plan all pictures. Raises Declined where nothing of what is asked for can be drawn."""
        del material  # it needs none
        asked = dict.fromkeys(one for words in brief.asked or stock() for one in subjects_in(words))
        found = {words: subject_of(words) for words in asked}
        known = [subject for subject in found.values() if subject is not None]
        missing = [words for words, subject in found.items() if subject is None]
        if not known and not brief.heroes:
            raise Declined(f"Nobody here can draw {listed(missing)}. {INSTEAD}")
        heroes = tuple(_hero(hero) for hero in brief.heroes if hero.name)
        subjects = [*(Subject(hero.name, hero) for hero in heroes), *known]
        seed = digest(brief.model_dump_json(), feedback)
        pictures = list(_pictures(subjects, heroes, brief.pictures, seed, memory))
        people = {person.name: person for subject in subjects if (person := subject.person) is not None}
        people |= {person.name: person for _, shown, _, _ in pictures for person in shown if person.name not in people}
        return Outline(
            title=brief.title or _title(subjects),
            understood=f"{brief.pictures} pictures to colour: {listed([subject.words for subject in subjects])}.",
            doubts=(f"Nobody here can draw {listed(missing)}, so that is left out.",) if missing else (),
            people=tuple(people.values()),
            places=_places(depiction for _, _, depiction, _ in pictures),
            parts=tuple(_part(number, title, shown) for number, (title, _, shown, _) in enumerate(pictures, 1)),
            details={"used": [name for _, _, _, name in pictures]},
        )

    def write(self, brief: ColoringBrief, part: Part, context: Context) -> Text:
        """Return a page without words."""
        del brief, context
        return Text(title=part.title, depiction=part.depiction)

    def revise(
        self, brief: ColoringBrief, part: Part, text: Text, findings: tuple[Finding, ...], context: Context
    ) -> Text:
        """Return the page as it is: it has no words in which anything could be mended."""
        del brief, part, findings, context
        return text


Picture = tuple[str, tuple[PlannedPerson, ...], Depiction, str]
"""Its title, who is in it, what it shows, and the name of its scene in the stock."""


def _pictures(
    subjects: Sequence[Subject], heroes: Sequence[PlannedPerson], count: int, seed: str, memory: Memory
) -> Iterator[Picture]:
    """Yield so many pictures, the subjects by turns, no scene of one twice. Raises Declined where there are too few."""
    rows = {subject.words: iter(_scenes_for(subject, seed, memory)) for subject in subjects}
    made, waiting = 0, list(subjects)
    while made < count:
        if not waiting:
            words = listed([subject.words for subject in subjects])
            raise Declined(f"There are {made} different pictures of {words}, and {count} are wanted. {MORE}")
        subject = waiting.pop(0)
        row = next(rows[subject.words], None)
        if row is not None:
            waiting.append(subject)
            made += 1
            yield _picture(subject, row, heroes)


def _picture(subject: Subject, row: Mapping[str, Any], heroes: Sequence[PlannedPerson]) -> Picture:
    person = subject.person or (heroes[0] if heroes else _companion())
    others = [hero for hero in heroes[:1] if subject.person is not None and hero.name != person.name]
    thing = subject.thing or row.get("thing", "")
    who = person.name if person in heroes else f"A {person.name.lower()}" if subject.person else person.name
    title = row["title"].format(who=_with_article(who))
    if subject.thing:
        title = row["title"].format(who=f"{_with_article(who)} with {subject.words}")
    shown = (person, *others)
    return (
        title,
        shown,
        Depiction(
            people=tuple(
                DepictedPerson(
                    name=one.name,
                    pose=row.get("pose", "standing") if one is person else "standing",
                    action=row.get("action", "") if one is person and not subject.thing else "",
                )
                for one in shown
            ),
            place=_place_name(row["place"]),
            deed="holding" if subject.thing else row["deed"],
            thing=thing,
            props=tuple(dict.fromkeys(filter(None, (thing, *row.get("props", ()))))),
            time_of_day=row.get("time", "day"),
            weather=row.get("weather", "clear"),
            light=row.get("light", "unknown"),
            mood="joyful",
            distance="medium",
        ),
        _stock_name(subject, row["title"]),
    )


def _with_article(who: str) -> str:
    return f"An {who[2:]}" if who.startswith("A ") and who[2:3] in "aeiou" else who


def _scenes_for(subject: Subject, seed: str, memory: Memory) -> list[Mapping[str, Any]]:
    """Return the scenes of a subject: those first that the owner's books have not shown, then by chance."""
    rows: list[Mapping[str, Any]]
    if subject.place:
        rows = [{**VISIT, "place": subject.place, "title": f"{{who}} at {subject.words}"}]
    else:
        rows = list(_scenes(subject.home))
        if subject.home == "birds":
            rows += _scenes("anybody")
        if subject.thing:
            rows = [row for row in rows if row["title"].split()[1] in WHERE]
    seen = [(turn, {**row, **more, "title": row["title"] + told}) for row in rows for turn, (told, more) in _turns(row)]
    ordered = sorted(
        seen,
        key=lambda turned: (
            memory.used.get(_stock_name(subject, turned[1]["title"]), 0),
            turned[0],
            digest(seed, subject.words, turned[1]["title"]),
        ),
    )
    return [row for _, row in ordered]


def _turns(row: Mapping[str, Any]) -> Iterator[tuple[int, tuple[str, Mapping[str, str]]]]:
    """Yield how a scene can be seen: as it stands first, then at other times of the day and in other weather."""
    yield 0, ("", {})
    if "time" not in row and "weather" not in row:
        yield from enumerate(TURNS, 1)


def _stock_name(subject: Subject, title: str) -> str:
    return f"coloring/{subject.words}/{title}"


def _part(number: int, title: str, depiction: Depiction) -> Part:
    return Part(key=f"picture-{number:02}", title=title, kind="picture", summary=f"{title}.", depiction=depiction)


def _places(depictions: Iterator[Depiction]) -> tuple[PlannedPlace, ...]:
    names = dict.fromkeys(depiction.place for depiction in depictions)
    return tuple(PlannedPlace(name=name, kind=name.removeprefix("the ")) for name in names)  # type: ignore[arg-type]


def _place_name(kind: str) -> str:
    return f"the {kind}"


def _hero(hero: Hero) -> PlannedPerson:
    genders = {"she": "female", "he": "male"}
    subject = subject_of(hero.species) if hero.species else None
    known = subject.person if subject is not None and subject.person is not None else PlannedPerson(name=hero.name)
    looks = (("marks", hero.looks),) if hero.looks else known.looks
    return known.model_copy(
        update={
            "name": hero.name,
            "role": "protagonist",
            "key": hero.key,
            "looks": looks,
            "gender": genders.get(hero.pronoun, known.gender),
        }
    )


def _companion() -> PlannedPerson:
    return PlannedPerson(name=COMPANION, species="fox", is_clothed=True, role="major")


def _title(subjects: Sequence[Subject]) -> str:
    first = [subject.words for subject in subjects[:2]]
    return f"{listed(first).capitalize()} to Colour" if len(subjects) < 4 else "A Big Book to Colour"


@cache
def _scenes(home: str) -> list[Mapping[str, Any]]:
    with (DATA / "scenes.toml").open("rb") as file:
        rows = tomllib.load(file)["scene"]
    return [row for row in rows if row.get("who", "anybody") == home]
