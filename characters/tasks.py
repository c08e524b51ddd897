"""The stage that reads a book's people, places and scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from books.models import Chapter
from characters import queries, services
from characters.analysts.catalogue import analyst_named
from jobs.models import Job, Unit
from jobs.registry import PlannedUnit

DISCOVER, ANALYSE = "discover", "analyse"


class Analysis:
    """First everybody and every place of the book, then what is seen in each chapter's scenes."""

    name = "analysis"
    title = "Getting to know everyone"

    def concurrency(self, job: Job) -> int:
        """Calls in flight, as the analyst bears them."""
        return analyst_named(job.vividpage.text_model).concurrency

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        """One unit for the book, then one for each chapter."""
        chapters = job.vividpage.chapters.filter(kind=Chapter.Kind.BODY)
        return [
            PlannedUnit(kind=DISCOVER, label="Finding people and places", essential=True),
            *(
                PlannedUnit(kind=ANALYSE, label=f"Seeing “{chapter}”", target=chapter.pk, phase=1)
                for chapter in chapters
            ),
        ]

    def prepare(self, unit: Unit) -> Callable[[], object]:
        """Load the text and, for a chapter, the bible."""
        vividpage = unit.job.vividpage
        analyst = analyst_named(vividpage.text_model).make()
        if unit.kind == DISCOVER:
            return partial(analyst.discover, queries.chapter_texts(vividpage))
        chapter = Chapter.objects.prefetch_related("scenes").get(pk=unit.required_target)
        return partial(analyst.analyse, queries.chapter_text(chapter), queries.load_bible(vividpage))

    def record(self, unit: Unit, result: Any) -> None:
        """Write the bible, or a chapter's analyses."""
        if unit.kind == DISCOVER:
            services.save_bible(vividpage=unit.job.vividpage, bible=result)
        else:
            services.save_analyses(chapter=Chapter.objects.get(pk=unit.required_target), analyses=result)
