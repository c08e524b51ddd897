"""The stage that gets to know a book's people, places and scenes: what each of its steps reads, calls and writes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from analysts.language.schemas import renumbered
from analysts.rules.sandboxed import AnalysisStopped
from books.making import vividpage_of
from characters import services
from characters.analysis import kept_readings
from characters.analysis.chosen_analyst import FIND, analyst_for, ask_server, concurrency
from characters.analysis.planning import ANALYSE, CHECK, DISCOVER, EMBED, chapters_of, plan, unread_scenes
from characters.bible import queries
from characters.bible.queries import Revision
from characters.continuity import services as continuity
from characters.continuity.checks import check
from characters.continuity.queries import facts_of
from characters.embeddings import services as embeddings
from jobs.models import Unit
from jobs.pipelines import InputsChanged, NeedsAnother, Stage, UnitRejected

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analysts import Analyst
    from analysts.bible import Bible, SceneAnalysis
    from books.models import VividPage
    from books.text.content import ChapterText
    from characters.continuity.facts import BookFacts
    from characters.continuity.inconsistency import Inconsistency
    from characters.embeddings.services import Embedded, ToEmbed

FOUND, SCENES = "found", "scenes"
"""What a unit keeps of its part, and the ids of the part's scenes by the numbers that they had."""
PAID_PURPOSES = frozenset({FIND, DISCOVER, ANALYSE, EMBED})
"""Under which the stage's calls stand in the ledger."""


class PartToFind(NamedTuple):
    """A run of chapters, who reads it, and the scenes that it has by their numbers."""

    analyst: Analyst
    part: list[ChapterText]
    scenes: dict[int, Revision]


class BookToDiscover(NamedTuple):
    """All chapters, what was found in their parts, and who makes one bible of it."""

    analyst: Analyst
    chapters: list[ChapterText]
    findings: list[dict[str, Any]]
    scenes: dict[int, Revision]


class DiscoveredBook(NamedTuple):
    """A bible, and the scenes by the numbers that it knows them by."""

    bible: Bible
    scenes: dict[int, Revision]


class PartToAnalyse(NamedTuple):
    """A run of chapters, and who sees its scenes with the bible at hand."""

    analyst: Analyst
    part: list[ChapterText]
    bible: Bible
    scenes: dict[int, Revision]


class AnalysedPart(NamedTuple):
    """What is seen in some scenes, and the scenes by the numbers that it knows them by."""

    analyses: list[SceneAnalysis]
    scenes: dict[int, Revision]


class Find:
    """Look for people and places in a part of the book."""

    kind = FIND

    def prepare(self, unit: Unit) -> PartToFind:
        """Load the part's text."""
        vividpage = vividpage_of(unit)
        scenes = queries.revisions_of(vividpage, chapters=chapters_of(unit))
        return PartToFind(analyst_for(unit, vividpage), _part_of(unit, vividpage), scenes)

    def call(self, inputs: PartToFind) -> dict[str, Any]:
        """Find them. Scenes are known by their ids: their numbers may be others when the parts are merged."""
        ids = {
            scene.number: str(inputs.scenes[scene.number].scene) for chapter in inputs.part for scene in chapter.scenes
        }
        return {FOUND: inputs.analyst.find(inputs.part), SCENES: ids}

    def record(self, unit: Unit, result: dict[str, Any]) -> None:
        """Keep what was found until all parts have been searched."""
        Unit.objects.filter(pk=unit.pk).update(result=result)


class Discover:
    """Make one bible of what was found in the parts."""

    kind = DISCOVER

    def prepare(self, unit: Unit) -> BookToDiscover:
        """Load the whole text and what was found in its parts. Raises NeedsAnother while one is still searched."""
        if part := unit.job.units.filter(kind=FIND, state__in=Unit.OPEN).order_by("number").first():
            raise NeedsAnother(part)
        vividpage = vividpage_of(unit)
        scenes = queries.revisions_of(vividpage)
        now = {str(revision.scene): number for number, revision in scenes.items()}
        units = unit.job.units.filter(kind=FIND, state=Unit.State.DONE).order_by("number")
        findings = [_findings_of(one, now) for one in units]
        return BookToDiscover(analyst_for(unit, vividpage), queries.chapter_texts(vividpage), findings, scenes)

    def call(self, inputs: BookToDiscover) -> DiscoveredBook:
        """Merge it."""
        try:
            return DiscoveredBook(inputs.analyst.merge(inputs.chapters, inputs.findings), inputs.scenes)
        except AnalysisStopped as stopped:
            raise UnitRejected(str(stopped)) from stopped

    def record(self, unit: Unit, result: DiscoveredBook) -> None:
        """Write the bible. Raises InputsChanged if its numbers are no longer those of the scenes."""
        vividpage = vividpage_of(unit)
        if queries.revisions_of(vividpage) != result.scenes:
            raise InputsChanged
        services.save_bible(vividpage=vividpage, bible=result.bible)
        readings = kept_readings.as_json(result.bible.readings, result.scenes)
        Unit.objects.filter(pk=unit.pk).update(result=readings)


class Analyse:
    """See the scenes of a part of the book."""

    kind = ANALYSE

    def prepare(self, unit: Unit) -> PartToAnalyse:
        """Load the part's text and the bible."""
        vividpage = vividpage_of(unit)
        scenes = queries.revisions_of(vividpage, chapters=chapters_of(unit))
        readings = kept_readings.readings_of(unit.job, kind=DISCOVER, scenes=scenes)
        part, bible = _part_of(unit, vividpage), replace(queries.load_bible(vividpage), readings=readings)
        return PartToAnalyse(analyst_for(unit, vividpage), part, bible, scenes)

    def call(self, inputs: PartToAnalyse) -> AnalysedPart:
        """Analyse its scenes."""
        try:
            return AnalysedPart(inputs.analyst.analyse_part(inputs.part, inputs.bible), inputs.scenes)
        except AnalysisStopped as stopped:
            raise UnitRejected(str(stopped)) from stopped

    def record(self, unit: Unit, result: AnalysedPart) -> None:
        """Write the analyses of scenes that have none of their text as it is now."""
        vividpage = vividpage_of(unit)
        analysed = {revision.scene for revision in result.scenes.values()}
        unread = vividpage.scenes.filter(unread_scenes(vividpage), pk__in=analysed)
        numbered = unread.values_list("number", "pk", "revision")
        now = {Revision(pk, revision): number for number, pk, revision in numbered}
        known = [(now.get(result.scenes[analysis.scene]), analysis) for analysis in result.analyses]
        analyses = [replace(analysis, scene=number) for number, analysis in known if number is not None]
        services.save_analyses(vividpage=vividpage, analyses=analyses)


class Check:
    """Check that all of the bible fits together."""

    kind = CHECK

    def prepare(self, unit: Unit) -> BookFacts:
        """Load what is known of the book."""
        return facts_of(vividpage_of(unit))

    def call(self, inputs: BookFacts) -> list[Inconsistency]:
        """Run the checks."""
        return check(inputs)

    def record(self, unit: Unit, result: list[Inconsistency]) -> None:
        """Keep what does not fit."""
        continuity.save(vividpage=vividpage_of(unit), inconsistencies=result)


class Embed:
    """Make the book searchable by meaning."""

    kind = EMBED

    def prepare(self, unit: Unit) -> ToEmbed:
        """Find what has no vector yet."""
        return embeddings.prepare(vividpage=vividpage_of(unit), holder=unit.holder)

    def call(self, inputs: ToEmbed) -> Embedded:
        """Embed it."""
        return embeddings.embed(inputs)

    def record(self, unit: Unit, result: Embedded) -> None:
        """Keep the vectors."""
        embeddings.save(vividpage=vividpage_of(unit), embedded=result)


ANALYSIS = Stage(
    "analysis",
    "Finding people and places",
    steps=[Find(), Discover(), Analyse(), Check(), Embed()],
    plan=plan,
    concurrency=concurrency,
    inquire=ask_server,
)


def _part_of(unit: Unit, vividpage: VividPage) -> list[ChapterText]:
    return queries.chapter_texts(vividpage, chapters=chapters_of(unit))


def _findings_of(unit: Unit, now: Mapping[str, int]) -> dict[str, Any]:
    """Return what a unit has found, with the numbers that its scenes have now."""
    result = unit.result or {FOUND: {}, SCENES: {}}
    numbers = {int(number): now[scene] for number, scene in result[SCENES].items() if scene in now}
    return renumbered(result[FOUND], numbers)
