"""The stage that writes the parts of a plan: each is written, checked, and mended for some rounds.

Every text is kept as a version. A part that has none yet gets the best of them; one that has waits for its writer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from authors.contract import Author, Brief, Context, Declined, Finding, Part, Text
from jobs.models import Unit
from jobs.pipelines import InputsChanged, NeedsAnother, PlannedUnit, Stage, UnitRejected
from writing.authors import ask_server, author_for, concurrency
from writing.checking import brief_of, context_of
from writing.dependence import ground_of
from writing.kinds.catalogue import kind_named
from writing.kinds.kind import BookKind
from writing.making import PART, PARTS
from writing.models import Draft, PlannedPart
from writing.services.drafts import add_draft
from writing.subjects import book_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from jobs.models import Job

DRAFT, ROUND, FIRST = "draft", "round", "first"
"""Among a unit's options: the draft that is to be mended, which round that is, and the first draft of this writing."""
NOTHING_ELSE = "The author has no other text for this part. Say what should be different, or edit it by hand."


@dataclass(frozen=True, slots=True)
class PartToWrite:
    """A part, who writes it, and all that they may know; `before` is the text that is to be mended, if one is.

    `request` is what the writer asks for: a text of something else is not kept.
    """

    author: Author[Any]
    author_name: str
    kind: BookKind[Any]
    brief: Brief
    part: Part
    context: Context
    before: Text | None
    findings: tuple[Finding, ...]
    made_from: str
    request: tuple[str, str]
    rounds_before: int


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A text, and what was found in it."""

    text: Text
    findings: tuple[Finding, ...]
    inputs: PartToWrite


class WritePart:
    """Write a part, or mend it."""

    kind = PART

    def prepare(self, unit: Unit) -> PartToWrite | None:
        """Read what the part stands on. Raises NeedsAnother while a part that it comes after is not written."""
        book = book_of(unit)
        rows = book.parts.filter(is_planned=True)
        wanted = rows.filter(pk=unit.required_target).exclude(wanted=PlannedPart.Wanted.NOTHING)
        row = wanted.select_related("accepted").first()
        if row is None:
            return None
        row.book = book
        part = row.part
        _need_earlier_parts(unit, list(rows), part)
        base = _base_of(unit, row)
        return PartToWrite(
            author=author_for(unit, book),
            author_name=book.author,
            kind=kind_named(book.kind),
            brief=brief_of(book),
            part=part,
            context=context_of(book, row, feedback=row.feedback),
            before=base.text if base else None,
            findings=tuple(found.finding for found in base.findings.filter(dismissed=None)) if base else (),
            made_from=ground_of(book).digest(row.key),
            request=(row.wanted, row.feedback),
            rounds_before=unit.options.get(ROUND, 0),
        )

    def call(self, inputs: PartToWrite | None) -> WrittenPart | None:
        """Write or mend it, and check what has come of it."""
        if inputs is None:
            return None
        try:
            text = _written(inputs)
        except Declined as declined:
            raise UnitRejected(str(declined)) from None
        return WrittenPart(text, inputs.kind.check(inputs.brief, inputs.part, text, inputs.context), inputs)

    def record(self, unit: Unit, result: WrittenPart | None) -> None:
        """Keep the text as a version; have it mended if it must be. Raises InputsChanged if something else is asked."""
        if result is None:
            return
        row = PlannedPart.objects.select_for_update(of=("self",)).filter(pk=unit.required_target).first()
        if row is None or not row.is_planned or not row.wanted:
            return
        if (row.wanted, row.feedback) != result.inputs.request:
            raise InputsChanged
        draft = _keep(row, result)
        if draft is not None and _is_to_be_mended(result):
            _mend_next(unit, draft, result.inputs)
        else:
            _settle(row, unit, draft)


def _written(inputs: PartToWrite) -> Text:
    if inputs.before is None:
        return inputs.author.write(inputs.brief, inputs.part, inputs.context)
    return inputs.author.revise(inputs.brief, inputs.part, inputs.before, inputs.findings, inputs.context)


def _need_earlier_parts(unit: Unit, rows: Sequence[PlannedPart], part: Part) -> None:
    """Raise NeedsAnother or UnitRejected while a part that this one comes after has no text."""
    missing = [row for row in rows if row.key in part.after and row.accepted_id is None]
    if not missing:
        return
    siblings = Unit.objects.filter(job_id=unit.job_id, kind=PART, target__in=[row.pk for row in missing])
    if coming := siblings.filter(state__in=Unit.OPEN).order_by("number").first():
        raise NeedsAnother(coming)
    raise UnitRejected(f"It comes after “{_name_of(missing[0])}”, which is not written yet.")


def _base_of(unit: Unit, row: PlannedPart) -> Draft | None:
    """Return the text that is to be mended: that of the round before, or the accepted one if its writer asks so."""
    if DRAFT in unit.options:
        return row.drafts.filter(pk=unit.options[DRAFT]).first()
    return row.accepted if row.wanted == PlannedPart.Wanted.MENDING else None


def _keep(row: PlannedPart, result: WrittenPart) -> Draft | None:
    """Keep a text as the next version; None if it is the one that it was made of, or that stands there."""
    inputs = result.inputs
    if result.text in (inputs.before, inputs.context.before):
        return None
    return add_draft(
        part=row,
        text=result.text,
        findings=result.findings,
        origin=Draft.Origin.WRITTEN if inputs.before is None else Draft.Origin.REVISED,
        made_from=inputs.made_from,
        author=inputs.author_name,
        feedback=row.feedback,
        round_=inputs.rounds_before,
    )


def _is_to_be_mended(result: WrittenPart) -> bool:
    return result.inputs.rounds_before < result.inputs.kind.rounds and any(
        finding.severity == "wrong" for finding in result.findings
    )


def _mend_next(unit: Unit, draft: Draft, inputs: PartToWrite) -> None:
    """Have the unit done again: the next round."""
    options = {
        **unit.options,
        FIRST: unit.options.get(FIRST, draft.number),
        DRAFT: str(draft.pk),
        ROUND: inputs.rounds_before + 1,
    }
    Unit.objects.filter(pk=unit.pk).update(state=Unit.State.WAITING, attempts=0, finished=None, options=options)


def _settle(row: PlannedPart, unit: Unit, latest: Draft | None) -> None:
    """End the writing of a part: with the best text as the accepted one, if there was none."""
    first = unit.options.get(FIRST, latest.number if latest else None)
    made = [] if first is None else list(row.drafts.filter(number__gte=first).order_by("number"))
    if row.accepted_id is None and made:
        row.accepted = min(made, key=_faults)
    row.note = "" if made else NOTHING_ELSE
    row.wanted, row.feedback = PlannedPart.Wanted.NOTHING, ""
    row.save(update_fields=["accepted", "note", "wanted", "feedback"])
    Unit.objects.filter(pk=unit.pk).update(options={})


def _faults(draft: Draft) -> tuple[int, int, int]:
    """Rate a text: fewer faults first, of equals the latest."""
    severities = list(draft.findings.values_list("severity", flat=True))
    return severities.count("wrong"), severities.count("doubtful"), -draft.number


def _name_of(row: PlannedPart) -> str:
    return row.data.get("title") or f"part {row.number}"


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out a unit for each part that is wanted; what is wanted no more and not begun goes."""
    book = book_of(job)
    wanted = list(book.parts.filter(is_planned=True).exclude(wanted=PlannedPart.Wanted.NOTHING).order_by("number"))
    ids: set[UUID] = {row.pk for row in wanted}
    units = job.units.exclude(state=Unit.State.CLAIMED)
    units.filter(target__in=ids, state=Unit.State.DONE).delete()
    units.exclude(target__in=ids).exclude(state=Unit.State.DONE).delete()
    return [PlannedUnit(kind=PART, label=f"Writing {_label(row)}", target=row.pk) for row in wanted]


def _label(row: PlannedPart) -> str:
    kind = row.data.get("kind", "part")
    return f"{kind} {row.number}"


PARTS_STAGE = Stage(PARTS, "Writing", steps=[WritePart()], plan=plan, concurrency=concurrency, inquire=ask_server)
