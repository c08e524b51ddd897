"""The stage that makes a scene of a reader's line, checks it, and mends what is small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from authors.continuations.continuing import Continuation, check, continued
from authors.continuations.contract import Draft, StoryAuthor, StoryContext
from authors.contract import Declined
from jobs.models import Unit
from jobs.pipelines import InputsChanged, PlannedUnit, Stage
from writing.stories.authors import author_for, concurrency
from writing.stories.lines import known_after, line_to
from writing.stories.making import TELL, TELLING
from writing.stories.models import Segment
from writing.stories.services.telling import settle_telling
from writing.stories.subjects import segment_of
from writing.stories.wording import refused_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.models import Job


@dataclass(frozen=True, slots=True)
class LineToTell:
    """A line, what its author may know, and (`draft`) what its writer has made of it: only checked."""

    author: StoryAuthor
    line: str
    context: StoryContext
    draft: Draft | None
    basis: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What has become of a line; or why it is refused, in its writer's words."""

    continuation: Continuation | None
    refusal: str
    basis: tuple[object, ...]


class TellSegment:
    """Expand a line, check what has come of it, and mend small slips."""

    kind = TELL

    def prepare(self, unit: Unit) -> LineToTell | None:
        """Read what the line continues; None if nobody wants it any more."""
        segment = segment_of(unit)
        if segment.state != Segment.State.WRITING:
            return None
        line = line_to(segment.parent_id)
        return LineToTell(
            author=author_for(unit, segment),
            line=segment.line,
            context=known_after(segment.branch, line).context,
            draft=segment.told if segment.is_edited else None,
            basis=_basis_of(segment),
        )

    def call(self, inputs: LineToTell | None) -> ToldLine | None:
        """Tell it."""
        if inputs is None:
            return None
        try:
            told = _told(inputs)
        except Declined as declined:
            return ToldLine(None, str(declined), inputs.basis)
        return ToldLine(told, refused_words(told.draft.text), inputs.basis)

    def record(self, unit: Unit, result: ToldLine | None) -> None:
        """Keep it. Raises InputsChanged if its writer has changed it meanwhile."""
        if result is None:
            return
        segment = Segment.objects.select_for_update().filter(pk=unit.job.subject, state=Segment.State.WRITING).first()
        if segment is None:
            return
        if _basis_of(segment) != result.basis:
            raise InputsChanged
        settle_telling(segment=segment, continuation=result.continuation, refusal=result.refusal)


def _told(inputs: LineToTell) -> Continuation:
    if inputs.draft is None:
        return continued(inputs.line, inputs.context, inputs.author)
    return Continuation(draft=inputs.draft, findings=check(inputs.draft, inputs.context, inputs.author))


def _basis_of(segment: Segment) -> tuple[object, ...]:
    """Return what a text is made of: if it is another by now, the text is not kept."""
    return segment.parent_id, segment.line, segment.is_edited, segment.told if segment.is_edited else None


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out one unit, in the place of one that is done if there is something to tell again."""
    segment = segment_of(job)
    if segment.state == Segment.State.WRITING:
        job.units.filter(state=Unit.State.DONE).delete()
    return [PlannedUnit(kind=TELL, label="Telling what happens", target=segment.pk, essential=True)]


TELLING_STAGE = Stage(TELLING, "Telling what happens", steps=[TellSegment()], plan=plan, concurrency=concurrency)
