"""The stage that gets to know a book's people, places and scenes: what each of its steps reads, calls and writes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from analysts import Analyst
from analysts.bible import Bible, SceneAnalysis
from books.content import ChapterText
from books.making import vividpage_of
from books.models import Chapter, VividPage
from characters import queries, services
from characters.chosen_analyst import analyst_for, concurrency, cut
from characters.continuity import services as continuity
from characters.continuity.checks import check
from characters.continuity.facts import BookFacts
from characters.continuity.found import Found
from characters.continuity.queries import facts_of
from characters.embeddings import services as embeddings
from characters.embeddings.services import Embedded, ToEmbed
from jobs.models import Job, Unit
from jobs.pipelines import PlannedUnit, Stage
from providers.catalogue import usable_entry

FIND, DISCOVER, ANALYSE, CHECK, EMBED = "find", "discover", "analyse", "check", "embed"
PAID_PURPOSES = frozenset({FIND, DISCOVER, ANALYSE, EMBED})
"""Under which the stage's calls stand in the ledger."""


class PartToFind(NamedTuple):
    """A run of chapters, and who reads it."""

    analyst: Analyst
    part: list[ChapterText]


class BookToDiscover(NamedTuple):
    """All chapters, what was found in their parts, and who makes one bible of it."""

    analyst: Analyst
    chapters: list[ChapterText]
    found: list[dict[str, Any]]


class PartToAnalyse(NamedTuple):
    """A run of chapters, and who sees its scenes with the bible at hand."""

    analyst: Analyst
    part: list[ChapterText]
    bible: Bible


class Find:
    """Look for people and places in a part of the book."""

    kind = FIND

    def prepare(self, unit: Unit) -> PartToFind:
        """Load the part's text."""
        vividpage = vividpage_of(unit)
        return PartToFind(analyst_for(unit, vividpage), _part_of(unit, vividpage))

    def call(self, inputs: PartToFind) -> dict[str, Any]:
        """Find them."""
        return inputs.analyst.find(inputs.part)

    def record(self, unit: Unit, result: dict[str, Any]) -> None:
        """Keep what was found until all parts have been searched."""
        Unit.objects.filter(pk=unit.pk).update(result=result)


class Discover:
    """Make one bible of what was found in the parts."""

    kind = DISCOVER

    def prepare(self, unit: Unit) -> BookToDiscover:
        """Load the whole text and what was found in its parts."""
        vividpage = vividpage_of(unit)
        found = unit.job.units.filter(kind=FIND, state=Unit.State.DONE).order_by("number")
        results: list[dict[str, Any]] = [unit.result or {} for unit in found]
        return BookToDiscover(analyst_for(unit, vividpage), queries.chapter_texts(vividpage), results)

    def call(self, inputs: BookToDiscover) -> Bible:
        """Merge it."""
        return inputs.analyst.merge(inputs.chapters, inputs.found)

    def record(self, unit: Unit, result: Bible) -> None:
        """Write the bible."""
        services.save_bible(vividpage=vividpage_of(unit), bible=result)


class Analyse:
    """See the scenes of a part of the book."""

    kind = ANALYSE

    def prepare(self, unit: Unit) -> PartToAnalyse:
        """Load the part's text and the bible."""
        vividpage = vividpage_of(unit)
        return PartToAnalyse(analyst_for(unit, vividpage), _part_of(unit, vividpage), queries.load_bible(vividpage))

    def call(self, inputs: PartToAnalyse) -> list[SceneAnalysis]:
        """Analyse its scenes."""
        return inputs.analyst.analyse_part(inputs.part, inputs.bible)

    def record(self, unit: Unit, result: list[SceneAnalysis]) -> None:
        """Write the analyses."""
        services.save_analyses(vividpage=vividpage_of(unit), analyses=result)


class Check:
    """Check that all of the bible fits together."""

    kind = CHECK

    def prepare(self, unit: Unit) -> BookFacts:
        """Load what is known of the book."""
        return facts_of(vividpage_of(unit))

    def call(self, inputs: BookFacts) -> list[Found]:
        """Run the checks."""
        return check(inputs)

    def record(self, unit: Unit, result: list[Found]) -> None:
        """Keep what does not fit."""
        continuity.save(vividpage=vividpage_of(unit), found=result)


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


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out a unit for each part that is searched, one for the book, one for each part that is analysed, two at last.

    A part is known by its first chapter and ends where the next one begins. Once cut, a book stays cut.
    """
    if job.units.filter(kind=DISCOVER).exists():
        return []
    vividpage = vividpage_of(job)
    parts = cut(queries.chapter_texts(vividpage), usable_entry(vividpage.text_model, "text"))
    ids = dict(enumerate(queries.body(vividpage).values_list("pk", flat=True), 1))
    return [
        *(
            PlannedUnit(kind=FIND, label=f"Looking for people in {_name(part)}", target=ids[part[0].number])
            for part in parts.discovery
        ),
        PlannedUnit(kind=DISCOVER, label="Finding people and places", phase=1, essential=True),
        *(
            PlannedUnit(kind=ANALYSE, label=f"Seeing {_name(part)}", target=ids[part[0].number], phase=2)
            for part in parts.analysis
        ),
        PlannedUnit(kind=CHECK, label="Checking that it all fits together", phase=3),
        PlannedUnit(kind=EMBED, label="Making it searchable", phase=4),
    ]


ANALYSIS = Stage(
    "analysis",
    "Getting to know everyone",
    steps=[Find(), Discover(), Analyse(), Check(), Embed()],
    plan=plan,
    concurrency=concurrency,
)


def _part_of(unit: Unit, vividpage: VividPage) -> list[ChapterText]:
    """The chapters from the unit's own up to where the next unit of its kind begins."""
    first = Chapter.objects.get(pk=unit.required_target)
    others = Chapter.objects.filter(
        number__gt=first.number, pk__in=unit.job.units.filter(kind=unit.kind).values("target")
    )
    end = others.order_by("number").first()
    return queries.chapter_texts(vividpage, first=first, end=end)


def _name(part: Sequence[ChapterText]) -> str:
    first, last = (f"“{text.title or f'Chapter {text.number}'}”" for text in (part[0], part[-1]))
    return first if len(part) == 1 else f"{first} to {last}"
