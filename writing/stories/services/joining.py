"""Putting a segment in: its place, its facts, its scene in the book of its branch, and the picture that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from books.making import MAKING
from books.models import VividPage
from books.services.chapters import insert_chapter, write_chapter, write_chapters
from characters import services as characters
from jobs import services as jobs
from jobs.models import Priority
from writing.stories.book import SEGMENTS_A_CHAPTER
from writing.stories.models import Branch, Segment, StoryMember
from writing.stories.services.telling import DOES_NOT_FIT, tell_watchers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from authors.continuations.contract import StoryFacts, StoryFinding
    from writing.stories.book import BranchBook

SOMEBODY_WAS_FASTER = "Somebody was faster."
BIBLE_WAS_EDITED = "The bible of the story has been edited since you wrote it."


def is_free(branch: Branch) -> bool:
    """Lock the drawing of a branch's book, unless somebody has it just now: False then."""
    return jobs.lock_if_free(subject=branch.vividpage_id, pipeline=MAKING)


def join(*, segment: Segment, branch: Branch, after: Sequence[Segment], facts: StoryFacts, book: BranchBook) -> None:
    """Make a segment the last of its branch, and have its picture drawn.

    `after` are those before it, `facts` and `book` what is known and written with it. Call it in a transaction that
    holds branch and segment, while the book is free.
    """
    segment.parent_id = branch.head_id or branch.forked_at_id
    segment.number = len(after) + 1
    segment.facts = facts.model_dump(mode="json")
    segment.state, segment.note, segment.joined_at = Segment.State.DRAWING, "", timezone.now()
    write_last(branch, book, number=segment.number)
    segment.scene = branch.vividpage.scenes.filter(number=segment.number).first()
    segment.save(update_fields=["parent", "number", "facts", "state", "note", "joined_at", "scene"])
    branch.head = segment
    branch.save(update_fields=["head"])
    if segment.is_approved and segment.writer_id is not None:
        StoryMember.objects.filter(story=segment.story_id, user=segment.writer_id).update(is_trusted=True)
    draw(branch)
    tell_watchers(segment)


def ask_again(*, segment: Segment, findings: Sequence[StoryFinding], why: str) -> None:
    """Ask its writer about a segment that does not fit any more, and say why."""
    segment.findings = [finding.model_dump(mode="json") for finding in findings]
    segment.accepts_findings = False
    segment.state, segment.note = Segment.State.ASKING, f"{why} {DOES_NOT_FIT}"
    segment.save(update_fields=["findings", "accepts_findings", "state", "note"])
    tell_watchers(segment)


def write_last(branch: Branch, book: BranchBook, *, number: int) -> None:
    """Write the chapter that the segment of that number ends, with the bible and what is seen in it."""
    chapters, vividpage = book.manuscript.chapters, branch.vividpage
    if number == 1:
        write_chapters(vividpage=vividpage, chapters=chapters)
    elif number % SEGMENTS_A_CHAPTER == 1:
        insert_chapter(vividpage=vividpage, number=len(chapters), chapter=chapters[-1])
    else:
        write_chapter(vividpage=vividpage, number=len(chapters), chapter=chapters[-1])
    write_bible(branch, book)


def write_bible(branch: Branch, book: BranchBook) -> None:
    """Write who and what is in a branch, around what readers have edited, and what its pictures show."""
    if book.bible is not None:
        characters.save_bible(vividpage=branch.vividpage, bible=book.bible.bible)
        characters.save_analyses(vividpage=branch.vividpage, analyses=book.bible.analyses)


def draw(branch: Branch) -> None:
    """Have the pictures of a branch drawn that are missing; its readers wait for them."""
    VividPage.objects.filter(pk=branch.vividpage_id, status=VividPage.Status.WRITING).update(
        status=VividPage.Status.UPLOADED
    )
    owner = branch.vividpage.owner
    jobs.start(pipeline=MAKING, subject=branch.vividpage_id, owner=owner, priority=Priority.READER_WAITS)
