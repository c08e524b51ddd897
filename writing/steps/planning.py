"""The stage that plans a book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from authors.contract import Author, Brief, Declined, Material, Memory, Outline
from jobs.models import Unit
from jobs.pipelines import InputsChanged, PlannedUnit, Stage, UnitRejected
from writing.authors import ask_server, author_for, concurrency
from writing.checking import brief_of
from writing.kinds.catalogue import kind_named
from writing.making import PLAN, PLANNING
from writing.models import WrittenBook
from writing.services.plans import write_plan
from writing.subjects import book_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobs.models import Job


class BookToPlan(NamedTuple):
    """A brief, who plans it, and what was asked, so that a plan of something else is not kept."""

    author: Author[Any]
    author_name: str
    brief: Brief
    memory: Memory
    material: Material
    feedback: str
    asked: Mapping[str, Any]


class PlannedBook(NamedTuple):
    """A plan, and what was asked for."""

    outline: Outline
    author: str
    feedback: str
    asked: Mapping[str, Any]


class MakePlan:
    """Have the author plan the book."""

    kind = PLAN

    def prepare(self, unit: Unit) -> BookToPlan | None:
        """Read the brief. Nobody wants a plan any more if the writer has made one meanwhile."""
        book = book_of(unit)
        if not book.wants_plan:
            return None
        return BookToPlan(
            author=author_for(unit, book),
            author_name=book.author,
            brief=brief_of(book),
            memory=book.remembered,
            material=kind_named(book.kind).material(book.pk),
            feedback=book.plan_feedback,
            asked=book.brief,
        )

    def call(self, inputs: BookToPlan | None) -> PlannedBook | None:
        """Plan it."""
        if inputs is None:
            return None
        try:
            outline = inputs.author.outline(
                inputs.brief, memory=inputs.memory, material=inputs.material, feedback=inputs.feedback
            )
        except Declined as declined:
            raise UnitRejected(str(declined)) from None
        if not outline.parts:
            raise UnitRejected("The plan has no parts. Say more about the book, then have it planned again.")
        return PlannedBook(outline, inputs.author_name, inputs.feedback, inputs.asked)

    def record(self, unit: Unit, result: PlannedBook | None) -> None:
        """Keep the plan. Raises InputsChanged if the writer asks for something else by now."""
        if result is None:
            return
        rows = WrittenBook.objects.select_for_update(of=("self",)).select_related("vividpage")
        book = rows.get(pk=unit.job.subject)
        if not book.wants_plan:
            return
        if (book.brief, book.plan_feedback) != (result.asked, result.feedback):
            raise InputsChanged
        write_plan(book=book, outline=result.outline, author=result.author, feedback=result.feedback)
        book.wants_plan, book.plan_feedback, book.state = False, "", WrittenBook.State.PLANNED
        book.save(update_fields=["wants_plan", "plan_feedback", "state"])
        if not book.vividpage.chapters.exists() and result.outline.title:
            book.vividpage.title = result.outline.title[:500]
            book.vividpage.save(update_fields=["title"])


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out one unit if a plan is wanted: it is replaced if an earlier plan was made by it."""
    book = book_of(job)
    if not book.wants_plan:
        job.units.filter(state=Unit.State.WAITING).delete()
        return []
    job.units.filter(state=Unit.State.DONE).delete()
    return [PlannedUnit(kind=PLAN, label="Planning the book", target=book.pk, essential=True)]


PLANNING_STAGE = Stage(PLANNING, "Planning", steps=[MakePlan()], plan=plan, concurrency=concurrency, inquire=ask_server)
