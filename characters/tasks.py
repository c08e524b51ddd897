"""The stage that reads a book's people, places and scenes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from books.models import Chapter, VividPage
from characters import queries, services
from characters.analysts.catalogue import analyst_named
from characters.embeddings import services as embeddings
from jobs.models import Job, Unit
from jobs.registry import Lane, PlannedUnit

DISCOVER, ANALYSE, EMBED = "discover", "analyse", "embed"


class Analysis:
    """First everybody and every place of the book, then what is seen in each chapter's scenes, then their vectors."""

    name = "analysis"
    title = "Getting to know everyone"

    def lane(self, job: Job) -> Lane:
        """Calls in flight, as the analyst bears them."""
        return Lane("", analyst_named(job.vividpage.text_model).concurrency)

    def plan(self, job: Job) -> Sequence[PlannedUnit]:
        """One unit for the book, then one for each chapter, then one for all vectors, which pictures can do without."""
        chapters = job.vividpage.chapters.filter(kind=Chapter.Kind.BODY)
        return [
            PlannedUnit(kind=DISCOVER, label="Finding people and places", essential=True),
            *(
                PlannedUnit(kind=ANALYSE, label=f"Seeing “{chapter}”", target=chapter.pk, phase=1)
                for chapter in chapters
            ),
            PlannedUnit(kind=EMBED, label="Making it searchable", phase=2),
        ]

    def prepare(self, unit: Unit) -> Callable[[], object]:
        """Load the text and, for a chapter, the bible."""
        vividpage = unit.job.vividpage
        if unit.kind == EMBED:
            return embeddings.prepare(vividpage=vividpage)
        analyst = analyst_named(vividpage.text_model).make()
        if unit.kind == DISCOVER:
            return partial(analyst.discover, queries.chapter_texts(vividpage))
        chapter = Chapter.objects.prefetch_related("scenes").get(pk=unit.required_target)
        return partial(analyst.analyse, queries.chapter_text(chapter), queries.load_bible(vividpage))

    def record(self, unit: Unit, result: Any) -> None:
        """Write the bible, a chapter's analyses, or the vectors."""
        if unit.kind == DISCOVER:
            services.save_bible(vividpage=unit.job.vividpage, bible=result)
        elif unit.kind == EMBED:
            embeddings.save(vividpage=unit.job.vividpage, embedded=result)
        else:
            services.save_analyses(chapter=Chapter.objects.get(pk=unit.required_target), analyses=result)


def embed_again(vividpage_id: str) -> None:
    """Wake-up after an edit: embed what has changed in a book, if it is still there."""
    if vividpage := VividPage.objects.filter(pk=vividpage_id).first():
        embeddings.refresh(vividpage=vividpage)
