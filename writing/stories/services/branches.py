"""Branches: another way on from a segment, as a book of its own with the same people and the pictures so far."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from books.models import VividPage
from books.services.chapters import write_chapters
from books.services.taking_in import save_with_budget
from books.text.names import shortened
from storyboards.pictures.sharing import share_pictures
from writing.stories.access import standing_in
from writing.stories.bible.edits import edits_after
from writing.stories.bible.inheriting import take_over
from writing.stories.book import book_of
from writing.stories.errors import StoryRefused
from writing.stories.lines import as_told, line_to
from writing.stories.models import Branch, Segment, Story
from writing.stories.services.joining import write_bible
from writing.stories.services.telling import tell_watchers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from accounts.models import User
    from storyboards.pictures.redrawing import Target

MOST_BRANCHES = 200
LONGEST_NAME = 80
"""Characters of a name that we give."""


@transaction.atomic
def fork(*, at: Segment, by: User, name: str = "", link: str = "") -> Branch:
    """Begin another way on after a segment of a story. Raises StoryRefused."""
    standing = standing_in(at.story, by, link=link)
    if not standing.may_continue:
        raise StoryRefused(standing.why_not)
    story = Story.objects.select_for_update(of=("self",)).get(pk=at.story_id)
    fresh = Segment.objects.joined().filter(pk=at.pk).first()
    if fresh is None:
        raise StoryRefused("This segment is not part of the story any more. Branch off at another.")
    return _forked(story, fresh, name or _name_after(fresh.told.title or fresh.line))


def fork_for(*, segment: Segment) -> Branch:
    """Give a segment that does not fit after what came first a branch of its own, where it was written.

    Call it in a transaction that holds the segment.
    """
    story = Story.objects.select_for_update(of=("self",)).get(pk=segment.story_id)
    if segment.parent is None:
        raise StoryRefused("A story has one beginning: this one does not fit what came first.")
    branch = _forked(story, segment.parent, _name_after(segment.line))
    segment.branch = branch
    segment.save(update_fields=["branch"])
    tell_watchers(segment)
    return branch


def _forked(story: Story, at: Segment, name: str) -> Branch:
    number = (story.branches.aggregate(last=Max("number"))["last"] or 0) + 1
    if number > MOST_BRANCHES:
        raise StoryRefused(f"A story has no more than {MOST_BRANCHES} branches. Continue one that is there.")
    source = VividPage.objects.select_related("budget", "owner").get(pk=at.branch.vividpage_id)
    branch = Branch.objects.create(
        story=story,
        number=number,
        name=shortened(name, LONGEST_NAME),
        parent=at.branch,
        forked_at=at,
        vividpage=_copied(source, f"{story.title}: {shortened(name, LONGEST_NAME)}"),
    )
    line = line_to(at.pk)
    told = as_told(line)
    edits = edits_after(at)
    book = book_of(branch.vividpage, told, edits.over(at.known_after, [one.id for one in told]), analysed=len(told))
    write_chapters(vividpage=branch.vividpage, chapters=book.manuscript.chapters)
    take_over(edits, vividpage=branch.vividpage)
    write_bible(branch, book)
    share_pictures(copied=branch.vividpage, targets=_twins(line, source, branch.vividpage))
    VividPage.objects.filter(pk=branch.vividpage_id).update(status=VividPage.Status.UPLOADED)
    return branch


def _copied(source: VividPage, title: str) -> VividPage:
    """Make the book of a branch: drawn as the one that it comes from, with the same faces and a budget of its own."""
    made = copy.copy(source)
    made.pk, made._state = uuid4(), copy.copy(source._state)
    made._state.adding, made._state.fields_cache = True, {}
    made.owner, made.title = source.owner, title
    made.status, made.created, made.completed = VividPage.Status.WRITING, timezone.now(), None
    made.epub, made.cover = "", ""
    made.picture_counts, made.chapter_count, made.scene_count, made.word_count = {}, 0, 0, 0
    save_with_budget(vividpage=made, budget=source.budget.limit)
    return made


def _twins(line: Sequence[Segment], source: VividPage, made: VividPage) -> dict[Target, Target]:
    """Pair the scenes of a line with those of its copy, and people and places by their names."""
    by_number = {scene.number: scene for scene in made.scenes.all()}
    twins: dict[Target, Target] = {}
    for number, segment in enumerate(line, 1):
        if segment.scene is not None and number in by_number:
            twins[segment.scene] = by_number[number]
    people = {person.name: person for person in made.characters.all()}
    twins |= {one: people[one.name] for one in source.characters.all() if one.name in people}
    places = {place.name: place for place in made.settings_found.all()}
    return twins | {one: places[one.name] for one in source.settings_found.all() if one.name in places}


def _name_after(words: str) -> str:
    return shortened(" ".join(words.split()), LONGEST_NAME)
