"""The stage that reads a book's people, places and scenes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from books.content import ChapterText
from books.models import Chapter, VividPage
from characters import queries, services
from characters.chosen_analyst import analyst_for, cut, lane_of
from characters.continuity import services as continuity
from characters.embeddings import services as embeddings
from jobs.models import Job, Unit
from jobs.privacy import kind_and_place
from jobs.registry import Lane, PlannedUnit
from providers.catalogue import usable_entry
from providers.errors import ProviderError

logger = logging.getLogger(__name__)

FIND, MERGE, ANALYSE, EMBED, CHECK = "find", "discover", "analyse", "embed", "check"


class Analysis:
    """First everybody and every place of the book, then what is seen in each chapter's scenes, then their vectors."""

    name = "analysis"
    title = "Getting to know everyone"

    def lane(self, job: Job) -> Lane:
        """Calls in flight, as the analyst's service bears them."""
        return lane_of(job.vividpage)

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        """One unit for each part that is searched, one for the book, one for each part that is analysed, two at last.

        A part is known by its first chapter and ends where the next one begins. Once cut, a book stays cut.
        """
        if job.units.filter(kind=MERGE).exists():
            return []
        parts = cut(queries.chapter_texts(job.vividpage), usable_entry(job.vividpage.text_model, "text"))
        ids = dict(enumerate(queries.body(job.vividpage).values_list("pk", flat=True), 1))
        return [
            *(
                PlannedUnit(kind=FIND, label=f"Looking for people in {_name(part)}", target=ids[part[0].number])
                for part in parts.discovery
            ),
            PlannedUnit(kind=MERGE, label="Finding people and places", phase=1, essential=True),
            *(
                PlannedUnit(kind=ANALYSE, label=f"Seeing {_name(part)}", target=ids[part[0].number], phase=2)
                for part in parts.analysis
            ),
            PlannedUnit(kind=CHECK, label="Checking that it all fits together", phase=3),
            PlannedUnit(kind=EMBED, label="Making it searchable", phase=4),
        ]

    def prepare(self, unit: Unit) -> Callable[[], object]:
        """Load the text and, for scenes, the bible."""
        vividpage = unit.job.vividpage
        if unit.kind == EMBED:
            return embeddings.prepare(vividpage=vividpage, holder=unit.holder)
        if unit.kind == CHECK:
            return continuity.prepare(vividpage=vividpage)
        analyst = analyst_for(unit)
        if unit.kind == FIND:
            return partial(analyst.find, _part_of(unit))
        if unit.kind == MERGE:
            found = unit.job.units.filter(kind=FIND, state=Unit.State.DONE).order_by("number")
            results: list[dict[str, Any]] = [unit.result or {} for unit in found]
            return partial(analyst.merge, queries.chapter_texts(vividpage), results)
        return partial(analyst.analyse_part, _part_of(unit), queries.load_bible(vividpage))

    def record(self, unit: Unit, result: Any) -> None:
        """Write what was found, the bible, a part's analyses, the vectors, or what does not fit."""
        vividpage = unit.job.vividpage
        if unit.kind == FIND:
            Unit.objects.filter(pk=unit.pk).update(result=result)
        elif unit.kind == MERGE:
            services.save_bible(vividpage=vividpage, bible=result)
        elif unit.kind == EMBED:
            embeddings.save(vividpage=vividpage, embedded=result)
        elif unit.kind == CHECK:
            continuity.save(vividpage=vividpage, found=result)
        else:
            services.save_analyses(vividpage=vividpage, analyses=result)


def embed_again(vividpage_id: str) -> None:
    """Wake-up after an edit: embed what has changed in a book, if it is still there.

    What a service does not embed now is found by its words and names, and embedded after the next edit.
    """
    if vividpage := VividPage.objects.filter(pk=vividpage_id).first():
        try:
            embeddings.refresh(vividpage=vividpage)
        except ProviderError as error:
            logger.warning("embedding a book: %s", kind_and_place(error))


def check_continuity(vividpage_id: str) -> None:
    """Wake-up after edits have come to rest: check a book, if it is still there."""
    if vividpage := VividPage.objects.filter(pk=vividpage_id).first():
        continuity.refresh(vividpage=vividpage)


def _part_of(unit: Unit) -> list[ChapterText]:
    """The chapters from the unit's own up to where the next unit of its kind begins."""
    first = Chapter.objects.get(pk=unit.required_target)
    others = Chapter.objects.filter(
        number__gt=first.number, pk__in=unit.job.units.filter(kind=unit.kind).values("target")
    )
    end = others.order_by("number").first()
    return queries.chapter_texts(unit.job.vividpage, first=first, end=end)


def _name(part: Sequence[ChapterText]) -> str:
    first, last = (f"“{text.title or f'Chapter {text.number}'}”" for text in (part[0], part[-1]))
    return first if len(part) == 1 else f"{first} to {last}"
