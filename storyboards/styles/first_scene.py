"""What the first scene of a book shows: as its analysis says or, before there is one, by a quick look at it alone."""

from __future__ import annotations

import logging
from copy import copy
from dataclasses import asdict
from typing import TYPE_CHECKING

from django.conf import settings

from analysts.rules.sandbox_child import AnalysisLimits
from analysts.rules.sandboxed import AnalysisStopped, SandboxedRuleAnalyst
from books import rows
from books.text.content import ChapterText, SceneText
from characters.analysis.chosen_analyst import metadata_of
from characters.bible.appearance import appearance_of
from characters.models import Analysis, Character, Setting
from characters.services import seen_in
from jobs.privacy import kind_and_place
from sandbox.process import ProcessFailed
from storyboards.requests.composing import scene_depicted
from storyboards.requests.facts import SceneToDraw, ShownPerson, facts_of
from storyboards.styles.resolving import style_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analysts.bible import Bible, Look, Person, SceneAnalysis
    from books.models import Scene, VividPage
    from characters.models import Presence
    from sketch.scene import DepictedScene

logger = logging.getLogger(__name__)

LONGEST_LOOK = 12_000
"""Characters of the scene that are looked at: a picture shows one moment, and the parser reads so much in a second."""
LOOK_SECONDS = 60.0
"""Of processor time, the parser's loading not counted: many times what so much text takes."""


def first_scene_of(vividpage: VividPage) -> Scene | None:
    """Return the first scene of a book; None while it has none."""
    return vividpage.scenes.select_related("chapter", "vividpage").order_by("number").first()


def depicted_first_scene(vividpage: VividPage) -> DepictedScene | None:
    """Return what is to be seen in the first scene; None where there is none, or a look at it takes too much.

    A look takes a second or two, in a process with limits of its own; nothing of it is kept.
    """
    scene = first_scene_of(vividpage)
    if scene is None:
        return None
    analysis = Analysis.objects.select_related("scene__vividpage", "setting").filter(scene=scene).first()
    if analysis is not None:
        return scene_depicted(facts_of(analysis))
    try:
        return _look_at(scene, vividpage)
    except (AnalysisStopped, ProcessFailed) as error:
        logger.warning("a look at the first scene of a book: %s", kind_and_place(error))
        return None


def _look_at(scene: Scene, vividpage: VividPage) -> DepictedScene:
    limits = AnalysisLimits(settings.ANALYSIS_MEMORY_BYTES, min(LOOK_SECONDS, settings.ANALYSIS_SECONDS))
    analyst = SandboxedRuleAnalyst(limits, metadata=metadata_of(vividpage))
    chapter = ChapterText(1, scene.chapter.title, (_beginning(rows.scene_text(scene)),))
    bible = analyst.discover([chapter])
    (seen,) = analyst.analyse(chapter, bible)
    return scene_depicted(_facts(scene, vividpage, bible, seen))


def _beginning(text: SceneText) -> SceneText:
    """Cut a scene after its first paragraphs; what is emphasised is of no use here."""
    paragraphs: list[str] = []
    room = LONGEST_LOOK
    for paragraph in text.paragraphs:
        if room < len(paragraph) and paragraphs:
            break
        paragraphs.append(paragraph[:LONGEST_LOOK])
        room -= len(paragraph)
    return SceneText(text.number, tuple(paragraphs), kinds=text.kinds[: len(paragraphs)])


def _facts(scene: Scene, vividpage: VividPage, bible: Bible, seen: SceneAnalysis) -> SceneToDraw:
    """Make the rows that an analysis would write, and write none."""
    vividpage = copy(vividpage)
    vividpage.period = vividpage.period or bible.world.period
    vividpage.country = vividpage.country or bible.world.country
    people = {person.name: _character(person, vividpage) for person in bible.people}
    places = {
        place.name: Setting(
            vividpage=vividpage,
            name=place.name,
            kind=place.kind,
            indoors=place.indoors,
            keywords=list(place.keywords),
        )
        for place in bible.places
    }
    analysis, presences = seen_in(scene, seen, characters=people, settings=places)
    looks = {person.name: person.looks for person in bible.people}
    shown = [_shown(presence, looks[presence.character.name], scene) for presence in presences]
    return SceneToDraw(vividpage, scene, analysis, shown, style_for(vividpage))


def _shown(presence: Presence, looks: Sequence[Look], scene: Scene) -> ShownPerson:
    person = presence.character
    appearance = appearance_of(looks, (), scene=scene.number, age=person.age)
    return ShownPerson(person, appearance, presence.pose, presence.part, presence.confidence)


def _character(person: Person, vividpage: VividPage) -> Character:
    return Character(
        vividpage=vividpage,
        name=person.name,
        aliases=list(person.aliases),
        gender=person.gender,
        age=person.age,
        species=person.species,
        is_clothed=person.is_clothed,
        is_group=person.is_group,
        size=person.size,
        looks=[asdict(look) for look in person.looks],
    )
