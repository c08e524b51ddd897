"""Writing the story bible as an analysis found it, around what the reader has edited."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import transaction

from analysts.bible import Deed
from books.text.names import shortened
from characters.editing import keeping, worlds
from characters.editing.journal import lock_book
from characters.editing.scenes import PEOPLE, place_of
from characters.models import Analysis, Character, Presence, Quote, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from analysts.bible import Bible, PersonInScene, SceneAnalysis, Stranger
    from analysts.vocabulary import Part
    from books.models import Scene, VividPage

Row = TypeVar("Row", Character, Setting)
ANALYSIS_FIELDS = (
    "setting",
    "place_kind",
    "indoors",
    "time_of_day",
    "weather",
    "mood",
    "props",
    "summary",
    "moment",
    "moment_start",
    "moment_end",
    "deed",
    "deed_thing",
    "deed_words",
    "relation",
    "distance",
    "light",
    "deed_confidence",
    "place_confidence",
    "time_confidence",
    "weather_confidence",
    "strangers",
    "prompt",
    "note",
    "revision",
)
MOST_STRANGERS = 8
LOCKED_TOGETHER = {
    "moment": ("moment_start", "moment_end"),
    "deed": ("deed_thing", "deed_words", "relation", "deed_confidence"),
    "setting": ("place_confidence",),
    "time_of_day": ("time_confidence", "light"),
    "weather": ("weather_confidence",),
    PEOPLE: ("strangers",),
}
"""What goes with a field that the reader has edited."""


@transaction.atomic
def save_bible(*, vividpage: VividPage, bible: Bible) -> None:
    """Write who and what was found in a book.

    Those who were known before, by a name or another name, keep their id and what the reader has edited of them; those
    who are not found any more go, unless the reader has edited them.
    """
    lock_book(vividpage.pk)
    scenes = dict(vividpage.scenes.values_list("number", "id"))
    people = keeping.keep_people(vividpage=vividpage, people=bible.people, scenes=scenes)
    keeping.keep_changes(new_changes=bible.changes, people=people, scenes=scenes)
    keeping.keep_places(vividpage=vividpage, places=bible.places, scenes=scenes)
    worlds.keep_world(vividpage=vividpage, world=bible.world)


@transaction.atomic
def save_analyses(*, vividpage: VividPage, analyses: Sequence[SceneAnalysis]) -> None:
    """Write what is seen and who speaks in some scenes of a book, around what the reader has edited there."""
    lock_book(vividpage.pk)
    numbers = [analysed.scene for analysed in analyses]
    scenes = {scene.number: scene for scene in vividpage.scenes.filter(number__in=numbers)}
    characters = _by_name(vividpage.characters.order_by("-mentions", "name"))
    settings = _by_name(Setting.objects.filter(vividpage=vividpage).order_by("name"))
    known = {row.scene_id: row for row in Analysis.objects.filter(scene__in=scenes.values())}
    rows = [
        (analysed, _analysis(scenes[analysed.scene], analysed, settings))
        for analysed in analyses
        if analysed.scene in scenes
    ]
    for _, row in rows:
        _keep_locked(row, known.get(row.scene_id))
    Analysis.objects.bulk_create(
        [row for _, row in rows], update_conflicts=True, unique_fields=["scene"], update_fields=ANALYSIS_FIELDS
    )
    open_ = [(analysed, row) for analysed, row in rows if PEOPLE not in row.locked]
    Presence.objects.filter(analysis__in=[row for _, row in open_]).delete()
    Presence.objects.bulk_create(
        presence for analysed, row in open_ for presence in _presences(row, analysed, characters)
    )
    _save_quotes(rows, characters)


def seen_in(
    scene: Scene, analysed: SceneAnalysis, *, characters: Mapping[str, Character], settings: Mapping[str, Setting]
) -> tuple[Analysis, list[Presence]]:
    """Make the rows of what is seen in a scene, unsaved, the presences in the order in which they count."""
    analysis = _analysis(scene, analysed, settings)
    return analysis, _presences(analysis, analysed, characters)


def _by_name(rows: Iterable[Row]) -> dict[str, Row]:
    """Index rows by all that they are called: a name before another's other name, and that only if nobody shares it."""
    listed = list(rows)
    aliases = Counter(alias for row in listed for alias in set(row.aliases))
    by_alias = {alias: row for row in listed for alias in row.aliases if aliases[alias] == 1}
    return {**by_alias, **{row.name: row for row in listed}}


def _analysis(scene: Scene, analysed: SceneAnalysis, settings: Mapping[str, Setting]) -> Analysis:
    deed, span = analysed.deed or Deed(), analysed.moment_span
    return Analysis(
        scene=scene,
        setting=settings.get(analysed.place or ""),
        place_kind=analysed.place_kind,
        indoors=analysed.indoors,
        time_of_day=analysed.time_of_day,
        weather=analysed.weather,
        mood=analysed.mood,
        props=[shortened(prop, 60) for prop in analysed.props],
        summary=analysed.summary,
        moment=analysed.moment,
        moment_start=span.start if span else None,
        moment_end=span.end if span else None,
        deed=deed.kind,
        deed_thing=shortened(deed.thing, 60),
        deed_words=shortened(deed.words, 300),
        relation=analysed.relation,
        distance=analysed.distance,
        light=analysed.light,
        deed_confidence=deed.confidence,
        place_confidence=analysed.place_confidence,
        time_confidence=analysed.time_confidence,
        weather_confidence=analysed.weather_confidence,
        strangers=[_stranger(seen) for seen in analysed.strangers[:MOST_STRANGERS]],
        prompt=analysed.prompt,
        note=analysed.note,
        revision=scene.revision,
    )


def _stranger(seen: Stranger) -> dict[str, Any]:
    return {**asdict(seen), **{field: shortened(getattr(seen, field), 200) for field in ("words", "noun", "looks")}}


def _keep_locked(row: Analysis, known: Analysis | None) -> None:
    """Take over what the reader has edited."""
    if known is None:
        return
    row.locked = known.locked
    fields = [field for name in known.locked for field in (name, *LOCKED_TOGETHER.get(name, ()))]
    for field in fields:
        if field in ANALYSIS_FIELDS:
            setattr(row, field, getattr(known, field))
    if "moment" in known.locked and known.revision != row.revision:
        row.moment_start, row.moment_end = place_of(row.moment, row.scene.text)


def _presences(analysis: Analysis, analysed: SceneAnalysis, characters: Mapping[str, Character]) -> list[Presence]:
    """Make the rows of who is seen, whom one looks at first before the others."""
    known: dict[Character, PersonInScene] = {}
    for presence in sorted(analysed.people, key=lambda seen: seen.person != analysed.focal):
        if presence.person in characters:
            known.setdefault(characters[presence.person], presence)
    return [
        Presence(
            analysis=analysis,
            character=character,
            order=order,
            pose=presence.pose,
            action=shortened(presence.action, 300),
            part=_part(presence, analysed.deed),
            confidence=presence.confidence,
        )
        for order, (character, presence) in enumerate(known.items())
    ]


def _part(presence: PersonInScene, deed: Deed | None) -> Part:
    if deed is not None and presence.part == "present":
        return "actor" if presence.person == deed.actor else "object" if presence.person == deed.person else "present"
    return presence.part


def _save_quotes(rows: Sequence[tuple[SceneAnalysis, Analysis]], characters: Mapping[str, Character]) -> None:
    """Save quotations: one of the same place keeps its id, one whose speaker the reader has named stays as it is."""
    scenes = [row.scene_id for _, row in rows]
    known = {(q.scene_id, q.start, q.end): q for q in Quote.objects.filter(scene__in=scenes)}
    kept = _still_there(
        [quote for quote in known.values() if quote.locked], {row.scene_id: row.scene for _, row in rows}
    )
    open_ = [quote for quote in known.values() if not quote.locked]
    known = {(quote.scene_id, quote.start, quote.end): quote for quote in (*open_, *kept)}
    old: list[Quote] = []
    new: list[Quote] = []
    for analysed, row in rows:
        own = [quote for quote in kept if quote.scene_id == row.scene_id]
        for span in analysed.quotes:
            there = known.get((row.scene_id, span.start, span.end))
            if there is None and any(quote.start < span.end and span.start < quote.end for quote in own):
                continue
            quote = there or Quote(scene=row.scene, start=span.start, end=span.end)
            (new if there is None else old).append(quote)
            if not quote.locked:
                quote.text, quote.speaker = span.text, characters.get(span.speaker or "")
                quote.confidence = span.confidence
    Quote.objects.filter(scene__in=scenes, locked=[]).exclude(pk__in=[quote.pk for quote in old]).delete()
    Quote.objects.bulk_update(old, ["text", "speaker", "confidence"], batch_size=500)
    Quote.objects.bulk_create(new)


def _still_there(quotes: Iterable[Quote], scenes: Mapping[UUID, Scene]) -> list[Quote]:
    """Keep those whose words still stand in a text that may have been rewritten, at their place in it.

    The others go.
    """
    kept: list[Quote] = []
    for quote in quotes:
        text = scenes[quote.scene_id].text
        if quote.text in text[quote.start : quote.end]:
            kept.append(quote)
        elif (start := text.find(quote.text)) >= 0:
            quote.start, quote.end = start, start + len(quote.text)
            quote.save(update_fields=["start", "end"])
            kept.append(quote)
        else:
            quote.delete()
    return kept
