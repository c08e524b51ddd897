"""The stage that puts a segment in: after what is the last of its branch by then, or as a branch of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from authors.continuations.continuing import check, posted
from authors.continuations.contract import Draft, StoryAuthor, StoryContext, StoryFacts, StoryFinding
from authors.continuations.facts import facts_after
from books.models import VividPage
from jobs.models import Unit
from jobs.pipelines import InputsChanged, PlannedUnit, ReaderAwaited, Stage
from writing.stories.authors import author_for, concurrency
from writing.stories.bible.edits import edits_made
from writing.stories.book import BranchBook, book_of
from writing.stories.lines import LineKnowledge, as_told, known_after, line_to
from writing.stories.making import JOIN, JOINING
from writing.stories.models import Branch, Segment
from writing.stories.services.branches import fork_for
from writing.stories.services.joining import BIBLE_WAS_EDITED, SOMEBODY_WAS_FASTER, ask_again, is_free, join
from writing.stories.subjects import segment_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.models import Job

WAITS = "It waits for its writer, or for approval."


@dataclass(frozen=True, slots=True)
class SegmentToJoin:
    """A segment, the line that it is to follow, and whether something is known by now that it was not written for.

    `edited` counts the edits of the bible, made and undone, by which the line was read.
    """

    author: StoryAuthor
    segment: UUID
    branch: UUID
    parent: UUID | None
    draft: Draft
    line: tuple[Segment, ...]
    known: LineKnowledge
    edited: int
    is_overtaken: bool
    accepted: frozenset[tuple[str, str]]
    vividpage: VividPage


@dataclass(frozen=True, slots=True)
class JoinedSegment:
    """A segment with the facts after it and its branch as a book; or what does not fit where it would stand now."""

    inputs: SegmentToJoin
    facts: StoryFacts | None
    book: BranchBook | None
    findings: tuple[StoryFinding, ...]


class JoinSegment:
    """Put a segment in. Whoever comes second is checked anew against what the first has changed."""

    kind = JOIN

    def prepare(self, unit: Unit) -> SegmentToJoin | None:
        """Read the line that ends where the branch ends now. Raises ReaderAwaited while somebody is to decide."""
        segment = segment_of(unit)
        if segment.state in (Segment.State.ASKING, Segment.State.HELD):
            raise ReaderAwaited(segment.note or WAITS)
        if segment.state != Segment.State.JOINING:
            return None
        branch = Branch.objects.select_related("vividpage", "story").get(pk=segment.branch_id)
        parent = branch.head_id if branch.head_id is not None else branch.forked_at_id
        line = line_to(parent)
        edited = edits_made(branch)
        return SegmentToJoin(
            edited=edited,
            author=author_for(unit, segment),
            segment=segment.pk,
            branch=branch.pk,
            parent=parent,
            draft=segment.told,
            line=tuple(line),
            known=known_after(branch, line),
            is_overtaken=parent != segment.parent_id or edits_made(branch, since=segment.created) > 0,
            accepted=frozenset(map(_kind_of, segment.found)) if segment.accepts_findings else frozenset(),
            vividpage=branch.vividpage,
        )

    def call(self, inputs: SegmentToJoin | None) -> JoinedSegment | None:
        """Check it against what was put in meanwhile, find the facts after it, and make the book of its branch."""
        if inputs is None:
            return None
        findings = check(inputs.draft, inputs.known.context, inputs.author) if inputs.is_overtaken else ()
        if any(one.severity == "large" and _kind_of(one) not in inputs.accepted for one in findings):
            return JoinedSegment(inputs, None, None, findings)
        told = as_told(inputs.line)
        new = posted(inputs.draft, id=str(inputs.segment), parent=told[-1].id if told else "")
        known = inputs.known
        facts = facts_after(StoryContext(facts=known.told), new)
        edited = known.edits.over(facts, (*known.ids, new.id))
        book = book_of(inputs.vividpage, [*told, new], edited, analysed=1)
        return JoinedSegment(inputs, facts, book, findings)

    def record(self, unit: Unit, result: JoinedSegment | None) -> None:
        """Write it, if the branch still ends there: else it is prepared anew."""
        if result is None:
            return
        inputs = result.inputs
        branch = Branch.objects.select_for_update(of=("self",)).select_related("vividpage__owner").get(pk=inputs.branch)
        segment = Segment.objects.select_for_update(of=("self",)).select_related("story").get(pk=inputs.segment)
        if segment.state != Segment.State.JOINING:
            return
        ends_at = branch.head_id if branch.head_id is not None else branch.forked_at_id
        if ends_at != inputs.parent or segment.told != inputs.draft or not is_free(branch):
            raise InputsChanged
        if edits_made(branch) != inputs.edited:
            raise InputsChanged
        if result.book is not None and result.facts is not None:
            join(segment=segment, branch=branch, after=inputs.line, facts=result.facts, book=result.book)
        elif segment.if_overtaken_branch:
            fork_for(segment=segment)
            _do_again(unit)
        else:
            why = SOMEBODY_WAS_FASTER if inputs.parent != segment.parent_id else BIBLE_WAS_EDITED
            ask_again(segment=segment, findings=result.findings, why=why)
            _do_again(unit)


def _kind_of(finding: StoryFinding) -> tuple[str, str]:
    """Return what a finding says, wherever it stands: a writer who has accepted it is not asked again."""
    return finding.rule, finding.message


def _do_again(unit: Unit) -> None:
    """Have the unit done once more: for a branch of its own, or when its writer has decided."""
    Unit.objects.filter(pk=unit.pk).update(state=Unit.State.WAITING, attempts=0, finished=None)


def plan(job: Job) -> Sequence[PlannedUnit]:
    """Lay out one unit."""
    segment = segment_of(job)
    if segment.state in Segment.UNDER_WAY:
        job.units.filter(state=Unit.State.DONE).delete()
    return [PlannedUnit(kind=JOIN, label="Putting it into the story", target=segment.pk, essential=True)]


JOINING_STAGE = Stage(JOINING, "Putting it into the story", steps=[JoinSegment()], plan=plan, concurrency=concurrency)
