"""Editing what is seen in a scene: its light, weather, mood, place and moment, who is there, and who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from analysts import vocabulary
from books.text.names import shortened
from characters.editing import EditRefused
from characters.editing.journal import Journal, fresh, recorded
from characters.models import Analysis, Character, Edit, Presence, Quote, Setting
from sketch.props.vocabulary import words_for_props

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from accounts.models import User
    from books.models import Scene

CHOICES: Mapping[str, tuple[str, ...]] = {
    "time_of_day": get_args(vocabulary.TimeOfDay),
    "weather": get_args(vocabulary.Weather),
    "mood": get_args(vocabulary.Mood),
}
POSES: tuple[str, ...] = get_args(vocabulary.Pose)
DEEDS: tuple[str, ...] = get_args(vocabulary.DeedKind)
KINDS: tuple[str, ...] = get_args(vocabulary.PlaceKind)
LONGEST_MOMENT, LONGEST_QUOTED, LONGEST_THING = 1_000, 60, 60
MOST_PEOPLE = 12
PEOPLE, DEED = "people", "deed"


@dataclass(frozen=True, slots=True)
class CharacterInScene:
    """Somebody who is to be seen in a scene; `confidence` is None if the reader says so themselves."""

    character: Character
    pose: str = "standing"
    action: str = ""
    part: str = "present"
    confidence: float | None = None


def edit_scene(
    *,
    analysis: Analysis,
    by: User | None,
    time_of_day: str | None = None,
    weather: str | None = None,
    mood: str | None = None,
    moment: str | None = None,
) -> Edit | None:
    """Change what a scene's picture shows; None leaves a field as it is.

    A moment of the reader's is drawn in place of what the analysis saw. Raises EditRefused for an unknown word and
    for a moment that is too long.
    """
    wanted = {"time_of_day": time_of_day, "weather": weather, "mood": mood, "moment": moment}
    values = {field: " ".join(value.split()) for field, value in wanted.items() if value is not None}
    for field, value in values.items():
        if value not in CHOICES.get(field, (value,)):
            raise EditRefused(f"“{value}” is no {field.replace('_', ' ')}.")
    if len(values.get("moment", "")) > LONGEST_MOMENT:
        raise EditRefused(f"Describe the moment in {LONGEST_MOMENT:,} letters at most.")
    with recorded(vividpage_id=analysis.scene.vividpage_id, by=by, kind="scene") as journal:
        analysis = fresh(analysis)
        changed = journal.correct(analysis, values)
        words = [f"{field.replace('_', ' ')} {value}" for field, value in changed.items() if field != "moment"]
        words += ["another moment"] if "moment" in changed else []
        journal.summary = f"Scene {analysis.scene.number}: {', '.join(words)}"
        journal.change(analysis, **_along(analysis.scene, changed))
    return journal.edit


def choose_moment(*, analysis: Analysis, start: int, end: int, by: User | None) -> Edit | None:
    """Have another passage of a scene's text drawn: its characters `start` to `end`.

    What is done in the moment before is not done in this one, so nobody does anything until the reader says what; the
    things are those that the passage names, and whoever it names comes first. Raises EditRefused for what is no passage
    of the scene, or too long a one.
    """
    words = " ".join(analysis.scene.text[max(0, start) : max(0, end)].split())
    if start < 0 or not words or len(words) > LONGEST_MOMENT:
        raise EditRefused("Choose a sentence of the scene.")
    props = words_for_props(re.findall(r"[\w'’-]+", words))
    with recorded(vividpage_id=analysis.scene.vividpage_id, by=by, kind="scene") as journal:
        analysis = fresh(analysis)
        if (analysis.moment, analysis.moment_start, analysis.moment_end) == (words, start, end):
            return None
        journal.summary = f"Scene {analysis.scene.number}: another moment"
        journal.change(analysis, moment=words, moment_start=start, moment_end=end, props=props, strangers=[])
        journal.change(analysis, deed="unknown", deed_thing="", deed_words="", relation="unknown", deed_confidence=None)
        present = list(analysis.presences.select_related("character").order_by("order"))
        journal.change(present, part="present")
        _put_first(journal, present, [seen for seen in present if _is_named(seen.character, words)])
        journal.lock(analysis, "moment", "props", DEED, PEOPLE)
    return journal.edit


def _put_first(journal: Journal, present: Sequence[Presence], first: Sequence[Presence]) -> None:
    """Order those who are seen anew, through places that are free."""
    wanted = [*first, *(seen for seen in present if seen not in first)]
    if wanted != list(present):
        for order, seen in enumerate(wanted, len(present) + max(seen.order for seen in present)):
            journal.change(seen, order=order)
        for order, seen in enumerate(wanted):
            journal.change(seen, order=order)


def _is_named(character: Character, words: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) for name in (character.name, *character.aliases))


def place_of(moment: str, text: str) -> tuple[int | None, int | None]:
    """Return where the words of a moment stand in a scene's text; nowhere if the text does not have them."""
    words = moment.split()
    found = re.search(r"\s+".join(map(re.escape, words)), text) if words else None
    return found.span() if found else (None, None)


def _along(scene: Scene, changed: Mapping[str, str]) -> dict[str, object]:
    """Return what changes along with what a reader says: nothing of that is doubtful any more."""
    along: dict[str, object] = {}
    if "moment" in changed:
        start, end = place_of(changed["moment"], scene.text)
        along |= {"moment_start": start, "moment_end": end} if start is not None else {}
    if "time_of_day" in changed:
        along |= {"time_confidence": None, "light": "unknown"}
    if "weather" in changed:
        along["weather_confidence"] = None
    return along


def set_deed(
    *,
    analysis: Analysis,
    deed: str,
    by: User | None,
    actor: Character | None = None,
    person: Character | None = None,
    thing: str = "",
) -> Edit | None:
    """Say what is done in a scene's moment, by whom of those who are seen there, to whom of them and with what.

    Raises EditRefused for an unknown deed, for somebody who is not there, and for one who does it to themselves.
    """
    if deed not in DEEDS:
        raise EditRefused(f"“{deed}” is no deed.")
    if actor is not None and actor == person:
        raise EditRefused("Choose two people: who does it, and whom it is done to.")
    with recorded(vividpage_id=analysis.scene.vividpage_id, by=by, kind="deed") as journal:
        analysis = fresh(analysis)
        present = list(analysis.presences.select_related("character").order_by("order"))
        for seen in (actor, person):
            if seen is not None and seen.pk not in {presence.character_id for presence in present}:
                raise EditRefused(f"{seen.name} is not seen in scene {analysis.scene.number}: add them there first.")
        names = [seen.name for seen in (actor, person) if seen is not None]
        journal.summary = f"Scene {analysis.scene.number}: {deed}" + (f" ({', '.join(names)})" if names else "")
        parts = {seen.pk: part for seen, part in ((actor, "actor"), (person, "object")) if seen is not None}
        for presence in present:
            journal.change(presence, part=parts.get(presence.character_id, "present"))
        taken = set(parts.values())
        rows = [{**row, "part": "present" if row["part"] in taken else row["part"]} for row in analysis.strangers]
        journal.change(analysis, strangers=rows)
        thing = shortened(" ".join(thing.split()), LONGEST_THING)
        if (analysis.deed, analysis.deed_thing) != (deed, thing):
            journal.change(analysis, deed=deed, deed_thing=thing, deed_words="", relation="unknown")
        journal.change(analysis, deed_confidence=None)
        if journal.steps:
            journal.lock(analysis, DEED, PEOPLE)
    return journal.edit


def move_scene(*, analysis: Analysis, setting: Setting | None, by: User | None) -> Edit | None:
    """Say where a scene plays; None: no named place. Raises EditRefused for a place of another book."""
    with recorded(vividpage_id=analysis.scene.vividpage_id, by=by, kind="scene") as journal:
        analysis = fresh(analysis)
        number = analysis.scene.number
        if setting is not None and setting.vividpage_id != analysis.scene.vividpage_id:
            raise EditRefused("That place is not in this book.")
        if setting == analysis.setting:
            return None
        journal.summary = f"Scene {number} plays {setting.name if setting else 'no named place'}"
        left = analysis.setting
        journal.change(analysis, setting=setting, place_confidence=None)
        if setting is not None:
            journal.change(analysis, place_kind=setting.kind, indoors=setting.indoors)
            journal.change(setting := fresh(setting), scene_numbers=sorted({*setting.scene_numbers, number}))
        if left is not None:
            journal.change(left, scene_numbers=[other for other in left.scene_numbers if other != number])
        journal.lock(analysis, "setting", "place_kind", "indoors")
    return journal.edit


def set_place_kind(*, analysis: Analysis, kind: str, by: User | None) -> Edit | None:
    """Say at what kind of place, which has no name, a scene plays. Raises EditRefused for an unknown kind."""
    if kind not in KINDS:
        raise EditRefused(f"“{kind}” is no kind of place.")
    moved = move_scene(analysis=analysis, setting=None, by=by)
    with recorded(vividpage_id=analysis.scene.vividpage_id, by=by, kind="scene") as journal:
        analysis = fresh(analysis)
        journal.summary = f"Scene {analysis.scene.number} plays at: {kind}"
        journal.change(analysis, place_kind=kind, indoors=kind in vocabulary.INDOOR_KINDS, place_confidence=None)
        journal.lock(analysis, "setting", "place_kind", "indoors")
    return journal.edit or moved


def set_people(
    *,
    analysis: Analysis,
    people: Sequence[CharacterInScene],
    by: User | None,
    strangers: Collection[str] | None = None,
) -> Edit | None:
    """Say who is seen in a scene, the most important first; `strangers` are those who stay, by their words, None: all.

    Raises EditRefused for somebody of another book, somebody twice, an unknown pose, or more than MOST_PEOPLE.
    """
    vividpage_id = analysis.scene.vividpage_id
    if any(seen.character.vividpage_id != vividpage_id for seen in people):
        raise EditRefused("Somebody there is not in this book.")
    if len({seen.character.pk for seen in people}) < len(people):
        raise EditRefused("Somebody is listed twice.")
    if any(seen.pose not in POSES for seen in people):
        raise EditRefused("Choose a pose: " + ", ".join(POSES) + ".")
    if len(people) > MOST_PEOPLE:
        raise EditRefused(f"A picture can show {MOST_PEOPLE} people at most.")
    with recorded(vividpage_id=vividpage_id, by=by, kind="presence") as journal:
        analysis = fresh(analysis)
        wanted = [
            (seen.character.pk, seen.pose, shortened(seen.action.strip(), 300), seen.part, seen.confidence)
            for seen in people
        ]
        present = list(analysis.presences.select_related("character").order_by("order"))
        staying = [row for row in analysis.strangers if strangers is None or row["words"] in strangers]
        there = [(seen.character_id, seen.pose, seen.action, seen.part, seen.confidence) for seen in present]
        if there == wanted and staying == analysis.strangers:
            return None
        seen_there = [*(fresh(seen.character).name for seen in people), *(row["words"] for row in staying)]
        names = ", ".join(seen_there)
        journal.change(analysis, strangers=staying)
        journal.summary = f"Scene {analysis.scene.number}: {names or 'nobody'} in the picture"
        journal.remove(present)
        journal.add(
            Presence(
                analysis=analysis, character_id=pk, order=order, pose=pose, action=action, part=part, confidence=sure
            )
            for order, (pk, pose, action, part, sure) in enumerate(wanted)
        )
        for seen in people:
            count_scenes(journal, fresh(seen.character), [analysis.scene])
        journal.lock(analysis, PEOPLE)
    return journal.edit


def set_speaker(*, quote: Quote, speaker: Character | None, by: User | None) -> Edit | None:
    """Say who speaks; None: nobody knows. Raises EditRefused for somebody of another book."""
    vividpage_id = quote.scene.vividpage_id
    with recorded(vividpage_id=vividpage_id, by=by, kind="speaker") as journal:
        quote = fresh(quote)
        if speaker is not None and fresh(speaker).vividpage_id != vividpage_id:
            raise EditRefused("Whoever speaks has to be in this book.")
        name = speaker.name if speaker else "somebody unknown"
        if (speaker.pk if speaker else None) != quote.speaker_id:
            journal.summary = f"Scene {quote.scene.number}: {name} says “{shortened(quote.text, LONGEST_QUOTED)}”"
            journal.change(quote, speaker=speaker, confidence=None)
            journal.lock(quote, "speaker")
    return journal.edit


def count_scenes(journal: Journal, person: Character, scenes: Sequence[Scene]) -> None:
    """Count scenes among those of whoever is seen in them; who is only named in one keeps it."""
    numbers = sorted({*person.scene_numbers, *(scene.number for scene in scenes)})
    first = min(scenes, key=lambda scene: scene.number, default=None)
    is_first = first is not None and first.number < min(person.scene_numbers, default=first.number + 1)
    journal.change(person, scene_numbers=numbers, **({"first_scene": first} if is_first else {}))
