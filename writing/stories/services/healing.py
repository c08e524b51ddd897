"""Making a story whole again after a segment is hidden, shown again or removed: facts, numbers and books follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from authors.continuations.trees import facts_along
from books.making import MAKING
from books.services.chapters import write_chapters
from jobs import services as jobs
from writing.stories.bible.edits import edits_in
from writing.stories.book import book_of
from writing.stories.lines import ancestors_of, as_told, line_to
from writing.stories.models import Branch, Segment
from writing.stories.services.joining import draw, write_bible

if TYPE_CHECKING:
    from writing.stories.models import Story


def heal(*, story: Story, changed: Segment) -> None:
    """Make facts and books anew of all branches that a changed segment stands in. Call it in a transaction.

    Texts stay as they are: what came after a segment that is gone is not written anew. Scenes whose text stands keep
    their pictures.
    """
    branches = list(
        Branch.objects.select_for_update(of=("self",)).filter(story=story).select_related("vividpage__owner")
    )
    for branch in branches:
        jobs.lock_work(subject=branch.vividpage_id, pipeline=MAKING)
    for branch in branches:
        end = branch.head_id or branch.forked_at_id
        if end is not None and changed.pk in ancestors_of(end):
            _heal_branch(story, branch)


def _heal_branch(story: Story, branch: Branch) -> None:
    line = line_to(branch.head_id or branch.forked_at_id)
    told = as_told(line)
    known = facts_along(told, story.known_before)
    for number, row in enumerate(line, 1):
        row.number, row.facts = number, known[str(row.pk)].model_dump(mode="json")
    facts = known[told[-1].id if told else ""]
    edited = edits_in(branch.vividpage_id).over(facts, [one.id for one in told])
    book = book_of(branch.vividpage, told, edited, analysed=len(told))
    write_chapters(vividpage=branch.vividpage, chapters=book.manuscript.chapters)
    write_bible(branch, book)
    scenes = {scene.number: scene for scene in branch.vividpage.scenes.all()}
    for row in line:
        if row.branch_id == branch.pk:
            row.scene = scenes.get(row.number)
    Segment.objects.bulk_update(line, ["number", "facts", "scene"])
    if line:
        draw(branch)
