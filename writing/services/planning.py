"""Have a book planned, change the plan, and approve it."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from pydantic import ValidationError

from authors.contract import Outline, Part
from writing.by_hand import blank_outline
from writing.checking import brief_of
from writing.making import PLANNING
from writing.models import PlannedPart, PlanVersion, WrittenBook
from writing.services.errors import WritingRefused
from writing.services.feedback import check_feedback
from writing.services.locking import locked
from writing.services.plans import lay_out, write_plan
from writing.services.working import begin, is_under_way

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from accounts.models import User

NOT_PLANNED = "This book has no plan yet. Have it planned first."
NO_PARTS = "A plan has at least one part."
MOST_PARTS = 500


@transaction.atomic
def plan(*, book: WrittenBook, by: User | None = None, feedback: str = "") -> WrittenBook:
    """Have a book planned by its author, or planned anew with a word of feedback about the plan that stands.

    Nothing is written before the plan is approved (again). Asked for twice it is planned once. Raises WritingRefused
    and LimitReached.
    """
    check_feedback(feedback)
    current = locked(book)
    if current.state == WrittenBook.State.PLANNING and current.plan_feedback == feedback and is_under_way(current):
        return current  # it was asked for a moment ago
    current.wants_plan, current.plan_feedback, current.approved = True, feedback, None
    current.state = WrittenBook.State.PLANNING
    current.save(update_fields=["wants_plan", "plan_feedback", "approved", "state"])
    begin(current, by=by, until=PLANNING, after="")
    return current


@transaction.atomic
def plan_by_hand(*, book: WrittenBook) -> PlanVersion:
    """Give a book that its writer writes alone a plan of empty parts: nobody else is asked for it.

    Raises WritingRefused if there is a plan already.
    """
    current = locked(book)
    if current.plan is not None:
        raise WritingRefused("This book has a plan already. Change that.")
    version = write_plan(book=current, outline=blank_outline(brief_of(current)), author="")
    current.state = WrittenBook.State.PLANNED
    current.save(update_fields=["state"])
    return version


@transaction.atomic
def edit_plan(*, book: WrittenBook, outline: Outline) -> PlanVersion:
    """Make an outline of the writer's the plan of a book. Parts are known by their keys.

    Parts that are written and planned otherwise now are marked (`writing.queries.parts_of`), not written anew. Raises
    WritingRefused.
    """
    current = _planned(book)
    _check(outline)
    return write_plan(book=current, outline=outline, author="")


@transaction.atomic
def reorder(*, book: WrittenBook, keys: Sequence[str]) -> PlanVersion:
    """Put the parts of a plan in another order: the keys of all of them. Raises WritingRefused."""
    current = _planned(book)
    outline = _outline_of(current)
    if sorted(keys) != sorted(part.key for part in outline.parts):
        raise WritingRefused("The plan has changed meanwhile. Look at it again, then move its parts.")
    parts = tuple(outline.part(key) for key in keys)
    return write_plan(book=current, outline=outline.model_copy(update={"parts": parts}), author="")


@transaction.atomic
def edit_part_plan(*, part: PlannedPart, changes: Mapping[str, Any]) -> PlanVersion:
    """Plan a part otherwise: `changes` are fields of `authors.contract.Part` by name. Raises WritingRefused."""
    current = _planned(part.book)
    outline = _outline_of(current)
    try:
        changed = Part.model_validate({**outline.part(part.key).model_dump(), **changes, "key": part.key})
    except (KeyError, ValidationError):
        raise WritingRefused("The plan has no such part any more. Look at it again.") from None
    parts = tuple(changed if one.key == part.key else one for one in outline.parts)
    return write_plan(book=current, outline=outline.model_copy(update={"parts": parts}), author="")


@transaction.atomic
def return_to(*, version: PlanVersion) -> PlanVersion:
    """Make a plan from the history the plan of its book again. Raises WritingRefused."""
    current = _planned(version.book)
    lay_out(book=current, outline=version.outline)
    current.plan = version
    current.save(update_fields=["plan"])
    return version


@transaction.atomic
def approve(*, book: WrittenBook, by: User | None = None) -> WrittenBook:
    """Approve a plan: its parts are written now, and the book made of them. What is written already stays.

    Raises WritingRefused and LimitReached.
    """
    current = _planned(book)
    missing = current.parts.filter(is_planned=True, accepted=None)
    missing.update(wanted=PlannedPart.Wanted.WRITING)
    current.approved = timezone.now()
    current.state = WrittenBook.State.WRITING
    current.save(update_fields=["approved", "state"])
    begin(current, by=by, until="", after=PLANNING)
    return current


def _planned(book: WrittenBook) -> WrittenBook:
    """Lock a book that has a plan and is not being planned anew."""
    current = locked(book)
    if current.plan is None:
        raise WritingRefused(NOT_PLANNED)
    if current.wants_plan:
        raise WritingRefused("This book is being planned. Wait until its plan is there, or stop it.")
    return current


def _outline_of(book: WrittenBook) -> Outline:
    if book.plan is None:
        raise WritingRefused(NOT_PLANNED)
    return book.plan.outline


def _check(outline: Outline) -> None:
    keys = [part.key for part in outline.parts]
    if not keys:
        raise WritingRefused(NO_PARTS)
    if len(keys) > MOST_PARTS:
        raise WritingRefused(f"A plan has no more than {MOST_PARTS} parts.")
    if len(set(keys)) < len(keys) or not all(keys):
        raise WritingRefused("Two parts of this plan have the same key.")
    if any(set(part.after) - set(keys) or part.key in part.after for part in outline.parts):
        raise WritingRefused("A part of this plan comes after one that is not in it.")
    try:
        TopologicalSorter({part.key: part.after for part in outline.parts}).prepare()
    except CycleError:
        raise WritingRefused("Parts of this plan wait for one another: one of them must come first.") from None
